/** The environment: storms, ageing and retirement, collisions with debris, and shells that close. */
import { fragmentCountOf } from '../../src/engine/debris.ts';
import { describe, expect, it } from 'vitest';
import type { GameState } from '../../src/engine/index.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  quietDice,
  reportTo,
  richStart,
  scriptedTurn,
  unitsIn,
} from '../support/game.ts';

const env = dawn.ruleset.environment;
const start = richStart('environment', (draft) => {
  for (const group of draft.groups) for (const cohort of group.cohorts) cohort.unitCount = 200;
});
const dense = (fragmentCount: number): GameState =>
  changed(start, ({ bands }) => {
    for (const band of bands) band.fragments = band.fragments.map(() => fragmentCount / band.fragments.length);
  });

describe('a solar storm', () => {
  it('takes service from everybody for the turn, less from the hardened, and drags the low ones down', () => {
    const hard = changed(start, ({ groups }) => {
      for (const group of groups) if (group.id === 'planet-eo') group.hardeningLevel = 1;
    });
    const turn = scriptedTurn(dawn, hard, {}, { 'environment/storm': [0] });
    expect(groupIn(turn.state, 'three-body').outageFrac).toBeCloseTo(env.stormOutageFrac, 12);
    expect(groupIn(turn.state, 'planet-eo').outageFrac).toBeCloseTo(
      env.stormOutageFrac - env.stormOutageFracPerHardening,
      12,
    );
    expect(unitsIn(turn.state, 'three-body')).toBe(200 - Math.floor(200 * env.stormDragLossFrac));
    expect(unitsIn(turn.state, 'starcloud')).toBe(200);
    expect(eventOf(turn, 'storm.struck').visibleTo).toEqual({ us: true, cn: true });
    expect(groupIn(scriptedTurn(dawn, turn.state, {}).state, 'three-body').outageFrac).toBe(0);
  });
  it('is likelier at solar maximum', () => {
    const late = changed(start, (draft) => {
      draft.turn = 17;
    });
    expect(findingOf(scriptedTurn(dawn, start, {}), 'solarStorm').prob).toBeCloseTo(env.stormProbPerTurn, 12);
    expect(findingOf(scriptedTurn(dawn, late, {}), 'solarStorm').prob).toBeCloseTo(
      env.stormProbPerTurn * env.stormSolarMaximumFactor,
      12,
    );
  });
});

describe('age', () => {
  it('fails satellites at a draw below the chance that any fails, and their owner alone is told', () => {
    const turn = scriptedTurn(dawn, start, {}, { 'failures/three-body/three-body/-1': [0] });
    const finding = turn.findings.find(
      ({ question, subject }) => question === 'ageingFailures' && subject.id === 'three-body',
    );
    expect(finding).toMatchObject({ outcome: 'failed', draw: 0, visibleTo: { us: false, cn: true } });
    expect(unitsIn(turn.state, 'three-body')).toBe(200 - Number(finding?.result['failed']));
    expect(groupIn(turn.state, 'three-body').lostUnits).toBe(Number(finding?.result['failed']));
    const spared = scriptedTurn(
      dawn,
      start,
      {},
      { 'failures/three-body/three-body/-1': [Number(finding?.prob) + 1e-6] },
    );
    expect(unitsIn(spared.state, 'three-body')).toBe(200);
  });
  it('retires what has reached its life, which is no loss', () => {
    const { lifeYears } = dawn.design('three-body');
    const old = changed(start, ({ groups }) => {
      for (const cohort of groupIn({ groups } as GameState, 'three-body').cohorts) cohort.turnFlown = 1 - lifeYears * 2;
    });
    const turn = scriptedTurn(dawn, old, {});
    expect(eventOf(turn, 'group.retired').values).toEqual({ unitCount: 200, ageYears: lifeYears });
    expect(groupIn(turn.state, 'three-body')).toMatchObject({ cohorts: [], lostUnits: 0, machine: 'exhausted' });
    expect(turn.state.sides.cn.lostPops).toBe(0);
  });
});

const chance = (state: GameState): number =>
  Number(
    scriptedTurn(dawn, state, {}).findings.find(
      ({ question, subject }) => question === 'debrisLoss' && subject.id === 'planet-eo',
    )?.prob,
  );

const chanceOf = (group: string, turn: ReturnType<typeof scriptedTurn>): unknown =>
  turn.findings.find(({ question, subject }) => question === 'debrisLoss' && subject.id === group)?.prob;

describe('debris', () => {
  it('breaks up a satellite it meets, and the pieces are the next turn’s danger', () => {
    const turn = scriptedTurn(dawn, start, {}, { 'debris/three-body': [0], 'debris/three-body/breakUp': [0] });
    const { lost, broken, fragments } = eventOf(turn, 'group.debrisLoss').values;
    expect(Number(lost)).toBeGreaterThan(0);
    expect(Number(broken)).toBeGreaterThan(0);
    expect(Number(fragments)).toBeGreaterThan(0);
    expect(unitsIn(turn.state, 'three-body')).toBe(200 - Number(lost));
    expect(chance(turn.state)).toBeGreaterThan(chance(start));
  });
  it('met by one group in a turn does not endanger another in the same turn', () => {
    const hit = scriptedTurn(dawn, start, {}, { 'debris/planet-eo': [0], 'debris/planet-eo/breakUp': [0] });
    expect(chanceOf('three-body', hit)).toBe(chanceOf('three-body', scriptedTurn(dawn, start, {})));
  });
  it('that only disables leaves no fragments', () => {
    const turn = scriptedTurn(dawn, start, {}, { 'debris/three-body': [0], 'debris/three-body/breakUp': [0.9999999] });
    expect(eventOf(turn, 'group.debrisLoss').values).toMatchObject({ broken: 0, fragments: 0 });
    expect(turn.state.bands.every((band) => fragmentCountOf(band) === 0)).toBe(true);
  });
  it('hits a platform as damage, seen by the rival only where it breaks up', () => {
    const withPlatform = changed(start, (draft) => {
      const group = groupIn(draft, 'orbital-compute-station');
      group.machine = 'operating';
      group.cohorts = [{ designId: 'station-module', turnFlown: 0, unitCount: 40, chipFactor: 1, unitMassKg: 1000 }];
    });
    const dice = { 'debris/orbital-compute-station': [0] };
    const disabled = scriptedTurn(
      dawn,
      withPlatform,
      {},
      { ...dice, 'debris/orbital-compute-station/breakUp': [0.9999999] },
    );
    const lost = Number(eventOf(disabled, 'group.debrisLoss').values['lost']);
    expect(groupIn(disabled.state, 'orbital-compute-station').healthFrac).toBeCloseTo(1 - lost / 40, 12);
    expect(unitsIn(disabled.state, 'orbital-compute-station')).toBe(40);
    expect(kindsOf(reportTo(disabled, 'cn'))).not.toContain('group.debrisLoss');
    expect(disabled.state.sides.us.lostPops).toBeGreaterThan(0);
    const broken = scriptedTurn(dawn, withPlatform, {}, { ...dice, 'debris/orbital-compute-station/breakUp': [0] });
    expect(kindsOf(reportTo(broken, 'cn'))).toContain('group.debrisLoss');
    expect(JSON.stringify(reportTo(broken, 'cn').findings)).not.toContain('targetKg');
  });
});

describe('a band too full to use', () => {
  it('closes its shell, loses platforms in it, and ends the game for both', () => {
    const full = changed(dense(0), ({ bands }) => {
      for (const band of bands)
        if (band.lowKm === 500 || band.lowKm === 750) band.fragments = band.fragments.map(() => 1e6);
    });
    const station = groupIn(full, 'orbital-compute-station');
    const withPlatform = changed(full, (draft) => {
      Object.assign(groupIn(draft, station.id), {
        machine: 'operating',
        cohorts: [{ designId: 'station-module', turnFlown: 0, unitCount: 2, chipFactor: 1, unitMassKg: 1000 }],
      });
    });
    const turn = scriptedTurn(dawn, withPlatform, {}, {}, quietDice);
    expect(groupIn(turn.state, station.id)).toMatchObject({ machine: 'lost', cohorts: [], healthFrac: 0 });
    expect(groupIn(turn.state, 'three-body').machine).toBe('exhausted');
    expect(groupIn(turn.state, 'starcloud').machine).toBe('nominal');
    expect(turn.state.outcome).toMatchObject({ end: 'unusableOrbit', winner: null, mutualLoss: true });
    expect(turn.state.outcome?.worldScore).toBeLessThan(70);
  });
});
