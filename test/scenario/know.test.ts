/** Knowing and being known: inspection, investigation, deception, backups that are shown, and shares that tell no more than a percent. */
import { describe, expect, it } from 'vitest';
import { attributionPosterior } from '../../src/physics/counterspace.ts';
import { type GameState, legalOrder, type Order, resolveTurn, startState, viewFor } from '../../src/engine/index.ts';
import { attributionRatios, contestShare, exposureProb } from '../../src/engine/formulas.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  reportTo,
  richStart,
  rowIn,
  scriptedTurn,
} from '../support/game.ts';

const rules = dawn.ruleset.counterspace;
const start = richStart('know');
const inspect = (targetId: string): Order => ({ kind: 'inspect', targetId });
const deceive = (programmeId: string): Order => ({ kind: 'deceive', programmeId });
const believed = (state: GameState, id: string) => {
  const group = viewFor(dawn, state, 'us').rival.groups.find((each) => each.id === id);
  if (group === undefined) throw new Error(`nothing is believed of ${id}`);
  return group;
};
const spread = ({ low, high }: { readonly low: number; readonly high: number }): number => Math.log(high / low);

describe('an inspection', () => {
  const plain = scriptedTurn(dawn, start, {}).state;
  const near = scriptedTurn(dawn, start, { us: [inspect('three-body')] });
  it('narrows the estimates of its group alone, this turn, costs money and stirs a little', () => {
    const ratio = spread(believed(near.state, 'three-body').powerKw) / spread(believed(plain, 'three-body').powerKw);
    expect(ratio).toBeCloseTo(rules.inspect.errorFactor, 9);
    expect(near.state.estimates.cn).toEqual(plain.estimates.cn);
    expect(near.state.tension).toBeGreaterThan(plain.tension);
    expect(plain.sides.us.fundsMusd - near.state.sides.us.fundsMusd).toBeCloseTo(rules.inspect.costMusd, 6);
    const after = scriptedTurn(dawn, near.state, {}).state;
    expect(spread(believed(after, 'three-body').powerKw)).toBeCloseTo(spread(believed(plain, 'three-body').powerKw), 3);
  });
  it('is seen by both', () => {
    for (const side of ['us', 'cn'] as const) expect(kindsOf(reportTo(near, side))).toContain('group.inspected');
  });
  it('sees craft that come near its own side more often', () => {
    expect(exposureProb(dawn, 0, true)).toBeCloseTo(
      1 - (1 - exposureProb(dawn, 0)) * (1 - rules.inspect.exposureProb),
      12,
    );
    const target = viewFor(dawn, start, 'cn').rival.groups.find(({ unitCount }) => unitCount > 0)?.id ?? '';
    const id = `us/1/coOrbital/${target}`;
    const turn = scriptedTurn(
      dawn,
      start,
      { us: [inspect('three-body')], cn: [{ kind: 'approach', targetId: target }] },
      {
        [`operation/${id}/expose`]: [0.999],
      },
    );
    const { prob } = findingOf(turn, 'craftExposed');
    expect(prob).toBeCloseTo(exposureProb(dawn, start.sides.us.tech.defence, true), 12);
  });
  it('has something to look at', () => {
    const view = viewFor(dawn, start, 'us');
    const empty = view.rival.groups.find(({ unitCount }) => unitCount === 0)?.id ?? '';
    expect(legalOrder(dawn, view, [], inspect(empty))).toMatchObject({ error: { code: 'order/nothing-to-do' } });
    expect(legalOrder(dawn, view, [], inspect('starcloud'))).toMatchObject({ error: { code: 'order/unknown-target' } });
    expect(legalOrder(dawn, view, [inspect('three-body')], inspect('three-body'))).toMatchObject({
      error: { code: 'order/repeated' },
    });
  });
});

describe('a deception', () => {
  const plain = scriptedTurn(dawn, start, {}).state;
  const hidden = scriptedTurn(dawn, start, { cn: [deceive('three-body')] });
  it('widens and biases what the other side believes, and is told to nobody else', () => {
    const [now, was] = [believed(hidden.state, 'three-body'), believed(plain, 'three-body')];
    expect(spread(now.powerKw) / spread(was.powerKw)).toBeCloseTo(rules.deceive.errorFactor, 9);
    expect(now.powerKw.value).toBeGreaterThan(was.powerKw.value);
    expect(kindsOf(reportTo(hidden, 'us'))).not.toContain('deception.begun');
    expect(kindsOf(reportTo(hidden, 'cn'))).toContain('deception.begun');
    expect(JSON.stringify(viewFor(dawn, hidden.state, 'us'))).not.toContain('deceiv":["');
  });
  it('is found out by an inspection, and costs standing then', () => {
    const seen = scriptedTurn(dawn, start, { us: [inspect('three-body')], cn: [deceive('three-body')] });
    expect(eventOf(reportTo(seen, 'us'), 'deception.foundOut').side).toBe('cn');
    expect(seen.state.sides.cn.standing).toBeLessThan(hidden.state.sides.cn.standing);
    const honest = scriptedTurn(dawn, start, { us: [inspect('three-body')] }).state;
    expect(believed(seen.state, 'three-body')).toEqual(believed(honest, 'three-body'));
  });
  it('needs something that flies', () => {
    const view = viewFor(dawn, start, 'cn');
    const empty = view.groups.find(({ cohorts }) => cohorts.length === 0)?.id ?? '';
    expect(legalOrder(dawn, view, [], deceive(empty))).toMatchObject({ error: { code: 'order/nothing-to-do' } });
    expect(legalOrder(dawn, view, [], deceive('starcloud'))).toMatchObject({ error: { code: 'order/not-owned' } });
  });
});

const ID = 'cn/1/jam/three-body';
const deniable = scriptedTurn(
  dawn,
  start,
  { us: [{ kind: 'jam', targetId: 'three-body' }] },
  {
    [`operation/${ID}/detect`]: [0],
    [`operation/${ID}/defend`]: [0.999],
    [`operation/${ID}/effect`]: [0],
    [`attribution/${ID}`]: [0.9999],
  },
).state;
const investigate: Order = { kind: 'investigate', operationId: ID };

const posterior = (efforts: number): number =>
  attributionPosterior.evaluate({
    priorProb: rules.families.jam.attributionPriorProb,
    likelihoodRatios: attributionRatios(dawn, rules.families.jam, start.sides.cn.tech.defence, efforts),
  }).posteriorProb;

describe('an investigation', () => {
  it('adds evidence to what there was, as its preview says', () => {
    const judged = legalOrder(dawn, viewFor(dawn, deniable, 'cn'), [], investigate);
    expect(judged.ok && judged.value.effects.find(({ name }) => name === 'attributionProb')?.value).toBeCloseTo(
      posterior(1),
      9,
    );
    expect(posterior(1)).toBeGreaterThan(posterior(0));
    const found = scriptedTurn(
      dawn,
      deniable,
      { cn: [investigate] },
      { [`attribution/${ID}/investigate`]: [posterior(1) - 1e-6] },
    );
    expect(rowIn(found.state.operations, ID)).toMatchObject({ attributed: true });
    expect(eventOf(reportTo(found, 'us'), 'operation.attributed').side).toBe('us');
    expect(kindsOf(reportTo(found, 'cn'))).toContain('operation.solved');
    expect(kindsOf(reportTo(found, 'us'))).not.toContain('operation.solved');
  });
  it('may fail in silence, and be tried again while traces are fresh', () => {
    const failed = scriptedTurn(dawn, deniable, { cn: [investigate] }, { [`attribution/${ID}/investigate`]: [0.9999] });
    expect(kindsOf(reportTo(failed, 'us')).filter((kind) => kind.startsWith('operation.'))).toEqual([]);
    expect(failed.findings.filter(({ question, visibleTo }) => question === 'attribution' && visibleTo.us)).toEqual([]);
    const again = scriptedTurn(
      dawn,
      failed.state,
      { cn: [investigate] },
      { [`attribution/${ID}/investigate`]: [0.9999] },
    );
    expect(findingOf(again, 'attribution').prob).toBeCloseTo(posterior(2), 9);
    expect(legalOrder(dawn, viewFor(dawn, again.state, 'cn'), [], investigate)).toMatchObject({ ok: false });
  });
  it('is the target’s alone', () => {
    expect(legalOrder(dawn, viewFor(dawn, deniable, 'us'), [], investigate)).toMatchObject({
      error: { code: 'order/not-a-choice' },
    });
    const own = viewFor(dawn, deniable, 'us').ownOperations.find(({ id }) => id === ID);
    expect(own).not.toHaveProperty('investigations');
  });
});

describe('a backup', () => {
  const backed = changed(start, ({ centres }) => {
    const primary = rowIn(centres, 'cn/inner-mongolia/primary');
    centres.push({
      ...primary,
      id: 'cn/inner-mongolia/warm',
      role: 'backup',
      tier: 'warm',
      machine: 'warmStandby',
      powerMw: 50,
      isKnown: false,
      deliveredPops: 0,
    });
    centres.sort((a, b) => (a.id < b.id ? -1 : 1));
  });
  const show: Order = { kind: 'signal', message: 'showBackups' };
  it('is hidden but for being there, until it is shown', () => {
    const hidden = scriptedTurn(dawn, backed, {}).state;
    expect(viewFor(dawn, hidden, 'us').rival.backups).toEqual([]);
    const shown = scriptedTurn(dawn, backed, { cn: [show] }).state;
    const [known] = viewFor(dawn, shown, 'us').rival.backups;
    expect(known).toMatchObject({ regionId: 'inner-mongolia', tier: 'warm' });
    expect(known?.powerMw.low).toBeLessThan(50);
    expect(known?.powerMw.high).toBeGreaterThan(50);
    expect(legalOrder(dawn, viewFor(dawn, shown, 'cn'), [], show)).toMatchObject({
      error: { code: 'order/nothing-to-do' },
    });
  });
  it('shows itself when it carries', () => {
    const struck = changed(backed, ({ groups }) => {
      for (const cohort of groupIn(backed, 'three-body').cohorts) expect(cohort.unitCount).toBeGreaterThan(0);
      for (const group of groups) group.lostUnits = 0;
    });
    const turn = scriptedTurn(
      dawn,
      struck,
      { us: [{ kind: 'jam', targetId: 'three-body' }] },
      {
        [`operation/${ID}/detect`]: [0],
        [`operation/${ID}/defend`]: [0.999],
        [`operation/${ID}/effect`]: [0],
        [`attribution/${ID}`]: [0.9999],
        'failover/cn/inner-mongolia/warm': [0],
      },
    );
    expect(kindsOf(turn)).toContain('centre.tookOver');
    expect(viewFor(dawn, turn.state, 'us').rival.backups).toHaveLength(1);
  });
});

describe('what a side may read back', () => {
  it('shares are counted in whole percent, so that points do not give the rival’s compute away', () => {
    const turn = scriptedTurn(dawn, start, {});
    for (const side of ['us', 'cn'] as const) {
      const finding = turn.findings.find(({ question, subject }) => question === 'pointsEarned' && subject.id === side);
      for (const { name, value } of finding?.inputs ?? [])
        if (name.endsWith('Share')) expect(Number(value) * 100).toBeCloseTo(Math.round(Number(value) * 100), 9);
    }
    const more = scriptedTurn(
      dawn,
      changed(start, ({ centres }) => void (rowIn(centres, 'cn/inner-mongolia/primary').popsPerKw *= 1.0005)),
      {},
    );
    expect(more.state.sides.us.points).toBe(turn.state.sides.us.points);
    expect(contestShare(1, 1.0005, 1)).not.toBe(0.5);
  });
  it('power and compute of a group are misjudged apart', () => {
    const { groups } = startState(dawn, 'apart').estimates.us;
    const truth = startState(dawn, 'apart');
    for (const { id, powerKw, deliveredPops } of groups) {
      const group = groupIn(truth, id);
      if (group.powerKw > 0)
        expect(powerKw.value / group.powerKw).not.toBeCloseTo(deliveredPops.value / group.deliveredPops, 6);
    }
  });
  it('nobody is believed to have fewer points than none', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { points } = startState(dawn, `points ${seed}`).estimates.cn;
      for (const value of [points.low, points.value, points.high]) expect(value).toBeGreaterThanOrEqual(0);
    }
    expect(resolveTurn(dawn, start, { us: [], cn: [] }).ok).toBe(true);
  });
});
