/** `replay`, run in process: verified, different at a turn and field, or no game file at all. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fileUnder, olderRules, packedText } from '../support/otherRules.ts';
import { ruleset } from '../support/ruleset.ts';
import { runLine } from '../support/commandLine.ts';

const runMain = runLine(main);

let folder = '';
let record = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dawnline-replay-'));
  const file = join(folder, 'game.json');
  await runMain(
    'play',
    '--us',
    'balancer',
    '--cn',
    'random',
    '--scenario',
    'classroom',
    '--seed',
    '7',
    '--record',
    file,
  );
  record = readFileSync(file, 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

const replayOf = async (text: string, ...options: readonly string[]) => {
  const file = join(folder, 'changed.json');
  writeFileSync(file, text);
  return runMain('replay', file, ...options);
};

interface Recorded {
  engineVersion: string;
  rulesetHash: string;
  seed: string;
  turns: { deliveredPops: { us: number; cn: number }; hash: string; orders: { us: unknown[]; cn: unknown[] } }[];
}
const edited = (edit: (record: Recorded) => void): string => {
  const copy = JSON.parse(record) as Recorded;
  edit(copy);
  return JSON.stringify(copy);
};

describe('replay', () => {
  it('verifies a record, in words and as JSON', async () => {
    expect(await replayOf(record)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^verified: \d+ turns\n$/),
      err: '',
    });
    const { out } = await replayOf(record, '--json');
    expect(JSON.parse(out)).toMatchObject({ verified: true, turns: JSON.parse(record).turns.length });
  });

  it('names the turn and the field of what was changed, with exit 1', async () => {
    const pops = await replayOf(
      edited(({ turns }) => {
        if (turns[2]) turns[2].deliveredPops.cn += 1;
      }),
    );
    expect(pops).toMatchObject({ code: 1, out: '', err: expect.stringContaining('turn 3: deliveredPops.cn') });
    const hash = await replayOf(
      edited(({ turns }) => {
        if (turns[4]) turns[4].hash = 'a'.repeat(32);
      }),
    );
    expect(hash).toMatchObject({ code: 1, err: expect.stringContaining('turn 5: hash') });
    const orders = await replayOf(
      edited(({ turns }) => {
        turns[1]?.orders.us.splice(0, 99);
      }),
    );
    expect(orders).toMatchObject({ code: 1, err: expect.stringContaining('turn 2: orders.us') });
    const seed = await replayOf(
      edited((copy) => {
        copy.seed = '8';
      }),
      '--json',
    );
    expect(seed.code).toBe(1);
    expect(JSON.parse(seed.out)).toMatchObject({ verified: false, problem: { path: 'turn 0: seed' } });
  });

  it('plays a game of other rules under those in its file, and refuses it without them', async () => {
    const older = olderRules(ruleset);
    expect(await replayOf(fileUnder(older, 2, packedText(older)))).toMatchObject({
      code: 0,
      out: 'verified: 2 turns\n',
    });
    for (const [rules, code] of [
      [null, 'record/other-rules'],
      [packedText(ruleset), 'record/other-rules'],
      ['none', 'record/rules-damaged'],
    ] as const)
      expect(await replayOf(fileUnder(older, 2, rules))).toMatchObject({ err: expect.stringContaining(code) });
  });

  it('refuses what is no game file, or of another engine or other rules, with exit 2', async () => {
    const cases: readonly (readonly [string, string])[] = [
      [record.slice(0, record.length / 2), 'record/not-json'],
      ['', 'record/not-json'],
      ['{}', 'record/missing-field'],
      [
        edited((copy) => {
          copy.engineVersion = '0.0.0';
        }),
        'record/other-engine',
      ],
      [
        edited((copy) => {
          copy.rulesetHash = 'f'.repeat(64);
        }),
        'record/other-rules',
      ],
      [
        edited(({ turns }) => {
          turns[0]?.orders.us.push({ kind: 'nuke' });
        }),
        'order/unknown-kind',
      ],
    ];
    for (const [text, code] of cases)
      expect(await replayOf(text)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(code) });
  });

  it('says which argument or file is wrong', async () => {
    expect(await runMain('replay')).toMatchObject({ code: 2, err: expect.stringContaining('cli/bad-argument') });
    expect(await runMain('replay', 'a', 'b')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cli/bad-argument'),
    });
    expect(await runMain('replay', join(folder, 'none.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('cli/cannot-read'),
    });
    expect(await runMain('replay', folder)).toMatchObject({ code: 2, err: expect.stringContaining('cli/cannot-read') });
    expect(await runMain('replay', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('Usage') });
  });
});
