/** What a study measures of each game: figures by name, of the game and of each side. */
import { SIDES } from '../../engine/index.ts';
import type { Side } from '../../ruleset/terms.ts';
import { type GameFacts, marginOf, payoff, type SideFacts } from '../balance/gameFacts.ts';

/** A win is 1, a draw ½, a loss and a loss for both 0. */
type SideFigure = 'margin' | 'result' | Exclude<keyof SideFacts, 'metInTurn'>;
type GameFigure = 'mutualLoss' | 'worldScore' | 'turns' | 'peakTension';
export type MeasureId = GameFigure | `${Side}.${SideFigure}`;

const GAME_FIGURES: Readonly<Record<GameFigure, (facts: GameFacts) => number>> = {
  mutualLoss: ({ mutualLoss }) => (mutualLoss ? 1 : 0),
  worldScore: ({ worldScore }) => worldScore,
  turns: ({ turns }) => turns,
  peakTension: ({ peakTension }) => peakTension,
};

const SIDE_FIGURES: Readonly<Record<SideFigure, (facts: GameFacts, side: Side) => number>> = {
  margin: marginOf,
  result: payoff,
  score: ({ sides }, side) => sides[side].score,
  orbitalPops: ({ sides }, side) => sides[side].orbitalPops,
  orbitalMw: ({ sides }, side) => sides[side].orbitalMw,
  satellites: ({ sides }, side) => sides[side].satellites,
  destructiveAttacks: ({ sides }, side) => sides[side].destructiveAttacks,
  reversibleActs: ({ sides }, side) => sides[side].reversibleActs,
  shedTurns: ({ sides }, side) => sides[side].shedTurns,
};

const entriesOf = (): readonly (readonly [MeasureId, (facts: GameFacts) => number])[] => [
  ...(Object.keys(SIDE_FIGURES) as SideFigure[]).flatMap((figure) =>
    SIDES.map((side) => [`${side}.${figure}`, (facts: GameFacts) => SIDE_FIGURES[figure](facts, side)] as const),
  ),
  ...(Object.keys(GAME_FIGURES) as GameFigure[]).map((figure) => [figure, GAME_FIGURES[figure]] as const),
];

const MEASURES: ReadonlyMap<MeasureId, (facts: GameFacts) => number> = new Map(entriesOf());

export const MEASURE_IDS: readonly MeasureId[] = [...MEASURES.keys()];

export const isMeasureId = (name: string): name is MeasureId => (MEASURE_IDS as readonly string[]).includes(name);

export const measureOf = (facts: GameFacts, id: MeasureId): number => MEASURES.get(id)?.(facts) ?? 0;
