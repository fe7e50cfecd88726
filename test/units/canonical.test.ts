/** Canonical JSON: one text for equal values, and a refusal for whatever JSON would bend. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/units/canonical.ts';
import { sha256Hex } from '../../src/units/hash.ts';

const withoutNegativeZero = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, item: unknown) => (Object.is(item, -0) ? 0 : item)));

const reversedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
};

describe('canonicalJson', () => {
  it('sorts keys by code unit and leaves lists alone', () => {
    expect(canonicalJson({ b: [2, 1], a: { Z: null, a: true, 10: 'x', 9: 'ü"' } })).toBe(
      '{"a":{"10":"x","9":"ü\\"","Z":null,"a":true},"b":[2,1]}',
    );
  });

  it('writes what JSON.parse reads back, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue().map(withoutNegativeZero), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(reversedKeys(value))).toBe(text);
      }),
    );
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  it.each([
    ['NaN', { a: [1, { b: Number.NaN }] }, 'NaN at a.1.b'],
    ['infinity', [Number.NEGATIVE_INFINITY], '-Infinity at 0'],
    ['minus zero', -0, '-0 at the top'],
    ['undefined', { a: undefined }, 'undefined at a'],
    ['a hole', [1, , 3], 'undefined at 1'],
    ['a function', { f: () => 1 }, 'a function at f'],
    ['a bigint', { n: 1n }, 'a bigint at n'],
    ['a map', { m: new Map() }, 'an object with a class at m'],
    ['a date', { d: new Date(0) }, 'an object with a class at d'],
    ['a cycle', cyclic, 'more than 256 levels'],
  ])('refuses %s', (_name, value, message) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(message);
  });
});

describe('sha256Hex', () => {
  // FIPS 180-4 examples.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %j', (text, expected) => expect(sha256Hex(text)).toBe(expected));
});
