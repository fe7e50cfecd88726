/**
 * What a class should be able to say afterwards, measured on the game that was played: one or more numbers a side for
 * each of twelve goals, as far as the state and the findings record them.
 */
import {
  type Account,
  bySide,
  DESTRUCTIVE_KINDS,
  type Game,
  type GameEvent,
  type GameState,
  type OrderKind,
  REVERSIBLE_KINDS,
  rivalOf,
  type TurnResolution,
} from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import type { Chapter, IntelligenceQuality } from './story.ts';

export interface LearningMetric {
  /** Number of the goal, 1…12. */
  readonly goal: number;
  readonly id: string;
  readonly unit: string;
  /** Null where nothing of the kind happened. */
  readonly values: BySide<number | null>;
}

export interface PlayedOut {
  readonly game: Game;
  readonly start: GameState;
  readonly resolutions: readonly TurnResolution[];
  readonly final: GameState;
  readonly chapters: readonly Chapter[];
  readonly account: Account;
  readonly intelligence: BySide<IntelligenceQuality>;
}

type Measure = (played: PlayedOut, side: Side) => number | null;

/** Agreements that restrain, apart from those about trade. */
const RESTRAINTS: readonly string[] = ['norm', 'hotline'];
const THOUSAND_POPS = 1000;

const total = <T>(list: readonly T[], of: (each: T) => number): number => list.reduce((sum, each) => sum + of(each), 0);
const most = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values));

const groupsOf = (state: GameState, side: Side) => state.groups.filter(({ owner }) => owner === side);
const ordersOf = ({ chapters }: PlayedOut, side: Side, kinds: readonly OrderKind[]): number =>
  total(chapters, ({ sides }) => sides[side].orders.filter(({ kind }) => kinds.includes(kind)).length);
const eventsOf = ({ resolutions }: PlayedOut, is: (event: GameEvent) => boolean): readonly GameEvent[] =>
  resolutions.flatMap(({ events }) => events.filter(is));
const flownMassT = (state: GameState, side: Side): number =>
  total(
    state.lines.filter(({ owner }) => owner === side),
    (line) => line.flownMassT,
  );
const firstTurn = ({ chapters }: PlayedOut, is: (chapter: Chapter) => boolean): number | null =>
  chapters.find(is)?.turn ?? null;
const ofLost = (event: GameEvent): number => {
  const { lost } = event.values;
  return typeof lost === 'number' ? lost : 0;
};
const gridMw = ({ game }: PlayedOut, state: GameState, side: Side): number =>
  total(
    state.regions.filter(({ owner }) => owner === side),
    ({ newUnitCount, storageMw, transmissionMw }) =>
      newUnitCount * game.ruleset.grid.newUnitMw + storageMw + transmissionMw,
  );
const backupMw = (state: GameState, side: Side): number =>
  total(
    state.centres.filter(({ owner, role }) => owner === side && role === 'backup'),
    ({ powerMw }) => powerMw,
  );

/** Goal, id, unit and how it is measured. */
const MEASURES: readonly (readonly [goal: number, id: string, unit: string, of: Measure])[] = [
  [
    1,
    'chainKeptFrac',
    '1',
    ({ final }, side) => {
      const groups = groupsOf(final, side);
      const gross = total(groups, ({ grossPops }) => grossPops);
      return gross > 0 ? total(groups, ({ deliveredPops }) => deliveredPops) / gross : null;
    },
  ],
  [
    1,
    'orbitalComputeFrac',
    '1',
    ({ final }, side) => {
      const { deliveredPops, deliveredOrbitalPops } = final.sides[side];
      return deliveredPops > 0 ? deliveredOrbitalPops / deliveredPops : null;
    },
  ],
  [
    2,
    'thousandPopsTurn',
    'turn',
    (played, side) => firstTurn(played, ({ sides }) => sides[side].deliveredOrbitalPops >= THOUSAND_POPS),
  ],
  [2, 'mostOrbitalMw', 'MW', ({ chapters }, side) => most(chapters.map(({ sides }) => sides[side].orbitalMw))],
  [3, 'shedTurns', 'turns', ({ final }, side) => final.sides[side].shedTurns],
  [3, 'addedGridMw', 'MW', (played, side) => gridMw(played, played.final, side) - gridMw(played, played.start, side)],
  [4, 'flownT', 't', ({ start, final }, side) => flownMassT(final, side) - flownMassT(start, side)],
  [
    4,
    'firstExpansionTurn',
    'turn',
    (played, side) => firstTurn(played, ({ sides }) => sides[side].orders.some(({ kind }) => kind === 'expandLine')),
  ],
  [5, 'recoveredFrac', '1', ({ account }, side) => account.metrics[side].recoveredFrac],
  [5, 'backupMw', 'MW', ({ final }, side) => backupMw(final, side)],
  [
    6,
    'largestGroupFrac',
    '1',
    ({ final }, side) => {
      const pops = groupsOf(final, side).map(({ deliveredPops }) => deliveredPops);
      const all = total(pops, (each) => each);
      return all > 0 ? Math.max(...pops) / all : null;
    },
  ],
  [7, 'destructiveActs', '', (played, side) => ordersOf(played, side, DESTRUCTIVE_KINDS)],
  [7, 'fragments', 'fragments', ({ account }, side) => account.metrics[side].fragments],
  [
    7,
    'debrisLostUnits',
    'units',
    (played, side) =>
      total(
        eventsOf(played, (event) => event.kind === 'group.debrisLoss' && event.side === side),
        ofLost,
      ),
  ],
  [8, 'acts', '', (played, side) => ordersOf(played, side, [...REVERSIBLE_KINDS, ...DESTRUCTIVE_KINDS])],
  [8, 'namedFrac', '1', ({ account }, side) => account.metrics[side].namedFrac],
  [8, 'peakTension', 'points', ({ chapters }) => most(chapters.map(({ tension }) => tension))],
  [
    9,
    'restraintTurns',
    'turns',
    ({ resolutions }) =>
      resolutions.filter(
        ({ stage, state }) =>
          stage === 'turn' &&
          state.agreements.some(({ id, machine }) => RESTRAINTS.includes(id) && machine === 'inForce'),
      ).length,
  ],
  [9, 'agreementsEntered', '', ({ account }, side) => account.metrics[side].agreementsEntered],
  [10, 'mineralsFillFrac', '1', ({ account }, side) => account.metrics[side].mineralsFillFrac],
  [
    10,
    'mostControlLevel',
    'level',
    ({ resolutions }, side) => most(resolutions.map(({ state }) => state.sides[side].exportControlLevel)),
  ],
  [
    10,
    'addedRefining',
    'units',
    ({ start, final }, side) => final.sides[side].mineralsRefining - start.sides[side].mineralsRefining,
  ],
  [11, 'greenlandApproaches', '', ({ final }, side) => final.sides[side].greenland.length],
  [11, 'addedOre', 'units', ({ start, final }, side) => final.sides[side].mineralsOre - start.sides[side].mineralsOre],
  [12, 'meanErrorFrac', '1', ({ intelligence }, side) => intelligence[side].meanErrorFrac],
  [12, 'inRangeFrac', '1', ({ intelligence }, side) => intelligence[side].inRangeFrac],
  [
    12,
    'unnoticedActs',
    '',
    ({ final }, side) =>
      final.operations.filter(({ actor, felt, machine }) => actor === rivalOf(side) && !felt && machine !== 'planned')
        .length,
  ],
];

export const LEARNING_METRICS: readonly { readonly goal: number; readonly id: string }[] = MEASURES.map(
  ([goal, id]) => ({ goal, id }),
);

export const learningMetrics = (played: PlayedOut): readonly LearningMetric[] =>
  MEASURES.map(([goal, id, unit, of]) => ({
    goal,
    id,
    unit,
    values: bySide((side) => of(played, side)),
  }));
