/** The games of a study as tables: the same columns as CSV, JSON lines and Parquet. */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type GameRow, MEASURE_IDS, measureOf, placeOfSample, type Plan } from '../../study/index.ts';

type Cell = string | number;
type ColumnType = 'STRING' | 'INT32' | 'DOUBLE';
interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: GameRow) => Cell;
}

const column = (name: string, type: ColumnType, of: (row: GameRow) => Cell): Column => ({ name, type, of });

/** `draw` −1 is the real game of a branch; `block` tells the games of one draw of a sensitivity design apart. */
const columnsOf = (plan: Plan): readonly Column[] => [
  column('game', 'INT32', ({ game }) => game),
  column('draw', 'INT32', ({ sample }) => placeOfSample(plan, sample).draw),
  column('block', 'INT32', ({ sample }) => placeOfSample(plan, sample).block),
  column('variant', 'STRING', ({ variant }) => plan.variants[variant]?.id ?? ''),
  column('seed', 'STRING', ({ seed }) => seed),
  column('rulesetHash', 'STRING', ({ rulesetHash }) => rulesetHash),
  ...plan.assumptions.map(({ path }, place) => column(path, 'DOUBLE', ({ values }) => values[place] ?? 0)),
  column('end', 'STRING', ({ facts }) => facts.end),
  column('winner', 'STRING', ({ facts }) => facts.winner ?? ''),
  ...MEASURE_IDS.map((id) => column(id, 'DOUBLE', ({ facts }) => measureOf(facts, id))),
  ...(plan.branch === null
    ? []
    : (['given', 'cut', 'dropped', 'staffTurns'] as const).map((name) =>
        column(`orders.${name}`, 'INT32', ({ replayed }) => replayed?.[name] ?? 0),
      )),
];

const quoted = (cell: Cell): string => {
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csvOf = (plan: Plan, rows: readonly GameRow[]): string => {
  const columns = columnsOf(plan);
  const lines = [
    columns.map(({ name }) => quoted(name)),
    ...rows.map((row) => columns.map(({ of }) => quoted(of(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
};

export const jsonLinesOf = (plan: Plan, rows: readonly GameRow[]): string => {
  const columns = columnsOf(plan);
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)])))}\n`)
    .join('');
};

/** The file says in its own notes what it is the table of. */
export const parquetOf = (plan: Plan, rows: readonly GameRow[], notes: Readonly<Record<string, string>>): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columnsOf(plan).map(({ name, type, of }) => ({ name, type, nullable: false, data: rows.map(of) })),
      kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
    }),
  );
