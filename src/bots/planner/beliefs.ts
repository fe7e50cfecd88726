/**
 * What a planner believes of the other side: which doctrine it plays like, and from that what it may hide. For each doctrine
 * one game is imagined from the start, once for all games of a scenario; what is seen now is held against what would be
 * seen then. Those games owe nothing to the game that is played.
 */
import {
  bySide,
  cloneState,
  type Game,
  type GameState,
  imagineState,
  resolveTurn,
  type SideView,
  startState,
  viewFor,
} from '../../engine/index.ts';
import { ARCHITECTURES, type Side } from '../../ruleset/terms.ts';
import { exp, ln } from '../../units/math.ts';
import { DOCTRINE_IDS, type DoctrineId, doctrineWeights } from '../doctrines.ts';
import { playByWeights } from '../policy.ts';

/** Seed of the games that doctrines are known by. */
const REFERENCE_SEED = 'reference';
/** Who plays the planner's own side in them. */
const STAND_IN: DoctrineId = 'balancer';

/** The state before each turn of a game, by the number of turns resolved. */
type Course = readonly GameState[];

const known = new WeakMap<Game, Map<string, Course>>();

const playReference = (game: Game, side: Side, rivalId: DoctrineId): Course => {
  const weights = bySide((each) => doctrineWeights(game.ruleset, each === side ? STAND_IN : rivalId, each));
  let state = startState(game, `${REFERENCE_SEED}/${rivalId}`);
  const states: GameState[] = [];
  while (state.outcome === null) {
    if (state.stage === 'turn') states[state.turn] = cloneState(state);
    const views = bySide((each) => viewFor(game, state, each));
    const orders = bySide((each) => playByWeights(game, views[each], weights[each]));
    const resolved = resolveTurn(game, state, orders, { collect: false, inPlace: true, views });
    if (!resolved.ok) break;
    state = resolved.value.state;
  }
  return states;
};

const referenceOf = (game: Game, side: Side, rivalId: DoctrineId): Course => {
  let games = known.get(game);
  if (games === undefined) {
    games = new Map();
    known.set(game, games);
  }
  const key = `${side}/${rivalId}`;
  let course = games.get(key);
  if (course === undefined) {
    course = playReference(game, side, rivalId);
    games.set(key, course);
  }
  return course;
};

/** Turns resolved when a view is planned on. */
const resolvedTurns = ({ turn, stage }: SideView): number => (stage === 'crisisRound' ? turn : turn - 1);

const stateAt = (course: Course, turns: number): GameState | undefined => course[Math.min(turns, course.length - 1)];

/** What is seen of the other side, each figure about as telling as the next. */
const featuresOf = ({ rival, sufferedOperations, tension }: SideView): readonly number[] => [
  ...ARCHITECTURES.map((architecture) =>
    ln(
      1 +
        rival.groups.reduce(
          (count, group) => (group.architecture === architecture ? count + group.unitCount : count),
          0,
        ),
    ),
  ),
  2 * ln(1 + rival.groundPowerMw.value),
  2 * ln(1 + rival.lines.reduce((count, { flownFlights }) => count + flownFlights, 0)),
  rival.exportControlLevel,
  sufferedOperations.length,
  rival.centres.filter(({ role }) => role === 'backup').length,
  rival.standing / 10,
  tension / 10,
];

/** How sharply likeness tells: the least sharp that still does. */
const SHARPNESS = 0.25;
/** Nobody is ever ruled out: what each doctrine has at least. */
const LEAST_PROB = 0.02;

export interface Belief {
  readonly doctrineId: DoctrineId;
  readonly prob: number;
}

/** How likely the other side plays like each doctrine, by what is seen of it. */
export const beliefsOf = (game: Game, view: SideView): readonly Belief[] => {
  const seen = featuresOf(view);
  const turns = resolvedTurns(view);
  const likeness = DOCTRINE_IDS.map((id) => {
    const state = stateAt(referenceOf(game, view.side, id), turns);
    if (state === undefined) return 0;
    const imagined = featuresOf(viewFor(game, state, view.side));
    const distance = imagined.reduce((sum, value, place) => {
      const gap = value - (seen[place] ?? 0);
      return sum + gap * gap;
    }, 0);
    return exp(-SHARPNESS * distance);
  });
  const whole = likeness.reduce((sum, each) => sum + each, 0);
  const rest = 1 - LEAST_PROB * DOCTRINE_IDS.length;
  return DOCTRINE_IDS.map((doctrineId, place) => ({
    doctrineId,
    prob: LEAST_PROB + rest * (whole > 0 ? (likeness[place] ?? 0) / whole : 1 / DOCTRINE_IDS.length),
  }));
};

/** Steps of the golden ratio: any number of the first of them lie evenly. */
const GOLDEN_STEP = 0.6180339887498949;

const pickAt = (beliefs: readonly Belief[], at: number): DoctrineId => {
  let below = 0;
  for (const { doctrineId, prob } of beliefs) {
    below += prob;
    if (at < below) return doctrineId;
  }
  return STAND_IN;
};

/** A state that might be the true one, and how the other side might play on from it. */
export interface Imagined {
  readonly state: GameState;
  readonly rivalId: DoctrineId;
}

export const imagine = (
  game: Game,
  view: SideView,
  beliefs: readonly Belief[],
  seed: string,
  number: number,
): Imagined => {
  const rivalId = pickAt(beliefs, ((number + 1 / 2) * GOLDEN_STEP) % 1);
  const prior = stateAt(referenceOf(game, view.side, rivalId), resolvedTurns(view));
  const state = imagineState(game, view, `${seed}/${view.side}/${view.turn}/${view.stage}/${number}`, prior);
  return { state, rivalId };
};

export const likeliest = (beliefs: readonly Belief[]): Belief => {
  const [first, ...rest] = beliefs;
  if (first === undefined) throw new RangeError('somebody is always believed in');
  return rest.reduce((best, each) => (each.prob > best.prob ? each : best), first);
};
