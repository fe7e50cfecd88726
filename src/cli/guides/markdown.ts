/** The guides as Markdown for `docs/guides`: a folder a language, a file a chapter, and a page that leads to all. */
import { page, table } from '../reference/markdown.ts';
import type { Block, Chapter, Guide, ListLine, Part } from './document.ts';

const INDEX = 'README.md';
/** Guides for whoever runs the machines; written by hand, in English. */
const MACHINES = [
  '## Machines',
  '- [Hosting sessions](hosting.md): on a laptop for a class, and on servers ([compose.yaml](compose.yaml))\n- [A facilitator’s rehearsal](rehearsal.md): a class of 24 from `npm start` to its first seal, in presses and seconds\n- [A study on many machines](many-machines.md)',
];

const lineText = ({ term, text }: ListLine, colon: string): string =>
  term === null ? text : `**${term}**${colon}${text}`;

const blockText = (block: Block, colon: string): string => {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'list':
      return block.lines
        .map((line, place) => `${block.isOrdered ? `${place + 1}.` : '-'} ${lineText(line, colon)}`)
        .join('\n');
    case 'table':
      return table(block.heads, block.rows);
  }
};

/** Headings go down by one below a part that has a title. */
const partTexts = (part: Part, colon: string, sideNames: Guide['sideNames']): readonly string[] => {
  const owner = part.side === null ? '' : `${sideNames[part.side]}${colon}`;
  const mark = part.title === '' ? '##' : '###';
  return [
    part.title === '' ? '' : `## ${owner}${part.title}`,
    ...part.blocks.flatMap((block) => [block.title === null ? '' : `${mark} ${block.title}`, blockText(block, colon)]),
  ];
};

const made = (guide: Guide): string => `<!-- ${guide.made} -->`;

const chapterPage = (guide: Guide, { title, lead, parts }: Chapter): string =>
  page([
    made(guide),
    `# ${title}`,
    lead,
    ...parts.flatMap((part) => partTexts(part, guide.colon, guide.sideNames)),
    `[${guide.title}](${INDEX})`,
  ]);

const guideIndex = (guide: Guide): string =>
  page([
    made(guide),
    `# ${guide.title}`,
    guide.lead,
    guide.chapters.map(({ id, title, lead }) => `- [${title}](${id}.md)${guide.colon}${lead}`).join('\n'),
  ]);

/** File name in `docs/guides` → its text. */
export const guidePages = (guides: readonly Guide[]): Readonly<Record<string, string>> =>
  Object.fromEntries([
    [
      INDEX,
      page([
        ...guides.flatMap((guide) => [`## [${guide.title}](${guide.language}/${INDEX})`, guide.lead]),
        ...MACHINES,
      ]).replace('## ', '# '),
    ],
    ...guides.flatMap((guide) => [
      [`${guide.language}/${INDEX}`, guideIndex(guide)],
      ...guide.chapters.map((chapter) => [`${guide.language}/${chapter.id}.md`, chapterPage(guide, chapter)]),
    ]),
  ]);
