/** The table of the facts: complete, met in play by things that exist, and printed by `rules articles`. */
import { describe, expect, it } from 'vitest';
import { rulesCommand } from '../../src/cli/commands/rules.ts';
import { ORDER_KINDS } from '../../src/engine/index.ts';
import { articleTable } from '../../src/ruleset/index.ts';
import { FACT_IDS } from '../../src/ruleset/terms.ts';
import { ruleset } from '../support/ruleset.ts';
import { runLine } from '../support/commandLine.ts';

const table = articleTable(ruleset);

const run = (...args: readonly string[]) => runLine(rulesCommand.run)('articles', ...args);

describe('the table of the facts', () => {
  it('has all twenty-two, each met by an order, and by an event or a thing of the rules', () => {
    expect(table.map(({ id }) => id)).toEqual([...FACT_IDS]);
    for (const { id, met, numbers } of table) {
      expect(met.orders?.length, id).toBeGreaterThan(0);
      for (const order of met.orders ?? []) expect(ORDER_KINDS, id).toContain(order);
      expect(numbers.length, id).toBeGreaterThan(0);
    }
    const without = table.filter(({ met }) => (met.events ?? met.programmes ?? met.regions) === undefined);
    expect(without.map(({ id }) => id)).toEqual(['F21']);
  });

  it('names every number of the rules that the articles stand behind', () => {
    const named = new Set(table.flatMap(({ numbers }) => numbers.map(({ path }) => path)));
    const stated = Object.entries(ruleset.provenance).filter(
      ([path, { source }]) => source === 'articles-2026-01' && !path.startsWith('scenarios.'),
    );
    expect(stated.map(([path]) => path).filter((path) => !named.has(path))).toEqual([]);
  });

  it('is printed, whole or one fact of it', async () => {
    const all = await run();
    expect(all.code).toBe(0);
    for (const { id, name } of table) expect(all.out).toContain(`${id}  ${name}`);
    const one = await run('F14');
    expect(one.out).toContain('grid.regions.pjm.peopleM');
    expect(one.out).toContain('67 Mpeople  articles-2026-01');
    expect(one.out).toContain('pjm-heat-dome');
    expect(one.out).not.toContain('F15');
  });

  it('is printed as JSON', async () => {
    const { code, out } = await run('--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(table)));
  });

  it('refuses a fact that is not there', async () => {
    const { code, err } = await run('F23');
    expect(code).toBe(2);
    expect(err).toContain('there is no fact F23');
  });
});
