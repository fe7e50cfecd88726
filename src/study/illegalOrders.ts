/**
 * Orders that are refused, one for every way in which a kind can be wrong: made from a form's own fields, ranges and
 * refused options, from drafts that leave no room, and from treasuries that are empty. What is refused with which code
 * is for legality to say; here it is only tried.
 */
import {
  type Domain,
  type Game,
  legalOrder,
  type Order,
  orderDomains,
  type OrderKind,
  orderSeat,
  refusedOptions,
  type SideView,
} from '../engine/index.ts';
import { type Seat, SEATS } from '../ruleset/terms.ts';

/** Something to judge: an order of any shape, on top of a draft, in a view. */
export interface Attempt {
  readonly view: SideView;
  readonly draft: readonly Order[];
  readonly order: unknown;
  /** Seats of whoever gives it; all where none are named. */
  readonly held?: readonly Seat[];
}

type Fields = Readonly<Record<string, unknown>>;
type Draw = () => number;

const NOWHERE = 'nowhere';
const FAR_BEYOND = 1e9;
/** Ranges of whole numbers up to this width are tried number by number. */
const NARROW = 6;

const pick = <T>(list: readonly T[], draw: number): T | undefined => list[Math.floor(draw * list.length)];

/** A value of the domain, legal where there is one. */
const valueOf = (domain: Domain, draw: number): unknown => {
  if (domain.kind === 'choice') return pick(domain.options, draw) ?? Object.keys(refusedOptions(domain))[0] ?? NOWHERE;
  const { min, max, step } = domain;
  return max < min ? min : min + Math.floor(draw * draw * (Math.floor((max - min) / step) + 1)) * step;
};

/** An order with all its fields, each chosen with those before it in mind, and the domains it was chosen from. */
const wholeOrder = (
  game: Game,
  { view, draft }: Pick<Attempt, 'view' | 'draft'>,
  kind: OrderKind,
  draw: Draw,
): { readonly order: Fields; readonly domains: readonly Domain[] } => {
  const chosen: Record<string, unknown> = {};
  let domains = orderDomains(game, view, draft, kind, chosen);
  for (let place = 0; place < domains.length; place++) {
    if (place > 0) domains = orderDomains(game, view, draft, kind, chosen);
    const domain = domains[place];
    if (domain !== undefined) chosen[domain.name] = valueOf(domain, draw());
  }
  return { order: { kind, ...chosen }, domains };
};

/** Names of things of either side, in the view: what is somebody's, and not to be had here. */
const namesIn = ({ groups, rival }: SideView): readonly string[] =>
  [groups[0], rival.groups[0], rival.lines[0], rival.regions[0]].flatMap((row) => (row === undefined ? [] : [row.id]));

const wrongValues = (view: SideView, domain: Domain): readonly unknown[] => {
  if (domain.kind === 'choice') return [...Object.keys(refusedOptions(domain)), NOWHERE, ...namesIn(view), 1];
  const { min, max, step } = domain;
  const isNarrow = domain.integer === true && max - min <= NARROW;
  const each = isNarrow ? Array.from({ length: Math.max(0, max - min + 1) }, (_, place) => min + place) : [];
  const few = min + (max - min) / 2;
  return [-1, 0, min / 2, few + step / 3, max + step, max + FAR_BEYOND, 'many', Number.NaN, ...each];
};

const without = (order: Fields, field: string): Fields =>
  Object.fromEntries(Object.entries(order).filter(([name]) => name !== field));

const withOwn = (view: SideView, own: Partial<SideView['own']>): SideView => ({
  ...view,
  own: { ...view.own, ...own },
});

const knowAll = (game: Game, { own }: SideView): SideView['own']['tech'] =>
  Object.fromEntries(
    Object.keys(own.tech).map((track) => [track, game.ruleset.research.maxLevel]),
  ) as SideView['own']['tech'];

const OVER: SideView['outcome'] = {
  end: 'time',
  winner: null,
  mutualLoss: false,
  score: { us: 0, cn: 0 },
  worldScore: 0,
};

/** A draft that takes all the kind may take: one order for every option of its first parameter, as far as it is legal. */
const fullDraft = (game: Game, desk: Pick<Attempt, 'view' | 'draft'>, kind: OrderKind, draw: Draw): Order[] => {
  const draft = [...desk.draft];
  const [first] = orderDomains(game, desk.view, draft, kind);
  const options = first?.kind === 'choice' ? first.options : [''];
  for (const option of options) {
    const { order } = wholeOrder(game, { view: desk.view, draft }, kind, draw);
    const each = { ...order, ...(first === undefined ? {} : { [first.name]: option }) } as unknown as Order;
    if (legalOrder(game, desk.view, draft, each).ok) draft.push(each);
  }
  return draft;
};

/** Everything that is tried for a kind at one desk. The first of them is as legal as it can be made. */
export const attemptsOf = (
  game: Game,
  view: SideView,
  placed: readonly Order[],
  kind: OrderKind,
  draw: Draw,
): readonly Attempt[] => {
  const { order, domains } = wholeOrder(game, { view, draft: [] }, kind, draw);
  const rich = withOwn(view, { fundsMusd: FAR_BEYOND, politicalCapital: FAR_BEYOND });
  const full = fullDraft(game, { view: rich, draft: [] }, kind, draw);
  const onTop = full.length > 0 ? wholeOrder(game, { view: rich, draft: full }, kind, draw).order : order;
  const others = placed.filter((each) => each.kind !== kind);
  const alone = (each: unknown): Attempt => ({ view, draft: [], order: each });
  return [
    alone(order),
    alone({ ...order, unasked: 1 }),
    ...domains.flatMap((domain) => [
      alone(without(order, domain.name)),
      ...wrongValues(view, domain).map((value) => alone({ ...order, [domain.name]: value })),
    ]),
    { view, draft: others, order },
    { view: rich, draft: [order as unknown as Order], order },
    { view: rich, draft: full, order: onTop },
    { view: rich, draft: full, order },
    { view: withOwn(view, { fundsMusd: 0 }), draft: [], order },
    { view: withOwn(view, { politicalCapital: 0 }), draft: [], order },
    { view: withOwn(rich, { chipSupplyMw: 0 }), draft: [], order },
    { view: withOwn(rich, { tech: knowAll(game, view) }), draft: [], order },
    { view: { ...view, outcome: OVER }, draft: [], order },
    { view: { ...view, stage: 'crisisRound' }, draft: [], order },
    { view, draft: [], order, held: SEATS.filter((seat) => seat !== orderSeat(kind)) },
  ];
};
