/**
 * The account of a game that has ended: why it ended as it did, on one page, from findings and events alone. For the
 * umpire from everything, for a side from what it was told; codes and numbers only, words are the reader's.
 */
import type { Side } from '../ruleset/terms.ts';
import { TURNS_PER_YEAR } from '../units/convert.ts';
import { pow } from '../units/math.ts';
import { sum } from './context.ts';
import type { Finding, GameEvent, Subject } from './findings.ts';
import type { Game } from './game.ts';
import type { TurnReport } from './resolve.ts';
import { bySide, SIDES } from './sides.ts';
import type { EndKind, Stage } from './state.ts';

export const RACES = [
  'earthObservation',
  'presence',
  'block',
  'inference',
  'training',
  'firsts',
  'other',
  'atEnd',
] as const;
export type Race = (typeof RACES)[number];

export const SWING_KINDS = ['first', 'blackout', 'named', 'setback', 'agreement'] as const;
export type SwingKind = (typeof SWING_KINDS)[number];

/** One of the happenings that decided the game. */
export interface Swing {
  readonly kind: SwingKind;
  readonly turn: number;
  readonly stage: Stage;
  /** Whose points moved; none for what both share. */
  readonly side: Side | null;
  /** Points gained or lost by it. */
  readonly points: number;
  readonly event: Pick<GameEvent, 'kind' | 'side' | 'subject' | 'values'>;
  readonly findingIds: readonly string[];
}

export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const;
export type Grade = (typeof GRADES)[number];
export const METERS = ['compute', 'lights', 'orbit'] as const;
export type Meter = (typeof METERS)[number];
export interface Graded {
  readonly value: number;
  readonly grade: Grade;
}

export interface Account {
  readonly end: EndKind;
  readonly winner: Side | null;
  readonly findingIds: readonly string[];
  readonly score: { readonly us: number; readonly cn: number };
  /** 0…1 each: what of orbit, lights and peace was left of the world. */
  readonly world: { readonly orbit: number; readonly lights: number; readonly peace: number };
  /** Points by race; null where the reader was not told: of the other side, all but firsts and the score. */
  readonly races: {
    readonly us: Readonly<Record<Race, number | null>>;
    readonly cn: Readonly<Record<Race, number | null>>;
  };
  /** The largest, in the order of their turns. */
  readonly swings: readonly Swing[];
  /** Absolute meters: yearly growth of delivered compute, share of half-years without rotating outages, orbit usable. */
  readonly meters: {
    readonly us: Readonly<Record<Meter, Graded | null>>;
    readonly cn: Readonly<Record<Meter, Graded | null>>;
  };
  /** What the debrief asks of a side; null where nothing of the kind happened or was told. */
  readonly metrics: { readonly us: Metrics; readonly cn: Metrics };
}

export interface Metrics {
  /** Of the compute lost in orbit, what backups carried. */
  readonly recoveredFrac: number | null;
  /** Trackable fragments that its own acts made. */
  readonly fragments: number | null;
  /** Of its acts that were noticed, those laid to it. */
  readonly namedFrac: number | null;
  /** The least share of its plans that minerals let it start. */
  readonly mineralsFillFrac: number | null;
  /** Agreements that entered into force: shared by both. */
  readonly agreementsEntered: number;
}

/** What the account needs beside the reports: delivered compute at the start and at the end, where the reader knows it. */
export interface ComputeSpan {
  readonly startPops: number;
  readonly endPops: number;
}

const CONTESTS = ['earthObservation', 'presence', 'block', 'inference', 'training'] as const;
/** Happenings that take service from a side, so that its contests of the half-year suffer. */
const TAKES_SERVICE = [
  'operation.destroyedTarget',
  'operation.damagedTarget',
  'operation.reversibleEffect',
  'group.debrisLoss',
  'storm.struck',
  'belt.passed',
];
const AGREEMENT_TURNS = ['agreement.entered', 'agreement.broken'];

const numberOf = (values: Readonly<Record<string, unknown>>, name: string): number => {
  const value = values[name];
  return typeof value === 'number' ? value : 0;
};

/** Who suffers what happened: the first part of an operation's id names it. */
const suffererOf = ({ kind, subject, side }: GameEvent): Side | null =>
  kind.startsWith('operation.') ? (SIDES.find((each) => subject.id.startsWith(`${each}/`)) ?? null) : side;

const newest = (list: readonly Finding[], question: string, subject: Subject['id']): Finding | undefined =>
  list.findLast((finding) => finding.question === question && finding.subject.id === subject);

const earnedOf = (finding: Finding): number => sum(CONTESTS, (race) => numberOf(finding.result, race));

/** Contests of each half-year, in order. */
const earnings = (findings: readonly Finding[], side: Side): readonly Finding[] =>
  findings.filter(({ question, subject }) => question === 'pointsEarned' && subject.id === side);

const racesOf = (
  game: Game,
  findings: readonly Finding[],
  events: readonly GameEvent[],
  side: Side,
  score: number,
): Record<Race, number | null> => {
  const earned = earnings(findings, side);
  const isTold = earned.length > 0;
  const firsts = sum(
    events.filter((event) => event.kind === 'milestone.reached' && event.side === side),
    ({ values }) => numberOf(values, 'points'),
  );
  const other =
    0 -
    game.ruleset.grid.shedPoints *
      events.filter((event) => event.kind === 'region.rotatingOutages' && event.side === side).length;
  const of = (race: (typeof CONTESTS)[number]): number | null =>
    isTold ? sum(earned, ({ result }) => numberOf(result, race)) : null;
  const contests = isTold ? sum(earned, earnedOf) : null;
  return {
    earthObservation: of('earthObservation'),
    presence: of('presence'),
    block: of('block'),
    inference: of('inference'),
    training: of('training'),
    firsts,
    other: isTold ? other : null,
    atEnd: contests === null ? null : score - contests - firsts - other,
  };
};

interface Told {
  readonly game: Game;
  readonly findings: readonly Finding[];
  /** Each with the stage of its report. */
  readonly events: readonly (GameEvent & { readonly stage: Stage })[];
}

const swing = (
  { kind, side, subject, values, turn, stage, findingIds }: Told['events'][number],
  of: Pick<Swing, 'kind' | 'side' | 'points'>,
): Swing => ({ ...of, turn, stage, findingIds, event: { kind, side, subject, values } });

/** Setbacks of a side: half-years in which its contests paid less than before, with the heaviest that took service in them. */
const setbacksOf = ({ findings, events }: Told, side: Side): readonly Swing[] => {
  const earned = earnings(findings, side);
  return earned.flatMap((finding, place) => {
    const before = earned[place - 1];
    if (before === undefined) return [];
    const points = earnedOf(finding) - earnedOf(before);
    const [cause] = events
      .filter((event) => event.turn === finding.turn && TAKES_SERVICE.includes(event.kind))
      .filter((event) => (suffererOf(event) ?? side) === side)
      .sort((a, b) => TAKES_SERVICE.indexOf(a.kind) - TAKES_SERVICE.indexOf(b.kind));
    if (points >= 0 || cause === undefined) return [];
    return [{ ...swing(cause, { kind: 'setback', side, points }), findingIds: [...cause.findingIds, finding.id] }];
  });
};

const swingsOf = (told: Told): readonly Swing[] => {
  const { score, grid } = told.game.ruleset;
  const direct = told.events.flatMap((event): readonly Swing[] => {
    const { kind, side, values } = event;
    if (kind === 'milestone.reached')
      return [swing(event, { kind: 'first', side, points: numberOf(values, 'points') })];
    if (kind === 'region.rotatingOutages')
      return [swing(event, { kind: 'blackout', side, points: 0 - grid.shedPoints })];
    if (kind === 'operation.attributed') {
      const points = 0 - score.finalStandingFactor * numberOf(values, 'standingLoss');
      return [swing(event, { kind: 'named', side, points })];
    }
    if (AGREEMENT_TURNS.includes(kind)) return [swing(event, { kind: 'agreement', side: null, points: 0 })];
    return [];
  });
  return [...direct, ...SIDES.flatMap((side) => setbacksOf(told, side))];
};

/** The largest swings by points, in the order of the game; agreements stand where there is room. */
const largest = (swings: readonly Swing[], count: number): readonly Swing[] =>
  swings
    .map((each, place) => ({ each, place }))
    .sort((a, b) => Math.abs(b.each.points) - Math.abs(a.each.points) || a.place - b.place)
    .slice(0, count)
    .sort((a, b) => a.each.turn - b.each.turn || a.place - b.place)
    .map(({ each }) => each);

const gradeOf = (value: number, thresholds: readonly number[]): Graded => {
  const passed = thresholds.findIndex((threshold) => value >= threshold);
  return { value, grade: GRADES[passed < 0 ? GRADES.length - 1 : passed] ?? 'E' };
};

const metricsOf = ({ findings, events }: Told, side: Side): Metrics => {
  const isOwn = ({ subject }: Finding): boolean => subject.id.startsWith(`${side}/`);
  const recovered = findings.filter((finding) => finding.question === 'recoveredCompute' && isOwn(finding));
  const lostPops = sum(recovered, ({ inputs }) => {
    const lost = inputs.find(({ name }) => name === 'lostPops')?.value;
    return typeof lost === 'number' ? lost : 0;
  });
  const acts = events.filter((event) => event.kind === 'operation.attributed' || event.kind === 'operation.deniable');
  const byOther = acts.filter((event) => suffererOf(event) !== side);
  const fills = findings.filter(({ question, subject }) => question === 'mineralsFill' && subject.id === side);
  const fragments = findings.filter((finding) => finding.question === 'fragments' && !isOwn(finding));
  return {
    recoveredFrac: lostPops > 0 ? sum(recovered, ({ result }) => numberOf(result, 'recoveredPops')) / lostPops : null,
    fragments: fragments.length > 0 ? sum(fragments, ({ result }) => numberOf(result, 'fragments')) : null,
    namedFrac:
      byOther.length > 0 ? byOther.filter(({ kind }) => kind === 'operation.attributed').length / byOther.length : null,
    mineralsFillFrac: fills.length > 0 ? Math.min(...fills.map(({ result }) => numberOf(result, 'fillFrac'))) : null,
    agreementsEntered: events.filter(({ kind }) => kind === 'agreement.entered').length,
  };
};

/** The account of a game's reports, all of one reader; null while the game goes on. */
export const accountOf = (
  game: Game,
  reports: readonly Pick<TurnReport, 'stage' | 'findings' | 'events'>[],
  compute: { readonly us: ComputeSpan | null; readonly cn: ComputeSpan | null },
): Account | null => {
  const findings = reports.flatMap((report) => report.findings);
  const events = reports.flatMap(({ stage, events: told }) => told.map((event) => ({ ...event, stage })));
  const ended = events.findLast(({ kind }) => kind === 'game.ended');
  const final = newest(findings, 'gameEnds', 'game');
  if (ended === undefined || final === undefined) return null;
  const told: Told = { game, findings, events };
  const { grades, accountSwings } = game.ruleset.score;
  const score = bySide((side) => numberOf(final.result, `score.${side}`));
  const world = {
    orbit: numberOf(final.result, 'worldOrbit'),
    lights: numberOf(final.result, 'worldLights'),
    peace: numberOf(final.result, 'worldPeace'),
  };
  const turns = Math.max(1, new Set(reports.flatMap((report) => report.events.map(({ turn }) => turn))).size);
  const meters = bySide((side): Record<Meter, Graded | null> => {
    const span = compute[side];
    const shed = new Set(
      events.filter((event) => event.kind === 'region.rotatingOutages' && event.side === side).map(({ turn }) => turn),
    ).size;
    return {
      compute:
        span === null || span.startPops <= 0
          ? null
          : gradeOf(pow(span.endPops / span.startPops, TURNS_PER_YEAR / turns) - 1, grades.computeGrowthFrac),
      lights: gradeOf(1 - shed / turns, grades.lightsFrac),
      orbit: gradeOf(world.orbit, grades.orbitFrac),
    };
  });
  return {
    end: final.outcome as EndKind,
    winner: ended.side,
    findingIds: ended.findingIds,
    score,
    world,
    races: bySide((side) => racesOf(game, findings, events, side, score[side])),
    swings: largest(swingsOf(told), accountSwings),
    meters,
    metrics: bySide((side) => metricsOf(told, side)),
  };
};
