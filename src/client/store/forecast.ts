/**
 * The forecast on the page: what was asked, the games that workers have played of it so far, and those of the question
 * before it to compare with. It belongs to one side's view and goes, workers and all, as soon as another view (or
 * nobody's) is on the page. Workers that were never asked know the rules alone; they stand ready beforehand.
 */
import { type Remote, wrap } from 'comlink';
import type { Order, SideView } from '../../engine/index.ts';
import type { Level } from '../../ruleset/packs.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import {
  type ForecastGame,
  type SwingGames,
  type SwingQuestion,
  swingQuestions,
  type TurnableNumber,
} from '../../study/index.ts';
import type { Forecaster, ForecastRequest } from '../workers/forecastWorker.ts';
import { client, reportCrash } from './client.ts';
import { makeStore } from './externalStore.ts';
import type { Session } from './session.ts';

export interface Asked {
  readonly draft: readonly Order[];
  /** Numbers that are not as the rules have them. */
  readonly levels: readonly Level[];
}

export interface Answered {
  readonly asked: Asked;
  readonly games: readonly ForecastGame[];
}

export interface ForecastState {
  /** What was known when the forecast was asked for; null before the first. */
  readonly view: SideView | null;
  readonly now: Answered | null;
  /** The question before, with the same dice. */
  readonly before: Answered | null;
  /** Games at both ends of an assumption, by its path. */
  readonly swings: Readonly<Record<string, SwingGames>>;
  /** Games played so far, of the forecast and of the ends; those of the forecast are in `now` by and by. */
  readonly played: number;
  readonly swingsPlayed: number;
  readonly isRunning: boolean;
}

export const FORECAST_GAMES = 1000;
/** At each end of each assumption. */
export const SWING_GAMES = 24;

const NOTHING: ForecastState = {
  view: null,
  now: null,
  before: null,
  swings: {},
  played: 0,
  swingsPlayed: 0,
  isRunning: false,
};

export const forecastStore = makeStore<ForecastState>(NOTHING);

const change = (part: Partial<ForecastState>): void => forecastStore.set({ ...forecastStore.get(), ...part });

/** Dice of forecasts: nobody's game is played with them, and every question of a turn shares them. */
const FORECAST_SEED = 'forecast';

interface Hand {
  readonly worker: Worker;
  readonly forecaster: Remote<Forecaster>;
}

const MOST_WORKERS = 2;
let hands: Hand[] = [];
/** The rules that the hands were told. */
let toldRules: Ruleset | null = null;
/** Counts the questions: what comes of an earlier one is let fall. */
let current = 0;
/** All games of the present question, as they come. */
let games: ForecastGame[] = [];

const startHand = (rules: Ruleset): Hand => {
  const worker = new Worker(new URL('../workers/forecastWorker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', fail);
  const forecaster = wrap<Forecaster>(worker);
  // What is asked next waits for it: messages keep their order.
  void forecaster.begin(rules);
  return { worker, forecaster };
};

const endHands = (): void => {
  for (const { worker } of hands) worker.terminate();
  hands = [];
};

const handCount = (): number => Math.min(MOST_WORKERS, navigator.hardwareConcurrency);

/** Hands that know these rules, so many at the least. */
const handsKnowing = (rules: Ruleset, count: number): readonly Hand[] => {
  if (toldRules !== rules) endHands();
  toldRules = rules;
  while (hands.length < count) hands.push(startHand(rules));
  return hands;
};

/** Gets hands ready before they are asked, one after the other: the page keeps a core to itself meanwhile. */
export const readyForecast = async ({ rules, setup }: Pick<Session, 'rules' | 'setup'>): Promise<void> => {
  if (toldRules === rules && hands.length > 0) return;
  for (let count = 1; count <= handCount(); count++) {
    const hand = handsKnowing(rules, count)[count - 1];
    await hand?.forecaster.warm(setup.scenarioId, setup.packId);
    // Asked meanwhile, and all of them are at work; or gone with the game.
    if (hands.length !== count || toldRules !== rules) return;
  }
};

const byIndex = (a: ForecastGame, b: ForecastGame): number => a.index - b.index;

/** Stops playing; what has been played stays. */
export const stopForecast = (): void => {
  current += 1;
  const { now } = forecastStore.get();
  change({ isRunning: false, now: now === null ? null : { ...now, games: games.toSorted(byIndex) } });
};

const dropForecast = (): void => {
  current += 1;
  games = [];
  endHands();
  forecastStore.set(NOTHING);
};

/** What nobody has asked for may fail unseen: it is tried again when somebody asks. */
const fail = (error: unknown): void => {
  const wasAsked = forecastStore.get().view !== null;
  dropForecast();
  if (wasAsked) reportCrash(error);
};

client.watch(() => {
  const { view } = forecastStore.get();
  const present = client.get().session?.view;
  if (present === undefined || (view !== null && view !== present)) dropForecast();
});

/** Games of the first fan: one against each doctrine of the other side. */
const FIRST_SHOWN = 8;
/** Few at first, for a first fan soon; then as many as a worker plays in the time of some frames. */
const FIRST_PART = 2;
const PART = 8;

interface Part {
  readonly request: ForecastRequest;
  readonly swing: SwingQuestion | null;
}

type Plan = Pick<ForecastRequest, 'question' | 'packId' | 'levels'>;

function* partsOf(plan: Plan, count: number, swing: SwingQuestion | null): Generator<Part, void> {
  let from = 0;
  while (from < count) {
    const size = Math.min(count - from, from < FIRST_SHOWN ? FIRST_PART : PART);
    yield { request: { ...plan, from, count: size }, swing };
    from += size;
  }
}

/** The forecast itself, and then the ends of its assumptions. */
function* allParts(plan: Plan, swings: readonly SwingQuestion[]): Generator<Part, void> {
  yield* partsOf(plan, FORECAST_GAMES, null);
  for (const swing of swings) yield* partsOf({ ...plan, levels: swing.levels }, SWING_GAMES, swing);
}

/** After the first, the charts are drawn anew whenever there are so many times more games than they show. */
const REDRAWN_AT = 2;

const takeGames = (fresh: readonly ForecastGame[]): void => {
  games.push(...fresh);
  const { now } = forecastStore.get();
  const shownNext = Math.min(FORECAST_GAMES, Math.max(FIRST_SHOWN, (now?.games.length ?? 0) * REDRAWN_AT));
  if (now === null || games.length < shownNext) change({ played: games.length });
  else change({ played: games.length, now: { ...now, games: games.toSorted(byIndex) } });
};

const NO_ENDS: SwingGames = { low: [], high: [] };

const takeSwing = ({ path, end }: SwingQuestion, fresh: readonly ForecastGame[]): void => {
  const { swings, swingsPlayed } = forecastStore.get();
  const ends = swings[path] ?? NO_ENDS;
  const grown = { ...ends, [end]: [...ends[end], ...fresh].toSorted(byIndex) };
  change({ swings: { ...swings, [path]: grown }, swingsPlayed: swingsPlayed + fresh.length });
};

/** What has been answered already is what the next question is compared with. */
const comparable = ({ view, now, before }: ForecastState, session: Session): Answered | null => {
  if (view !== session.view) return null;
  return now !== null && now.games.length > 0 ? now : before;
};

/** Plays the draft on the desk at the given levels of the assumptions, in place of what was being played. */
export const startForecast = async (
  session: Session,
  levels: readonly Level[],
  turnable: readonly TurnableNumber[],
): Promise<void> => {
  current += 1;
  const asking = current;
  const { view, draft, setup, rules } = session;
  const asked: Asked = { draft: draft.orders, levels };
  const before = comparable(forecastStore.get(), session);
  forecastStore.set({ ...NOTHING, view, before, now: { asked, games: [] }, isRunning: true });
  const question = { view, draft: draft.orders, seed: FORECAST_SEED };
  const parts = allParts({ question, packId: setup.packId, levels }, swingQuestions(turnable, levels));
  games = [];
  const lend = async ({ forecaster }: Hand): Promise<void> => {
    for (let part = parts.next(); !part.done; part = parts.next()) {
      const { request, swing } = part.value;
      // One after the other: a worker plays one part at a time.
      const fresh = await forecaster.play(request);
      if (asking !== current) return;
      if (swing === null) takeGames(fresh);
      else takeSwing(swing, fresh);
    }
  };
  try {
    await Promise.all(handsKnowing(rules, handCount()).map(lend));
    if (asking === current) change({ isRunning: false });
  } catch (error) {
    if (asking === current) fail(error);
  }
};
