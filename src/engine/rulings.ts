/**
 * Rulings: what the white cell lays into a half-year beside the sides' orders. An inject plays a card of the
 * deck; an override changes the state by effects of the kinds that cards have, for a reason in writing. Both
 * are made when the half-year opens, before its deck is drawn. An end calls the game when the half-year is over, and
 * it is scored as it stands. All stand in the record with its orders.
 */
import type { Ruleset } from '../ruleset/schema.ts';
import { SIDES } from '../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import type { Game } from './game.ts';
import type { GameState } from './state.ts';

type CardEffect = Ruleset['events']['events'][number]['effects'][number];

/** Effects that an override may have, of those that cards have. */
export const OVERRIDE_KINDS = [
  'standing',
  'politicalCapital',
  'tension',
  'funds',
  'unitLoss',
  'newUnits',
  'groupOutage',
  'capacityOutage',
] as const;
export type OverrideEffect = Extract<CardEffect, { kind: (typeof OVERRIDE_KINDS)[number] }>;

export type Ruling =
  | { readonly kind: 'inject'; readonly eventId: string }
  | { readonly kind: 'override'; readonly reason: string; readonly effects: readonly OverrideEffect[] }
  | { readonly kind: 'end' };

/** A field is a side, a thing of the game by its id, or a number between two bounds. */
export type OverrideField =
  | 'side'
  | 'group'
  | 'region'
  | { readonly low: number; readonly high: number; readonly whole?: true };

const SHARE: OverrideField = { low: 0, high: 1 };
/** What each effect asks for. Bounds against slips of the pen, far beyond what any card does. */
export const OVERRIDE_FIELDS: { readonly [K in OverrideEffect['kind']]: Readonly<Record<string, OverrideField>> } = {
  standing: { side: 'side', standing: { low: -100, high: 100 } },
  politicalCapital: { side: 'side', politicalCapital: { low: -10, high: 10 } },
  tension: { tension: { low: -100, high: 100 } },
  funds: { side: 'side', fundsMusd: { low: -1_000_000, high: 1_000_000 } },
  unitLoss: { programmeId: 'group', frac: SHARE },
  newUnits: { programmeId: 'group', unitCount: { low: 1, high: 1000, whole: true } },
  groupOutage: { programmeId: 'group', frac: SHARE },
  capacityOutage: { regionId: 'region', frac: SHARE },
};

export const REASON_CHARACTERS = 500;
export const EFFECTS_AT_ONCE = 10;

const problem = (code: string, path: string, expected: string, got: unknown): Problem => ({
  code,
  path,
  expected,
  got: (JSON.stringify(got) ?? 'nothing').slice(0, 100),
});

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasOnly = (value: Fields, names: readonly string[]): boolean =>
  Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));

const choicesOf = (state: GameState, field: 'side' | 'group' | 'region'): readonly string[] => {
  if (field === 'side') return SIDES;
  return (field === 'group' ? state.groups : state.regions).map(({ id }) => id);
};

const fieldProblem = (state: GameState, field: OverrideField, path: string, value: unknown): Problem | null => {
  if (typeof field === 'string') {
    const choices = choicesOf(state, field);
    return choices.some((id) => id === value)
      ? null
      : problem('ruling/unknown-target', path, `one of ${choices.join(', ')}`, value);
  }
  const { low, high, whole = false } = field;
  const isFit = typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));
  return isFit ? null : problem('ruling/out-of-range', path, `${low} to ${high}${whole ? ', whole' : ''}`, value);
};

const effectProblems = (state: GameState, path: string, effect: unknown): readonly Problem[] => {
  const kind = isFields(effect) ? OVERRIDE_KINDS.find((each) => each === effect['kind']) : undefined;
  if (!isFields(effect) || kind === undefined)
    return [problem('ruling/unknown-kind', path, `an effect: ${OVERRIDE_KINDS.join(', ')}`, effect)];
  const fields = OVERRIDE_FIELDS[kind];
  if (!hasOnly(effect, ['kind', ...Object.keys(fields)]))
    return [problem('ruling/wrong-field', path, `kind, ${Object.keys(fields).join(', ')}`, Object.keys(effect))];
  return Object.entries(fields).flatMap(
    ([name, field]) => fieldProblem(state, field, `${path}.${name}`, effect[name]) ?? [],
  );
};

const injectProblems = (game: Game, state: GameState, path: string, ruling: Fields): readonly Problem[] => {
  if (!hasOnly(ruling, ['kind', 'eventId'])) return [problem('ruling/wrong-field', path, 'kind, eventId', ruling)];
  const card = game.ruleset.events.events.find(({ id }) => id === ruling['eventId']);
  if (card === undefined) return [problem('ruling/unknown-target', `${path}.eventId`, 'a card of the deck', ruling)];
  return state.eventsPlayed.includes(card.id)
    ? [problem('ruling/already-played', `${path}.eventId`, 'a card that has not been played', card.id)]
    : [];
};

const overrideProblems = (state: GameState, path: string, ruling: Fields): readonly Problem[] => {
  if (!hasOnly(ruling, ['kind', 'reason', 'effects']))
    return [problem('ruling/wrong-field', path, 'kind, reason, effects', Object.keys(ruling))];
  const { reason, effects } = ruling;
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > REASON_CHARACTERS)
    return [problem('ruling/no-reason', `${path}.reason`, `1 to ${REASON_CHARACTERS} characters`, reason)];
  if (!Array.isArray(effects) || effects.length < 1 || effects.length > EFFECTS_AT_ONCE)
    return [problem('ruling/out-of-range', `${path}.effects`, `1 to ${EFFECTS_AT_ONCE} effects`, effects)];
  return effects.flatMap((effect, place) => effectProblems(state, `${path}.effects.${place}`, effect));
};

/** Reads rulings for the half-year that a state opens; every problem is given with its path. */
export const legalRulings = (
  game: Game,
  state: GameState,
  given: readonly unknown[],
): Result<readonly Ruling[], readonly Problem[]> => {
  if (given.length > 0 && state.stage !== 'turn')
    return err([problem('ruling/not-in-crisis-round', '', 'a half-year', state.stage)]);
  const problems = given.flatMap((ruling, place): readonly Problem[] => {
    const path = `rulings.${place}`;
    if (!isFields(ruling)) return [problem('ruling/unknown-kind', path, 'an inject, an override or an end', ruling)];
    const isRepeated = given.slice(0, place).some((each) => isFields(each) && each['eventId'] === ruling['eventId']);
    if (ruling['kind'] === 'inject')
      return isRepeated
        ? [problem('ruling/already-played', path, 'a card once', ruling)]
        : injectProblems(game, state, path, ruling);
    if (ruling['kind'] === 'override') return overrideProblems(state, path, ruling);
    if (ruling['kind'] === 'end') return [];
    return [problem('ruling/unknown-kind', path, 'an inject, an override or an end', ruling)];
  });
  return problems.length > 0 ? err(problems) : ok(given as readonly Ruling[]);
};
