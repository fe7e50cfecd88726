/** Random games are sound, and their counts are the same however they are divided. */
import { describe, expect, it } from 'vitest';
import { ORDER_KINDS } from '../../src/engine/index.ts';
import { addCoverage, coverageGaps, coverGames, emptyCoverage, machineCoverage } from '../../src/study/index.ts';
import { gameOf, ruleset } from '../support/game.ts';

const GAMES = 60;

describe.each(ruleset.scenarios.map(({ id }) => id))('random games of %s', (scenarioId) => {
  const games = Math.ceil(GAMES / ruleset.scenarios.length);
  const game = gameOf(ruleset, scenarioId);

  it('break nothing, all end, and count the same in shares', () => {
    const whole = coverGames(game, 'test', 0, games);
    expect(whole.broken).toEqual([]);
    expect(whole.brokenGames).toBe(0);
    expect(Object.values(whole.ends).reduce((sum, count) => sum + count, 0)).toBe(games);
    const shares = emptyCoverage();
    for (const [from, to] of [
      [0, 3],
      [3, games],
    ] as const)
      addCoverage(shares, coverGames(game, 'test', from, to));
    expect(shares).toEqual(whole);
  });
});

describe('what is missing', () => {
  it('is everything where nothing was played, and less after a game', () => {
    const nothing = coverageGaps(emptyCoverage());
    const kinds = new Set(nothing.filter(({ code }) => code === 'coverage/accepted').map(({ path }) => path));
    expect([...kinds]).toEqual([...ORDER_KINDS]);
    for (const code of ['coverage/rejected', 'coverage/state', 'coverage/transition'])
      expect(nothing.some((gap) => gap.code === code)).toBe(true);
    const played = coverGames(gameOf(ruleset, 'dawn-2026'), 'gaps', 0, 1);
    expect(coverageGaps(played).length).toBeLessThan(nothing.length);
  });

  it('is told of codes that a kind does not name', () => {
    const odd = { ...emptyCoverage(), rejected: { surveil: { 'order/not-owned': 1 } } };
    expect(coverageGaps(odd)).toContainEqual(
      expect.objectContaining({ code: 'coverage/unlisted', path: 'surveil order/not-owned' }),
    );
  });

  it('counts a state as reached by an edge into it, and the first without one', () => {
    const [machine] = machineCoverage({ ...emptyCoverage(), edges: { launchCampaign: { 'readied fly > flown': 1 } } });
    expect(machine?.missingStates).not.toContain('flown');
    expect(machine?.missingStates).not.toContain('booked');
    expect(machine?.missingStates).toContain('readied');
  });
});
