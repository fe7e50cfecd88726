/** Packs of assumptions: what they replace, what they must not name, and that nothing else changes. */
import { describe, expect, it } from 'vitest';
import { BASE_PACK, parseRuleset, withPack } from '../../src/ruleset/index.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import { modelSources } from '../../src/cli/rulesFolder.ts';
import { ruleset, rulesFiles } from '../support/ruleset.ts';

const packed = (packId: string): Ruleset => {
  const result = withPack(ruleset, packId);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** The number at a provenance path, found the way the engine finds it: by ids and names. */
const numberAt = (rules: Ruleset, path: string): unknown =>
  path.split('.').reduce<unknown>((value, segment) => {
    if (!Array.isArray(value)) return (value as Record<string, unknown>)[segment];
    return value.find((entry: { id?: string }, index) => (entry.id ?? String(index)) === segment);
  }, rules);

describe('packs', () => {
  it('has the four that the rules promise', () => {
    expect(ruleset.packs.map(({ id }) => id)).toEqual(['base', 'sceptic', 'starcloud-white-paper', 'suncatcher-paper']);
  });

  it('the base pack is the rules themselves', () => {
    expect(packed(BASE_PACK)).toBe(ruleset);
  });

  it.each(ruleset.packs.filter(({ overrides }) => overrides.length > 0))(
    '$id replaces its numbers, with their provenance, and no other',
    ({ id, overrides }) => {
      const rules = packed(id);
      for (const { path, value, source, low, high } of overrides) {
        expect(numberAt(rules, path), path).toBe(value);
        expect(rules.provenance[path]).toMatchObject({ value, source, low, high });
        expect(rules.sources[source], path).toBeDefined();
      }
      const paths = new Set(overrides.map(({ path }) => path));
      for (const path of Object.keys(ruleset.provenance)) {
        if (!paths.has(path)) expect(numberAt(rules, path), path).toBe(numberAt(ruleset, path));
      }
      expect(rules.hash).not.toBe(ruleset.hash);
    },
  );

  it('gives each pack its own hash', () => {
    const hashes = ruleset.packs.map(({ id }) => packed(id).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('refuses a pack that is not there', () => {
    expect(withPack(ruleset, 'nope')).toMatchObject({
      ok: false,
      error: [{ code: 'game/unknown-pack', path: 'pack', got: 'nope' }],
    });
  });
});

describe('a broken pack', () => {
  const sound = rulesFiles['packs/sceptic.yaml'] ?? '';
  it.each([
    ['rules/unknown-path', sound.replace('vehicles.starship.payloadKg', 'vehicles.starship.payloadTonnes')],
    ['rules/unknown-path', sound.replace('path: environment.avoidanceFrac', 'path: __proto__')],
    ['rules/wrong-unit', sound.replace('value: 44000, unit: kg', 'value: 44, unit: t')],
    ['rules/value-outside-range', sound.replace('value: 44000', 'value: 4400')],
    ['rules/unknown-source', sound.replace('source: iss-eatcs', 'source: nobody')],
    ['rules/duplicate-id', sound.replace('vehicles.starship.payloadKg', 'vehicles.starship.floorPriceUsdPerKg')],
    ['rules/unknown-field', sound.replace('confidence: design }', 'confidence: design, weight: 3 }')],
  ])('%s', (code, text) => {
    expect(text).not.toBe(sound);
    const result = parseRuleset({ ...rulesFiles, 'packs/sceptic.yaml': text }, modelSources());
    expect(result.ok).toBe(false);
    if (result.ok) return;
    const problem = result.error.find((each) => each.code === code);
    expect(problem, JSON.stringify(result.error)).toMatchObject({ file: 'packs/sceptic.yaml' });
    expect(problem?.line).toBeGreaterThan(3);
  });
});
