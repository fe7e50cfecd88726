/** Kept games and their files: what was written is read back, what was tampered with is refused by its code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import type { SavedGame, Setup } from '../../src/client/store/savedGame.ts';
import { keepDesk, openGame, reopenGame, saveOf, sealDesk } from '../../src/client/workers/hostedGame.ts';
import { makeFileOf, parseFile, parseSavedGame } from '../../src/client/workers/savedGameFile.ts';
import type { Result } from '../../src/units/result.ts';

const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const ruleset = valueOf(readRuleset(RULES_DIR));
const setup: Setup = { scenarioId: 'classroom', packId: 'base', side: 'us', opponent: 'person', seed: 'sealed' };

/** A shared game after a turn, in which the first has sealed and the second plans to watch. */
const shared = (): SavedGame => {
  let hosted = valueOf(openGame(ruleset, setup));
  for (const side of ['us', 'cn', 'us'] as const) hosted = valueOf(sealDesk(hosted, side));
  const draft = { orders: [{ kind: 'surveil' }], past: [], future: [] } as const;
  return saveOf(keepDesk(hosted, 'cn', { draft, standing: [] }), 'cn', 'curtain');
};
const solo = (): SavedGame => {
  const hosted = valueOf(openGame(ruleset, { ...setup, opponent: 'balancer' }));
  return saveOf(valueOf(sealDesk(hosted, 'us')), 'us', 'table');
};
const fileOf = (saved: SavedGame): string => makeFileOf({ saved, packedRules: null }).text;
const codesOf = (result: Result<unknown, readonly { readonly code: string }[]>): readonly string[] =>
  result.ok ? [] : result.error.map(({ code }) => code);

describe('the file of a game that two people share', () => {
  it('brings back both desks, and opens as the same game', () => {
    const saved = shared();
    const read = valueOf(parseFile(fileOf(saved))).saved;
    expect(read).toEqual(saved);
    expect(valueOf(reopenGame(ruleset, read)).desks.us.isSealed).toBe(true);
  });
  it('shows nobody an order, and is never the same twice', () => {
    const text = fileOf(shared());
    for (const word of ['orders', 'kind', 'surveil', 'programmeId']) expect(text).not.toContain(word);
    expect(fileOf(shared())).not.toBe(text);
  });
  it('is refused where a single letter was changed', () => {
    const text = fileOf(shared());
    const at = text.indexOf('"body":"') + 200;
    const spoilt = `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;
    expect(codesOf(parseFile(spoilt))).toEqual(['save/unreadable']);
    expect(codesOf(parseFile(text.slice(0, at)))).toEqual(['save/unreadable']);
  });
});

describe('what was kept', () => {
  it('is read back as it was written', () => {
    for (const saved of [shared(), solo()]) expect(valueOf(parseSavedGame(structuredClone(saved)))).toEqual(saved);
  });
  it('is refused by its code where it is of another version, damaged, or of another game', () => {
    const saved = solo();
    const desk = { ...saved.desks.us, orders: [{ kind: 'none-such' }] };
    for (const [kept, code] of [
      [null, 'save/unreadable'],
      ['text', 'save/unreadable'],
      [{}, 'save/unreadable'],
      [{ ...saved, version: 1 }, 'save/other-version'],
      [{ ...saved, screen: 'nowhere' }, 'save/unreadable'],
      [{ ...saved, setup: { ...saved.setup, opponent: 'nobody' } }, 'save/unreadable'],
      [{ ...saved, setup: { ...saved.setup, seed: 'other' } }, 'save/unreadable'],
      [{ ...saved, record: { ...saved.record, turns: 'none' } }, 'record/wrong-type'],
      [{ ...saved, desks: { ...saved.desks, us: desk } }, 'order/unknown-kind'],
    ] as const)
      expect(codesOf(parseSavedGame(kept))).toContain(code);
  });
  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (kept, text) => {
        expect(parseSavedGame(kept).ok).toBe(false);
        expect(parseFile(`{"format":"dawnline-sealed-game",${text}`).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
