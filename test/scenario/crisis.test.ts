/** The crisis ladder: a rung up and a rung down with inertia, and the war that nobody ordered. */
import { describe, expect, it } from 'vitest';
import type { GameState } from '../../src/engine/index.ts';
import { CRISIS_RUNGS, type CrisisRung } from '../../src/ruleset/terms.ts';
import { changed, dawn, eventOf, findingOf, kindsOf, richStart, scriptedTurn } from '../support/game.ts';

const rules = dawn.ruleset.crisis;
const at = (crisis: CrisisRung, tension: number): GameState =>
  richStart('crisis', (draft) => {
    draft.crisis = crisis;
    draft.tension = tension;
  });
/** Tension before the turn's decay that comes out as `tension` after it. */
const before = (tension: number): number => (tension - rules.decayFrac * rules.restTension) / (1 - rules.decayFrac);
const peace = (rung: CrisisRung): Record<string, number[]> => (rung === 'clash' ? { 'crisis/war': [0.999] } : {});

describe('the ladder', () => {
  it.each([0, 1, 2, 3] as const)('goes up from rung %d at its threshold, one rung a turn', (rung) => {
    const from = CRISIS_RUNGS[rung] as CrisisRung;
    const to = CRISIS_RUNGS[rung + 1] as CrisisRung;
    const threshold = rules.upAt[rung] ?? 0;
    // Where it has just risen to a crisis, war is decided in the crisis round.
    expect(scriptedTurn(dawn, at(from, before(threshold + 0.1)), {}).state.crisis).toBe(to);
    expect(scriptedTurn(dawn, at(from, before(threshold - 0.1)), {}, peace(from)).state.crisis).toBe(from);
    expect(scriptedTurn(dawn, at(from, 99), {}).state.crisis).toBe(to);
  });

  it.each([1, 2, 3, 4] as const)('comes down from rung %d only below its own floor', (rung) => {
    const from = CRISIS_RUNGS[rung] as CrisisRung;
    const to = CRISIS_RUNGS[rung - 1] as CrisisRung;
    const floor = rules.downBelow[rung - 1] ?? 0;
    const down = scriptedTurn(dawn, at(from, before(floor - 0.1)), {}, peace(to));
    expect(down.state.crisis).toBe(to);
    expect(eventOf(down, 'crisis.moved').values).toMatchObject({ from, to });
    expect(scriptedTurn(dawn, at(from, before(floor + 0.1)), {}, peace(from)).state.crisis).toBe(from);
  });

  it('rests: tension falls towards its rest and never below zero', () => {
    expect(scriptedTurn(dawn, at('friction', 20), {}).state.tension).toBeCloseTo(
      20 + rules.decayFrac * (rules.restTension - 20),
      5,
    );
    expect(scriptedTurn(dawn, at('calm', 0), {}).state.tension).toBeGreaterThanOrEqual(0);
  });
});

const chance = (state: GameState): number =>
  Number(findingOf(scriptedTurn(dawn, state, {}, { 'crisis/war': [0.999] }), 'unwantedWar').prob);

describe('a war that nobody ordered', () => {
  const tense = at('clash', 95);
  it('breaks out at a draw below its chance, and both lose', () => {
    const turn = scriptedTurn(dawn, tense, {}, { 'crisis/war': [0] });
    expect(turn.state.crisis).toBe('war');
    expect(turn.state.outcome).toMatchObject({ end: 'war', winner: null, mutualLoss: true });
    expect(kindsOf(turn)).toEqual(expect.arrayContaining(['crisis.war', 'game.ended']));
  });
  it('has a chance that grows with tension from a level, and that a hotline halves', () => {
    expect(chance(tense)).toBeCloseTo(
      (95 + rules.decayFrac * (rules.restTension - 95) - rules.warTensionFrom) / rules.warTensionScale,
      9,
    );
    const questions = scriptedTurn(dawn, at('crisis', 57), {}).findings.map(({ question }) => question);
    expect(questions).not.toContain('unwantedWar');
    const called = changed(tense, ({ agreements }) => {
      for (const agreement of agreements)
        if (agreement.id === 'hotline') Object.assign(agreement, { machine: 'inForce', untilTurn: 9 });
    });
    expect(chance(called)).toBeLessThan(chance(tense) * rules.hotlineWarFactor);
  });
  it('comes by itself above the last threshold', () => {
    const turn = scriptedTurn(dawn, at('clash', 150), {});
    expect(turn.state.outcome).toMatchObject({ end: 'war', mutualLoss: true });
  });
});
