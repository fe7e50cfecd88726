/**
 * The desk at which one turn is resolved: the state under work, the dice, the sealed orders, and
 * the findings and events that the phases leave. A phase is a recipe on this.
 */
import type { SatelliteDesign } from '../ruleset/schema.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import { inGrains } from '../units/grains.ts';
import type { Dice } from './dice.ts';
import { InvariantError } from './errors.ts';
import type { Finding, FindingInput, GameEvent, InputOrigin, Phase, Subject } from './findings.ts';
import type { Game } from './game.ts';
import type { DeploymentPlan } from './orders/orbit.ts';
import type { Cost, Order, OrderKind, OrderOf } from './orders/order.ts';
import type { Ruling } from './rulings.ts';
import { BOTH, rivalOf } from './sides.ts';
import type { GameState, GridRegion, GroundCentre, LaunchLine, OrbitalGroup, Stage } from './state.ts';

/** What an event of this turn does to a region until the turn is over. */
export interface RegionStress {
  peakFrac: number;
  capacityOutageFrac: number;
}

/** What events of this turn do to a side's minerals until the turn is over. */
export interface MineralsStress {
  importCutFrac: number;
  needUnits: number;
}

/** Money that moved in a turn, by its reason, MUSD: what came in is positive. Funds after are funds before and these. */
export interface Books {
  incomeMusd: number;
  revenueMusd: number;
  upkeepMusd: number;
  eventsMusd: number;
  /** Paid for orders, less what orders raised. */
  ordersMusd: number;
  /** Paid by insurers for what failed flights lost. */
  insuranceMusd: number;
  /** Not paid, because shortages did not let it start: with what was paid it is what was ordered. */
  unstartedMusd: number;
}
export const emptyBooks = (): Books => ({
  incomeMusd: 0,
  revenueMusd: 0,
  upkeepMusd: 0,
  eventsMusd: 0,
  ordersMusd: 0,
  insuranceMusd: 0,
  unstartedMusd: 0,
});

/** What happened in a turn that the world outside the sides takes note of. */
export interface OutsideStress {
  /** What an event makes of this turn's market. */
  eventMarketFactor: number;
  /** Acts that move a side's partners, each as a share of their weight. */
  readonly partners: BySide<Record<PartnerShock, number>>;
}
export const PARTNER_SHOCKS = ['relief', 'evidence', 'greenland', 'destructiveAttack', 'blackout'] as const;
type PartnerShock = (typeof PARTNER_SHOCKS)[number];
export const noStress = (): OutsideStress => {
  const none = { relief: 0, evidence: 0, greenland: 0, destructiveAttack: 0, blackout: 0 };
  return { eventMarketFactor: 1, partners: { us: { ...none }, cn: { ...none } } };
};

export interface TurnContext {
  readonly game: Game;
  readonly state: GameState;
  /** The turn being resolved; in the epilogue, the half-year's number after the last turn's. */
  readonly turn: number;
  readonly stage: Stage | 'epilogue';
  /** What stands for the turn in ids: `7`, in its crisis round `7r`. */
  readonly label: string;
  /** What a stage adds to the names of its streams. */
  readonly streamSuffix: string;
  readonly dice: Dice;
  readonly orders: BySide<readonly { readonly order: Order; readonly cost: Cost }[]>;
  /** What the white cell has laid into the half-year; none in the epilogue. */
  readonly rulings: readonly Ruling[];
  /** False in batch runs: decisions are the same, their working is not written down. */
  readonly collect: boolean;
  readonly findings: Finding[];
  readonly events: GameEvent[];
  readonly regionStress: Map<string, RegionStress>;
  readonly mineralsStress: BySide<MineralsStress>;
  readonly outside: OutsideStress;
  /** What each campaign was promised when its order was judged. */
  readonly plans: ReadonlyMap<Order, DeploymentPlan>;
  /** Groups that manoeuvre this turn. */
  readonly evading: Set<string>;
  readonly books: BySide<Books>;
  /** Share of Earth observation that dazzling takes from groups this turn. */
  readonly blindedFrac: Map<string, number>;
  /** Share of the half-year that intrusion takes from centres: of a primary its work, of a backup its use. */
  readonly intrudedFrac: Map<string, number>;
  phase: Phase;
}

export type FindingDraft = Omit<
  Finding,
  'id' | 'turn' | 'phase' | 'inputs' | 'prob' | 'probResult' | 'stream' | 'draw' | 'visibleTo' | 'parts'
> &
  Partial<Pick<Finding, 'prob' | 'probResult' | 'stream' | 'draw' | 'visibleTo' | 'parts'>> & {
    readonly inputs: readonly FindingInput[];
  };

/** Id that a finding has when nobody is collecting. */
const UNWRITTEN = '';

/** Writes a finding down and gives its id; the draft is only made when somebody is collecting. */
export const note = (context: TurnContext, draft: () => FindingDraft): string => {
  if (!context.collect) return UNWRITTEN;
  const { turn, phase, findings } = context;
  const drafted = draft();
  const written: Finding = {
    prob: null,
    probResult: null,
    draw: null,
    visibleTo: BOTH,
    ...drafted,
    stream: drafted.stream === undefined || drafted.stream === null ? null : drafted.stream + context.streamSuffix,
    id: `${context.label}.${phase}.${findings.length + 1}`,
    turn,
    phase,
  };
  findings.push(written);
  return written.id;
};

export interface Decision {
  readonly yes: boolean;
  readonly findingId: string;
}

/** Lets a die decide: yes when the draw is below `prob`. Always draws, so that nothing shifts. */
export const decide = (
  context: TurnContext,
  stream: string,
  prob: number,
  outcomes: readonly [yes: string, no: string],
  draft: (yes: boolean) => Omit<FindingDraft, 'prob' | 'stream' | 'draw' | 'outcome'>,
): Decision => {
  if (!(prob >= 0 && prob <= 1))
    throw new InvariantError('a chance lies between 0 and 1', { stream, prob, turn: context.turn });
  const draw = context.dice.draw(stream);
  const yes = draw < prob;
  const findingId = note(context, () => ({
    ...draft(yes),
    prob,
    stream,
    draw,
    outcome: yes ? outcomes[0] : outcomes[1],
  }));
  return { yes, findingId };
};

/** Tells that something happened. Ids of findings that were not collected are left out. */
export const tell = (
  context: TurnContext,
  event: Pick<GameEvent, 'kind' | 'subject' | 'side' | 'values'> & {
    readonly findingIds: readonly string[];
    readonly visibleTo?: BySide<boolean>;
    readonly weight?: 1 | 2 | 3;
  },
): void => {
  if (!context.collect) return;
  const { turn, phase, events } = context;
  events.push({
    visibleTo: BOTH,
    weight: 2,
    ...event,
    id: `${context.label}.${events.length + 1}`,
    turn,
    phase,
    findingIds: event.findingIds.filter((id) => id !== UNWRITTEN),
  });
};

/** The other side of `side` reads only these inputs and results of a finding. */
export const rivalReads = (
  side: Side,
  inputs: readonly string[],
  result: readonly string[] = [],
): NonNullable<Finding['parts']> => ({ [rivalOf(side)]: { inputs, result, dice: false } });

export const subject = (kind: Subject['kind'], id: string): Subject => ({ kind, id });

/** An input that is a number of the rules, by its path. */
export const ruleInput = (game: Game, name: string, path: string): FindingInput => {
  const provenance = game.ruleset.provenance[path];
  if (provenance === undefined) throw new InvariantError('the rules have no such number', { path });
  return { name, value: provenance.value, unit: provenance.unit, origin: { kind: 'rule', path } };
};
/** An input that is a number of a unit's design: of the rules, or chosen and worked out for a variant. */
export const designInput = (game: Game, name: string, designId: string, field: keyof SatelliteDesign): FindingInput => {
  const { id, baseId, [field]: value } = game.design(designId);
  const path = `satellites.${baseId}.${field}`;
  return id === baseId
    ? ruleInput(game, name, path)
    : stateInput(name, value, game.ruleset.provenance[path]?.unit ?? '', `groups.cohorts.designId.${field}`);
};
const input = (origin: InputOrigin, name: string, value: number | string | boolean, unit: string): FindingInput => ({
  name,
  value,
  unit,
  origin,
});
export const stateInput = (name: string, value: number | string | boolean, unit: string, path: string): FindingInput =>
  input({ kind: 'state', path }, name, value, unit);
export const findingInput = (
  name: string,
  value: number | string | boolean,
  unit: string,
  findingId: string,
): FindingInput => input({ kind: 'finding', id: findingId }, name, value, unit);
export const orderInput = (
  name: string,
  value: number | string | boolean,
  unit: string,
  kindOfOrder: OrderKind,
): FindingInput => input({ kind: 'order', kindOfOrder }, name, value, unit);

/** A sealed order with the cost it was judged legal at. */
export interface PlacedOrder<K extends OrderKind = OrderKind> {
  readonly order: OrderOf<K>;
  readonly cost: Cost;
}

const NO_ORDERS: readonly never[] = [];

/** The side's orders of one kind, in the order in which they were placed. */
export const ordersOf = <K extends OrderKind>(context: TurnContext, side: Side, kind: K): readonly PlacedOrder<K>[] => {
  let found: PlacedOrder<K>[] | null = null;
  for (const placed of context.orders[side]) {
    if (placed.order.kind !== kind) continue;
    found ??= [];
    found.push(placed as PlacedOrder<K>);
  }
  return found ?? NO_ORDERS;
};

const find = <T extends { readonly id: string }>(kind: string, list: readonly T[], id: string): T => {
  const found = list.find((entry) => entry.id === id);
  if (found === undefined) throw new InvariantError('the state has no such entry', { kind, id });
  return found;
};
export const groupById = (state: GameState, id: string): OrbitalGroup => find('group', state.groups, id);
export const lineById = (state: GameState, id: string): LaunchLine => find('line', state.lines, id);
export const regionById = (state: GameState, id: string): GridRegion => find('region', state.regions, id);
export const centreById = (state: GameState, id: string): GroundCentre => find('centre', state.centres, id);

export const regionsOf = (state: GameState, side: Side): readonly GridRegion[] =>
  state.regions.filter(({ owner }) => owner === side);

/** Moves money into a treasury, or out of it, and writes it into the turn's books: the one way in which funds change. */
export const book = (context: TurnContext, side: Side, account: keyof Books, amountMusd: number): void => {
  context.state.sides[side].fundsMusd += amountMusd;
  context.books[side][account] += amountMusd;
};

/**
 * Takes a cost from a side's treasury. Legality has seen to it that it is there. Where less was started than was
 * ordered, `ordered` is what all of it would have cost.
 */
export const pay = (context: TurnContext, side: Side, cost: Cost, ordered: Cost = cost): void => {
  book(context, side, 'ordersMusd', -cost.fundsMusd);
  context.books[side].unstartedMusd += ordered.fundsMusd - cost.fundsMusd;
  const own = context.state.sides[side];
  // Several costs that come to all there is may, by rounding, come to a trifle more.
  own.politicalCapital = Math.max(0, own.politicalCapital - cost.politicalCapital);
};

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
export const sum = <T>(list: readonly T[], of: (entry: T) => number): number => {
  let total = 0;
  for (const entry of list) total += of(entry);
  return total;
};

/** Adds to what presses on a region until the turn is over. */
export const stressRegion = (
  { regionStress }: TurnContext,
  regionId: string,
  peakFrac: number,
  capacityOutageFrac: number,
): void => {
  const stress = regionStress.get(regionId) ?? { peakFrac: 0, capacityOutageFrac: 0 };
  stress.peakFrac += peakFrac;
  stress.capacityOutageFrac += capacityOutageFrac;
  regionStress.set(regionId, stress);
};

/** Moves a side's standing; the consequences of the turn bring it back within its bounds. */
export const addStanding = ({ state }: TurnContext, side: Side, points: number): void => {
  state.sides[side].standing += inGrains(points);
};
/** Moves the tension that both sides stand under; the crisis ladder brings it back within its bounds. */
export const addTension = ({ state }: TurnContext, points: number): void => {
  state.tension += inGrains(points);
};

/** Satellites or modules that a group has in orbit. */
export const unitCountOf = ({ cohorts }: Pick<OrbitalGroup, 'cohorts'>): number =>
  sum(cohorts, ({ unitCount }) => unitCount);
