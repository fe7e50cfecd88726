/** A detonation in low orbit: who may, what it takes from whom, how long it stays. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import { beltLossProb } from '../../src/engine/formulas.ts';
import { CRISIS_RUNGS } from '../../src/ruleset/terms.ts';
import {
  changed,
  dawn,
  eventOf,
  groupIn,
  kindsOf,
  quietDice,
  richStart,
  rowIn,
  scriptedTurn,
  unitsIn,
} from '../support/game.ts';

const { nuclear, families } = dawn.ruleset.counterspace;
const detonate: Order = { kind: 'detonate', shellId: 'sso-500' };
const ID = 'cn/1/nuclear/sso-500';
/** In a crisis, with many units on both sides. */
const start = richStart('detonation', (draft) => {
  draft.crisis = 'crisis';
  draft.tension = 50;
  for (const id of ['three-body', 'planet-eo', 'starcloud']) {
    const [cohort] = groupIn(draft, id).cohorts;
    if (cohort !== undefined) cohort.unitCount = 3000;
  }
});
/** Every group loses what it may expect, and there is no war. */
const median = {
  draw: (stream: string) =>
    /belt|prompt/.test(stream) ? 0.5 : stream.startsWith('crisis/war') ? 0.999 : quietDice.draw(stream),
};
const works = {
  [`operation/${ID}/detect`]: [0],
  [`operation/${ID}/defend`]: [0.999],
  [`operation/${ID}/effect`]: [0],
  [`attribution/${ID}`]: [0],
};
const turn = scriptedTurn(dawn, start, { us: [detonate] }, works, median);
/** Both have stepped back, and the crisis round is over. */
const calmed = (state: GameState): GameState =>
  changed(state, (draft) => {
    draft.tension = 40;
    draft.stage = 'turn';
  });
/** Ageing and debris take a little besides. */
const expectNearly = (value: number, expected: number): void => {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThan(0.02);
};
const leftOf = (state: GameState, id: string): number => unitsIn(state, id) / unitsIn(start, id);

describe('history', () => {
  it('about a third of what was in low orbit was lost within months of Starfish Prime', () => {
    expect(beltLossProb(dawn, nuclear.beltRadPerDay, 0)).toBeGreaterThan(0.3);
    expect(beltLossProb(dawn, nuclear.beltRadPerDay, 0)).toBeLessThan(0.37);
    // Over a year, between a third and nearly all, whatever is assumed of the half-life.
    const later = beltLossProb(dawn, nuclear.beltRadPerDay / 2 ** (1 / nuclear.beltHalfLifeTurns), 0);
    const year = 1 - (1 - beltLossProb(dawn, nuclear.beltRadPerDay, 0)) * (1 - later);
    expect(year).toBeGreaterThan(0.33);
    expect(year).toBeLessThan(0.9);
  });
});

describe('a detonation', () => {
  it('may be ordered in a crisis only, and takes most of the political capital there is', () => {
    for (const crisis of CRISIS_RUNGS.filter((rung) => rung !== 'war')) {
      const state = changed(start, (draft) => {
        draft.crisis = crisis;
      });
      const judged = legalOrder(dawn, viewFor(dawn, state, 'us'), [], detonate);
      expect(judged.ok).toBe(crisis === 'crisis' || crisis === 'clash');
    }
    const judged = legalOrder(dawn, viewFor(dawn, start, 'us'), [], detonate);
    const cap = dawn.ruleset.economy.politicalCapitalCap;
    expect(judged.ok && judged.value.cost.politicalCapital).toBeGreaterThan(cap / 2);
  });

  it('takes satellites of both sides: a tenth in its shell at once, a third of all by the belt', () => {
    const belt = 1 - beltLossProb(dawn, nuclear.beltRadPerDay, 0);
    expectNearly(leftOf(turn.state, 'three-body'), (1 - nuclear.promptLossFrac) * belt);
    expectNearly(leftOf(turn.state, 'planet-eo'), (1 - nuclear.promptLossFrac) * belt);
    expectNearly(leftOf(turn.state, 'starcloud'), belt);
    expect(kindsOf(turn).filter((kind) => kind === 'group.beltLoss')).toHaveLength(3);
  });

  it('does what its preview said', () => {
    const judged = legalOrder(dawn, viewFor(dawn, start, 'us'), [], detonate);
    const effects = judged.ok ? judged.value.effects : [];
    const expected = (name: string): number =>
      rowIn(
        effects.map((each) => ({ ...each, id: each.name })),
        name,
      ).value;
    const lost = (ids: readonly string[]): number =>
      ids.reduce((total, id) => total + unitsIn(start, id) - unitsIn(turn.state, id), 0);
    expect(lost(['planet-eo', 'starcloud']) / expected('ownLostUnits')).toBeCloseTo(1, 1);
    expect(lost(['three-body']) / expected('rivalLostUnits')).toBeCloseTo(1, 1);
  });

  it('spares hardened satellites in part', () => {
    const hard = changed(start, (draft) => {
      groupIn(draft, 'starcloud').hardeningLevel = 4;
    });
    const other = scriptedTurn(dawn, hard, { us: [detonate] }, works, median);
    expectNearly(leftOf(other.state, 'starcloud'), 1 - beltLossProb(dawn, nuclear.beltRadPerDay, 4));
    expect(leftOf(other.state, 'starcloud')).toBeGreaterThan(leftOf(turn.state, 'starcloud'));
  });

  it('makes no fragments, but takes from third parties and their market', () => {
    expect(kindsOf(turn)).toContain('belt.passed');
    expect(eventOf(turn, 'belt.passed').values['thirdPartyLossFrac']).toBeGreaterThan(0.3);
    expect(turn.state.marketFactor).toBeLessThan(1);
    expect(turn.findings.some(({ question }) => question === 'fragments')).toBe(false);
  });

  it('is laid to its author and costs it its standing; war comes at once, or next unless both step back', () => {
    expect(rowIn(turn.state.operations, ID)).toMatchObject({ attributed: true });
    expect(eventOf(turn, 'operation.attributed').values['standingLoss']).toBe(families.nuclear.standingLoss);
    expect(turn.state.sides.us.standing).toBeLessThan(start.sides.us.standing - 30);
    // War is decided in the crisis round, or comes with the next rung.
    const round = scriptedTurn(dawn, turn.state, {}, {}, median);
    const next = round.state.outcome === null ? scriptedTurn(dawn, round.state, {}, {}, median) : round;
    expect(next.state.outcome?.end).toBe('war');
    expect(scriptedTurn(dawn, calmed(turn.state), {}, {}, median).state.outcome).toBeNull();
  });

  it('fades by half each half-year, and takes again until it has', () => {
    const again = scriptedTurn(dawn, calmed(turn.state), {}, {}, median);
    const faded = nuclear.beltRadPerDay / 2 ** (1 / nuclear.beltHalfLifeTurns);
    expect(turn.state.beltRadPerDay).toBeCloseTo(faded, 9);
    expectNearly(
      unitsIn(again.state, 'starcloud') / unitsIn(turn.state, 'starcloud'),
      1 - beltLossProb(dawn, faded, 0),
    );
    let { state } = again;
    for (let left = 0; left < 12; left++) state = scriptedTurn(dawn, state, {}, {}, median).state;
    expect(state.beltRadPerDay).toBe(0);
    expect(state.marketFactor).toBeGreaterThan(0.99);
  });
});
