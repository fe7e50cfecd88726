/** Bots: legal on any seed, the same from the same view, and worth playing against. */
import { describe, expect, it } from 'vitest';
import { BOT_IDS, decide, isBotId, isPlannerId } from '../../src/bots/index.ts';
import { legalDraft, SIDES, startState, viewFor } from '../../src/engine/index.ts';
import { playBatch } from '../../src/study/index.ts';
import { classroom, dawn, deepFreeze, playedGame } from '../support/game.ts';

const turns = playedGame('dawn-2026', '7', 'balancer', 'random');

describe('a bot', () => {
  it.each(BOT_IDS)('%s gives a legal draft from a view it may not change, alike each time', (bot) => {
    // Planners are slow: a few turns are enough here, planner.test.ts plays whole games.
    for (const { before } of turns.filter((_, place) => place % (isPlannerId(bot) ? 7 : 2) === 0)) {
      for (const side of SIDES) {
        const view = deepFreeze(viewFor(dawn, before, side));
        const orders = decide(bot, dawn, view, 'legal');
        expect(legalDraft(dawn, view, orders).ok).toBe(true);
        expect(decide(bot, dawn, structuredClone(view), 'legal')).toEqual(orders);
      }
    }
  });

  it('that plays at random plays otherwise with another seed', () => {
    const view = viewFor(dawn, startState(dawn, 'other'), 'us');
    const plays = new Set(['a', 'b', 'c', 'd', 'e'].map((seed) => JSON.stringify(decide('random', dawn, view, seed))));
    expect(plays.size).toBeGreaterThan(2);
    expect(new Set(['a', 'b'].map((seed) => JSON.stringify(decide('balancer', dawn, view, seed)))).size).toBe(1);
  });

  it('gives nothing when the game is over', () => {
    const last = turns.at(-1)?.resolution.state;
    if (last === undefined) throw new Error('no turn was played');
    for (const bot of BOT_IDS)
      for (const side of SIDES) expect(decide(bot, dawn, viewFor(dawn, last, side), 's')).toEqual([]);
  });

  it('is known by its id and no other', () => {
    expect(BOT_IDS.every(isBotId)).toBe(true);
    expect(['', 'toString', 'Balancer'].some(isBotId)).toBe(false);
  });

  it('that is sensible beats chance from either seat', () => {
    const asUs = playBatch(classroom, 'chance', { us: 'balancer', cn: 'random' }, 16);
    const asCn = playBatch(classroom, 'chance', { us: 'random', cn: 'balancer' }, 16);
    expect(asUs.meanScore.us, JSON.stringify(asUs)).toBeGreaterThan(asUs.meanScore.cn);
    expect(asCn.meanScore.cn, JSON.stringify(asCn)).toBeGreaterThan(asCn.meanScore.us);
  });
});

describe('the balance of the classroom, balancer against balancer', () => {
  it('lets neither side win every game', () => {
    const batch = playBatch(classroom, 'balance', { us: 'balancer', cn: 'balancer' }, 40);
    const told = JSON.stringify(batch);
    expect(batch.usWins, told).toBeLessThan(36);
    expect(batch.cnWins, told).toBeLessThan(36);
    expect(Math.abs(batch.meanScore.us - batch.meanScore.cn), told).toBeLessThan(15);
  });
});
