/** Steps of a scenario's document: what is copied, changed, taken back, and where its problems belong. */
import { describe, expect, it } from 'vitest';
import {
  copyScenario,
  freeId,
  isAtField,
  sectionOf,
  withAt,
  withOwnSides,
  withValue,
} from '../../src/client/desk/scenarios/edit.ts';
import {
  changeScenario,
  type OwnScenario,
  redoScenario,
  type ScenarioValue,
  undoScenario,
} from '../../src/client/store/ownScenario.ts';
import { parseScenarioPlace, SCENARIO_SECTIONS, scenarioAddress } from '../../src/client/store/scenarioPlace.ts';
import { makeScenarioText, makeShelf, parseScenarioText, rulesWithScenario } from '../../src/ruleset/author.ts';
import { valueAt } from '../../src/ruleset/walk.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';

const IDS = ruleset.scenarios.map(({ id }) => id);
const find = (id: string): ScenarioValue | null => {
  const parsed = parseScenarioText(rulesFiles[`scenarios/${id}.yaml`] ?? '');
  return parsed.ok ? parsed.value : null;
};
const shelf = makeShelf(ruleset, Object.fromEntries(IDS.map((id) => [id, rulesFiles[`scenarios/${id}.yaml`] ?? ''])));

describe('a copy', () => {
  it.each(IDS)('of %s is in order, and starts as the scenario does', (id) => {
    const written = find(id);
    if (written === null) throw new Error(id);
    const copy = copyScenario(written, find, { id: 'mine', title: 'Mine: "a" #1' });
    const laid = rulesWithScenario(shelf, makeScenarioText(copy));
    if (!laid.ok) throw new Error(JSON.stringify(laid.error));
    const made = laid.value.scenarios.find((each) => each.id === 'mine');
    const model = ruleset.scenarios.find((each) => each.id === id);
    expect(made?.title).toBe('Mine: "a" #1');
    // What replaced numbers of its own stands in its place now.
    const own = (model?.replaces ?? []).filter(({ path }) => path.startsWith(`scenarios.${id}.`));
    expect(made?.replaces ?? []).toEqual((model?.replaces ?? []).filter((each) => !own.includes(each)));
    for (const { path, value } of own) expect(valueAt(made, path.split('.').slice(2))).toBe(value);
    if (own.length === 0) expect(made?.sides).toEqual(model?.sides);
    expect(made?.start).toEqual(model?.start);
  });

  it('writes out the sides that it had from another, and nothing else', () => {
    const value = withOwnSides({ id: 'mine', startYear: 2026, sidesScenarioId: 'dawn-2026', mirrorOf: 'us' }, find);
    expect(Object.keys(value)).toEqual(['id', 'startYear', 'sides', 'mirrorOf']);
    expect(withOwnSides({ sidesScenarioId: 'nothing' }, find)).toEqual({ sidesScenarioId: 'nothing' });
  });

  it('has an id of its own', () => {
    expect(freeId('mirror', ['mirror', 'mirror-2'])).toBe('mirror-3');
  });
});

describe('a step', () => {
  it('changes one place and leaves the rest as it was', () => {
    const before = { a: { b: [1, 2, 3] }, c: { d: 1 } };
    const after = withAt(before, ['a', 'b', 1], 9) as typeof before;
    expect(after).toEqual({ a: { b: [1, 9, 3] }, c: { d: 1 } });
    expect(after.c).toBe(before.c);
    expect(before.a.b).toEqual([1, 2, 3]);
    expect(withAt(before, ['a', 'b', 0], undefined)).toEqual({ a: { b: [2, 3] }, c: { d: 1 } });
    expect(withAt(before, ['c'], undefined)).toEqual({ a: { b: [1, 2, 3] } });
    expect(withAt({}, ['start', 'clouds', 0], 'x')).toEqual({ start: { clouds: ['x'] } });
  });

  it('keeps range and source of a number, and says that it is the author who chose it', () => {
    const quantity = { value: 1, unit: 'kg', low: 0, high: 2, source: 's', confidence: 'published' };
    expect(withValue(quantity, 2)).toEqual({ ...quantity, value: 2, confidence: 'design' });
  });

  it('is taken back and done again; typing in one field is one step', () => {
    const start: OwnScenario = {
      id: 'k',
      value: { id: 'a' },
      basedOn: null,
      past: [],
      future: [],
      lastField: null,
      isInOrder: true,
      savedAtMs: 0,
    };
    const typed = changeScenario(changeScenario(start, { id: 'ab' }, 'id'), { id: 'abc' }, 'id');
    const more = changeScenario(typed, { id: 'abc', turnCount: 4 }, 'turnCount');
    expect(more.past).toEqual([{ id: 'a' }, { id: 'abc' }]);
    const back = undoScenario(undoScenario(more));
    expect(back.value).toEqual({ id: 'a' });
    expect(undoScenario(back)).toBe(back);
    expect(redoScenario(redoScenario(back)).value).toEqual(more.value);
    expect(redoScenario(more)).toBe(more);
  });
});

it('a problem belongs to its field and its section', () => {
  expect(isAtField('scenarios.a.sides.us.fundsMusd.value', 'scenarios.a.sides.us.fundsMusd')).toBe(true);
  expect(isAtField('scenarios.a.sides.us.fundsMusdX', 'scenarios.a.sides.us.fundsMusd')).toBe(false);
  expect(sectionOf('scenarios.a.replaces.0.value')).toBe('assumptions');
  expect(sectionOf('scenarios.a.turnCount')).toBe('basics');
  expect(sectionOf('scenarios.new')).toBe('basics');
});

it('an address leads to its place, and no other address does', () => {
  for (const section of SCENARIO_SECTIONS)
    expect(parseScenarioPlace(scenarioAddress('a-1', section))).toEqual({ draftId: 'a-1', section });
  expect(parseScenarioPlace('#scenarios')).toEqual({ draftId: '', section: 'basics' });
  for (const other of ['', '#model', '#scenariosX', '#scenarios/a/b/c']) expect(parseScenarioPlace(other)).toBeNull();
});
