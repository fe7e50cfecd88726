/** Scenarios: what each opens with, what of the rules it changes, and that each plays to its end. */
import { describe, expect, it } from 'vitest';
import { bandDensityPerKm3, fragmentCountOf } from '../../src/engine/debris.ts';
import { availableOrders, type OrderKind, SIDES, startState, viewFor } from '../../src/engine/index.ts';
import { playBatch } from '../../src/study/index.ts';
import { changed, gameOf, groupIn, playTurns, resolved, rowIn, ruleset, unitsIn } from '../support/game.ts';
import { SCENARIO_IDS, scenarioGame } from '../support/scenarios.ts';

const startOf = (id: string) => startState(scenarioGame(id), 'start');

describe('the scenarios', () => {
  it('are six', () => {
    expect(SCENARIO_IDS).toEqual(['classroom', 'dawn-2026', 'dawn-2027', 'debris-first', 'mirror', 'tutorial']);
  });

  it.each(SCENARIO_IDS)('%s plays to its end, by balancer and by chance', (id) => {
    for (const bot of ['balancer', 'random'] as const) {
      const { ends, games } = playBatch(scenarioGame(id), 'end', { us: bot, cn: bot }, 2);
      expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(games);
    }
  });

  it.each(SCENARIO_IDS)('%s keeps the hash of the rules, and knows where each of its numbers comes from', (id) => {
    const { ruleset: rules, scenario } = scenarioGame(id);
    expect(rules.hash).toBe(ruleset.hash);
    for (const { path, value, source } of scenario.replaces ?? [])
      expect(rules.provenance[path], path).toMatchObject({ value, source });
    for (const [path, { source }] of Object.entries(rules.provenance))
      expect(rules.sources[source], path).toBeDefined();
  });

  it.each(SCENARIO_IDS)('%s pays nobody for what is done before it starts', (id) => {
    const start = startOf(id);
    for (const side of SIDES) {
      expect(start.sides[side].points).toBe(0);
      for (const milestone of start.sides[side].milestones) expect(milestone).toMatchObject({ turn: 0, points: 0 });
    }
  });

  it('say what they last and when they end', () => {
    const ends = SCENARIO_IDS.map((id) => {
      const { startYear, turnCount } = scenarioGame(id).scenario;
      return [id, turnCount, startYear + turnCount / 2];
    });
    expect(ends).toEqual([
      ['classroom', 8, 2030],
      ['dawn-2026', 20, 2036],
      ['dawn-2027', 18, 2036],
      ['debris-first', 16, 2036],
      ['mirror', 12, 2032],
      ['tutorial', 4, 2028],
    ]);
  });
});

const byTurn = (rules: typeof ruleset) => rowIn(rules.score.milestones, 'three-body-2800').byTurn;

describe('dawn-2027', () => {
  const game = scenarioGame('dawn-2027');

  it('has the dates of the rules a year sooner, and only those', () => {
    expect(byTurn(game.ruleset)).toBe(byTurn(ruleset) - 2);
    expect(game.ruleset.research.levelOpensAtTurn).toEqual(ruleset.research.levelOpensAtTurn.map((turn) => turn - 2));
    expect(game.ruleset.provenance['score.milestones.three-body-2800.byTurn']).toMatchObject({
      value: byTurn(ruleset) - 2,
    });
    expect(game.ruleset.economy.centreLeadTurns).toBe(ruleset.economy.centreLeadTurns);
    expect(game.scenario.start?.deliveries?.map(({ dueTurn }) => dueTurn)).toContain(1);
  });

  it('opens with what flew in 2026, and not with what did not', () => {
    const start = startOf('dawn-2027');
    expect(unitsIn(start, 'suncatcher')).toBe(1);
    expect(unitsIn(start, 'starcloud')).toBe(1);
    expect(unitsIn(start, 'beijing-dawn-dusk')).toBe(0);
    expect(rowIn(start.lines, 'starship').machine).toBe('operational');
    expect(rowIn(start.lines, 'long-march-12a').machine).toBe('operational');
    expect(game.vehicle('starship').payloadKg).toBe(44_000);
    expect(start.sides.us.exportControlLevel).toBe(1);
    expect(game.ruleset.events.events.map(({ id }) => id)).not.toContain('booster-recovered');
  });

  it('delivers what was under construction', () => {
    const before = startOf('dawn-2027');
    expect(before.deliveries).toHaveLength(7);
    const { state } = resolved(game, before);
    expect(rowIn(state.centres, 'us/pjm/primary').powerMw).toBe(2000 + 950);
    expect(state.deliveries.filter(({ id }) => id.startsWith('us/0/'))).toHaveLength(3);
  });
});

describe('minerals in dawn-2027', () => {
  const game = scenarioGame('dawn-2027');

  it('bind at once where nobody sees to them, and the balancer keeps itself supplied', () => {
    const idle = resolved(game, startOf('dawn-2027'), { us: [], cn: [] }).state.sides.us;
    expect(idle.mineralsMachine).not.toBe('supplied');
    const played = playTurns(game, 'refine', { us: 'balancer', cn: 'balancer' });
    const own = played[played.length - 1]?.resolution.state.sides.us;
    expect(own?.mineralsFillFrac).toBeGreaterThan(0.75);
  });
});

describe('debris-first', () => {
  const game = scenarioGame('debris-first');

  it('opens under clouds, in confrontation, with a hotline and a norm', () => {
    const start = startOf('debris-first');
    const total = start.bands.reduce((sum, band) => sum + fragmentCountOf(band), 0);
    const thrown = (game.scenario.start?.clouds ?? []).reduce((sum, { fragmentCount }) => sum + fragmentCount, 0);
    expect(total).toBeGreaterThan(thrown / 2);
    expect(total).toBeLessThanOrEqual(thrown);
    const fullest = start.bands.toSorted((a, b) => bandDensityPerKm3(b) - bandDensityPerKm3(a)).slice(0, 2);
    expect(fullest.map(({ lowKm }) => lowKm).toSorted((a, b) => a - b)).toEqual([650, 750]);
    expect(start.crisis).toBe('confrontation');
    expect(rowIn(start.agreements, 'hotline')).toMatchObject({ machine: 'inForce', untilTurn: 4 });
    expect(rowIn(start.agreements, 'norm')).toMatchObject({ machine: 'inForce', untilTurn: 4 });
  });

  it('opens with what the break-ups left: a platform damaged, groups degraded', () => {
    const start = startOf('debris-first');
    expect(groupIn(start, 'beijing-dawn-dusk')).toMatchObject({ machine: 'damaged', healthFrac: 0.7 });
    expect(groupIn(start, 'starcloud')).toMatchObject({ machine: 'degraded', healthFrac: 1 });
    expect(groupIn(start, 'suncatcher').machine).toBe('nominal');
  });

  it('stands near the edge: a few careless strikes close a shell, and a careful game does not', () => {
    const { unusableDensityPerKm3 } = game.ruleset.environment;
    const start = startOf('debris-first');
    const usedFrac = Math.max(...start.bands.map((band) => bandDensityPerKm3(band))) / unusableDensityPerKm3;
    expect(usedFrac).toBeGreaterThan(0.85);
    expect(usedFrac).toBeLessThan(0.95);
    expect(playBatch(game, 'edge', { us: 'random', cn: 'random' }, 60).ends.unusableOrbit).toBeGreaterThan(0);
    expect(playBatch(game, 'edge', { us: 'balancer', cn: 'balancer' }, 10).ends.unusableOrbit).toBeUndefined();
  });
});

const OPERATIONS: readonly OrderKind[] = [
  'jam',
  'dazzle',
  'cyber',
  'intrude',
  'sabotage',
  'approach',
  'attackCoOrbital',
  'strike',
  'detonate',
];

describe('tutorial', () => {
  it('lets nobody interfere, whatever is in orbit and however rich', () => {
    const game = scenarioGame('tutorial');
    const start = changed(startOf('tutorial'), ({ sides }) => {
      for (const side of SIDES) Object.assign(sides[side], { fundsMusd: 1e6, politicalCapital: 10 });
    });
    for (const side of SIDES) {
      const open = availableOrders(game, viewFor(game, start, side), []);
      expect(open).toContain('deploy');
      for (const kind of OPERATIONS) expect(open).not.toContain(kind);
    }
    expect(() => resolved(game, start, { us: [{ kind: 'jam', targetId: 'three-body' }], cn: [] })).toThrow(
      'order/too-many-operations',
    );
    const { ends } = playBatch(game, 'quiet', { us: 'random', cn: 'random' }, 20);
    expect(ends.war).toBeUndefined();
    expect(game.ruleset.events.events).toHaveLength(10);
  });
});

describe('mirror', () => {
  const game = scenarioGame('mirror');
  const start = startOf('mirror');
  const idsOf = (side: string) =>
    [...start.groups, ...start.lines, ...start.regions]
      .filter(({ owner }) => owner === side)
      .map(({ id }) => id.replace(`${side}-`, ''));

  it('gives both sides the same things under ids of their own', () => {
    expect(idsOf('us')).toEqual(idsOf('cn'));
    expect(idsOf('us')).toContain('starcloud');
    expect(game.programme('cn-starcloud')).toEqual({
      ...game.programme('us-starcloud'),
      id: 'cn-starcloud',
      owner: 'cn',
    });
    expect(game.scenario.sides.us.lines[0]?.vehicleId).toBe('us-falcon-9');
    expect(game.ruleset.programmes.some(({ id }) => id === 'three-body')).toBe(false);
    const own = (side: 'us' | 'cn') => ({ ...viewFor(game, start, side).own, id: '' });
    expect(own('us')).toEqual(own('cn'));
  });

  it('plays events on both alike, and keeps those that both can meet', () => {
    const heat = rowIn(game.ruleset.events.events, 'pjm-heat-dome');
    expect(heat.effects).toMatchObject([{ regionId: 'us-pjm' }, { regionId: 'cn-pjm' }]);
    const ids = game.ruleset.events.events.map(({ id }) => id);
    expect(ids).not.toContain('jiuquan-pad-accident');
    expect(ids).toContain('rare-earth-licences-frozen');
  });

  it('has milestones of each side under the numbers of the one', () => {
    const path = 'score.milestones.cn-starcloud-5-gw.threshold';
    expect(game.ruleset.provenance[path]).toEqual(ruleset.provenance['score.milestones.starcloud-5-gw.threshold']);
    expect(game.ruleset.score.milestones).toHaveLength(
      2 * ruleset.score.milestones.filter(({ owner }) => owner === 'us').length,
    );
  });

  it('knows where every number of its rules comes from', () => {
    const { programmes, vehicles, grid } = game.ruleset;
    const paths = [
      ...programmes.map(({ id }) => `programmes.${id}.targetUnits`),
      ...vehicles.map(({ id }) => `vehicles.${id}.payloadKg`),
      ...grid.regions.map(({ id }) => `grid.regions.${id}.fleet.0.capacityMw`),
      ...game.ruleset.events.events.flatMap(({ id, effects }) =>
        effects.flatMap((effect, place) =>
          Object.entries(effect).flatMap(([name, value]) =>
            typeof value === 'number' ? [`events.events.${id}.effects.${place}.${name}`] : [],
          ),
        ),
      ),
    ];
    expect(paths.filter((path) => game.ruleset.provenance[path] === undefined)).toEqual([]);
  });

  it('can be of either side', () => {
    const other = gameOf(
      {
        ...ruleset,
        scenarios: ruleset.scenarios.map((each) =>
          each.id === 'mirror' ? { ...each, mirrorOf: 'cn' as const } : each,
        ),
      },
      'mirror',
    );
    expect(startState(other, 's').groups.map(({ id }) => id)).toContain('us-three-body');
  });
});
