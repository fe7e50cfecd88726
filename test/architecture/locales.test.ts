/**
 * Every language is complete: the same keys with the same placeholders in all three, words for every
 * id of the engine and the rules, and no key asked for in the client that does not exist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { BOT_IDS, decide } from '../../src/bots/index.ts';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { SHORTCUTS } from '../../src/client/desk/parts/shortcutIds.ts';
import { VERDICTS } from '../../src/client/desk/report/happened.ts';
import { LANGUAGES } from '../../src/client/i18n/languages.ts';
import {
  charts,
  equations,
  makeGame,
  ORDER_GROUPS,
  ORDER_KINDS,
  PHASES,
  REJECTION_CODES,
  resolveTurn,
  SIDES,
  startState,
  viewFor,
} from '../../src/engine/index.ts';
import { END_KINDS } from '../../src/engine/state.ts';
import {
  AGREEMENT_KINDS,
  ARCHITECTURES,
  CONFIDENCES,
  CONNECTION_POLICIES,
  GREENLAND_APPROACHES,
  OPERATION_FAMILIES,
  POSTURES,
  RESEARCH_TRACKS,
  type Ruleset,
  SIGNAL_MESSAGES,
  STANDBY_TIERS,
  WORKLOADS,
} from '../../src/ruleset/schema.ts';
import { LEARNING_METRICS, WITHOUT } from '../../src/study/index.ts';

type Bundle = Readonly<Record<string, string>>;

/** Kind of an element of a parsed message that is plain text. */
const LITERAL_TYPE: number = 0;
const LOCALES_DIR = 'assets/locales';
const CLIENT_DIR = 'src/client';

const readBundle = (language: string): Bundle => {
  const folder = join(LOCALES_DIR, language);
  const bundles = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Bundle);
  return Object.assign({}, ...bundles) as Bundle;
};

const bundles = Object.fromEntries(LANGUAGES.map((language) => [language, readBundle(language)])) as Record<
  (typeof LANGUAGES)[number],
  Bundle
>;
const keys = Object.keys(bundles.en).sort();

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Names of the arguments of a message, those inside plurals and selects too. */
const namesIn = (elements: Elements): readonly string[] =>
  elements.flatMap((element) => {
    const own = 'value' in element && (element.type as number) !== LITERAL_TYPE ? [element.value] : [];
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => namesIn(value)) : [];
    return [...own, ...inner];
  });
const argumentsOf = (message: string): readonly string[] =>
  [...new Set(namesIn(new IntlMessageFormat(message, 'en').getAst()))].sort();

/** English inflects for number where Chinese does not: `count` and the plain numbers beside their words may be left out. */
const isNumberOnly = (name: string): boolean => name === 'count' || /[a-z]N$/.test(name);
const placeholders = (message: string): readonly string[] => argumentsOf(message).filter((name) => !isNumberOnly(name));

const rules = (): Ruleset => {
  const read = readRuleset(RULES_DIR);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

const missingOf = (wanted: readonly string[]): readonly string[] => wanted.filter((key) => !(key in bundles.en));

describe.each(LANGUAGES.filter((language) => language !== 'en'))('%s', (language) => {
  it('has the keys that English has, no more and no fewer', () => {
    expect(Object.keys(bundles[language]).sort()).toEqual(keys);
  });
  it('has the placeholders that English has', () => {
    const differing = keys.filter((key) => {
      const [ours, theirs] = [placeholders(bundles.en[key] ?? ''), placeholders(bundles[language][key] ?? '')];
      return ours.join() !== theirs.join();
    });
    expect(differing).toEqual([]);
  });
  it('leaves no message empty', () => {
    expect(keys.filter((key) => (bundles[language][key] ?? '').trim() === '')).toEqual([]);
  });
});

describe('the engine’s ids have words', () => {
  it('orders, groups, refusals, phases, ends', () => {
    expect(
      missingOf([
        ...ORDER_KINDS.flatMap((kind) => [`order.${kind}.name`, `order.${kind}.does`]),
        ...ORDER_GROUPS.map((group) => `orderGroup.${group}`),
        ...REJECTION_CODES.map((code) => `rejection.${code}`),
        ...PHASES.map((phase) => `phase.${phase}`),
        ...END_KINDS.map((end) => `end.kind.${end}`),
      ]),
    ).toEqual([]);
  });
  it('states and events of every machine', () => {
    const wanted = Object.entries(charts).flatMap(([id, chart]) => [
      ...chart.states.map((state) => `state.${id}.${state}`),
      ...chart.events.map((event) => `signal.${id}.${event}`),
    ]);
    expect(missingOf(wanted)).toEqual([]);
  });
  it('closed sets of the rules', () => {
    expect(
      missingOf([
        ...SIDES.map((id) => `side.${id}.name`),
        ...ARCHITECTURES.map((id) => `architecture.${id}`),
        ...WORKLOADS.map((id) => `workload.${id}`),
        ...STANDBY_TIERS.map((id) => `tier.${id}`),
        ...RESEARCH_TRACKS.map((id) => `track.${id}`),
        ...CONNECTION_POLICIES.map((id) => `policy.${id}`),
        ...GREENLAND_APPROACHES.map((id) => `approach.${id}`),
        ...POSTURES.map((id) => `posture.${id}`),
        ...SIGNAL_MESSAGES.map((id) => `message.${id}`),
        ...AGREEMENT_KINDS.map((id) => `agreement.${id}.name`),
        ...OPERATION_FAMILIES.map((id) => `family.${id}`),
        ...CONFIDENCES.map((id) => `confidence.${id}`),
        ...BOT_IDS.map((id) => `opponent.${id}.name`),
      ]),
    ).toEqual([]);
  });
  it('things of the rules, and their units', () => {
    const ruleset = rules();
    const units = Object.values(ruleset.provenance).map(({ unit }) => unit);
    expect(
      missingOf([
        ...ruleset.programmes.map(({ id }) => `programme.${id}.name`),
        ...ruleset.vehicles.map(({ id }) => `vehicle.${id}.name`),
        ...ruleset.shells.map(({ id }) => `shell.${id}.name`),
        ...ruleset.grid.regions.map(({ id }) => `region.${id}.name`),
        ...ruleset.events.events.flatMap(({ id, effects }) => [
          `happening.${id}.name`,
          `happening.${id}.about`,
          ...effects.flatMap((effect) => [
            `effect.${effect.kind}`,
            ...Object.entries(effect).flatMap(([name, value]) => (typeof value === 'number' ? [`figure.${name}`] : [])),
          ]),
        ]),
        ...ruleset.score.milestones.map(({ id }) => `milestone.${id}.name`),
        ...[...new Set(units)].filter((unit) => !['1', ''].includes(unit)).map((unit) => `unit.${unit}`),
      ]),
    ).toEqual([]);
  });
});

/** Every id that whole games leave in their findings and events. */
const idsOfGames = (): ReadonlySet<string> => {
  const wanted = new Set<string>();
  const made = makeGame(rules(), 'dawn-2026');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  for (const [bot, seed] of [
    ['balancer', 'words'],
    ['random', 'words'],
    ['random', 'more words'],
    ['random', 'still more'],
  ] as const) {
    let state = startState(made.value, seed);
    while (state.outcome === null) {
      const orders = {
        us: decide(bot, made.value, viewFor(made.value, state, 'us'), seed),
        cn: decide(bot, made.value, viewFor(made.value, state, 'cn'), seed),
      };
      const resolved = resolveTurn(made.value, state, orders);
      if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
      for (const event of resolved.value.events) wanted.add(`event.${event.kind}`);
      for (const finding of resolved.value.findings) {
        wanted.add(`question.${finding.question}`);
        if (!finding.outcome.includes(':') && !(`happening.${finding.outcome}.name` in bundles.en))
          wanted.add(`outcome.${finding.outcome}`);
        for (const name of [...finding.inputs.map((input) => input.name), ...Object.keys(finding.result)])
          wanted.add(`figure.${name}`);
      }
      state = resolved.value.state;
    }
  }
  return wanted;
};

it('what whole games show has words', () => {
  expect(missingOf([...idsOfGames()].sort())).toEqual([]);
});

it('units of the equations have words', () => {
  const units = [...equations.values()].flatMap(({ results }) => Object.values(results).map(({ unit }) => unit));
  expect(
    missingOf(
      [...new Set(units)]
        .filter((unit) => !['', '1'].includes(unit) && !unit.includes(', '))
        .map((unit) => `unit.${unit}`),
    ),
  ).toEqual([]);
});

it('what the debrief measures, and what a report says of an order, has words', () => {
  expect(
    missingOf([
      ...LEARNING_METRICS.flatMap(({ goal, id }) => [`debrief.goal.${goal}`, `debrief.metric.${id}`]),
      ...WITHOUT.map((what) => `debrief.without.${what}`),
      ...VERDICTS.map((verdict) => `report.verdict.${verdict}`),
    ]),
  ).toEqual([]);
});

it('the keys of the shortcuts have words', () => {
  expect(missingOf(SHORTCUTS.flatMap((id) => [`shortcut.${id}.key`, `shortcut.${id}.does`]))).toEqual([]);
});

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

it('every key that the client names exists', () => {
  const asked = sourcesOf(CLIENT_DIR).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\b(?:words\.)?(?:t|or)\(\s*'([^']+)'/g)].map(([, key]) => key ?? ''),
  );
  expect(missingOf([...new Set(asked)].sort())).toEqual([]);
});
