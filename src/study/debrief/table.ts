/** The debrief as a table: one row a turn and side, comma-separated (RFC 4180), with plain names and numbers. */
import { SIDES } from '../../engine/index.ts';
import type { Side } from '../../ruleset/terms.ts';
import { type Chapter, type Debrief, marginAfter } from './story.ts';

type Cell = string | number;

const estimateCells = (chapter: Chapter, side: Side): readonly (readonly [string, Cell])[] =>
  chapter.sides[side].beliefs.flatMap(({ name, estimate, truth }) => [
    [`rival.${name}.estimate`, estimate.value],
    [`rival.${name}.low`, estimate.low],
    [`rival.${name}.high`, estimate.high],
    [`rival.${name}.truth`, truth],
  ]);

const rowOf = (chapter: Chapter, side: Side): readonly (readonly [string, Cell])[] => {
  const { beliefs: _told, orders, ...figures } = chapter.sides[side];
  return [
    ['turn', chapter.turn],
    ['stage', chapter.stage],
    ['year', chapter.year],
    ['half', chapter.half],
    ['side', side],
    ['margin', marginAfter(chapter, side)],
    ...Object.entries(figures),
    ['tension', chapter.tension],
    ['crisis', chapter.crisis],
    ...estimateCells(chapter, side),
    ['orderCount', orders.length],
    ['orders', JSON.stringify(orders)],
  ];
};

/** A cell that a spreadsheet could take for a formula is made plain text. */
const written = (cell: Cell): string => {
  if (typeof cell === 'number') return String(cell);
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

export const debriefTable = ({ chapters }: Pick<Debrief, 'chapters'>): string => {
  const rows = chapters.flatMap((chapter) => SIDES.map((side) => rowOf(chapter, side)));
  const [first = []] = rows;
  const lines = [first.map(([name]) => name), ...rows.map((row) => row.map(([, cell]) => cell))];
  return lines.map((line) => `${line.map(written).join(',')}\r\n`).join('');
};
