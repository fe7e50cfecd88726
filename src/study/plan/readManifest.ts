/**
 * From the text of a manifest to a plan, or to everything that is wrong with it, each with its line. Parts
 * that are in order are checked against the rules even where others are not, so that one reading tells all.
 */
import { z } from 'zod';
import { BOT_IDS, DOCTRINE_IDS, isBotId, isDoctrineId } from '../../bots/index.ts';
import {
  bySide,
  type Game,
  type GameRecord,
  makeGame,
  type Order,
  parseOrders,
  recordFits,
} from '../../engine/index.ts';
import { readDocument, type RulePath, type YamlDocument } from '../../ruleset/document.ts';
import { BASE_PACK, type Level, withPack } from '../../ruleset/packs.ts';
import { problemsOfIssue, type RulesFile } from '../../ruleset/problems.ts';
import { provenanceIn } from '../../ruleset/scenario.ts';
import type { Provenance, Ruleset } from '../../ruleset/schema.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { dottedPath, fieldOf, placesOf, valueAt } from '../../ruleset/walk.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { type Distribution, rangeOf } from './distributions.ts';
import { assumptionAt, DEFAULT_REPLICATES, makePlan, type PlanRequest } from './makePlan.ts';
import {
  assumptionSchema,
  botSchema,
  branchSchema,
  levelSchema,
  manifestSchema,
  playerSchema,
  recordedSchema,
  variantSchema,
} from './manifest.ts';
import { nearestPaths } from '../../ruleset/nearest.ts';
import { isMeasureId } from './measures.ts';
import { type Assumption, type Branch, gameCount, type Plan, type PlanPlayer, type Variant } from './plan.ts';

const PREFIX = 'study';
const DEFAULT_SCENARIO = 'dawn-2026';
const DEFAULT_BOT = 'balancer';
const MOST_GAMES = 1_000_000;

/** Gives the record that a manifest names, by its path from the manifest. */
export type OpenRecord = (path: string) => Result<GameRecord, readonly Problem[]>;

interface Reading {
  readonly file: string;
  readonly document: YamlDocument;
  readonly problems: Problem[];
  /** Half-years of the scenario; as good as endless until it is known. */
  readonly turnCount: number;
}

type StudyCode =
  | 'study/unknown-assumption'
  | 'study/outside-range'
  | 'study/duplicate'
  | 'study/unknown-bot'
  | 'study/unknown-variant'
  | 'study/one-variant'
  | 'study/other-scenario'
  | 'study/missing-record'
  | 'study/too-many-games'
  | 'study/nothing-varies';

const at = ({ file, document }: Reading, path: RulePath) => ({
  path: dottedPath(PREFIX, document.value, path),
  file,
  line: document.lineOf(path),
});

const tell = (reading: Reading, path: RulePath, code: StudyCode, expected: string, got: string): void => {
  reading.problems.push({ code, expected, got, ...at(reading, path) });
};

/** A problem of something that the manifest names, at the line that names it. */
const passOn = (reading: Reading, path: RulePath, problems: readonly Problem[]): void => {
  for (const { code, path: within, expected, got } of problems) {
    const place = at(reading, path);
    reading.problems.push({ ...place, code, path: `${place.path}: ${within}`, expected, got });
  }
};

/** The part at a path, where it is in order by itself. */
const partAt = <T>({ document }: Reading, path: RulePath, schema: z.ZodType<T>): T | undefined => {
  const parsed = schema.safeParse(valueAt(document.value, path));
  return parsed.success ? parsed.data : undefined;
};

const entriesAt = ({ document }: Reading, path: RulePath): readonly RulePath[] => {
  const list = valueAt(document.value, path);
  return Array.isArray(list) ? list.map((_, index) => [...path, index]) : [];
};

const textAt = (reading: Reading, field: string): string | undefined => partAt(reading, [field], z.string().min(1));

/** What is known of quantities: their ranges as they hold in the scenario. */
type Known = Readonly<Record<string, Provenance>>;

const knownAt = (reading: Reading, known: Known, path: RulePath, name: string): Provenance | undefined => {
  if (Object.hasOwn(known, name)) return known[name];
  const near = nearestPaths(name, Object.keys(known))[0];
  const expected = `the path of a quantity${near === undefined ? '' : `, perhaps ${near}`}`;
  tell(reading, [...path, 'path'], 'study/unknown-assumption', expected, name);
  return undefined;
};

const checkRange = (
  reading: Reading,
  path: RulePath,
  value: number,
  { low, high }: Pick<Provenance, 'low' | 'high'>,
) => {
  if (value < low || value > high)
    tell(reading, path, 'study/outside-range', `between ${low} and ${high}`, String(value));
};

/** Tells of each name that has been there before. */
const checkOnce = (reading: Reading, named: readonly { readonly name: string; readonly path: RulePath }[]): void => {
  for (const [place, { name, path }] of named.entries())
    if (named.findIndex((other) => other.name === name) !== place)
      tell(reading, path, 'study/duplicate', 'each once', name);
};

type WrittenAssumption = z.output<typeof assumptionSchema>;

const distributionOf = (
  reading: Reading,
  path: RulePath,
  written: WrittenAssumption,
  known: Provenance,
): Distribution | undefined => {
  const { distribution: kind = written.values === undefined ? 'triangular' : 'levels', values } = written;
  const { low = known.low, high = known.high } = written;
  const before = reading.problems.length;
  if (kind === 'levels') {
    if (values === undefined) {
      passOn(reading, path, [{ code: 'rules/missing-field', path: 'values', expected: 'a list', got: 'nothing' }]);
      return undefined;
    }
    for (const [place, value] of values.entries()) checkRange(reading, [...path, 'values', place], value, known);
    return reading.problems.length > before ? undefined : { kind, values };
  }
  checkRange(reading, [...path, 'low'], low, known);
  checkRange(reading, [...path, 'high'], high, known);
  const mode = written.mode ?? Math.min(high, Math.max(low, known.value));
  if (low > high) tell(reading, [...path, 'low'], 'study/outside-range', `at most high, ${high}`, String(low));
  else checkRange(reading, [...path, 'mode'], mode, { low, high });
  if (kind === 'logUniform' && low <= 0)
    tell(reading, [...path, 'low'], 'study/outside-range', 'above zero for a logarithm', String(low));
  if (reading.problems.length > before) return undefined;
  return kind === 'uniform' || kind === 'logUniform' ? { kind, low, high } : { kind, low, mode, high };
};

const assumptionsOf = (reading: Reading, known: Known): readonly Assumption[] => {
  const written = entriesAt(reading, ['assumptions']).flatMap((path) => {
    const part = partAt(reading, path, assumptionSchema);
    return part === undefined ? [] : [{ path, part }];
  });
  checkOnce(
    reading,
    written.map(({ path, part }) => ({ name: part.path, path: [...path, 'path'] })),
  );
  return written.flatMap(({ path, part }) => {
    const quantity = knownAt(reading, known, path, part.path);
    const distribution = quantity === undefined ? undefined : distributionOf(reading, path, part, quantity);
    return quantity === undefined || distribution === undefined
      ? []
      : [assumptionAt(part.path, quantity, distribution)];
  });
};

const levelsOf = (reading: Reading, known: Known, path: RulePath): readonly Level[] => {
  const written = entriesAt(reading, path).flatMap((entry) => {
    const level = partAt(reading, entry, levelSchema);
    return level === undefined ? [] : [{ entry, level }];
  });
  checkOnce(
    reading,
    written.map(({ entry, level }) => ({ name: level.path, path: [...entry, 'path'] })),
  );
  return written.flatMap(({ entry, level }) => {
    const quantity = knownAt(reading, known, entry, level.path);
    if (quantity === undefined) return [];
    checkRange(reading, [...entry, 'value'], level.value, quantity);
    return [level];
  });
};

const AS_RECORDED: PlanPlayer = { kind: 'recorded', without: null, instead: [] };

const ordersAt = (reading: Reading, path: RulePath, list: readonly unknown[]): readonly Order[] => {
  const parsed = parseOrders(list);
  if (parsed.ok) return parsed.value;
  const problems = parsed.error.map(
    ({ code, field, data }): Problem => ({ code, path: field, expected: 'an order', got: JSON.stringify(data) }),
  );
  passOn(reading, path, problems);
  return [];
};

const botAt = (
  reading: Reading,
  known: Known,
  path: RulePath,
  { bot, weights = {} }: z.output<typeof botSchema>,
): PlanPlayer | undefined => {
  for (const [weight, value] of Object.entries(weights)) {
    const quantity = known[`doctrines.weights.${weight}`];
    if (quantity !== undefined) checkRange(reading, [...path, 'weights', weight], value, quantity);
  }
  if (isBotId(bot)) {
    if (!isDoctrineId(bot) && Object.keys(weights).length > 0)
      tell(reading, [...path, 'weights'], 'study/unknown-bot', `a doctrine, one of ${DOCTRINE_IDS.join(', ')}`, bot);
    return { kind: 'bot', id: bot, weights };
  }
  tell(reading, path, 'study/unknown-bot', `one of ${BOT_IDS.join(', ')}`, bot);
  return undefined;
};

const playerAt = (reading: Reading, known: Known, path: RulePath, branch: Branch | null): PlanPlayer | undefined => {
  const part = partAt(reading, path, playerSchema);
  if (part === undefined) return undefined;
  if (typeof part === 'string' && part !== 'recorded') return botAt(reading, known, path, { bot: part });
  if (typeof part !== 'string' && 'bot' in part) return botAt(reading, known, path, part);
  if (branch === null) {
    // A record that is named and cannot be had has been told of where it is named.
    if (valueAt(reading.document.value, ['branch']) !== undefined) return undefined;
    tell(reading, path, 'study/missing-record', 'a branch, whose record a side can follow', 'none');
    return undefined;
  }
  if (typeof part === 'string') return AS_RECORDED;
  const { without = null, instead = [] } = (part satisfies z.output<typeof recordedSchema>).recorded;
  const turnAt = (place: number): RulePath => [...path, 'recorded', 'instead', place, 'turn'];
  checkOnce(
    reading,
    instead.map(({ turn }, place) => ({ name: String(turn), path: turnAt(place) })),
  );
  const turns = { low: branch.fromTurn, high: reading.turnCount };
  for (const [place, { turn }] of instead.entries()) checkRange(reading, turnAt(place), turn, turns);
  const changed = instead.map(({ turn, orders }, place) => ({
    turn,
    orders: ordersAt(reading, [...path, 'recorded', 'instead', place, 'orders'], orders),
  }));
  return { kind: 'recorded', without, instead: changed };
};

const playersAt = (
  reading: Reading,
  known: Known,
  path: RulePath,
  branch: Branch | null,
  otherwise: (side: Side) => PlanPlayer,
): BySide<PlanPlayer> => bySide((side) => playerAt(reading, known, [...path, side], branch) ?? otherwise(side));

const againstAt = (reading: Reading, path: RulePath, names: readonly string[]): Pick<Variant, 'against'> => {
  const against = partAt(reading, [...path, 'against'], z.string());
  if (against === undefined || names.includes(against)) return against === undefined ? {} : { against };
  tell(reading, [...path, 'against'], 'study/unknown-variant', `one of ${names.join(', ')}`, against);
  return {};
};

const variantsOf = (reading: Reading, known: Known, branch: Branch | null): readonly Variant[] => {
  const usual: PlanPlayer = branch === null ? { kind: 'bot', id: DEFAULT_BOT, weights: {} } : AS_RECORDED;
  const players = playersAt(reading, known, ['players'], branch, () => usual);
  const written = entriesAt(reading, ['variants']).flatMap((path) => {
    const name = partAt(reading, [...path, 'id'], variantSchema.shape.id);
    return name === undefined ? [] : [{ name, path }];
  });
  checkOnce(
    reading,
    written.map(({ name, path }) => ({ name, path: [...path, 'id'] })),
  );
  if (written.length === 0) return [{ id: 'base', players, levels: [] }];
  return written.map(({ name, path }) => ({
    id: name,
    ...againstAt(
      reading,
      path,
      written.map((each) => each.name),
    ),
    players: playersAt(reading, known, [...path, 'players'], branch, (side) => players[side]),
    levels: levelsOf(reading, known, [...path, 'levels']),
  }));
};

/** One assumption at a time at its low and its high end: the variants of a tornado, after the first. */
const tornadoOf = (first: Variant, assumptions: readonly Assumption[]): readonly Variant[] => [
  first,
  ...assumptions.flatMap(({ path, distribution }) => {
    const { low, high } = rangeOf(distribution);
    const endAt = (end: string, value: number): Variant => ({
      ...first,
      id: `${path} ${end}`,
      levels: [...first.levels, { path, value }],
    });
    return [endAt('low', low), endAt('high', high)];
  }),
];

/** Says where an end of a range, or a variant's level, makes rules that no game can be played by. */
const checkGames = (reading: Reading, ruleset: Ruleset, game: Game, plan: Plan): void => {
  const levels = [
    ...plan.assumptions.flatMap(({ path, distribution }) => {
      const { low, high } = rangeOf(distribution);
      return [[{ path, value: low }], [{ path, value: high }]];
    }),
    ...plan.variants.map((variant) => variant.levels),
  ];
  for (const each of levels) {
    const made = makeGame(ruleset, game.scenario.id, game.packId, each);
    if (made.ok) continue;
    const place = entriesAt(reading, ['assumptions']).find(
      (path) => fieldOf(valueAt(reading.document.value, path), 'path') === each[0]?.path,
    );
    passOn(reading, place ?? ['variants'], made.error);
  }
};

const branchOf = (reading: Reading, openRecord: OpenRecord): Branch | null => {
  const part = partAt(reading, ['branch'], branchSchema);
  if (part === undefined) return null;
  const opened = openRecord(part.record);
  if (!opened.ok) {
    passOn(reading, ['branch', 'record'], opened.error);
    return null;
  }
  const record = opened.value;
  const last = record.turns.at(-1)?.turn ?? 0;
  if (part.fromTurn > last)
    tell(
      reading,
      ['branch', 'fromTurn'],
      'study/outside-range',
      `a half-year of the record, 1 to ${last}`,
      `${part.fromTurn}`,
    );
  return { record, fromTurn: part.fromTurn };
};

const gameAt = (reading: Reading, ruleset: Ruleset, branch: Branch | null): Game | null => {
  const scenarioId = textAt(reading, 'scenario') ?? branch?.record.scenario ?? DEFAULT_SCENARIO;
  const packId = textAt(reading, 'pack') ?? branch?.record.pack ?? BASE_PACK;
  const made = makeGame(ruleset, scenarioId, packId);
  if (branch !== null && scenarioId !== branch.record.scenario)
    tell(reading, ['scenario'], 'study/other-scenario', `${branch.record.scenario}, as the record`, scenarioId);
  if (!made.ok) {
    for (const problem of made.error) passOn(reading, [problem.path], [problem]);
    return null;
  }
  const unfit = branch === null ? null : recordFits(branch.record, made.value.ruleset.hash);
  if (unfit !== null) passOn(reading, ['branch', 'record'], [unfit]);
  return made.value;
};

const knownIn = (ruleset: Ruleset, game: Game): Known => {
  const packed = withPack(ruleset, game.packId);
  const written = packed.ok ? packed.value.scenarios.find(({ id }) => id === game.scenario.id) : undefined;
  return packed.ok && written !== undefined ? provenanceIn(packed.value, written) : game.ruleset.provenance;
};

const formProblems = (file: string, document: YamlDocument): readonly Problem[] => {
  const parsed = manifestSchema.safeParse(document.value);
  if (parsed.success) return [];
  const places = placesOf(manifestSchema, document.value);
  const source: RulesFile = { file, prefix: PREFIX, schema: manifestSchema, document, places };
  return parsed.error.issues.flatMap((issue) => problemsOfIssue(source, issue));
};

const byLine = (a: Problem, b: Problem): number => (a.line ?? 0) - (b.line ?? 0) || (a.path < b.path ? -1 : 1);

const requestOf = (
  reading: Reading,
  known: Known,
  branch: Branch | null,
): Partial<PlanRequest> & Pick<PlanRequest, 'variants'> => {
  const assumptions = assumptionsOf(reading, known);
  const written = variantsOf(reading, known, branch);
  const parsed = manifestSchema.safeParse(reading.document.value);
  const design = parsed.success ? parsed.data.design : undefined;
  if (design !== undefined && design !== 'sample' && entriesAt(reading, ['assumptions']).length === 0)
    tell(reading, ['design'], 'study/nothing-varies', `assumptions, for the design ${design}`, 'none');
  const [first] = written;
  const second = entriesAt(reading, ['variants'])[1];
  if (design === 'tornado' && second !== undefined)
    tell(reading, second, 'study/one-variant', 'one variant, for the design tornado', `${written.length}`);
  const variants = design === 'tornado' && first !== undefined ? tornadoOf(first, assumptions) : written;
  if (!parsed.success) return { variants };
  checkOnce(
    reading,
    (parsed.data.outputs ?? []).map((name, place) => ({ name, path: ['outputs', place] })),
  );
  const { sampling, replicates, draws, outputs } = parsed.data;
  const isPlain = assumptions.length === 0 || design === 'tornado' || sampling === 'random';
  const usual = isPlain || draws < 2 * DEFAULT_REPLICATES ? 1 : DEFAULT_REPLICATES;
  return {
    assumptions,
    variants,
    draws,
    replicates: replicates ?? usual,
    ...(design === undefined ? {} : { design }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(outputs === undefined ? {} : { outputs: outputs.filter(isMeasureId) }),
  };
};

/** Reads a manifest. `openRecord` gives the game file of a branch. */
export const readManifest = (
  file: string,
  written: string,
  ruleset: Ruleset,
  openRecord: OpenRecord,
): Result<Plan, readonly Problem[]> => {
  const { document, problems: syntax } = readDocument(file, PREFIX, written);
  if (document === undefined) return err(syntax);
  const reading: Reading = { file, document, problems: [...formProblems(file, document)], turnCount: Infinity };
  const branch = branchOf(reading, openRecord);
  const game = gameAt(reading, ruleset, branch);
  if (game === null) return err(reading.problems.toSorted(byLine));
  const inGame: Reading = { ...reading, turnCount: game.scenario.turnCount };
  const request = requestOf(inGame, knownIn(ruleset, game), branch);
  const parsed = manifestSchema.safeParse(document.value);
  if (!parsed.success || reading.problems.length > 0) return err(reading.problems.toSorted(byLine));
  const { study, seed, draws } = parsed.data;
  const plan = makePlan(game, { ...request, id: study, seed, draws, branch });
  const games = gameCount(plan);
  if (games > MOST_GAMES)
    tell(reading, ['draws'], 'study/too-many-games', `at most ${MOST_GAMES} games`, String(games));
  checkGames(reading, ruleset, game, plan);
  return reading.problems.length > 0 ? err(reading.problems.toSorted(byLine)) : ok(plan);
};
