/** The account of why a game ended as it did: sums that come out, swings that lead to findings, and nothing that its reader was not told. */
import { describe, expect, it } from 'vitest';
import { accountOf, RACES, reportFor, type TurnResolution } from '../../src/engine/index.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { dawn, type PlayedTurn, playedGame } from '../support/game.ts';

const GAMES = ['a', 'd'].map((seed) => playedGame('dawn-2026', seed, 'random', 'balancer'));
const NOT_KNOWN = { us: null, cn: null };
const spans = (played: readonly PlayedTurn[]) => {
  const of = (side: Side) => ({
    startPops: played[0]?.before.sides[side].deliveredPops ?? 0,
    endPops: played.at(-1)?.resolution.state.sides[side].deliveredPops ?? 0,
  });
  return { us: of('us'), cn: of('cn') };
};
const resolutionsOf = (played: readonly PlayedTurn[]): readonly TurnResolution[] =>
  played.map(({ resolution }) => resolution);
const umpire = (played: readonly PlayedTurn[]) => accountOf(dawn, resolutionsOf(played), spans(played));
const bySide = (played: readonly PlayedTurn[], side: Side) =>
  accountOf(
    dawn,
    resolutionsOf(played).map((resolution) => reportFor(resolution, side)),
    NOT_KNOWN,
  );

describe('an account', () => {
  it('is none while the game goes on', () => {
    for (const played of GAMES) expect(accountOf(dawn, resolutionsOf(played).slice(0, 3), NOT_KNOWN)).toBeNull();
  });

  it('says how it ended, and its points by race are the score', () => {
    for (const played of GAMES) {
      const account = umpire(played);
      const outcome = played.at(-1)?.resolution.state.outcome;
      expect(account).toMatchObject({ end: outcome?.end, winner: outcome?.winner, score: outcome?.score });
      const { orbit, lights, peace } = account?.world ?? { orbit: 0, lights: 0, peace: 0 };
      expect((100 * (orbit + lights + peace)) / 3).toBeCloseTo(outcome?.worldScore ?? 0, 9);
      for (const side of ['us', 'cn'] as const) {
        const races = account?.races[side];
        const sum = RACES.reduce((total, race) => total + (races?.[race] ?? 0), 0);
        expect(sum).toBeCloseTo(outcome?.score[side] ?? 0, 9);
        const { points } = played.at(-1)?.resolution.state.sides[side] ?? { points: 0 };
        expect(sum - (races?.atEnd ?? 0)).toBeCloseTo(points, 6);
      }
    }
  });

  it('names the largest swings in the order of the game, each with findings that are there', () => {
    for (const played of GAMES) {
      const account = umpire(played);
      const ids = new Set(resolutionsOf(played).flatMap(({ findings }) => findings.map(({ id }) => id)));
      expect(ids.size).toBe(resolutionsOf(played).reduce((total, { findings }) => total + findings.length, 0));
      const swings = account?.swings ?? [];
      expect(swings.length).toBeGreaterThan(0);
      expect(swings.length).toBeLessThanOrEqual(dawn.ruleset.score.accountSwings);
      expect(swings.map(({ turn }) => turn)).toEqual(swings.map(({ turn }) => turn).sort((a, b) => a - b));
      for (const { findingIds } of swings) {
        expect(findingIds.length).toBeGreaterThan(0);
        for (const id of findingIds) expect(ids.has(id)).toBe(true);
      }
    }
  });

  it('grades three meters a side from A to E', () => {
    for (const played of GAMES)
      for (const side of ['us', 'cn'] as const)
        for (const graded of Object.values(umpire(played)?.meters[side] ?? {}))
          expect('ABCDE').toContain(graded?.grade);
  });

  it('of one side says of the other only what was told: its score and its firsts', () => {
    for (const played of GAMES) {
      const own = bySide(played, 'us');
      const all = umpire(played);
      expect(own?.races.us).toEqual(all?.races.us);
      expect(own?.races.cn).toMatchObject({
        inference: null,
        training: null,
        atEnd: null,
        firsts: all?.races.cn.firsts,
      });
      expect(own?.meters.cn.compute).toBeNull();
      expect(own?.metrics.cn.mineralsFillFrac).toBeNull();
      expect(own?.score).toEqual(all?.score);
      const ids = new Set(resolutionsOf(played).flatMap((turn) => reportFor(turn, 'us').findings.map(({ id }) => id)));
      for (const { findingIds } of own?.swings ?? []) for (const id of findingIds) expect(ids.has(id)).toBe(true);
    }
  });
});
