/**
 * A forecast: games played on from what one side knows. Every game starts from a state that the side might believe in
 * (`imagineState`: its own rows as they are, the other's drawn from its estimates; before the first turn the scenario's
 * start, which everybody can read), gives the draft on the desk first, and then lets the staff lead the side and one
 * doctrine after another lead the other.
 *
 * A game depends on its question and its index alone: played anywhere, in any order and in any parts, it is the same
 * game. Two questions share the dice of an index, so that what differs between them is what was asked.
 */
import { DOCTRINE_IDS, type DoctrineId, decide } from '../../bots/index.ts';
import {
  cloneState,
  fitDraft,
  type Game,
  type GameState,
  imagineState,
  legalDraft,
  type Order,
  type Outcome,
  rivalOf,
  type SideView,
  startState,
} from '../../engine/index.ts';
import type { Seat, Side } from '../../ruleset/terms.ts';
import { seat } from '../balance/exploiter.ts';
import { type Decide, playOn } from '../playGame.ts';

export interface ForecastQuestion {
  /** All that the forecast may know. */
  readonly view: SideView;
  /** What is to be ordered first; fitted where other assumptions have made it dearer. */
  readonly draft: readonly Order[];
  /** Names the dice; never the game's own seed, whose dice nobody may know beforehand. */
  readonly seed: string;
}

/** What is followed from half-year to half-year: lead in points, compute of both sides in POPS, tension, load shed in MW. */
export const FORECAST_MEASURES = ['leadPoints', 'ownPops', 'rivalPops', 'tension', 'shedMw'] as const;
export type ForecastMeasure = (typeof FORECAST_MEASURES)[number];

export const FORECAST_ENDS = ['won', 'drawn', 'lost', 'ruined'] as const;
/** How a game ended for the side; `ruined` is lost by both. */
export type ForecastEnd = (typeof FORECAST_ENDS)[number];

export interface ForecastGame {
  readonly index: number;
  readonly end: ForecastEnd;
  /** Score of the side less the other's. */
  readonly margin: number;
  /** From the half-year before the draft is carried out to the last; a game that ends early keeps its last values. */
  readonly courses: Readonly<Record<ForecastMeasure, readonly number[]>>;
}

/** Who is thought to lead the side after the draft. */
const STAFF: DoctrineId = 'balancer';
/** Nobody's means come first: the draft is fitted as it stands. */
const AS_IT_STANDS: readonly Seat[] = [];

/** The doctrine of the other side: all in turn, so that any so many games have met each as often. */
export const rivalDoctrine = (index: number): DoctrineId => DOCTRINE_IDS[index % DOCTRINE_IDS.length] ?? STAFF;

/** Turns resolved when the forecast begins. */
export const resolvedTurns = ({ turn, stage }: Pick<SideView, 'turn' | 'stage'>): number =>
  stage === 'crisisRound' ? turn : turn - 1;

const valuesIn = ({ sides, regions, tension }: GameState, side: Side): Readonly<Record<ForecastMeasure, number>> => {
  const own = sides[side];
  const rival = sides[rivalOf(side)];
  return {
    leadPoints: own.points - rival.points,
    ownPops: own.deliveredPops,
    rivalPops: rival.deliveredPops,
    tension,
    shedMw: regions.reduce((sum, { owner, shedMw }) => (owner === side ? sum + shedMw : sum), 0),
  };
};

const endFor = ({ winner, mutualLoss }: Outcome, side: Side): ForecastEnd => {
  if (mutualLoss) return 'ruined';
  if (winner === null) return 'drawn';
  return winner === side ? 'won' : 'lost';
};

/** The draft first, as far as it is legal in the imagined game, and the staff's plan from then on. */
const draftFirst = (game: Game, { draft, seed }: ForecastQuestion): Decide => {
  let isFirst = true;
  return (view) => {
    if (!isFirst) return decide(STAFF, game, view, seed);
    isFirst = false;
    return legalDraft(game, view, draft).ok ? draft : fitDraft(game, view, draft, AS_IT_STANDS).orders;
  };
};

export const forecastGame = (game: Game, question: ForecastQuestion, index: number): ForecastGame => {
  const { view } = question;
  const { side } = view;
  const seed = `${question.seed}/${index}`;
  const first = resolvedTurns(view);
  const start = first === 0 ? cloneState(startState(game, seed)) : imagineState(game, view, seed);
  const steps = [valuesIn(start, side)];
  const rival: Decide = (rivals) => decide(rivalDoctrine(index), game, rivals, seed);
  const outcome = playOn(game, start, seat(side, draftFirst(game, question), rival), {
    eachTurn: ({ state }) => {
      // A crisis round belongs to the half-year before it.
      steps[state.turn - first] = valuesIn(state, side);
    },
  });
  const last = steps.at(-1) ?? valuesIn(start, side);
  // What has ended sheds no load any more; all else stays as it was.
  while (steps.length <= view.turnCount - first) steps.push({ ...last, shedMw: 0 });
  const courseOf = (measure: ForecastMeasure): readonly number[] => steps.map((values) => values[measure]);
  return {
    index,
    end: endFor(outcome, side),
    margin: outcome.score[side] - outcome.score[rivalOf(side)],
    courses: {
      leadPoints: courseOf('leadPoints'),
      ownPops: courseOf('ownPops'),
      rivalPops: courseOf('rivalPops'),
      tension: courseOf('tension'),
      shedMw: courseOf('shedMw'),
    },
  };
};

/** Games `from`, `from + 1`… of a question. */
export const forecastGames = (
  game: Game,
  question: ForecastQuestion,
  from: number,
  count: number,
): readonly ForecastGame[] => Array.from({ length: count }, (_, place) => forecastGame(game, question, from + place));
