/**
 * Games for tests of the engine: the repository's own rules, games of any scenario, states in the
 * middle of a game, and dice that always fall alike. States are frozen, so that a test which changes
 * one by mistake throws; `changed` gives a copy to change.
 */
import { type BotId, decide } from '../../src/bots/index.ts';
import {
  cloneState,
  type Finding,
  type Game,
  type GameEvent,
  type GameState,
  makeGame,
  reportFor,
  type OrbitalGroup,
  type Order,
  resolveTurn,
  SIDES,
  startState,
  type TurnResolution,
  viewFor,
} from '../../src/engine/index.ts';
import { type Dice, scriptedDice } from '../../src/engine/dice.ts';
import type { ResolveOptions } from '../../src/engine/resolve.ts';
import type { BySide, Side } from '../../src/ruleset/terms.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import { ruleset } from './ruleset.ts';

export { ruleset };

export const gameOf = (rules: Ruleset, scenarioId: string): Game => {
  const made = makeGame(rules, scenarioId);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
export const dawn: Game = gameOf(ruleset, 'dawn-2026');
export const classroom: Game = gameOf(ruleset, 'classroom');

/** The dawn game with these cards only in its deck, so that a draw of 0 takes the first that may be drawn. */
export const withDeck = (ids: readonly string[]): Game => {
  const events = ruleset.events.events.filter(({ id }) => ids.includes(id));
  if (events.length !== ids.length) throw new Error(`the deck has not all of ${ids.join(', ')}`);
  return { ...dawn, ruleset: { ...dawn.ruleset, events: { ...dawn.ruleset.events, events } } };
};

type EventEffect = Ruleset['events']['events'][number]['effects'][number];
/** Effects of the cards played between two states. */
export const effectsBetween = (before: GameState, after: GameState): readonly EventEffect[] =>
  ruleset.events.events
    .filter(({ id }) => after.eventsPlayed.includes(id) && !before.eventsPlayed.includes(id))
    .flatMap(({ effects }) => effects);
/** Money that cards gave a side between two states, or took from it. */
export const eventFundsMusd = (before: GameState, after: GameState, side: Side): number =>
  effectsBetween(before, after).reduce(
    (sum, effect) => sum + (effect.kind === 'funds' && effect.side === side ? effect.fundsMusd : 0),
    0,
  );

export const NO_ORDERS: BySide<readonly Order[]> = { us: [], cn: [] };

export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const each of Object.values(value)) deepFreeze(each);
  }
  return value;
};

/** A copy of a state with something changed in it. */
export const changed = (state: GameState, change: (draft: GameState) => void): GameState => {
  const copy = cloneState(state);
  change(copy);
  return copy;
};

/** Resolves a turn that must be legal. */
export const resolved = (
  game: Game,
  state: GameState,
  orders: BySide<readonly Order[]> = NO_ORDERS,
  options: ResolveOptions = {},
): TurnResolution => {
  const result = resolveTurn(game, state, orders, options);
  if (!result.ok) throw new Error(`an order is not legal: ${JSON.stringify(result.error)}`);
  return result.value;
};

export const botOrders = (
  game: Game,
  state: GameState,
  bots: BySide<BotId>,
  seed: string,
): BySide<readonly Order[]> => ({
  us: decide(bots.us, game, viewFor(game, state, 'us'), seed),
  cn: decide(bots.cn, game, viewFor(game, state, 'cn'), seed),
});

export interface PlayedTurn {
  readonly before: GameState;
  readonly orders: BySide<readonly Order[]>;
  readonly resolution: TurnResolution;
}

/** A game between two bots, turn by turn, to its end or for so many turns; every state frozen. */
export const playTurns = (
  game: Game,
  seed: string,
  bots: BySide<BotId>,
  turns = Number.POSITIVE_INFINITY,
): readonly PlayedTurn[] => {
  const played: PlayedTurn[] = [];
  let state = deepFreeze(startState(game, seed));
  while (state.outcome === null && played.length < turns) {
    const orders = deepFreeze(botOrders(game, state, bots, seed));
    const resolution = resolved(game, state, orders);
    played.push({ before: state, orders, resolution });
    state = resolution.state;
  }
  return played;
};

const remembered = new Map<string, readonly PlayedTurn[]>();
/** Games that several tests of one run look at, played once. */
export const playedGame = (
  scenarioId: 'dawn-2026' | 'classroom',
  seed: string,
  us: BotId,
  cn: BotId,
): readonly PlayedTurn[] => {
  const key = `${scenarioId}/${seed}/${us}/${cn}`;
  let played = remembered.get(key);
  if (played === undefined) {
    played = playTurns(scenarioId === 'classroom' ? classroom : dawn, seed, { us, cn });
    remembered.set(key, played);
  }
  return played;
};

/**
 * Resolves a turn with dice that are written out, all of which must be drawn; every stream that is not
 * written draws `otherwise`, at which nothing breaks, nothing strikes and the weather is the mean.
 */
export const scriptedTurn = (
  game: Game,
  state: GameState,
  orders: Partial<BySide<readonly Order[]>>,
  script: Readonly<Record<string, readonly number[]>> = {},
  otherwise: Dice = quietDice,
): TurnResolution => {
  const dice = scriptedDice(script, otherwise);
  const resolution = resolved(game, deepFreeze(state), { ...NO_ORDERS, ...orders }, { dice });
  dice.assertUsedUp();
  return resolution;
};

/** Nothing out of the ordinary: no event, storm, loss or failed flight; mean weather and outages. */
export const quietDice: Dice = {
  draw: (stream) => {
    if (stream.startsWith('launch/develop')) return 0.999;
    if (stream.startsWith('launch/')) return 0;
    return /^(events|environment|debris|failures)\//.test(stream) ? 0.999999 : 0.5;
  },
};

/** Units of a group in orbit. */
export const unitsIn = (state: GameState, groupId: string): number =>
  groupIn(state, groupId).cohorts.reduce((sum, { unitCount }) => sum + unitCount, 0);
export const groupIn = (state: GameState, groupId: string): OrbitalGroup => rowIn(state.groups, groupId);
export const rowIn = <T extends { readonly id: string }>(list: readonly T[], id: string): T => {
  const row = list.find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row is called ${id}`);
  return row;
};
/** Whether a resolution is one half-year and no more: neither a crisis round, nor after one, nor with an epilogue. */
export const isHalfYear = (before: GameState, { turn, stage, events }: TurnResolution): boolean =>
  stage === 'turn' && !before.opened && events.every((event) => event.turn === turn);

export const kindsOf = ({ events }: TurnResolution): readonly string[] => events.map(({ kind }) => kind);
/** The first event of a kind, which must be there. */
export const eventOf = ({ events }: Pick<TurnResolution, 'events'>, kind: string): GameEvent => {
  const event = events.find((each) => each.kind === kind);
  if (event === undefined) throw new Error(`no ${kind} among ${events.map((each) => each.kind).join(', ')}`);
  return event;
};
/** The first finding that answers a question, which must be there. */
export const findingOf = ({ findings }: Pick<TurnResolution, 'findings'>, question: string): Finding => {
  const finding = findings.find((each) => each.question === question);
  if (finding === undefined) throw new Error(`nothing answers ${question}`);
  return finding;
};

/** A start with money, political capital and minerals on both sides. */
export const richStart = (seed: string, change: (draft: GameState) => void = () => {}): GameState =>
  changed(startState(dawn, seed), (draft) => {
    for (const side of SIDES)
      Object.assign(draft.sides[side], { fundsMusd: 1e6, politicalCapital: 10, mineralsStock: 1e5 });
    change(draft);
  });

/** What a side reads of a turn, as a turn. */
export const reportTo = (resolution: TurnResolution, side: Side): TurnResolution => ({
  ...resolution,
  ...reportFor(resolution, side),
});
