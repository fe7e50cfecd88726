/** Designs, foundings, changes of architecture, removal from orbit, manoeuvres, cleaning and spares. */
import { describe, expect, it } from 'vitest';
import { arrheniusFactor } from '../../src/engine/assets/unitDesign.ts';
import { fragmentCountOf } from '../../src/engine/debris.ts';
import {
  type GameState,
  legalOrder,
  type Order,
  orderForm,
  type Preview,
  unitPerformance,
  viewFor,
} from '../../src/engine/index.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  richStart,
  scriptedTurn,
  unitsIn,
} from '../support/game.ts';

const { economy, environment: env } = dawn.ruleset;
const start = richStart('programmes', ({ bands, groups, sides }) => {
  for (const side of [sides.us, sides.cn]) side.chipSupplyMw = 100;
  for (const group of groups) for (const cohort of group.cohorts) cohort.unitCount = 200;
  for (const band of bands) if (band.lowKm === 500) band.fragments = band.fragments.map(() => 100);
});
const judge = (state: GameState, side: Side, order: Order, draft: readonly Order[] = []) =>
  legalOrder(dawn, viewFor(dawn, state, side), draft, order);
const codeOf = (state: GameState, side: Side, order: Order, draft: readonly Order[] = []): string => {
  const judged = judge(state, side, order, draft);
  return judged.ok ? '' : judged.error.code;
};
const previewOf = (state: GameState, side: Side, order: Order): Preview => {
  const judged = judge(state, side, order);
  if (!judged.ok) throw new Error(JSON.stringify(judged.error));
  return judged.value;
};
const effectOf = (preview: Preview, name: string) => {
  const effect = preview.effects.find((each) => each.name === name);
  if (effect === undefined) throw new Error(`the preview has no ${name}`);
  return effect;
};

const plain = dawn.design('suncatcher-sat');
const redesign = (change: Partial<Extract<Order, { kind: 'setDesign' }>> = {}): Order => ({
  kind: 'setDesign',
  programmeId: 'suncatcher',
  radiatorTempK: plain.radiatorTempK,
  radiatorAreaM2: plain.radiatorAreaM2,
  shieldingMmAl: plain.shieldingMmAl,
  meshLevel: plain.meshLevel,
  manoeuvreMPerS: plain.manoeuvreMPerS,
  spareFrac: 0,
  ...change,
});
const after = (change: Partial<Extract<Order, { kind: 'setDesign' }>>) =>
  dawn.design(groupIn(scriptedTurn(dawn, start, { us: [redesign(change)] }).state, 'suncatcher').designId);
const performanceOf = (designId: string) =>
  unitPerformance(dawn, { designId, shellId: 'dawn-650', ageYears: 0, chipFactor: 1, hardeningLevel: 0 });

describe('the physics of a design', () => {
  it('has electronics at 125 C fail 77.9 times as often as at 55 C, at 0.7 eV: the textbook case of an oven test', () => {
    expect(arrheniusFactor(0.7, 55 + 273.15, 125 + 273.15)).toBeCloseTo(77.9, 0);
  });
  it('is the design of the rules where nothing is changed', () => {
    expect(after({}).id).toBe('suncatcher-sat');
  });
  it('makes a hotter radiator carry more heat, and the chips leak and fail sooner', () => {
    const hot = after({ radiatorTempK: plain.radiatorTempK + 20 });
    expect(performanceOf(hot.id).heatLimitKw).toBeGreaterThan(performanceOf(plain.id).heatLimitKw);
    expect(hot.weibullScaleYears).toBeLessThan(plain.weibullScaleYears);
    expect(performanceOf(hot.id).chipsKw).toBeGreaterThan(performanceOf(plain.id).chipsKw);
    expect(hot.massKg).toBe(plain.massKg);
  });
  it('suggests the area that carries all the heat at the temperature chosen: smaller where hotter', () => {
    const view = viewFor(dawn, start, 'us');
    const areaAt = (radiatorTempK: number): number => {
      const domain = orderForm(dawn, view, [], 'setDesign', { programmeId: 'suncatcher', radiatorTempK })[2];
      return domain?.kind === 'number' ? domain.suggested : 0;
    };
    expect(areaAt(plain.radiatorTempK)).toBe(plain.radiatorAreaM2);
    expect(areaAt(340)).toBeLessThan(areaAt(320));
  });
  it('weighs a radiator, a shield, lasers and propellant', () => {
    const { structureFrac, meshKgPerLevel } = economy.unitDesign;
    const larger = after({ radiatorAreaM2: plain.radiatorAreaM2 + 10 });
    expect(larger.massKg - plain.massKg).toBeCloseTo(10 * plain.radiatorArealMassKgPerM2 * (1 + structureFrac), 6);
    expect(larger.crossSectionM2 - plain.crossSectionM2).toBeCloseTo(5, 6);
    expect(after({ meshLevel: 1 }).massKg - plain.massKg).toBeCloseTo(meshKgPerLevel * (1 + structureFrac), 6);
    expect(after({ shieldingMmAl: 15 }).massKg).toBeGreaterThan(plain.massKg);
    const fuelled = after({ manoeuvreMPerS: 300 }).massKg / plain.massKg;
    // Rocket equation at 1,500 s: 240 m/s more are 1.6 % of the mass.
    expect(fuelled).toBeCloseTo(Math.exp(240 / (9.80665 * economy.transferIspS)), 4);
  });
  it('has a thin shield wear the chips out before the design does', () => {
    const thin = after({ shieldingMmAl: 1 });
    expect(dawn.lifeYears(thin.id, 'dawn-650')).toBeLessThan(plain.lifeYears);
    expect(dawn.lifeYears(plain.id, 'dawn-650')).toBe(plain.lifeYears);
  });
});

describe('a change of design', () => {
  const hot = redesign({ radiatorTempK: 320, radiatorAreaM2: 25, spareFrac: 0.2 });
  it('is previewed by what the next launch flies, and leaves what flies as it is', () => {
    const preview = previewOf(start, 'us', hot);
    const { state, findings, events } = scriptedTurn(dawn, start, { us: [hot] });
    const deploy: Order = { kind: 'deploy', programmeId: 'suncatcher', lineId: 'falcon-9', unitCount: 1 };
    const flown = scriptedTurn(dawn, state, { us: [deploy] });
    const [cohort] = groupIn(flown.state, 'suncatcher').cohorts;
    expect(cohort?.unitMassKg).toBeCloseTo(effectOf(preview, 'unitMassKg').value, 6);
    expect(effectOf(preview, 'unitMassKg')).toMatchObject({ low: plain.massKg });
    expect(groupIn(flown.state, 'suncatcher').spareFrac).toBe(0.2);
    expect(findingOf({ findings }, 'unitDesign').visibleTo).toEqual({ us: true, cn: false });
    expect(eventOf({ events }, 'programme.redesigned').visibleTo).toEqual({ us: true, cn: false });
    expect(viewFor(dawn, state, 'cn').rival.groups.find(({ id }) => id === 'suncatcher')?.designId).toBe(
      'suncatcher-sat',
    );
  });
  it('does not reach what is launched in the same turn', () => {
    const deploy: Order = { kind: 'deploy', programmeId: 'suncatcher', lineId: 'falcon-9', unitCount: 1 };
    const { state } = scriptedTurn(dawn, start, { us: [hot, deploy] });
    expect(groupIn(state, 'suncatcher').cohorts[0]?.designId).toBe('suncatcher-sat');
  });
  it('is refused outside its ranges, twice, and for others', () => {
    expect(codeOf(start, 'us', redesign({ radiatorTempK: 400 }))).toBe('order/out-of-range');
    expect(codeOf(start, 'us', redesign({ meshLevel: 0.5 }))).toBe('order/not-an-integer');
    expect(codeOf(start, 'us', hot, [hot])).toBe('order/repeated');
    expect(codeOf(start, 'cn', hot)).toBe('order/not-owned');
  });
});

describe('a founding', () => {
  const found: Order = {
    kind: 'foundProgramme',
    architecture: 'platform',
    shellId: 'dawn-650',
    designId: 'station-module',
  };
  it('opens a programme that can be launched to, hardened and aimed at', () => {
    const turn = scriptedTurn(dawn, start, { us: [found] });
    expect(groupIn(turn.state, 'venture-1-us')).toMatchObject({ owner: 'us', machine: 'planned', shellId: 'dawn-650' });
    expect(turn.state.groups.map(({ id }) => id)).toEqual(turn.state.groups.map(({ id }) => id).sort());
    expect(eventOf(turn, 'programme.founded').visibleTo).toEqual({ us: true, cn: true });
    const deploy: Order = { kind: 'deploy', programmeId: 'venture-1-us', lineId: 'falcon-9', unitCount: 1 };
    const flown = scriptedTurn(dawn, turn.state, { us: [deploy] }, { 'assembly/venture-1-us': [0] });
    expect(groupIn(flown.state, 'venture-1-us').machine).toBe('operating');
    const later = scriptedTurn(dawn, flown.state, {
      us: [{ kind: 'harden', programmeId: 'venture-1-us' }],
      cn: [{ kind: 'jam', targetId: 'venture-1-us' }],
    });
    expect(groupIn(later.state, 'venture-1-us')).toMatchObject({ hardeningLevel: 1 });
    expect(groupIn(later.state, 'venture-1-us').deliveredPops).toBeGreaterThan(0);
    expect(later.state.estimates.cn.groups.map(({ id }) => id)).toContain('venture-1-us');
  });
  it('is limited, and builds only what the side has for the architecture', () => {
    const two: Order = { ...found, designId: 'starcloud-2' } as Order;
    expect(codeOf(start, 'us', two)).toBe('order/not-a-choice');
    expect(codeOf(start, 'us', found, [found])).toBe('order/repeated');
    let state = start;
    for (let number = 0; number < economy.foundation.limitPerSide; number++)
      state = changed(scriptedTurn(dawn, state, { us: [found] }).state, ({ sides }) => {
        sides.us.politicalCapital = 10;
      });
    expect(codeOf(state, 'us', found)).toBe('order/limit-reached');
  });
});

const move = (change: Partial<Extract<Order, { kind: 'setArchitecture' }>> = {}): Order => ({
  kind: 'setArchitecture',
  programmeId: 'starcloud',
  architecture: 'cluster',
  shellId: 'dawn-650',
  ...change,
});

describe('a change of architecture', () => {
  it('keeps satellites in their shell as another formation, and starts the ramp again', () => {
    const { state } = scriptedTurn(dawn, start, { us: [move()] });
    expect(groupIn(state, 'starcloud')).toMatchObject({ architecture: 'cluster', rampKg: 0 });
    expect(unitsIn(state, 'starcloud')).toBe(200);
  });
  it('takes down what cannot serve in the new form, as previewed', () => {
    const order = move({ architecture: 'platform', shellId: 'dawn-750' });
    expect(effectOf(previewOf(start, 'us', order), 'disposedUnitCount').value).toBe(200);
    const { state } = scriptedTurn(dawn, start, { us: [order] });
    expect(groupIn(state, 'starcloud')).toMatchObject({ machine: 'planned', designId: 'station-module', cohorts: [] });
  });
  it('is free before the first flight', () => {
    const order: Order = {
      kind: 'setArchitecture',
      programmeId: 'suncatcher',
      architecture: 'constellation',
      shellId: 'low-550',
    };
    expect(previewOf(start, 'us', order).cost.fundsMusd).toBe(0);
    expect(previewOf(start, 'us', move()).cost.fundsMusd).toBe(economy.foundation.changeMusd);
  });
  it('does not go with a launch of the same programme, and has to change something', () => {
    const deploy: Order = { kind: 'deploy', programmeId: 'starcloud', lineId: 'falcon-9', unitCount: 1 };
    expect(codeOf(start, 'us', move(), [deploy])).toBe('order/repeated');
    expect(codeOf(start, 'us', deploy, [move()])).toBe('order/repeated');
    expect(codeOf(start, 'us', move({ architecture: 'constellation' }))).toBe('order/nothing-to-do');
    expect(codeOf(start, 'us', move({ programmeId: 'planet-eo' }))).toBe('order/nothing-to-do');
  });
});

describe('removal from orbit', () => {
  it('takes the oldest first, and nothing is lost to backups for it', () => {
    const two = changed(start, ({ groups }) => {
      groups
        .find(({ id }) => id === 'three-body')
        ?.cohorts.push({
          designId: 'three-body',
          turnFlown: 0,
          unitCount: 50,
          chipFactor: 1,
          unitMassKg: 105,
        });
    });
    const turn = scriptedTurn(dawn, two, { cn: [{ kind: 'deorbit', programmeId: 'three-body', unitCount: 180 }] });
    expect(groupIn(turn.state, 'three-body').cohorts.map(({ unitCount }) => unitCount)).toEqual([20, 50]);
    expect(turn.state.sides.cn.lostPops).toBe(0);
    expect(fragmentCountOf(turn.state.bands[0] ?? { fragments: [] })).toBe(
      fragmentCountOf(scriptedTurn(dawn, two, {}).state.bands[0] ?? { fragments: [] }),
    );
  });
  it('closes a programme with its last unit', () => {
    const turn = scriptedTurn(dawn, start, { cn: [{ kind: 'deorbit', programmeId: 'three-body', unitCount: 200 }] });
    expect(groupIn(turn.state, 'three-body').machine).toBe('disposed');
    expect(kindsOf(turn)).toContain('group.closed');
    const deploy: Order = { kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-2d', unitCount: 1 };
    expect(codeOf(turn.state, 'cn', deploy)).toBe('order/nothing-to-do');
    expect(codeOf(start, 'cn', { kind: 'deorbit', programmeId: 'three-body', unitCount: 201 })).toBe(
      'order/limit-reached',
    );
  });
  it('comes after an attack on what it takes down', () => {
    const turn = scriptedTurn(dawn, start, {
      us: [{ kind: 'strike', targetId: 'three-body', interceptorCount: 1 }],
      cn: [{ kind: 'deorbit', programmeId: 'three-body', unitCount: 200 }],
    });
    expect(unitsIn(turn.state, 'three-body')).toBe(0);
  });
});

const lossProbOf = (turn: ReturnType<typeof scriptedTurn>): number =>
  Number(
    turn.findings.find(({ question, subject }) => question === 'debrisLoss' && subject.id === 'three-body')?.result[
      'lossProb'
    ],
  );

describe('manoeuvres', () => {
  const evade: Order = { kind: 'evade', programmeId: 'three-body' };
  it('cost propellant, a little service and money, and leave fewer collisions', () => {
    const [turn, without] = [scriptedTurn(dawn, start, { cn: [evade] }), scriptedTurn(dawn, start, {})];
    expect(groupIn(turn.state, 'three-body').outageFrac).toBe(env.evade.outageFrac);
    expect(groupIn(turn.state, 'three-body').manoeuvreMPerS).toBe(
      economy.unitDesign.manoeuvreMPerS - env.evade.deltaVMPerS,
    );
    expect(without.state.sides.cn.fundsMusd - turn.state.sides.cn.fundsMusd).toBeCloseTo(
      200 * env.evade.musdPerUnit,
      6,
    );
    expect(lossProbOf(turn)).toBeLessThan(lossProbOf(without));
  });
  it('lower the chance of an interceptor, for the turn only', () => {
    const strike: Order = { kind: 'strike', targetId: 'three-body', interceptorCount: 1 };
    const probOf = (state: GameState, cn: readonly Order[]): number =>
      Number(findingOf(scriptedTurn(dawn, state, { us: [strike], cn }), 'interceptorsHit').prob);
    expect(probOf(start, [evade]) / probOf(start, [])).toBeCloseTo(env.evade.hitFrac, 9);
    const later = scriptedTurn(dawn, start, { cn: [evade] }).state;
    expect(probOf(later, [])).toBeCloseTo(probOf(start, []), 9);
  });
  it('end with the reserve, and need something to move', () => {
    let state = start;
    for (let left = economy.unitDesign.manoeuvreMPerS; left >= env.evade.deltaVMPerS; left -= env.evade.deltaVMPerS)
      state = scriptedTurn(dawn, state, { cn: [evade] }).state;
    expect(codeOf(state, 'cn', evade)).toBe('order/nothing-to-do');
    expect(codeOf(start, 'cn', { kind: 'evade', programmeId: 'beijing-dawn-dusk' })).toBe('order/nothing-to-do');
    expect(codeOf(start, 'cn', { kind: 'evade', programmeId: 'starcloud' })).toBe('order/not-owned');
  });
});

const fragmentsAt = (state: GameState): number =>
  fragmentCountOf(state.bands.find(({ lowKm }) => lowKm === 500) ?? { fragments: [] });

describe('removal of debris', () => {
  const clean: Order = { kind: 'clean', bandId: '500', amountMusd: 200 * env.clean.musdPerFragment };
  it('takes fragments out of a band for everybody, and is thanked for', () => {
    const [turn, without] = [scriptedTurn(dawn, start, { cn: [clean] }), scriptedTurn(dawn, start, {})];
    expect(fragmentsAt(turn.state) / fragmentsAt(without.state)).toBeCloseTo(0.5, 2);
    expect(turn.state.sides.cn.standing).toBeGreaterThan(without.state.sides.cn.standing);
    expect(eventOf(turn, 'band.cleaned')).toMatchObject({ side: 'cn', visibleTo: { us: true, cn: true } });
    expect(findingOf(turn, 'debrisRemoval').result['removed']).toBeCloseTo(200, 6);
    expect(effectOf(previewOf(start, 'cn', clean), 'fragmentsAfter').value).toBeCloseTo(200, 6);
  });
  it('removes what is there once, shared alike by whoever pays', () => {
    const most: Order = { ...clean, amountMusd: 300 * env.clean.musdPerFragment };
    const turn = scriptedTurn(dawn, start, { us: [most], cn: [most] });
    expect(fragmentsAt(turn.state)).toBe(0);
    const removed = turn.findings
      .filter(({ question }) => question === 'debrisRemoval')
      .map(({ result }) => result['removed']);
    expect(removed).toEqual([200, 200]);
  });
  it('has nothing to do in a clean band, and a limit', () => {
    expect(codeOf(start, 'cn', { ...clean, bandId: '900' })).toBe('order/nothing-to-do');
    expect(codeOf(start, 'cn', { ...clean, amountMusd: env.clean.limitMusdPerTurn + 1 })).toBe('order/limit-reached');
  });
});

const popsOf = (state: GameState, orders: { us?: Order[] } = {}): number =>
  groupIn(scriptedTurn(dawn, state, orders).state, 'three-body').deliveredPops;
const blockOf = (state: GameState): number =>
  Number(
    scriptedTurn(dawn, state, {}).findings.find(
      ({ question, subject }) => question === 'blockAvailability' && subject.id === 'three-body',
    )?.result['availabilityFrac'],
  );

const withSpares = (spareFrac: number): GameState =>
  changed(start, ({ groups }) => {
    for (const group of groups) if (group.id === 'three-body') group.spareFrac = spareFrac;
  });

describe('spares', () => {
  const strike: Order = { kind: 'strike', targetId: 'three-body', interceptorCount: 2 };
  const struck = { us: [strike] };
  it('are dark until they replace a loss, and then service is as before', () => {
    expect(popsOf(withSpares(0.2)) / popsOf(withSpares(0))).toBeCloseTo(0.8, 9);
    const hit = scriptedTurn(dawn, withSpares(0.2), struck, {
      'operation/cn/1/directAscent/three-body/detect': [0.999],
      'operation/cn/1/directAscent/three-body/effect': [0],
    });
    expect(unitsIn(hit.state, 'three-body')).toBeLessThan(200);
    expect(groupIn(hit.state, 'three-body').deliveredPops).toBeCloseTo(popsOf(withSpares(0.2)), 9);
    expect(hit.state.sides.cn.lostPops).toBeCloseTo(0, 9);
    expect(eventOf(hit, 'group.sparesUsed').visibleTo).toEqual({ us: false, cn: true });
  });
  it('raise the chance that a block is complete', () => {
    expect(blockOf(withSpares(0.2))).toBeGreaterThanOrEqual(blockOf(withSpares(0)));
  });
});

describe('a group under reinforcement', () => {
  it('is being checked out for a turn before it is whole again', () => {
    const hurt = changed(start, ({ groups }) => {
      for (const group of groups) if (group.id === 'three-body') group.machine = 'degraded';
    });
    const deploy: Order = { kind: 'deploy', programmeId: 'three-body', lineId: 'long-march-2d', unitCount: 1 };
    const first = scriptedTurn(dawn, hurt, { cn: [deploy] });
    expect(groupIn(first.state, 'three-body').machine).toBe('recovering');
    expect(groupIn(scriptedTurn(dawn, first.state, {}).state, 'three-body').machine).toBe('nominal');
  });
});
