/**
 * Makes the guide of a language: the prose of `assets/guides` with what the game itself says of its scenarios,
 * seats, measures, facts and numbers, so that no page can tell of what is not there.
 */
import { FACT_IDS } from '../../ruleset/schema.ts';
import { LEARNING_METRICS } from '../../study/index.ts';
import { listBlock, proseBlock, tableBlock, textBlock } from './blocks.ts';
import { roleCards } from './cards.ts';
import type { Block, Chapter, Guide, ListLine, Part } from './document.ts';
import { filled, joined, labelOf, nameOf } from './fill.ts';
import type { Agenda, ChapterId, GuideLanguage, GuideSources, Outline } from './sources.ts';

const FACTS_SOURCE = 'articles-2026-01';

/** The one part of a chapter that has no parts. */
const whole = (id: string, blocks: readonly Block[], isCard = false): readonly Part[] => [
  { id, title: '', side: null, isCard, blocks },
];

const scenarioTable = (sources: GuideSources): Block =>
  tableBlock(
    sources.texts.scenarios.title,
    ['scenario', 'length', 'about'].map((id) => labelOf(sources, id)),
    [...sources.ruleset.scenarios]
      .sort((a, b) => a.turnCount - b.turnCount)
      .map(({ id, turnCount }) => [
        nameOf(sources, `scenario.${id}.name`),
        String(turnCount),
        nameOf(sources, `scenario.${id}.about`),
      ]),
  );

const startParts = (sources: GuideSources): readonly Part[] => {
  const [first, ...others] = sources.texts.start.blocks.map((block) => proseBlock(sources, block));
  return whole('start', [...(first === undefined ? [] : [first]), scenarioTable(sources), ...others]);
};

const classParts = (sources: GuideSources): readonly Part[] => {
  const { modes, sizes, seats, laptops } = sources.texts.class;
  const heads = ['students', 'oneScreen', 'opponent'].map((id) => labelOf(sources, id));
  const rows = sources.outline.sizes.map((size) => {
    const row = sizes.rows[size];
    return [String(size), row?.oneScreen ?? '', row?.opponent ?? ''];
  });
  return whole('class', [
    proseBlock(sources, modes),
    tableBlock(sizes.title, heads, rows),
    proseBlock(sources, seats),
    proseBlock(sources, laptops),
  ]);
};

const stepText = (sources: GuideSources, step: string, played: readonly [number, number] | undefined): string => {
  if (played === undefined) return step;
  const [from, to] = played;
  return labelOf(sources, 'stepTurns', { step, turns: labelOf(sources, from === to ? 'turn' : 'turns', { from, to }) });
};

const agendaRows = (sources: GuideSources, { id, steps }: Agenda): readonly (readonly string[])[] => {
  let start = 0;
  return steps.map((step) => {
    const words = sources.texts.agendas[id]?.steps[step.id];
    if (words === undefined) throw new Error(`the agenda ${id} has no words for ${step.id}`);
    const time = `${start}–${start + step.minutes}`;
    start += step.minutes;
    return [time, stepText(sources, words.title, step.turns), words.class, words.teacher];
  });
};

const agendaPart = (sources: GuideSources, agenda: Agenda): Part => ({
  id: agenda.id,
  title: labelOf(sources, 'agendaTitle', {
    minutes: agenda.minutes,
    scenario: nameOf(sources, `scenario.${agenda.scenarioId}.name`),
  }),
  side: null,
  isCard: true,
  blocks: [
    textBlock(sources.texts.agendas[agenda.id]?.lead ?? ''),
    tableBlock(
      null,
      ['time', 'step', 'class', 'teacher'].map((label) => labelOf(sources, label)),
      agendaRows(sources, agenda),
    ),
  ],
});

/** What the debrief shows for a goal, and the facts behind it. */
const evidence = (sources: GuideSources, { goal, facts }: Outline['questions'][number]): readonly ListLine[] => [
  {
    term: labelOf(sources, 'lookAt'),
    // Names of measures have commas of their own.
    text: LEARNING_METRICS.filter((metric) => metric.goal === goal)
      .map(({ id }) => nameOf(sources, `debrief.metric.${id}`))
      .join(labelOf(sources, 'semicolon')),
  },
  { term: labelOf(sources, 'facts'), text: joined(sources, facts) },
];

const questionPart = (sources: GuideSources, question: Outline['questions'][number]): Part => ({
  id: `question-${question.goal}`,
  title: `${question.goal}. ${sources.texts.questions[question.goal]?.ask ?? ''}`,
  side: null,
  isCard: false,
  blocks: [listBlock(null, evidence(sources, question))],
});

const answerPart = (sources: GuideSources, question: Outline['questions'][number]): Part => ({
  id: `answer-${question.goal}`,
  title: `${question.goal}. ${nameOf(sources, `debrief.goal.${question.goal}`)}`,
  side: null,
  isCard: false,
  blocks: [
    textBlock(filled(sources, sources.texts.questions[question.goal]?.answer ?? '')),
    listBlock(null, evidence(sources, question)),
  ],
});

const misunderstandingsPart = (sources: GuideSources): Part => {
  const { title, ...prose } = sources.texts.misunderstandings;
  return {
    id: 'misunderstandings',
    title,
    side: null,
    isCard: false,
    blocks: [{ ...proseBlock(sources, { title, ...prose }), title: null }],
  };
};

const factParts = (sources: GuideSources): readonly Part[] => {
  const { articles, sources: works } = sources.ruleset;
  const rows = FACT_IDS.map((id) => [
    id,
    sources.texts.facts[id],
    joined(
      sources,
      articles[id].orders.map((kind) => nameOf(sources, `order.${kind}.name`)),
    ),
  ]);
  const work = works[FACTS_SOURCE];
  if (work === undefined) throw new Error(`no source ${FACTS_SOURCE}`);
  const { title, publisher, year } = work;
  return whole('facts', [
    textBlock(filled(sources, sources.texts.source, { title, publisher, year })),
    tableBlock(
      null,
      ['fact', 'about', 'met'].map((id) => labelOf(sources, id)),
      rows,
    ),
  ]);
};

const PARTS: Readonly<Record<ChapterId, (sources: GuideSources) => readonly Part[]>> = {
  start: startParts,
  class: classParts,
  agendas: (sources) => sources.outline.agendas.map((agenda) => agendaPart(sources, agenda)),
  cards: roleCards,
  umpire: (sources) =>
    whole(
      'umpire',
      sources.texts.umpire.blocks.map((block) => proseBlock(sources, block)),
      true,
    ),
  questions: (sources) => sources.outline.questions.map((question) => questionPart(sources, question)),
  answers: (sources) => [
    ...sources.outline.questions.map((question) => answerPart(sources, question)),
    misunderstandingsPart(sources),
  ],
  facts: factParts,
};

/** The guide of a language, whole. Throws where something that it names is not there. */
export const makeGuide = (language: GuideLanguage, sources: GuideSources): Guide => {
  const { title, lead, made, chapters } = sources.texts;
  const ids = Object.keys(PARTS) as ChapterId[];
  return {
    language,
    title,
    lead,
    made,
    colon: labelOf(sources, 'colon'),
    contents: labelOf(sources, 'contents'),
    sideNames: { us: nameOf(sources, 'side.us.name'), cn: nameOf(sources, 'side.cn.name') },
    chapters: ids.map((id): Chapter => ({ id, ...chapters[id], parts: PARTS[id](sources) })),
  };
};
