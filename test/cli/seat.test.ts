/**
 * `seat` as programs meet it: the examples play whole games over standard input and output and over a
 * socket, a language model's client over MCP, and programs that die, flood or knock at the wrong door.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER_GROUPS, ORDER_KINDS, orderGroup } from '../../src/engine/index.ts';
import { main } from '../../src/cli/main.ts';
import { seatSchemaText } from '../../src/cli/seat/schema.ts';
import { wireOf } from '../../src/cli/seat/wire.ts';
import { makeGameFile, parseGameFile } from '../../src/protocol/gameFile.ts';
import { MOST_FRAME_BYTES } from '../../src/protocol/seat.ts';
import { nextTable, openTable, OUTSIDE, tableRecord } from '../../src/session/outsideTable.ts';
import { classroom } from '../support/game.ts';
import { hashesOf, passes, playMinds } from '../support/outsideMinds.ts';
import { listen } from '../support/commandLine.ts';

const inProject = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const MAIN = inProject('src/cli/main.ts');
const NODE_EXAMPLE = [process.execPath, inProject('examples/outside-mind.mjs')] as const;
const PYTHON_EXAMPLE = ['python3', inProject('examples/outside_mind.py')] as const;
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;
const GAME = ['seat', '--game', 'classroom'] as const;
const HELLO = '{"type":"hello","protocol":1}\n';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dawnline-seat-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const recordAt = (name: string): string => path.join(folder, name);
const readRecord = (file: string) => {
  const record = parseGameFile(readFileSync(file, 'utf8'));
  if (!record.ok) throw new Error(JSON.stringify(record.error));
  return record.value;
};

/** Runs a command line in this process; `onOut` hears what it prints as it does. */
const runMain = async (args: readonly string[], onOut?: (text: string) => void) => {
  const { heard, io } = listen(onOut);
  return { code: await main(args, io), ...heard };
};

const outputOf = async (child: ChildProcess): Promise<string> => {
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  await once(child, 'close');
  return out;
};
const run = ([command = '', ...first]: readonly string[], ...args: readonly string[]): ChildProcess =>
  spawn(command, [...first, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });

interface Place {
  readonly side: string;
  readonly host: string;
  readonly port: number;
  readonly key: string;
}
/** Hosts a game on a socket; `comes` is called with each place as it is printed. */
const hostOnSocket = async (args: readonly string[], comes: (place: Place) => void) => {
  const { code, out, err } = await runMain([...GAME, '--listen', '127.0.0.1:0', '--json', ...args], (text) => {
    const said = JSON.parse(text) as Place | { readonly outcome: unknown };
    if ('key' in said) comes(said);
  });
  const last = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as { readonly outcome: unknown };
  return { code, err, outcome: last.outcome };
};
const example = (program: readonly string[], { host, port, key }: Place): Promise<string> =>
  outputOf(run(program, '--connect', `${host}:${port}`, key));

const passedHashes = async (): Promise<readonly string[]> => hashesOf((await playMinds({ us: passes })).table);
const recordedHashes = (file: string): readonly string[] => readRecord(file).turns.map(({ hash }) => hash);

describe('programs written from the document alone', () => {
  it('play a whole game over standard input and output, and its record verifies', async () => {
    const file = recordAt('stdio.json');
    const out = await outputOf(run(NODE_EXAMPLE, process.execPath, MAIN, ...GAME, '--record', file));
    const { outcome, controllers } = readRecord(file);
    expect(JSON.parse(out)).toEqual(outcome);
    expect(controllers).toEqual({ us: 'outside', cn: 'balancer' });
    expect(await runMain(['replay', file])).toMatchObject({ code: 0, out: expect.stringContaining('verified') });
  }, 60_000);

  it('play each other over a socket, whoever else knocks', async () => {
    const file = recordAt('socket.json');
    const ends: Promise<string>[] = [];
    const strangers: Promise<unknown>[] = [];
    const { code, err, outcome } = await hostOnSocket(['--opponent', 'outside', '--record', file], (place) => {
      for (const knock of ['GET / HTTP/1.1\r\n\r\n', HELLO, '{"type":"hello","protocol":1,"key":"x"}\n', '{"type":"se'])
        strangers.push(once(connect(place.port, place.host).end(knock).resume(), 'close'));
      ends.push(example(place.side === 'us' || !HAS_PYTHON ? NODE_EXAMPLE : PYTHON_EXAMPLE, place));
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const end of await Promise.all(ends)) expect(JSON.parse(end)).toEqual(outcome);
    await Promise.all(strangers);
    expect(readRecord(file)).toMatchObject({ outcome, controllers: { us: 'outside', cn: 'outside' } });
    expect((await runMain(['replay', file])).code).toBe(0);
  }, 60_000);
});

describe('programs that only disturb', () => {
  it('lose their turns and no more, by garbage, a flood, an endless line and a hang-up in the middle of one', async () => {
    const file = recordAt('fuzz.json');
    const { code } = await hostOnSocket(['--record', file], ({ host, port, key }) => {
      const socket = connect(port, host);
      socket.on('error', () => undefined).resume();
      socket.write(`{"type":"hello","protocol":1,"key":"${key}"}\n\u0000\n${'x'.repeat(MOST_FRAME_BYTES * 3)}\n`);
      socket.write(Buffer.from([0xff, 0xfe, 0x0a]));
      socket.write('{"type":"seal","turn":1,"stage":"turn","orders":[]}\n'.repeat(1500));
      socket.end('{"type":"seal","turn":4,"stage":"turn","or');
    });
    expect(code).toBe(0);
    expect(recordedHashes(file)).toEqual(await passedHashes());
  }, 30_000);

  it('are passed to the end when they are killed, and the command ends well', async () => {
    const file = recordAt('killed.json');
    const seat = spawn(process.execPath, [MAIN, ...GAME, '--record', file], { stdio: ['pipe', 'pipe', 'inherit'] });
    seat.stdin.on('error', () => undefined);
    seat.stdin.write(HELLO);
    await once(seat.stdout, 'data');
    seat.stdout.destroy();
    seat.stdin.destroy();
    const [exitCode] = (await once(seat, 'exit')) as [number];
    expect(exitCode).toBe(0);
    expect(recordedHashes(file)).toEqual(await passedHashes());
  }, 30_000);
});

describe('a wire', () => {
  it('leaves a flood with its sender, and keeps nothing of an endless line', async () => {
    let taken = 0;
    const flood = Readable.from(
      (function* () {
        for (;;) {
          taken += 1;
          yield Buffer.from('garbage\n'.repeat(100));
        }
      })(),
    );
    const wire = wireOf(flood, new Writable(), () => flood.destroy());
    expect(await wire.receive()).toEqual({ kind: 'line', text: 'garbage' });
    await new Promise(setImmediate);
    expect(taken).toBeLessThan(100);
    wire.close();

    let held = Number.POSITIVE_INFINITY;
    const endless = Readable.from(
      (async function* () {
        const given: WeakRef<ArrayBuffer>[] = [];
        for (let count = 0; count < 2000; count++) {
          const chunk = Buffer.alloc(65_536, 'x');
          given.push(new WeakRef(chunk.buffer));
          yield chunk;
        }
        // What a weak reference has shown is held until the turn of the loop is over.
        await new Promise(setImmediate);
        collect();
        held = given.filter((chunk) => chunk.deref() !== undefined).length;
        yield Buffer.from('\n{}\n');
      })(),
    );
    const other = wireOf(endless, new Writable(), () => undefined);
    expect(await other.receive()).toEqual({ kind: 'tooLarge' });
    expect(await other.receive()).toEqual({ kind: 'line', text: '{}' });
    expect(await other.receive()).toEqual({ kind: 'closed' });
    expect(held).toBeLessThan(200);
  });
});

describe('a language model', () => {
  it('takes a seat by the official client, plays the game to its end, and asks why', async () => {
    const file = recordAt('mcp.json');
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [MAIN, ...GAME, '--mcp', '--record', file] }),
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'observe',
      'list_orders',
      'preview',
      'place',
      'place_plan',
      'clear',
      'seal',
      'report',
      'explain',
    ]);
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: args });
      const [first] = content as { readonly text: string }[];
      return { isError: isError === true, said: first?.text.startsWith('{') ? JSON.parse(first.text) : first?.text };
    };
    expect((await call('observe', { parts: ['own'] })).said).toMatchObject({
      turn: 1,
      view: { own: { id: 'us' } },
      draft: [],
    });
    expect((await call('list_orders')).said.kinds.length).toBeGreaterThan(20);
    expect((await call('list_orders', { kind: 'research' })).said).toMatchObject({
      type: 'form',
      order: { kind: 'research' },
    });
    expect(await call('place', { orders: [{ kind: 'research', track: 'chip', amountMusd: 1e9 }] })).toMatchObject({
      isError: true,
      said: { rejections: [{ field: '[0].amountMusd' }] },
    });
    expect(await call('place', { orders: ['process.exit(1)'] })).toMatchObject({ isError: true });
    expect(await call('place', { orders: [{ kind: '$(reboot)', '<script>': 'alert(1)' }] })).toMatchObject({
      isError: true,
    });
    expect((await call('place', { orders: [{ kind: 'surveil' }] })).said.draft).toEqual([{ kind: 'surveil' }]);
    expect((await call('clear', { place: 0 })).said.draft).toEqual([]);
    expect((await call('place_plan')).said.draft.length).toBeGreaterThan(5);
    const sealed = await call('seal');
    expect(sealed.said).toMatchObject({ turn: 2, result: { turn: 1, lost: null } });
    const finding = sealed.said.result.findings[0].id;
    expect((await call('explain', { finding })).said).toMatchObject({ type: 'explanation', finding: { id: finding } });
    expect((await call('explain', { path: 'events.probPerTurn' })).said).toMatchObject({ unit: '1' });
    expect(await call('explain', { path: '../../package.json' })).toMatchObject({ isError: true });
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual(
      expect.arrayContaining(['dawnline://guide', 'dawnline://rules/events.yaml']),
    );
    const { contents } = await client.readResource({ uri: 'dawnline://rules/events.yaml' });
    expect(contents[0]).toMatchObject({ mimeType: 'application/yaml', text: expect.stringContaining('probPerTurn') });
    let { outcome } = sealed.said;
    while (outcome === null) ({ outcome } = (await call('seal')).said);
    expect(await call('seal')).toMatchObject({ isError: true, said: { code: 'seat/game-over', outcome } });
    await client.close();
    expect(readRecord(file).outcome).toEqual(outcome);
  }, 60_000);
});

describe('the command', () => {
  it('refuses bad arguments, all at once', async () => {
    const bad = '--side moon --opponent nobody --listen 0.0.0.0:1 --turn-seconds 0 --mcp --game nowhere'.split(' ');
    const { code, err } = await runMain(['seat', ...bad]);
    expect(code).toBe(2);
    const named = ['--side', '--opponent', '--listen', '--turn-seconds', '--mcp'];
    expect(err.match(/--\S+(?= cli\/bad-argument)/g)).toEqual(expect.arrayContaining(named));
    expect(err).toContain('game/unknown-scenario');
  });

  it('wants a socket for two programs, and a game file to go on from', async () => {
    const { code, err } = await runMain(['seat', '--opponent', 'outside', '--game', inProject('package.json')]);
    expect(code).toBe(2);
    expect(err).toContain('two programs need a socket');
    expect(err).toContain('record/unknown-field');
  });

  it('goes on from a game file, and not from one that has ended', async () => {
    const whole = recordAt('whole.json');
    await runMain(['play', '--scenario', 'classroom', '--record', whole]);
    expect((await runMain(['seat', '--game', whole])).err).toContain('order/game-over');
    const half = recordAt('half.json');
    let table = openTable(classroom, '1', { us: OUTSIDE, cn: 'balancer' });
    for (let turn = 0; turn < 3; turn++) table = nextTable(table, {});
    writeFileSync(half, makeGameFile(tableRecord(table)));
    expect(await runMain(['seat', '--game', half, '--record', half])).toMatchObject({ code: 0, err: '' });
    expect(recordedHashes(half)).toEqual(await passedHashes());
  });

  it('says when its record cannot be written, and plays on', async () => {
    const { code, err } = await runMain([...GAME, '--record', path.join(folder, 'none', 'game.json')]);
    expect(code).toBe(1);
    expect(err).toContain('cli/cannot-write');
  });

  it('tells of every kind of order in the document, in its group', () => {
    const [, table = ''] = readFileSync(inProject('docs/outside-minds.md'), 'utf8').split('| group | kinds |');
    const rows = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
    const told = rows.map((row) => [...row.matchAll(/`(\w+)`/g)].map(([, word]) => word ?? ''));
    const wanted = ORDER_GROUPS.map((group) => [
      group,
      ...ORDER_KINDS.filter((kind) => orderGroup(kind) === group).sort(),
    ]);
    expect(told.map(([group = '', ...kinds]) => [group, ...kinds.sort()])).toEqual(wanted);
  });

  it('publishes the schema that it prints', () => {
    expect(readFileSync(inProject('docs/outside-minds.schema.json'), 'utf8')).toBe(seatSchemaText());
  });
});
