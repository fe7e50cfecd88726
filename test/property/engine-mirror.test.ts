/**
 * Fair dice and fair phases: in the mirror, where both sides have the same things and the same player,
 * the game of a seed with its luck exchanged is the game of the seed with the sides exchanged — to the
 * last bit, whatever order the phases and the lists take the sides in.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BotId, DOCTRINE_IDS } from '../../src/bots/index.ts';
import { botDice, seededDice } from '../../src/engine/dice.ts';
import { type GameState, startState } from '../../src/engine/index.ts';
import { playBatch } from '../../src/study/index.ts';
import { batchSeed } from '../../src/study/batch.ts';
import { botOrders, resolved } from '../support/game.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { mirrored as renamed, OTHER, sorted } from '../support/mirrored.ts';
import { scenarioGame } from '../support/scenarios.ts';

/** The sides as words of a path, before an id of the mirror, and after the id of a programme founded in play. */
const otherText = (text: string): string =>
  text.replace(/(?<=^|\/)(?:us|cn)(?=$|[/-])|(?<=-)(?:us|cn)(?=$|\/)/g, (side) => OTHER[side as Side]);
const mirrored = (value: unknown): unknown => renamed(value, otherText);

const game = scenarioGame('mirror');
const opened = (seed: string): GameState => startState(game, seed);
const unseeded = (state: GameState): GameState => ({ ...state, seed: '' });

/** Plays a seed and its mirror image side by side; every turn the one must be the other exchanged. */
const playBoth = (seed: string, bot: BotId): void => {
  let [state, image] = [opened(seed), opened(`${seed}~`)];
  while (state.outcome === null) {
    const orders = botOrders(game, state, { us: bot, cn: bot }, seed);
    const imageOrders = botOrders(game, image, { us: bot, cn: bot }, `${seed}~`);
    expect(imageOrders, `orders of turn ${state.turn + 1}`).toEqual(mirrored(orders));
    state = resolved(game, state, orders, { collect: false }).state;
    image = resolved(game, image, imageOrders, { collect: false }).state;
    expect(sorted(unseeded(image)), `turn ${state.turn}`).toEqual(mirrored(unseeded(state)));
  }
  expect(image.outcome?.score).toEqual({ us: state.outcome?.score.cn, cn: state.outcome?.score.us });
};

describe('a mirrored seed', () => {
  it('exchanges the streams of the sides and keeps those of nobody', () => {
    const label = fc.constantFrom(
      ['launch/us/3', 'launch/cn/3'],
      ['failures/us-starcloud/starcloud-1/0', 'failures/cn-starcloud/starcloud-1/0'],
      ['operation/cn/5/jam/cn-planet-eo/effect', 'operation/us/5/jam/us-planet-eo/effect'],
      ['debris/venture-1-us', 'debris/venture-1-cn'],
      ['environment/storm', 'environment/storm'],
    );
    fc.assert(
      fc.property(fc.string(), label, (text, [one = '', other = '']) => {
        const seed = text.replaceAll('~', '');
        expect(seededDice(`${seed}~`, 1).draw(one)).toBe(seededDice(seed, 1).draw(other));
        expect(seededDice(`${seed}~~`, 1).draw(one)).toBe(seededDice(seed, 1).draw(one));
        expect(botDice(`${seed}~`, 'us', 2).draw('kind')).toBe(botDice(seed, 'cn', 2).draw('kind'));
      }),
    );
  });

  it('is the same game with the sides exchanged, whatever they order', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => playBoth(`${seed}`, 'random')),
      { numRuns: 30 },
    );
  });

  it.each(DOCTRINE_IDS)('is the same game with the sides exchanged, %s on both', (bot) => {
    playBoth('image', bot);
  });
});

describe('a batch', () => {
  it('plays every luck once for each side', () => {
    expect([0, 1, 2, 3].map((index) => batchSeed('7', index))).toEqual(['7', '7~', '7+1', '7+1~']);
  });

  it('is exactly even in the mirror', () => {
    const { usWins, cnWins, meanScore } = playBatch(game, 'even', { us: 'random', cn: 'random' }, 20);
    expect(usWins).toBe(cnWins);
    expect(meanScore.us).toBeCloseTo(meanScore.cn, 9);
  });
});
