/** A game made under other rules opens and goes on under its own, which came with it; spoilt ones are refused. */
import { afterAll, describe, expect, it } from 'vitest';
import { makeGameHost } from '../../src/client/workers/gameHost.ts';
import { packRules, rulesFromText, rulesOfRecord, rulesToText } from '../../src/client/workers/carriedRules.ts';
import { openGame, recordOf, reopenGame, saveOf, sealDesk } from '../../src/client/workers/hostedGame.ts';
import { makeFileOf, parseFile } from '../../src/client/workers/savedGameFile.ts';
import { parseGameFile } from '../../src/protocol/gameFile.ts';
import { makeCompiledRules, parseCompiledRules } from '../../src/ruleset/compiled.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import type { Result } from '../../src/units/result.ts';
import { fileUnder, olderRules, packedText, rehashed } from '../support/otherRules.ts';
import { ruleset } from '../support/ruleset.ts';
import { valueOf } from '../support/result.ts';

const codesOf = (result: Result<unknown, readonly { readonly code: string }[]>): readonly string[] =>
  result.ok ? [] : result.error.map(({ code }) => code);

const older = olderRules(ruleset);
const setup = { scenarioId: 'classroom', packId: 'base', side: 'us', opponent: 'person', seed: 'two' } as const;

describe('rules as text', () => {
  it('are read back as they were', () => {
    expect(valueOf(parseCompiledRules(makeCompiledRules(older), ruleset))).toEqual(older);
  });
  it('are refused where anything in them was changed, or is missing, or is no rules', () => {
    const text = makeCompiledRules(older);
    const { packs: _, ...partless } = older;
    for (const spoilt of [
      text.replace('"unitCostMusd":', '"unitCostMUSD":'),
      text.slice(0, -1),
      '',
      'null',
      '[]',
      '{"hash":"00"}',
      makeCompiledRules({ ...older, hash: ruleset.hash }),
      makeCompiledRules(rehashed(partless as Ruleset)),
      makeCompiledRules(rehashed({ ...older, packs: {} as Ruleset['packs'] })),
    ])
      expect(codesOf(parseCompiledRules(spoilt, ruleset)), spoilt.slice(0, 40)).toEqual(['record/rules-damaged']);
  });
});

describe('rules that a game carries', () => {
  it('are packed and unpacked, by this program and by gzip', async () => {
    const bytes = await packRules(older);
    expect(rulesFromText(rulesToText(bytes))).toEqual(bytes);
    expect(await packRules(older)).toBe(bytes);
    const record = valueOf(parseGameFile(fileUnder(older, 1, null)));
    for (const packed of [bytes, rulesFromText(packedText(older))])
      expect(valueOf(await rulesOfRecord(ruleset, record, packed))).toEqual(older);
  });
  it('are left alone where the game is of this build, and never taken for another engine', async () => {
    const record = valueOf(parseGameFile(fileUnder(ruleset, 1, null)));
    expect(valueOf(await rulesOfRecord(ruleset, record, new Uint8Array(3)))).toBe(ruleset);
    const ancient = { ...record, engineVersion: '0.0.0' };
    expect(codesOf(await rulesOfRecord(ruleset, ancient, await packRules(older)))).toEqual(['record/other-engine']);
  });
  it('come with a file that is sealed for two, too', async () => {
    const hosted = valueOf(sealDesk(valueOf(openGame(older, setup)), 'us'));
    const { text } = makeFileOf({ saved: saveOf(hosted, 'cn', 'curtain'), packedRules: await packRules(older) });
    const { saved, packedRules } = valueOf(parseFile(text));
    const rules = valueOf(await rulesOfRecord(ruleset, saved.record, packedRules));
    expect(valueOf(reopenGame(rules, saved)).desks.us.isSealed).toBe(true);
  });
});

describe('a game of other rules', () => {
  const channel = new BroadcastChannel('carried-rules');
  const newHost = () => makeGameHost(ruleset, { nowMs: () => 0, locks: undefined, channel, project: () => undefined });
  afterAll(() => channel.close());

  it('opens under its own, is played on under them, and takes them along', async () => {
    const host = newHost();
    const opened = valueOf(await host.openFile('old', fileUnder(older, 2, packedText(older))));
    expect(opened.rules).toEqual(older);
    const desk = { draft: { orders: opened.seating?.plan ?? [], past: [], future: [] }, standing: [] };
    expect(valueOf(await host.seal(desk)).seating?.pages.length).toBe(3);
    const { text } = await host.file();
    const record = valueOf(parseGameFile(text));
    expect(record.rulesetHash).toBe(older.hash);
    expect(record.turns.length).toBe(3);
    const again = valueOf(await newHost().openFile('again', text));
    expect(again.seating?.pages.length).toBe(3);
  });
  it('tells the page of no rules where it is of this build', async () => {
    expect(valueOf(await newHost().openFile('new', fileUnder(ruleset, 1, packedText(ruleset)))).rules).toBe(null);
  });
  it('is refused by its code without its rules, with others, and with such that nothing can be played under', async () => {
    const other = rehashed({ ...older, chips: [] });
    for (const [rules, code] of [
      [null, 'record/other-rules'],
      ['', 'record/rules-damaged'],
      ['?', 'record/rules-damaged'],
      [packedText(older).slice(0, -40), 'record/rules-damaged'],
      [packedText({ ...older, hash: ruleset.hash }), 'record/rules-damaged'],
      [packedText(other), 'record/rules-damaged'],
    ] as const) {
      const opened = await newHost().openFile('refused', fileUnder(older, 1, rules));
      expect(codesOf(opened), rules?.slice(0, 20) ?? 'none').toEqual([code]);
    }
  });
  it('gives a record that only its own rules replay', () => {
    const hosted = valueOf(sealDesk(valueOf(openGame(older, { ...setup, opponent: 'balancer' })), 'us'));
    expect(codesOf(reopenGame(ruleset, saveOf(hosted, 'us', 'table')))).toEqual(['record/other-rules']);
    expect(recordOf(valueOf(reopenGame(older, saveOf(hosted, 'us', 'table'))), 'us')).toEqual(recordOf(hosted, 'us'));
  });
});
