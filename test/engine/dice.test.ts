/** Dice: what is worked out faster than by the library that defines it is the same to the last bit. */
import seedrandom from 'seedrandom';
import { describe, expect, it, vi } from 'vitest';
import { MIRRORED_SEED, seededDice } from '../../src/engine/dice.ts';

const draws = (seed: string, who: string): readonly number[] =>
  [1, 2, 3].map((turn) => seededDice(seed, turn).draw(`intelligence/${who}/ground`));

describe('a stream', () => {
  it('gives the numbers of Alea, the first as those after it', () => {
    const made = vi.spyOn(seedrandom, 'alea');
    for (const stream of ['launch/us/3', 'failures/cn-mesh/edge/2', 'a']) {
      const dice = seededDice('7', 4);
      const drawn = [dice.draw(stream), dice.draw(stream), dice.draw(stream)];
      const state = made.mock.lastCall?.[1]?.state;
      if (state === undefined) throw new Error('no stream was made');
      const alea = seedrandom.alea('', { state });
      expect(drawn).toEqual([alea(), alea(), alea()]);
    }
    made.mockRestore();
  });

  it('is the other side’s under the mirrored seed, however often it is asked for', () => {
    expect(draws(`7${MIRRORED_SEED}`, 'cn')).toEqual(draws('7', 'us'));
    expect(draws(`7${MIRRORED_SEED}`, 'us')).toEqual(draws('7', 'cn'));
  });
});
