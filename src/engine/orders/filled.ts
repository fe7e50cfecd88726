/**
 * A kind of order with its form filled in: each parameter in turn, because what a later one may be
 * depends on the earlier ones. For whoever writes an order by its form: the desk, and an outside mind.
 */
import type { Result } from '../../units/result.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { legalOrder, orderForm, parseOrder } from './index.ts';
import type { Order, OrderKind, ParameterDomain, Preview, Rejection } from './order.ts';

export type ChosenValues = Readonly<Record<string, string | number>>;

export interface FilledForm {
  readonly domains: readonly ParameterDomain[];
  readonly values: ChosenValues;
}

/** Combinations of choices tried at most before a form opens on one that is refused. */
const MOST_TRIED = 40;
/** Decimals that a stepped value is kept to. */
const STEP_DECIMALS = 9;

/** What is suggested, moved onto the steps that a slider takes. */
export const suggestedValue = ({ min, max, step, suggested }: Extract<ParameterDomain, { kind: 'number' }>): number => {
  // Where nothing is allowed, the refusal of what was meant says more than that of nothing.
  if (suggested === max || max < min) return suggested;
  const stepped = min + Math.round((suggested - min) / step) * step;
  return stepped > max ? min + Math.floor((max - min) / step) * step : Number(stepped.toFixed(STEP_DECIMALS));
};

/** The chosen value where the domain still allows it, else what it suggests. */
const valueIn = (domain: ParameterDomain, chosen: string | number | undefined): string | number | undefined => {
  if (domain.kind === 'choice')
    return typeof chosen === 'string' && domain.options.includes(chosen) ? chosen : domain.options[0];
  return typeof chosen === 'number' ? chosen : suggestedValue(domain);
};

const chosenOf = (chosen: ChosenValues, name: string): string | number | undefined =>
  Object.hasOwn(chosen, name) ? chosen[name] : undefined;

/** The form of a kind of order with what is chosen, and with what is suggested for the rest. */
export const filledForm = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  kind: OrderKind,
  chosen: ChosenValues,
): FilledForm => {
  const values: Record<string, string | number> = {};
  let domains = orderForm(game, view, draft, kind, values);
  for (let place = 0; place < domains.length; place += 1) {
    const domain = domains[place];
    if (domain === undefined) break;
    const value = valueIn(domain, chosenOf(chosen, domain.name));
    if (value === undefined) break;
    values[domain.name] = value;
    domains = orderForm(game, view, draft, kind, values);
  }
  return { domains, values };
};

export interface JudgedForm {
  /** Null where the form could not be filled. */
  readonly order: Order | null;
  readonly judged: Result<Preview, Rejection>;
}

/** The order that a filled form makes, judged on top of the draft. */
export const judgeForm = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  kind: OrderKind,
  values: ChosenValues,
): JudgedForm => {
  const parsed = parseOrder({ kind, ...values });
  if (!parsed.ok) return { order: null, judged: parsed };
  return { order: parsed.value, judged: legalOrder(game, view, draft, parsed.value) };
};

/**
 * What is chosen, with choices for the rest that make an order the engine would take: a form that opens on a
 * launcher too small for the programme would greet its reader with a refusal.
 */
export const openedForm = (
  game: Game,
  view: SideView,
  draft: readonly Order[],
  kind: OrderKind,
  chosen: ChosenValues,
): ChosenValues => {
  let tried = 0;
  const search = (fixed: ChosenValues): ChosenValues | null => {
    const { domains, values } = filledForm(game, view, draft, kind, fixed);
    const open = domains.find(({ name, kind: form }) => form === 'choice' && chosenOf(fixed, name) === undefined);
    if (open === undefined || open.kind !== 'choice') {
      tried += 1;
      return judgeForm(game, view, draft, kind, values).judged.ok ? fixed : null;
    }
    for (const option of open.options) {
      if (tried >= MOST_TRIED) return null;
      const found = search({ ...fixed, [open.name]: option });
      if (found !== null) return found;
    }
    return null;
  };
  return search(chosen) ?? chosen;
};
