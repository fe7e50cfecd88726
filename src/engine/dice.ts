/**
 * Dice: named random streams, derived from the game's seed, the turn and a label such as
 * `launch/us/3/starcloud`. A stream is made when it is first drawn from and forgotten at the end of
 * the turn, so a draw in one never shifts another, no state of a stream has to be kept or can leak,
 * and an order more or less changes nobody else's luck.
 */
import seedrandom from 'seedrandom';
import { binomialTerms } from '../physics/probability.ts';
import { InvariantError } from './errors.ts';

export interface Dice {
  /** Uniform in [0, 1), 32 bits. */
  draw(stream: string): number;
}

/** The dice of one turn of one game. */
export const seededDice = (seed: string, turn: number): Dice => {
  const generators = new Map<string, () => number>();
  return {
    draw: (stream) => {
      let generator = generators.get(stream);
      if (generator === undefined) {
        generator = seedrandom.alea(`${seed}/${turn}/${stream}`);
        generators.set(stream, generator);
      }
      return generator();
    },
  };
};

/** The dice of a bot, apart from every stream of the game: a bot never sees the game's seed. */
export const botDice = (seed: string, side: string, turn: number): Dice => seededDice(`bot/${seed}/${side}`, turn);

/** Dice for tests: each stream gives the numbers written for it; `assertUsedUp` fails when one is left. */
export const scriptedDice = (script: Readonly<Record<string, readonly number[]>>, otherwise: Dice | null = null) => {
  const left = new Map(Object.entries(script).map(([stream, draws]) => [stream, [...draws]]));
  return {
    draw: (stream: string): number => {
      const next = left.get(stream)?.shift();
      if (next !== undefined) return next;
      if (otherwise !== null && !left.has(stream)) return otherwise.draw(stream);
      throw new InvariantError('a die was drawn that the script does not have', { stream });
    },
    assertUsedUp: (): void => {
      const unused = [...left].filter(([, draws]) => draws.length > 0).map(([stream]) => stream);
      if (unused.length > 0) throw new InvariantError('dice of the script were not drawn', { unused });
    },
  };
};

/** Terms of a binomial below this share of the largest cannot be told apart by a 32-bit draw. */
const NEGLIGIBLE_PROB = 1e-12;

/**
 * Number of successes in `trials` independent trials at one uniform draw in [0, 1): the inverse of
 * the binomial distribution. One draw, whatever the number of trials.
 */
export const binomialAtDraw = (trials: number, prob: number, draw: number): number => {
  const { first, probs } = binomialTerms(trials, prob, NEGLIGIBLE_PROB);
  let below = 0;
  for (let i = 0; i < probs.length; i++) {
    below += probs[i] ?? 0;
    if (draw < below) return first + i;
  }
  return first + probs.length - 1;
};
