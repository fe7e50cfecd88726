/** Scenarios written beside the rules' own: there and back, the same hash as the folder's, and every fault with its place. */
import { describe, expect, it } from 'vitest';
import { modelSources } from '../../src/cli/rulesFolder.ts';
import {
  makeScenarioText,
  makeShelf,
  MOST_SCENARIO_CHARACTERS,
  parseScenarioText,
  rulesWithScenario,
  scenarioTextProblems,
} from '../../src/ruleset/author.ts';
import { parseRuleset } from '../../src/ruleset/index.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';

const TEXTS = Object.fromEntries(
  Object.entries(rulesFiles).flatMap(([name, text]) =>
    name.startsWith('scenarios/') ? [[name.slice('scenarios/'.length, -'.yaml'.length), text]] : [],
  ),
);
const IDS = Object.keys(TEXTS);
const shelf = makeShelf(ruleset, TEXTS);
const textOf = (id: string): string => TEXTS[id] ?? '';
const own = (id: string): string =>
  textOf(id).replace(`id: ${id}`, 'id: mine').replaceAll(`scenarios.${id}.`, 'scenarios.mine.');
const codesOf = (text: string): readonly string[] => scenarioTextProblems(shelf, text).map(({ code }) => code);

const valueOf = (text: string): unknown => {
  const parsed = parseScenarioText(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};

describe('a scenario of the rules', () => {
  it.each(IDS)('%s: read, written and read again is the same', (id) => {
    const value = valueOf(textOf(id));
    expect(valueOf(makeScenarioText(value))).toEqual(value);
  });

  it('written again, all of them, are the same rules', () => {
    const written = Object.fromEntries(
      IDS.map((id) => [`scenarios/${id}.yaml`, makeScenarioText(valueOf(textOf(id)))]),
    );
    const parsed = parseRuleset({ ...rulesFiles, ...written }, modelSources());
    expect(parsed.ok && parsed.value.hash).toBe(ruleset.hash);
  });

  it('keeps its id for itself', () => {
    for (const id of IDS) expect(codesOf(textOf(id))).toEqual(['rules/duplicate-id']);
  });
});

describe("an author's scenario", () => {
  it.each(IDS)('as a copy of %s gives the rules that the folder with its file gives', (id) => {
    const laid = rulesWithScenario(shelf, own(id));
    const parsed = parseRuleset({ ...rulesFiles, 'scenarios/mine.yaml': own(id) }, modelSources());
    expect(parsed.ok).toBe(true);
    expect(laid).toEqual(parsed);
  });

  it('has each fault told with its path and line, as in a file of the folder', () => {
    const broken = own('dawn-2026')
      .replace('turnCount: 20', 'turnCount: 20.5')
      .replace('fundsMusd: { value: 6000, unit: MUSD', 'fundsMusd: { value: 60000, unit: EUR')
      .replace('vehicleId: falcon-9', 'vehicleId: falcon-8')
      .replace('startYear: 2026', 'startYear: 2026\ncolour: red');
    const found = scenarioTextProblems(shelf, broken);
    const told = parseRuleset({ ...rulesFiles, 'scenarios/mine.yaml': broken }, modelSources());
    expect(told.ok).toBe(false);
    expect(new Set(found.map((problem) => JSON.stringify(problem)))).toEqual(
      new Set(told.ok ? [] : told.error.map((problem) => JSON.stringify(problem))),
    );
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining([
        'rules/not-an-integer scenarios.mine.turnCount',
        'rules/wrong-unit scenarios.mine.sides.us.fundsMusd.unit',
        'rules/value-outside-range scenarios.mine.sides.us.fundsMusd.value',
        'rules/unknown-reference scenarios.mine.sides.us.lines.0.vehicleId',
        'rules/unknown-field scenarios.mine.colour',
      ]),
    );
    for (const { line } of found) expect(line).toBeGreaterThan(0);
  });

  it('is refused where it names what is not there, or comes after the end', () => {
    const cards = own('classroom');
    expect(codesOf(`${cards}injects:\n  - { kind: turn, eventId: market-bust, turn: 3 }\n`)).toEqual([]);
    expect(codesOf(`${cards}injects:\n  - { kind: turn, eventId: nothing, turn: 3 }\n`)).toEqual([
      'rules/unknown-reference',
    ]);
    expect(codesOf(`${cards}injects:\n  - { kind: turn, eventId: market-bust, turn: 9 }\n`)).toEqual([
      'rules/out-of-range',
    ]);
    expect(codesOf(`${cards}injects:\n  - { kind: later, eventId: market-bust }\n`)).not.toEqual([]);
    const path =
      '{ path: economy.nothing, value: 1, unit: kg, low: 0, high: 2, source: iss-eatcs, confidence: design }';
    expect(codesOf(`${cards}replaces:\n  - ${path}\n`)).toEqual(['rules/unknown-path']);
    expect(codesOf(cards.replace('sidesScenarioId: dawn-2026', 'sidesScenarioId: mirror'))).toEqual([
      'rules/scenario-needs-sides',
    ]);
  });

  it('may be any text without anything thrown', () => {
    for (const text of ['', '[]', '1', 'id', 'id: [', '\u0000', 'id: mine\nid: mine', '&a [*a]', '__proto__: {}'])
      expect(scenarioTextProblems(shelf, text).length, JSON.stringify(text)).toBeGreaterThan(0);
    expect(codesOf('#'.repeat(MOST_SCENARIO_CHARACTERS + 1))).toEqual(['rules/wrong-length']);
  });
});
