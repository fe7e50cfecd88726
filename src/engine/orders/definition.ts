/**
 * The mechanism of orders. A definition gives, for the planning desk (view and draft) it is asked
 * at, the parameters' domains, the cost and the preview; everything about legality follows from
 * these in one place, `legalOrder`.
 */
import { err, ok, type Result } from '../../units/result.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import type {
  Cost,
  Order,
  OrderGroup,
  OrderKind,
  OrderOf,
  ParameterDomain,
  Preview,
  Rejection,
  RejectionCode,
} from './order.ts';

/** What an order is judged against: the side's view, and the orders already placed. */
export interface PlanningDesk {
  readonly game: Game;
  readonly view: SideView;
  readonly draft: readonly Order[];
}

/** Why options are not to be had, by option; as a function where it is worked out only once an order is refused. */
export type Refused = Readonly<Record<string, RejectionCode>> | (() => Readonly<Record<string, RejectionCode>>);

export type Choice = Extract<ParameterDomain, { kind: 'choice' }> & { readonly refused?: Refused };

/** A domain as the engine knows it: with the reasons why some options or amounts are not to be had. */
export type Domain =
  | Choice
  | (Extract<ParameterDomain, { kind: 'number' }> & { readonly integer?: boolean; readonly aboveMax?: RejectionCode });

export const refusedOptions = ({
  refused = {},
}: {
  readonly refused?: Refused;
}): Readonly<Record<string, RejectionCode>> => (typeof refused === 'function' ? refused() : refused);

export type Chosen = Readonly<Record<string, unknown>>;

export interface OrderDefinition<K extends OrderKind = OrderKind> {
  readonly kind: K;
  readonly group: OrderGroup;
  readonly fields: Readonly<Record<string, 'text' | 'number'>>;
  readonly form: (desk: PlanningDesk, chosen: Chosen) => readonly Domain[];
  /** The fields that the form depends on, none where left out: it is the same for the same of these while the draft is. */
  readonly formFields?: readonly string[];
  readonly cost: (desk: PlanningDesk, order: OrderOf<K>) => Cost;
  readonly preview: (desk: PlanningDesk, order: OrderOf<K>) => Omit<Preview, 'cost'>;
  /** Whether it may be given in a crisis round too. */
  readonly inCrisisRound?: true;
  /** Field whose value may stand once only in a draft; '' where the kind itself may. */
  readonly onceBy?: string;
  /** Whether no order of the kind may be added to the draft at all. */
  readonly closed?: (desk: PlanningDesk) => boolean;
  /** Anything that domains and cost cannot say. */
  readonly check?: (desk: PlanningDesk, order: OrderOf<K>) => Rejection | null;
}

export const FREE: Cost = { fundsMusd: 0, politicalCapital: 0 };

export const reject = (code: RejectionCode, field: string, data: Rejection['data'] = {}): Rejection => ({
  code,
  field,
  data,
});

/** The option chosen for a parameter, or the first there is. */
export const chosenOption = (chosen: Chosen, name: string, options: readonly string[]): string => {
  const value = chosen[name];
  return typeof value === 'string' && options.includes(value) ? value : (options[0] ?? '');
};

export const choice = (
  name: string,
  refers: Choice['refers'],
  options: readonly string[],
  refused: Refused = {},
): Choice => ({ name, kind: 'choice', refers, options, refused });

const idOf = (entry: string | { readonly id: string }): string => (typeof entry === 'string' ? entry : entry.id);

/** Why those that are no options are refused: with them there is nothing to do, unless another reason is named. */
export const refusedBut =
  <T extends string | { readonly id: string }>(
    all: readonly T[],
    options: readonly string[],
    reason: (entry: T) => RejectionCode = () => 'order/nothing-to-do',
  ): (() => Record<string, RejectionCode>) =>
  () =>
    Object.fromEntries(
      all.filter((entry) => !options.includes(idOf(entry))).map((entry) => [idOf(entry), reason(entry)]),
    );

export interface AmountOptions {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly suggested?: number;
  readonly integer?: boolean;
  readonly aboveMax?: RejectionCode;
}
export const amount = (
  name: string,
  unit: string,
  { min, max, step, suggested = max, integer = false, aboveMax = 'order/out-of-range' }: AmountOptions,
): Domain => ({
  name,
  kind: 'number',
  unit,
  min,
  max,
  step,
  suggested: Math.max(min, Math.min(max, suggested)),
  integer,
  aboveMax,
});
export const count = (name: string, unit: string, max: number, aboveMax: RejectionCode, suggested = max): Domain =>
  amount(name, unit, { min: 1, max, step: 1, integer: true, aboveMax, suggested });

/** A level other than the one that is set: a step up, where there is one. */
export const otherLevel = (now: number, max: number): Domain =>
  amount('level', 'level', { min: 0, max, step: 1, integer: true, suggested: now < max ? now + 1 : now - 1 });

/** Amounts are compared with this slack, so that the sum of what a form offered is never refused. */
export const SLACK = 1e-9;

const checkNumber = (domain: Extract<Domain, { kind: 'number' }>, value: unknown): Rejection | null => {
  const { name, min, max, integer, unit } = domain;
  if (typeof value !== 'number' || !Number.isFinite(value)) return reject('order/not-a-number', name, { unit });
  if (value < 0) return reject('order/negative', name, { value, min, unit });
  if (integer === true && !Number.isInteger(value)) return reject('order/not-an-integer', name, { value, unit });
  if (value > max + SLACK * Math.max(1, max))
    return reject(domain.aboveMax ?? 'order/out-of-range', name, { value, min, max: Math.max(0, max), unit });
  if (value < min - SLACK) return reject('order/out-of-range', name, { value, min, max, unit });
  return null;
};

/** An id that names something of the rival's is not owned; any other unknown id names nothing. */
const isRivals = (view: SideView, id: string): boolean =>
  [...view.rival.groups, ...view.rival.lines, ...view.rival.regions].some((entry) => entry.id === id);

const checkChoice = (desk: PlanningDesk, domain: Choice, value: unknown): Rejection | null => {
  const { name, options, refers } = domain;
  if (typeof value !== 'string') return reject('order/not-a-choice', name, { allowed: options.join(', ') });
  if (options.includes(value)) return null;
  const refused = refusedOptions(domain);
  const reason = Object.hasOwn(refused, value) ? refused[value] : undefined;
  if (reason !== undefined) return reject(reason, name, { value });
  const namesRivals = refers === 'rivalProgramme' || refers === 'rivalRegion' || refers === 'rivalCentre';
  const namesOwn = refers === 'programme' || refers === 'line' || refers === 'region';
  if (!namesOwn && !namesRivals) return reject('order/not-a-choice', name, { value, allowed: options.join(', ') });
  return reject(namesOwn && isRivals(desk.view, value) ? 'order/not-owned' : 'order/unknown-target', name, { value });
};

const checkDomains = (desk: PlanningDesk, domains: readonly Domain[], order: Chosen): Rejection | null => {
  for (const domain of domains) {
    const value = order[domain.name];
    const rejection = domain.kind === 'number' ? checkNumber(domain, value) : checkChoice(desk, domain, value);
    if (rejection !== null) return rejection;
  }
  return null;
};

const checkOnce = <K extends OrderKind>(
  definition: OrderDefinition<K>,
  desk: PlanningDesk,
  order: OrderOf<K>,
): Rejection | null => {
  const { onceBy, kind } = definition;
  if (onceBy === undefined) return null;
  const key = (each: Order): unknown => (onceBy === '' ? '' : (each as Chosen)[onceBy]);
  const repeats = desk.draft.some((each) => each.kind === kind && key(each) === key(order));
  return repeats ? reject('order/repeated', onceBy === '' ? 'kind' : onceBy, {}) : null;
};

const checkBudget = (left: Cost, cost: Cost): Rejection | null => {
  if (cost.fundsMusd > 0 && cost.fundsMusd > left.fundsMusd + SLACK)
    return reject('order/budget-exceeded', 'fundsMusd', {
      costMusd: cost.fundsMusd,
      leftMusd: Math.max(0, left.fundsMusd),
    });
  if (cost.politicalCapital > 0 && cost.politicalCapital > left.politicalCapital + SLACK)
    return reject('order/political-capital-exceeded', 'politicalCapital', {
      cost: cost.politicalCapital,
      left: Math.max(0, left.politicalCapital),
    });
  return null;
};

/** Whether the kind belongs to the stage that is planned. */
export const isOpenNow = ({ inCrisisRound }: Pick<OrderDefinition, 'inCrisisRound'>, { view }: PlanningDesk): boolean =>
  view.stage !== 'crisisRound' || inCrisisRound === true;

/**
 * Cost of one order of one kind where it is legal; `left` is what the draft leaves of the budget, `form`
 * another way to the order's form, where one is known.
 */
export const legalCost = <K extends OrderKind>(
  definition: OrderDefinition<K>,
  desk: PlanningDesk,
  left: Cost,
  order: OrderOf<K>,
  form: (order: OrderOf<K>) => readonly Domain[] = (given) => definition.form(desk, given),
): Result<Cost, Rejection> => {
  if (desk.view.outcome !== null) return err(reject('order/game-over', 'kind'));
  if (!isOpenNow(definition, desk)) return err(reject('order/not-in-crisis-round', 'kind'));
  const rejection =
    checkDomains(desk, form(order), order) ??
    checkOnce(definition, desk, order) ??
    definition.check?.(desk, order) ??
    null;
  if (rejection !== null) return err(rejection);
  const cost = definition.cost(desk, order);
  const overBudget = checkBudget(left, cost);
  return overBudget === null ? ok(cost) : err(overBudget);
};

/** Judges one order of one kind, and says what to expect of it. */
export const judge = <K extends OrderKind>(
  definition: OrderDefinition<K>,
  desk: PlanningDesk,
  left: Cost,
  order: OrderOf<K>,
): Result<Preview, Rejection> => {
  const cost = legalCost(definition, desk, left, order);
  return cost.ok ? ok({ cost: cost.value, ...definition.preview(desk, order) }) : cost;
};
