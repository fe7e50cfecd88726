/**
 * The story of a game that has ended, with the fog lifted: half-year by half-year what each side had, ordered and
 * believed, and where the race turned. A pure function of the record that was played again; codes and numbers only,
 * words are the reader's.
 */
import {
  type Account,
  accountOf,
  bySide,
  type Estimate,
  type Finding,
  type Game,
  type GameEvent,
  type GameRecord,
  type GameState,
  type Half,
  InvariantError,
  type Order,
  type Outcome,
  type Replayed,
  rivalOf,
  SIDES,
  type Stage,
  turnDate,
  type TurnResolution,
} from '../../engine/index.ts';
import type { BySide, CrisisRung, Side } from '../../ruleset/terms.ts';
import { type LearningMetric, learningMetrics } from './learning.ts';

/** What a side believed of the other, beside what was true. */
export interface Belief {
  readonly name: 'deliveredPops' | 'groundPowerMw' | 'points';
  readonly unit: string;
  readonly estimate: Estimate;
  readonly truth: number;
}

export interface SideChapter {
  readonly orders: readonly Order[];
  readonly points: number;
  readonly standing: number;
  readonly fundsMusd: number;
  readonly deliveredPops: number;
  readonly deliveredOrbitalPops: number;
  readonly orbitalMw: number;
  readonly unitCount: number;
  readonly groundPowerMw: number;
  /** Least of its regions. */
  readonly reserveMarginFrac: number;
  readonly beliefs: readonly Belief[];
}

/** One half-year, or the crisis round after it; the last holds the epilogue too. */
export interface Chapter {
  readonly turn: number;
  readonly stage: Stage;
  readonly year: number;
  readonly half: Half;
  readonly tension: number;
  readonly crisis: CrisisRung;
  readonly sides: BySide<SideChapter>;
  /** What weighed most in it. */
  readonly events: readonly GameEvent[];
}

const SOURCES = ['earthObservation', 'presence', 'block', 'inference', 'training', 'firsts', 'other'] as const;
type Source = (typeof SOURCES)[number];

/** A half-year in which the margin moved most, or the lead changed hands. */
export interface TurningPoint {
  readonly turn: number;
  /** The side that gained, and by how many points more than the other. */
  readonly side: Side;
  readonly points: number;
  /** Points of the side that gained less the other's, before the half-year and after it. */
  readonly before: number;
  readonly after: number;
  readonly isLeadChange: boolean;
  /** What the gain came from, the most first: points over the other's. */
  readonly parts: readonly { readonly source: Source; readonly points: number }[];
  readonly events: readonly GameEvent[];
  /** Both sides' contests of the half-year, its epilogue apart. */
  readonly findingIds: readonly string[];
}

/** How good a side's picture of the other was over the game. */
export interface IntelligenceQuality {
  /** Mean size of the errors of its estimates of compute, against the truth. */
  readonly meanErrorFrac: number;
  /** Share of all truths that lay in the range given; 9 of 10 by design. */
  readonly inRangeFrac: number;
}

export interface Debrief {
  readonly record: GameRecord;
  readonly outcome: Outcome;
  readonly chapters: readonly Chapter[];
  readonly turningPoints: readonly TurningPoint[];
  readonly intelligence: BySide<IntelligenceQuality>;
  readonly account: Account;
  readonly metrics: readonly LearningMetric[];
  /** Those that the debrief opens, and all behind them. */
  readonly findings: readonly Finding[];
}

const KW_PER_MW = 1000;
const EVENTS_A_CHAPTER = 8;
const TURNING_POINTS = 5;
const PARTS_A_POINT = 3;
/** Less than this is no turn of anything. */
const LEAST_CHANGE_POINTS = 0.1;

const total = <T>(list: readonly T[], of: (each: T) => number): number => list.reduce((sum, each) => sum + of(each), 0);
const numberOf = (values: Readonly<Record<string, unknown>>, name: string): number => {
  const value = values[name];
  return typeof value === 'number' ? value : 0;
};

const primariesOf = (state: GameState, side: Side): number =>
  total(
    state.centres.filter(({ owner, role }) => owner === side && role === 'primary'),
    ({ powerMw }) => powerMw,
  );

const beliefsOf = (state: GameState, side: Side): readonly Belief[] => {
  const rivalSide = rivalOf(side);
  const rival = state.sides[rivalSide];
  const believed = state.estimates[side];
  return [
    { name: 'deliveredPops', unit: 'POPS', estimate: believed.deliveredPops, truth: rival.deliveredPops },
    { name: 'groundPowerMw', unit: 'MW', estimate: believed.groundPowerMw, truth: primariesOf(state, rivalSide) },
    { name: 'points', unit: 'points', estimate: believed.points, truth: rival.points },
  ];
};

const sideChapter = (state: GameState, side: Side, orders: readonly Order[]): SideChapter => {
  const own = state.sides[side];
  const groups = state.groups.filter(({ owner }) => owner === side);
  const regions = state.regions.filter(({ owner }) => owner === side);
  return {
    orders,
    points: own.points,
    standing: own.standing,
    fundsMusd: own.fundsMusd,
    deliveredPops: own.deliveredPops,
    deliveredOrbitalPops: own.deliveredOrbitalPops,
    orbitalMw: total(groups, ({ powerKw }) => powerKw) / KW_PER_MW,
    unitCount: total(groups, ({ cohorts }) => total(cohorts, ({ unitCount }) => unitCount)),
    groundPowerMw: primariesOf(state, side),
    reserveMarginFrac: Math.min(...regions.map(({ reserveMarginFrac }) => reserveMarginFrac)),
    beliefs: beliefsOf(state, side),
  };
};

/** The heaviest events, in the order in which they happened. */
const heaviest = (events: readonly GameEvent[], count: number): readonly GameEvent[] =>
  events
    .map((event, place) => ({ event, place }))
    .filter(({ event }) => event.weight > 1 && event.kind !== 'points.earned')
    .sort((a, b) => b.event.weight - a.event.weight || a.place - b.place)
    .slice(0, count)
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);

const chapterOf = (
  game: Game,
  { turn, stage, state, events }: TurnResolution,
  orders: BySide<readonly Order[]>,
): Chapter => ({
  turn,
  stage,
  ...turnDate(game.scenario, turn),
  tension: state.tension,
  crisis: state.crisis,
  sides: bySide((side) => sideChapter(state, side, orders[side])),
  events: heaviest(events, EVENTS_A_CHAPTER),
});

/** Points of a side less the other's, after a chapter; before the first nobody has any. */
export const marginAfter = (chapter: Pick<Chapter, 'sides'> | undefined, side: Side): number =>
  chapter === undefined ? 0 : chapter.sides[side].points - chapter.sides[rivalOf(side)].points;

/** Points that a side's contests and firsts brought it in a half-year; what is left of its gain is `other`. */
const gainsOf = ({ findings, events }: TurnResolution, side: Side, gained: number): Record<Source, number> => {
  const earned = findings.filter(({ question, subject }) => question === 'pointsEarned' && subject.id === side);
  const of = (source: Source): number => total(earned, ({ result }) => numberOf(result, source));
  const known = {
    earthObservation: of('earthObservation'),
    presence: of('presence'),
    block: of('block'),
    inference: of('inference'),
    training: of('training'),
    firsts: total(
      events.filter((event) => event.kind === 'milestone.reached' && event.side === side),
      ({ values }) => numberOf(values, 'points'),
    ),
  };
  return { ...known, other: gained - total(Object.values(known), (points) => points) };
};

const turningPointOf = (
  resolution: TurnResolution,
  chapter: Chapter,
  previous: Chapter | undefined,
): TurningPoint | null => {
  const [first] = SIDES;
  const change = marginAfter(chapter, first) - marginAfter(previous, first);
  if (Math.abs(change) < LEAST_CHANGE_POINTS) return null;
  const side = change > 0 ? first : rivalOf(first);
  const before = marginAfter(previous, side);
  const after = marginAfter(chapter, side);
  const gains = bySide((each) =>
    gainsOf(resolution, each, chapter.sides[each].points - (previous?.sides[each].points ?? 0)),
  );
  const parts = SOURCES.map((source) => ({ source, points: gains[side][source] - gains[rivalOf(side)][source] }))
    .filter(({ points }) => points >= LEAST_CHANGE_POINTS)
    .sort((a, b) => b.points - a.points)
    .slice(0, PARTS_A_POINT);
  return {
    turn: chapter.turn,
    side,
    points: Math.abs(change),
    before,
    after,
    isLeadChange: previous !== undefined && before < 0 && after > 0,
    parts,
    events: heaviest(resolution.events, PARTS_A_POINT),
    findingIds: resolution.findings
      .filter(({ question, turn }) => question === 'pointsEarned' && turn === chapter.turn)
      .map(({ id }) => id),
  };
};

/** Changes of the lead and the largest swings, in the order of the game. */
export const turningPointsOf = (
  resolutions: readonly TurnResolution[],
  chapters: readonly Chapter[],
): readonly TurningPoint[] =>
  resolutions
    .flatMap((resolution, place) => {
      const chapter = chapters[place];
      return chapter === undefined ? [] : (turningPointOf(resolution, chapter, chapters[place - 1]) ?? []);
    })
    .sort((a, b) => Number(b.isLeadChange) - Number(a.isLeadChange) || b.points - a.points || a.turn - b.turn)
    .slice(0, TURNING_POINTS)
    .sort((a, b) => a.turn - b.turn);

/** How far the estimates of all half-years lay off; a truth of nothing has no error in shares. */
export const intelligenceOf = (chapters: readonly Chapter[], side: Side): IntelligenceQuality => {
  const beliefs = chapters.filter(({ stage }) => stage === 'turn').flatMap(({ sides }) => sides[side].beliefs);
  const ofCompute = beliefs.filter(({ name, truth }) => name === 'deliveredPops' && truth > 0);
  const inRange = beliefs.filter(({ truth, estimate }) => truth >= estimate.low && truth <= estimate.high);
  return {
    meanErrorFrac:
      total(ofCompute, ({ truth, estimate }) => Math.abs(estimate.value / truth - 1)) / Math.max(1, ofCompute.length),
    inRangeFrac: inRange.length / Math.max(1, beliefs.length),
  };
};

/** The findings named, and all that their inputs came from. */
export const findingsBehind = (findings: readonly Finding[], ids: readonly string[]): readonly Finding[] => {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const wanted = new Set<string>();
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const finding = byId.get(id);
    if (finding === undefined || wanted.has(id)) continue;
    wanted.add(id);
    for (const { origin } of finding.inputs) if (origin.kind === 'finding') open.push(origin.id);
  }
  return findings.filter(({ id }) => wanted.has(id));
};

/** The debrief of a record that was played to its end again. */
export const debriefOf = (game: Game, record: GameRecord, { start, resolutions, final }: Replayed): Debrief => {
  const spans = bySide((side) => ({
    startPops: start.sides[side].deliveredPops,
    endPops: final.sides[side].deliveredPops,
  }));
  const account = accountOf(game, resolutions, spans);
  const { outcome } = final;
  if (account === null || outcome === null)
    throw new InvariantError('a game that goes on has no debrief', { seed: record.seed, turn: final.turn });
  const chapters = resolutions.map((resolution, place) =>
    chapterOf(game, resolution, record.turns[place]?.orders ?? { us: [], cn: [] }),
  );
  const intelligence = bySide((side) => intelligenceOf(chapters, side));
  const turningPoints = turningPointsOf(resolutions, chapters);
  const shown = [...chapters, ...turningPoints].flatMap(({ events }) => events);
  const ids = [...shown, ...turningPoints, ...account.swings, account].flatMap(({ findingIds }) => findingIds);
  return {
    record,
    outcome,
    chapters,
    turningPoints,
    intelligence,
    account,
    metrics: learningMetrics({ game, start, resolutions, final, chapters, account, intelligence }),
    findings: findingsBehind(
      resolutions.flatMap(({ findings }) => findings),
      ids,
    ),
  };
};
