/**
 * Points that fill a cube evenly: Sobol’s sequence, scrambled. Direction numbers are those of Joe and Kuo
 * (2008, the set “new-joe-kuo-6.21201”); the scrambling is Owen’s nested one, done by a hash of the bits
 * (Laine and Karras 2011, Burley 2020), so that any point can be had alone and every seed gives another,
 * equally even set.
 */
const BITS = 32;
const WORD = 0x100000000;

/** A line a dimension from the second on: degree and inner coefficients of its polynomial, first direction numbers. */
const JOE_KUO = `
1 0 1
2 1 1 3
3 1 1 3 1
3 2 1 1 1
4 1 1 1 3 3
4 4 1 3 5 13
5 2 1 1 5 5 17
5 4 1 1 5 5 5
5 7 1 1 7 11 19
5 11 1 1 5 1 1
5 13 1 1 1 3 11
5 14 1 3 5 5 31
6 1 1 3 3 9 7 49
6 13 1 1 1 15 21 21
6 16 1 3 1 13 27 49
6 19 1 1 1 15 7 5
6 22 1 3 1 15 13 25
6 25 1 1 5 5 19 61
7 1 1 3 7 11 23 15 103
7 4 1 3 7 13 13 15 69
7 7 1 1 3 13 7 35 63
7 8 1 3 5 9 1 25 53
7 14 1 3 1 13 9 35 107
7 19 1 3 1 5 27 61 31
7 21 1 1 5 11 19 41 61
7 28 1 3 5 3 3 13 69
7 31 1 1 7 13 1 19 1
7 32 1 3 7 5 13 19 59
7 37 1 1 3 9 25 29 41
7 41 1 3 5 13 23 1 55
7 42 1 3 7 3 13 59 17
7 50 1 3 1 3 5 53 69
7 55 1 1 5 5 23 33 13
7 56 1 1 7 7 1 61 123
7 59 1 1 7 9 13 61 49
7 62 1 3 3 5 3 55 33`;

const firstDirections = (): Uint32Array => Uint32Array.from({ length: BITS }, (_, bit) => 1 << (BITS - 1 - bit));

const directionsOf = (line: string): Uint32Array => {
  const [degree = 1, inner = 0, ...first] = line.split(' ').map(Number);
  const directions = new Uint32Array(BITS);
  for (let bit = 0; bit < BITS; bit += 1) {
    if (bit < degree) {
      directions[bit] = (first[bit] ?? 1) << (BITS - 1 - bit);
      continue;
    }
    const back = directions[bit - degree] ?? 0;
    let value = back ^ (back >>> degree);
    for (let step = 1; step < degree; step += 1)
      if (((inner >>> (degree - 1 - step)) & 1) === 1) value ^= directions[bit - step] ?? 0;
    directions[bit] = value;
  }
  return directions;
};

const DIRECTIONS: readonly Uint32Array[] = [firstDirections(), ...JOE_KUO.trim().split('\n').map(directionsOf)];

/** Dimensions that there are direction numbers for. */
export const SOBOL_DIMENSIONS = DIRECTIONS.length;

/** A coordinate of a point of the plain sequence, as a whole number of 32 bits. */
export const sobolBits = (index: number, dimension: number): number => {
  const directions = DIRECTIONS[dimension];
  if (directions === undefined) throw new RangeError(`no direction numbers for dimension ${dimension}`);
  let bits = 0;
  for (let bit = 0; bit < BITS; bit += 1) if (((index >>> bit) & 1) === 1) bits ^= directions[bit] ?? 0;
  return bits >>> 0;
};

const reversed = (bits: number): number => {
  let from = bits;
  let to = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    to = (to << 1) | (from & 1);
    from >>>= 1;
  }
  return to >>> 0;
};

/** Even factors of Laine and Karras’s hash: each carries a bit only into higher ones. */
const MIXERS = [0x6c50b47c, 0xb82f1e52, 0xc7afe638, 0x8d22f6e6] as const;

/** Owen’s scrambling: each bit is turned or not by what stands above it. */
const scrambled = (bits: number, seed: number): number => {
  let value = (reversed(bits) + seed) | 0;
  for (const mixer of MIXERS) value ^= Math.imul(value, mixer);
  return reversed(value >>> 0);
};

/** A coordinate of a point of a scrambled sequence, within 0…1, never at either end. */
export const sobolCoordinate = (index: number, dimension: number, seed: number): number =>
  (scrambled(sobolBits(index, dimension), seed) + 0.5) / WORD;
