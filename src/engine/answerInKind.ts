/** What a side does without orders, in the epilogue: where its posture says so, it answers in kind what was done to it. */
import { OPERATION_FAMILIES, type OperationFamily, type Posture, type Side } from '../ruleset/terms.ts';
import type { Game } from './game.ts';
import { legalOrder, orderForm } from './orders/index.ts';
import type { Cost, Order, OrderKind } from './orders/order.ts';
import type { GameState } from './state.ts';
import { viewFor } from './view.ts';
import type { SideView } from './viewTypes.ts';

/** Whether a side of this posture answers what was laid to its author with the same. */
export const isInKind = (posture: Posture): boolean => posture === 'reciprocate' || posture === 'escalate';

/** The order that carries out an operation of a family; a detonation is nobody's standing answer. */
const ORDER_OF: Readonly<Partial<Record<OperationFamily, OrderKind>>> = {
  jam: 'jam',
  dazzle: 'dazzle',
  cyberSpace: 'cyber',
  cyberGround: 'intrude',
  sabotage: 'sabotage',
  coOrbital: 'attackCoOrbital',
  directAscent: 'strike',
};

/** The order of its kind against the target that is worth most to the rival, as far as the side can tell. */
const answerWith = (game: Game, view: SideView, draft: readonly Order[], kind: OrderKind): Order | null => {
  const [target, ...amounts] = orderForm(game, view, draft, kind);
  if (target?.kind !== 'choice') return null;
  const worthOf = (id: string): number => view.rival.groups.find((group) => group.id === id)?.deliveredPops.value ?? 0;
  const [best] = [...target.options].sort((a, b) => worthOf(b) - worthOf(a) || (a < b ? -1 : 1));
  if (best === undefined) return null;
  const least = amounts.map((domain) => [domain.name, domain.kind === 'number' ? domain.min : domain.options[0]]);
  return { kind, [target.name]: best, ...Object.fromEntries(least) } as Order;
};

/**
 * Orders that a side's posture gives of itself: for each family it was struck with and may still answer, one operation
 * at the least amount and the reduced price, if it can be paid.
 */
export const answersInKind = (
  game: Game,
  state: GameState,
  side: Side,
  turn: number,
): readonly { readonly order: Order; readonly cost: Cost }[] => {
  const { posture, answerUntilTurn } = state.sides[side];
  if (!isInKind(posture)) return [];
  const families = OPERATION_FAMILIES.filter((family) => answerUntilTurn[family] >= turn);
  if (families.length === 0) return [];
  const view = viewFor(game, state, side);
  const placed: { readonly order: Order; readonly cost: Cost }[] = [];
  let leftMusd = view.own.fundsMusd;
  for (const family of families) {
    const draft = placed.map(({ order }) => order);
    const kind = ORDER_OF[family];
    const order = kind === undefined ? null : answerWith(game, view, draft, kind);
    const judged = order === null ? null : legalOrder(game, view, draft, order);
    if (order === null || judged?.ok !== true || judged.value.cost.fundsMusd > leftMusd) continue;
    leftMusd -= judged.value.cost.fundsMusd;
    placed.push({ order, cost: judged.value.cost });
  }
  return placed;
};
