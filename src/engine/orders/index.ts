/**
 * All kinds of order, and the questions one may ask of them: which are open, what form they take,
 * whether one is legal, what a draft costs. Everything is answered from the side's view.
 */
import { SEATS, type Seat } from '../../ruleset/terms.ts';
import { err, ok, type Result } from '../../units/result.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import {
  type Chosen,
  type Domain,
  FREE,
  isOpenNow,
  judge,
  legalCost,
  type OrderDefinition,
  type PlanningDesk,
  reject,
} from './definition.ts';
import {
  buildBackup,
  buildCentre,
  buildGrid,
  changeTier,
  permitReform,
  setConnectionPolicy,
  setDemandResponse,
} from './ground.ts';
import { clean, evade } from './avoid.ts';
import { approach, attackCoOrbital, detonate, strike, withdrawApproach } from './destroy.ts';
import { cyber, dazzle, intrude, jam, sabotage } from './interfere.ts';
import { deceive, inspect, investigate } from './know.ts';
import { publishEvidence, raiseFunds, research, surveil } from './money.ts';
import { deploy, developLine, expandLine, harden, repair } from './orbit.ts';
import {
  type Cost,
  type Order,
  ORDER_KINDS,
  type OrderGroup,
  type OrderKind,
  type ParameterDomain,
  type Preview,
  type Rejection,
  type RejectionCode,
} from './order.ts';
import { seatOf } from './seats.ts';
import { rejectionCodes } from './rejections.ts';
import { chipPlant, greenland, mine, stockpile } from './supply.ts';
import { deorbit, foundProgramme, setArchitecture, setDesign } from './programme.ts';
import { offer, refine, setExportControl, relief, setPosture, setWorkload, signal, withdraw } from './policy.ts';

const definitions: { readonly [K in OrderKind]: OrderDefinition<K> } = {
  research,
  raiseFunds,
  developLine,
  expandLine,
  deploy,
  harden,
  repair,
  evade,
  clean,
  setDesign,
  foundProgramme,
  setArchitecture,
  deorbit,
  buildGrid,
  buildCentre,
  buildBackup,
  changeTier,
  permitReform,
  setConnectionPolicy,
  setDemandResponse,
  setWorkload,
  relief,
  setPosture,
  setExportControl,
  refine,
  mine,
  stockpile,
  chipPlant,
  greenland,
  offer,
  withdraw,
  signal,
  surveil,
  inspect,
  investigate,
  deceive,
  publishEvidence,
  jam,
  dazzle,
  cyber,
  intrude,
  sabotage,
  approach,
  attackCoOrbital,
  withdrawApproach,
  strike,
  detonate,
};

/** A definition without its own kind's type: the kinds are told apart by the table above. */
export const definitionOf = (kind: OrderKind): OrderDefinition => definitions[kind] as unknown as OrderDefinition;

/** The codes an order of this kind may be refused with. */
export const orderRejections = (kind: OrderKind): readonly RejectionCode[] => rejectionCodes(definitionOf(kind));

export const orderGroup = (kind: OrderKind): OrderGroup => definitions[kind].group;

/** The seat of a side to which an order of this kind belongs. */
export const orderSeat = (kind: OrderKind): Seat => seatOf(kind, orderGroup(kind));

const isOrderKind = (kind: unknown): kind is OrderKind => typeof kind === 'string' && Object.hasOwn(definitions, kind);

/** Reads an order from anything: kind and fields, no more and no less. Values are judged by `legalOrder`. */
export const parseOrder = (given: unknown): Result<Order, Rejection> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return err(reject('order/not-an-object', ''));
  const fields = given as Readonly<Record<string, unknown>>;
  const kind = Object.hasOwn(fields, 'kind') ? fields['kind'] : undefined;
  if (!isOrderKind(kind)) return err(reject('order/unknown-kind', 'kind', { allowed: ORDER_KINDS.join(', ') }));
  const expected = definitions[kind].fields;
  for (const field of Object.keys(fields)) {
    if (field !== 'kind' && !Object.hasOwn(expected, field))
      return err(reject('order/unknown-field', field, { kind, allowed: Object.keys(expected).join(', ') }));
  }
  const order: Record<string, unknown> = { kind };
  for (const field of Object.keys(expected)) {
    const type = expected[field];
    if (!Object.hasOwn(fields, field)) return err(reject('order/missing-field', field, { kind }));
    const value = fields[field];
    if (type === 'number' && (typeof value !== 'number' || !Number.isFinite(value)))
      return err(reject('order/not-a-number', field, { kind }));
    if (type === 'text' && typeof value !== 'string') return err(reject('order/not-a-choice', field, { kind }));
    order[field] = value === 0 ? 0 : value;
  }
  return ok(order as Order);
};

/** Reads a list of orders; every order at fault is reported, its field led by its place: `[2].unitCount`. */
export const parseOrders = (given: unknown): Result<readonly Order[], readonly Rejection[]> => {
  if (!Array.isArray(given)) return err([reject('order/not-a-list', '')]);
  const orders: Order[] = [];
  const rejections: Rejection[] = [];
  for (let place = 0; place < given.length; place++) {
    const parsed = parseOrder(given[place]);
    if (parsed.ok) orders.push(parsed.value);
    else rejections.push(placed(parsed.error, place));
  }
  return rejections.length > 0 ? err(rejections) : ok(orders);
};

const placed = (rejection: Rejection, place: number): Rejection => ({
  ...rejection,
  field: rejection.field === '' ? `[${place}]` : `[${place}].${rejection.field}`,
});

const add = (total: Cost, cost: Cost): Cost => ({
  fundsMusd: total.fundsMusd + cost.fundsMusd,
  politicalCapital: total.politicalCapital + cost.politicalCapital,
});

/** What a draft costs; money it raises counts against it. Orders are taken as legal. */
export const draftCost = (game: Game, view: SideView, draft: readonly Order[]): Cost =>
  draft.reduce(
    (total, order, place) =>
      add(total, definitionOf(order.kind).cost({ game, view, draft: draft.slice(0, place) }, order)),
    FREE,
  );

const budgetLeft = (game: Game, view: SideView, draft: readonly Order[]): Cost => {
  const spent = draftCost(game, view, draft);
  return {
    fundsMusd: view.own.fundsMusd - spent.fundsMusd,
    politicalCapital: view.own.politicalCapital - spent.politicalCapital,
  };
};

/**
 * Whether a side may place this order on top of its draft, and what to expect of it. A legal order
 * is carried out as previewed, chance and the other side's orders apart. `held` are the seats of
 * whoever places it: all of them where one person leads the side.
 */
export const legalOrder = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  order: Order,
  held: readonly Seat[] = SEATS,
): Result<Preview, Rejection> => {
  const parsed = parseOrder(order);
  if (!parsed.ok) return parsed;
  const seat = orderSeat(parsed.value.kind);
  if (!held.includes(seat)) return err(reject('order/not-this-seat', 'kind', { seat, held: held.join(', ') }));
  return judge(definitionOf(parsed.value.kind), { game, view, draft }, budgetLeft(game, view, draft), parsed.value);
};

/** Judges a draft, each order on top of those before it that are legal; gives what was found of each. */
const judgeEach = <T>(
  game: Game,
  view: SideView,
  draft: readonly Result<Order, Rejection>[],
  judgeOne: (definition: OrderDefinition, desk: PlanningDesk, left: Cost, order: Order) => Result<T, Rejection>,
  costOf: (found: T) => Cost,
): Result<readonly T[], readonly Rejection[]> => {
  const found: T[] = [];
  const rejections: Rejection[] = [];
  const accepted: Order[] = [];
  let left: Cost = { fundsMusd: view.own.fundsMusd, politicalCapital: view.own.politicalCapital };
  for (const [place, parsed] of draft.entries()) {
    const judged = parsed.ok
      ? judgeOne(definitionOf(parsed.value.kind), { game, view, draft: accepted }, left, parsed.value)
      : parsed;
    if (!parsed.ok || !judged.ok) {
      if (!judged.ok) rejections.push(placed(judged.error, place));
      continue;
    }
    accepted.push(parsed.value);
    found.push(judged.value);
    const { fundsMusd, politicalCapital } = costOf(judged.value);
    left = { fundsMusd: left.fundsMusd - fundsMusd, politicalCapital: left.politicalCapital - politicalCapital };
  }
  return rejections.length > 0 ? err(rejections) : ok(found);
};

/** Judges a whole draft, each order on top of those before it that are legal. */
export const legalDraft = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
): Result<readonly Preview[], readonly Rejection[]> =>
  judgeEach(game, view, draft.map(parseOrder), judge, ({ cost }) => cost);

/** As `legalDraft` of orders that were read, but of each its cost only: what a resolution needs. */
export const legalCosts = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
): Result<readonly Cost[], readonly Rejection[]> => judgeEach(game, view, draft.map(ok), legalCost, (cost) => cost);

const shown = (domain: Domain): ParameterDomain => {
  if (domain.kind === 'choice')
    return { name: domain.name, kind: 'choice', options: domain.options, refers: domain.refers };
  const { name, unit, min, max, step, suggested } = domain;
  return { name, kind: 'number', unit, min, max, step, suggested };
};

/** The parameters of a kind of order and what they may be, given those chosen so far. */
export const orderForm = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  kind: OrderKind,
  chosen: Chosen = {},
): readonly ParameterDomain[] => definitionOf(kind).form({ game, view, draft }, chosen).map(shown);

/** The same with the reasons why some options or amounts are not to be had: for trying what is refused. */
export const orderDomains = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  kind: OrderKind,
  chosen: Chosen = {},
): readonly Domain[] => definitionOf(kind).form({ game, view, draft }, chosen);

const hasValue = (domain: Domain): boolean =>
  domain.kind === 'choice' ? domain.options.length > 0 : domain.max >= domain.min && domain.max > 0;

/** Whether a kind can be given in some way: with one of its first parameter's options, those used up left out. */
const isOpen = (desk: PlanningDesk, kind: OrderKind): boolean => {
  const definition = definitionOf(kind);
  const { onceBy, form, closed } = definition;
  if (!isOpenNow(definition, desk)) return false;
  const given = desk.draft.filter((order) => order.kind === kind) as readonly Chosen[];
  if (closed?.(desk) === true || (onceBy === '' && given.length > 0)) return false;
  const [first, ...rest] = form(desk, {});
  if (first === undefined) return true;
  if (first.kind === 'number' || !hasValue(first)) return [first, ...rest].every(hasValue);
  const used = onceBy === first.name ? given.map((order) => order[first.name]) : [];
  return first.options
    .filter((option) => !used.includes(option))
    .some((option) => form(desk, { [first.name]: option }).every(hasValue));
};

/** Kinds of order that have at least one way to be given now, budget apart. */
export const availableOrders = (game: Game, view: SideView, draft: readonly Order[]): readonly OrderKind[] =>
  view.outcome === null ? ORDER_KINDS.filter((kind) => isOpen({ game, view, draft }, kind)) : [];
