/**
 * Dice: named random streams, derived from the game's seed, the turn and a label such as
 * `launch/us/3/starcloud`. A stream is made when it is first drawn from and forgotten at the end of
 * the turn, so a draw in one never shifts another, no state of a stream has to be kept or can leak,
 * and an order more or less changes nobody else's luck.
 */
import seedrandom from 'seedrandom';
import { binomialQuantile } from '../physics/probability.ts';
import type { Side } from '../ruleset/terms.ts';
import { InvariantError } from './errors.ts';
import { rivalOf, SIDES } from './sides.ts';
import type { Stage } from './state.ts';

export interface Dice {
  /** Uniform in [0, 1), 32 bits. */
  draw(stream: string): number;
}

/** Three lanes of a text's hash, 32 bits each. */
type Lanes = readonly [number, number, number];

const START: Lanes = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];

/** Carries the lanes over a text, one odd factor a lane. A text may be given in parts: a turn's part is read once. */
const readInto = (lanes: Lanes, text: string): Lanes => {
  let a = lanes[0] | 0;
  let b = lanes[1] | 0;
  let c = lanes[2] | 0;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x85ebca77);
    c = Math.imul(c ^ code, 0xc2b2ae3d);
  }
  return [a, b, c];
};

const WORD = 0x100000000;
const MIXERS = [0x85ebca6b, 0xc2b2ae35] as const;

/** Spreads every bit of a lane over all 32 (the last step of MurmurHash3), as a number in [0, 1). */
const spread = (lane: number): number => {
  const once = Math.imul(lane ^ (lane >>> 16), MIXERS[0]);
  const twice = Math.imul(once ^ (once >>> 13), MIXERS[1]);
  return ((twice ^ (twice >>> 16)) >>> 0) / WORD;
};

const firstWordOf = ([a, b]: Lanes): number => spread(a ^ (b >>> 7));

/**
 * A stream: Alea, set to a state made from the label. Alea's own seeding reads the label three times
 * over in floating point, which costs several times as much, and most streams are drawn from once.
 */
const streamAt = (lanes: Lanes): (() => number) => {
  const [a, b, c] = lanes;
  return seedrandom.alea('', {
    state: { c: 1, s0: firstWordOf(lanes), s1: spread(b ^ (c >>> 7)), s2: spread(c ^ (a >>> 7)) },
  });
};

const ALEA_FACTOR = 2091639;

/** The first number of `streamAt`, by Alea's step on its first word: most streams give no more than this one. */
const firstOf = (lanes: Lanes): number => {
  const product = ALEA_FACTOR * firstWordOf(lanes) + 1 / WORD;
  return product - Math.trunc(product);
};

/** A seed that ends in this is the same luck with the sides exchanged: what befell one befalls the other. */
export const MIRRORED_SEED = '~';

interface SeedParts {
  readonly root: string;
  readonly isMirrored: boolean;
}
/** `7~` is `7` mirrored; mirrored twice is itself. */
const seedParts = (seed: string): SeedParts => {
  let length = seed.length;
  while (length > 0 && seed[length - 1] === MIRRORED_SEED) length -= 1;
  return { root: seed.slice(0, length), isMirrored: (seed.length - length) % 2 === 1 };
};

/** The sides as words of a path, before an id of a mirror (`us-starcloud`), and after one founded in play (`venture-1-us`). */
const SIDE_TOKEN = new RegExp(`(?<=^|/)(?:${SIDES.join('|')})(?=$|[/-])|(?<=-)(?:${SIDES.join('|')})(?=$|/)`, 'g');
/** Labels come again turn after turn; the pattern is slower than a look-up. */
const MIRRORED_KEPT = 8192;
const mirrored = new Map<string, string>();
/** A stream's label with the sides exchanged. */
const mirroredLabel = (label: string): string => {
  let exchanged = mirrored.get(label);
  if (exchanged === undefined) {
    if (mirrored.size >= MIRRORED_KEPT) mirrored.clear();
    exchanged = label.replace(SIDE_TOKEN, (side) => rivalOf(side as Side));
    mirrored.set(label, exchanged);
  }
  return exchanged;
};

/** The dice of one turn of one game. */
export const seededDice = (seed: string, turn: number): Dice => {
  const { root, isMirrored } = seedParts(seed);
  /** Streams drawn from in this turn: `null` after the first draw, a generator from the second on. */
  const generators = new Map<string, (() => number) | null>();
  const ofTurn = readInto(START, `${root}/${turn}/`);
  const lanesOf = (stream: string): Lanes => readInto(ofTurn, isMirrored ? mirroredLabel(stream) : stream);
  return {
    draw: (stream) => {
      let generator = generators.get(stream);
      if (generator === undefined) {
        generators.set(stream, null);
        return firstOf(lanesOf(stream));
      }
      if (generator === null) {
        generator = streamAt(lanesOf(stream));
        generator();
        generators.set(stream, generator);
      }
      return generator();
    },
  };
};

/** The dice of a bot, apart from every stream of the game: a bot never sees the game's seed. */
export const botDice = (seed: string, who: string, turn: number, stage: Stage = 'turn'): Dice => {
  const { root, isMirrored } = seedParts(seed);
  const of = stage === 'turn' ? 'bot' : `bot/${stage}`;
  return seededDice(`${of}/${root}/${isMirrored ? `${mirroredLabel(who)}${MIRRORED_SEED}` : who}`, turn);
};

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
export const binomialAtDraw = (trials: number, prob: number, draw: number): number =>
  binomialQuantile(trials, prob, draw, NEGLIGIBLE_PROB);
