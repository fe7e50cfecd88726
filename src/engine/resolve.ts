/**
 * One turn: both sides' sealed orders in, the next state and its working out. The phases run on a
 * draft; nothing is changed when an order is illegal.
 */
import { produce } from 'immer';
import { type BySide, type Side, SIDES } from '../ruleset/terms.ts';
import { err, ok, type Result } from '../units/result.ts';
import { answersInKind } from './answerInKind.ts';
import { emptyBooks, noStress, type TurnContext } from './context.ts';
import { type Dice, seededDice } from './dice.ts';
import type { Finding, GameEvent, InputOrigin, Phase } from './findings.ts';
import { InvariantError } from './errors.ts';
import type { Game } from './game.ts';
import { legalCosts, parseOrders } from './orders/index.ts';
import { judgedCosts } from './orders/openDraft.ts';
import { type DeploymentPlan, deploymentPlan } from './orders/orbit.ts';
import type { Cost, Order, Rejection, SealedOrders } from './orders/order.ts';
import { accountsPhase, concludeGame } from './phases/accounts.ts';
import { computePhase } from './phases/compute.ts';
import { consequencesPhase, crisisRoundConsequences } from './phases/consequences.ts';
import { counterspacePhase } from './phases/counterspace.ts';
import { environmentPhase } from './phases/environment.ts';
import { eventsPhase } from './phases/events.ts';
import { failoverPhase } from './phases/failover.ts';
import { gridPhase } from './phases/grid.ts';
import { industryPhase } from './phases/industry.ts';
import { launchPhase } from './phases/launch.ts';
import { policyPhase } from './phases/policy.ts';
import { treasuryPhase } from './phases/treasury.ts';
import { legalRulings, type Ruling } from './rulings.ts';
import { bySide, only } from './sides.ts';
import type { GameState, Stage } from './state.ts';
import { plannedTurn, viewFor } from './view.ts';
import type { SideView } from './viewTypes.ts';

type Recipes = readonly (readonly [Phase, (context: TurnContext) => void])[];

/** The phases of a turn, in order. Each reads the state as those before left it. */
const RECIPES: Recipes = [
  ['events', eventsPhase],
  ['treasury', treasuryPhase],
  ['policy', policyPhase],
  ['industry', industryPhase],
  ['launch', launchPhase],
  ['counterspace', counterspacePhase],
  ['environment', environmentPhase],
  ['grid', gridPhase],
  ['failover', failoverPhase],
  ['compute', computePhase],
  ['consequences', consequencesPhase],
  ['accounts', accountsPhase],
];

/** A half-year after the last turn brings what is under way to its end: nothing is ordered, earned from outside or flown. */
const EPILOGUE_RECIPES: Recipes = RECIPES.filter(
  ([phase]) => !['events', 'treasury', 'policy', 'industry', 'launch'].includes(phase),
);

/** What a crisis round may bring at once; what it hit is felt in the half-year after it. */
const CRISIS_ROUND_RECIPES: Recipes = [
  ['policy', policyPhase],
  ['counterspace', counterspacePhase],
  ['consequences', crisisRoundConsequences],
  ['accounts', concludeGame],
];

export interface TurnResolution {
  readonly turn: number;
  readonly stage: Stage;
  readonly state: GameState;
  readonly findings: readonly Finding[];
  readonly events: readonly GameEvent[];
}

/** A half-year as its last phase left it: for checking, not for players. */
export type HalfYear = Readonly<
  Pick<TurnContext, 'turn' | 'stage' | 'state' | 'orders' | 'books' | 'findings' | 'events'>
>;

export interface ResolveOptions {
  /** What the white cell lays into the half-year: legal by `legalRulings`. */
  readonly rulings?: readonly Ruling[];
  /** Other dice than the seed's, for tests. */
  readonly dice?: Dice;
  /** False for batch runs: findings and events are not written down. */
  readonly collect?: boolean;
  /** True for batch runs: the given state is changed in place. The result is the same. */
  readonly inPlace?: boolean;
  /** What the sides see of this very state, where the caller has just made it; made anew where it is left out. */
  readonly views?: BySide<SideView>;
  /** Told when a phase begins and when the last has ended (`null`): for measuring. */
  readonly onPhase?: (phase: Phase | null) => void;
  /** Given each half-year when its phases have run: for checking. The state is under work and changes after it. */
  readonly onHalfYear?: (halfYear: HalfYear) => void;
}

interface Judged {
  readonly placed: readonly { readonly order: Order; readonly cost: Cost }[];
  readonly plans: readonly (readonly [Order, DeploymentPlan])[];
}

/** Judges a side's orders and keeps what each was promised; later phases change what the plans were made from. */
const judgeSide = (
  game: Game,
  state: GameState,
  side: Side,
  given: readonly Order[],
  view: SideView = viewFor(game, state, side),
): Result<Judged, readonly Rejection[]> => {
  const at = (rejection: Rejection): Rejection => ({ ...rejection, field: `orders.${side}${rejection.field}` });
  const parsed = parseOrders(given);
  if (!parsed.ok) return err(parsed.error.map(at));
  const orders = parsed.value;
  const known = judgedCosts(game, view, given, orders);
  const costs = known === null ? legalCosts(game, view, orders) : ok(known);
  if (!costs.ok) return err(costs.error.map(at));
  return ok({
    placed: orders.map((order, place) => ({
      order,
      cost: costs.value[place] ?? { fundsMusd: 0, politicalCapital: 0 },
    })),
    plans: orders.flatMap((order) =>
      order.kind === 'deploy' ? [[order, deploymentPlan({ game, view, draft: [] }, order)] as const] : [],
    ),
  });
};

/** Clears what belongs to one turn only, before the first phase. */
const openTurn = (state: GameState): void => {
  for (const side of SIDES) {
    state.sides[side].pointsThisTurn = {
      earthObservation: 0,
      presence: 0,
      block: 0,
      inference: 0,
      training: 0,
      firsts: 0,
      other: 0,
    };
  }
  for (const group of state.groups) {
    group.outageFrac = 0;
    group.lostUnits = 0;
    group.lostHealthFrac = 0;
  }
};

/**
 * Resolves a turn. Rejections name side, place and field (`orders.us[2].unitCount`); the state given
 * is then as it was. The game must not be over.
 */
export const resolveTurn = (
  game: Game,
  state: GameState,
  sealed: SealedOrders,
  options: ResolveOptions = {},
): Result<TurnResolution, readonly Rejection[]> => {
  const { collect = true, inPlace = false, rulings = [] } = options;
  if (state.outcome !== null) return err([{ code: 'order/game-over', field: 'turn', data: { turn: state.turn } }]);
  const judged = SIDES.map((side) => judgeSide(game, state, side, sealed[side], options.views?.[side]));
  const rejections = judged.flatMap((result) => (result.ok ? [] : result.error));
  if (rejections.length > 0) return err(rejections);
  const ruled = legalRulings(game, state, rulings);
  if (!ruled.ok) throw new InvariantError('a ruling is not legal', { problems: ruled.error, turn: state.turn + 1 });
  const [first, second] = judged.map((result) => (result.ok ? result.value : null));
  const { stage } = state;
  const isRound = stage === 'crisisRound';
  const turn = plannedTurn(state);
  const findings: Finding[] = [];
  const events: GameEvent[] = [];
  const dice = options.dice ?? seededDice(state.seed, turn);
  const recipe = (draft: GameState): void => {
    const context: TurnContext = {
      game,
      state: draft,
      turn,
      stage,
      ...labelsOf(turn, stage, dice),
      orders: { us: first?.placed ?? [], cn: second?.placed ?? [] },
      plans: new Map([...(first?.plans ?? []), ...(second?.plans ?? [])]),
      rulings: ruled.value,
      collect,
      findings,
      events,
      ...untouched(),
      phase: 'events',
    };
    // A crisis round opens the half-year after it: what it hits is not forgotten when that begins.
    if (!draft.opened) openTurn(draft);
    Object.assign(draft, { turn, stage: 'turn', opened: isRound });
    runPhases(context, isRound ? CRISIS_ROUND_RECIPES : RECIPES, options);
    if (draft.outcome !== null) Object.assign(draft, { stage: 'turn', opened: false });
    else if (turn >= game.scenario.turnCount && !isRound) runEpilogue(context, options);
    options.onPhase?.(null);
  };
  if (inPlace) recipe(state);
  const next = inPlace ? state : produce(state, (draft) => recipe(draft as GameState));
  return ok({ turn, stage, state: next, findings, events });
};

/** What phases of one half-year tell those after them, before the first. */
const untouched = (): Pick<
  TurnContext,
  'regionStress' | 'mineralsStress' | 'outside' | 'evading' | 'blindedFrac' | 'intrudedFrac' | 'books'
> => ({
  regionStress: new Map(),
  mineralsStress: bySide(() => ({ importCutFrac: 0, needUnits: 0 })),
  outside: noStress(),
  evading: new Set(),
  blindedFrac: new Map(),
  intrudedFrac: new Map(),
  books: bySide(emptyBooks),
});

/** Ids and dice of a crisis round are its own, so that it shifts nothing of the turn whose number it bears. */
const labelsOf = (turn: number, stage: Stage, dice: Dice): Pick<TurnContext, 'label' | 'streamSuffix' | 'dice'> => {
  if (stage === 'turn') return { label: String(turn), streamSuffix: '', dice };
  const streamSuffix = `/${stage}`;
  return { label: `${turn}r`, streamSuffix, dice: { draw: (stream) => dice.draw(stream + streamSuffix) } };
};

const runPhases = (context: TurnContext, recipes: Recipes, { onPhase, onHalfYear }: ResolveOptions): void => {
  for (const [phase, run] of recipes) {
    context.phase = phase;
    onPhase?.(phase);
    run(context);
  }
  onHalfYear?.(context);
};

/**
 * The half-years after the last turn, so that what is done in it is answered. Nobody orders: a side strikes back where
 * its posture says so. They have dice and findings of their own, by their number after the last turn's.
 */
const runEpilogue = (last: TurnContext, options: ResolveOptions): void => {
  const { game, state } = last;
  const lastTurn = game.scenario.turnCount + game.ruleset.score.epilogueTurns;
  for (let turn = last.turn + 1; turn <= lastTurn && state.outcome === null; turn++) {
    const given = options.dice;
    const context: TurnContext = {
      ...last,
      turn,
      stage: 'epilogue',
      label: String(turn),
      dice: given === undefined ? seededDice(state.seed, turn) : { draw: (stream) => given.draw(`${turn}/${stream}`) },
      orders: bySide((side) => answersInKind(game, state, side, turn)),
      plans: new Map(),
      rulings: [],
      ...untouched(),
    };
    openTurn(state);
    runPhases(context, EPILOGUE_RECIPES, options);
  }
};

/** What a side may read of a turn. */
export interface TurnReport {
  readonly turn: number;
  readonly stage: Stage;
  readonly findings: readonly Finding[];
  readonly events: readonly GameEvent[];
}

/** The finding as the side may read it. */
const readBy = ({ parts, ...finding }: Finding, side: Side): Finding => {
  const part = parts?.[side];
  if (part === undefined) return finding;
  const result = Object.fromEntries(Object.entries(finding.result).filter(([name]) => part.result.includes(name)));
  const inputs = finding.inputs.filter(({ name }) => part.inputs.includes(name));
  const dice = part.dice ? {} : { prob: null, probResult: null, stream: null, draw: null };
  return { ...finding, inputs, result, ...dice };
};

/** The first part of an id: its half-year's, or its crisis round's. */
const labelOf = (id: string): string => id.slice(0, id.indexOf('.'));

/**
 * The findings and events that a side may read. Both are numbered afresh, because a gap in the
 * numbers would tell that something happened which the side does not know of.
 */
export const reportFor = ({ turn, stage, findings, events }: TurnResolution, side: Side): TurnReport => {
  const seen = findings.filter(({ visibleTo }) => visibleTo[side]);
  const idIn = new Map(seen.map(({ id, phase }, place) => [id, `${labelOf(id)}.${phase}.${place + 1}`]));
  const originIn = (origin: InputOrigin): InputOrigin =>
    origin.kind === 'finding' ? { ...origin, id: idIn.get(origin.id) ?? '' } : origin;
  return {
    turn,
    stage,
    findings: seen.map((finding) => {
      const read = readBy(finding, side);
      return {
        ...read,
        id: idIn.get(finding.id) ?? '',
        inputs: read.inputs.map((input) => ({ ...input, origin: originIn(input.origin) })),
        visibleTo: only(side),
      };
    }),
    events: events
      .filter(({ visibleTo }) => visibleTo[side])
      .map((event, place) => ({
        ...event,
        id: `${labelOf(event.id)}.${place + 1}`,
        findingIds: event.findingIds.flatMap((id) => idIn.get(id) ?? []),
        visibleTo: only(side),
      })),
  };
};
