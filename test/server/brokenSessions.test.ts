/**
 * Sessions that cannot go on: opened under other rules, damaged in the store, or on a disk that is full. Each is refused
 * with its code, its log stays as it was and can be taken out, and the sessions beside it go on.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { principal, SETTINGS } from '../support/hosted.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import { isLet, type Let, openSession, play, tryResume } from '../support/sessionClient.ts';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const words = (text: string) => ({ kind: 'message.send', to: 'white', text, answers: null });

let home: ReturnType<typeof makeHome>;
let server: ServerProcess;
const start = (): Promise<ServerProcess> => startServer(home.folder, ['--sessions', home.sessions]);
beforeEach(async () => {
  home = makeHome();
  server = await start();
}, 120_000);
afterEach(async () => {
  await server.kill();
  home.remove();
});

/** The store’s file while no server has it. */
const change = (edit: (db: DatabaseSync) => void): void => {
  const db = new DatabaseSync(home.sessions);
  edit(db);
  db.close();
};
const rewrite = (seed: string, field: string, value: string): void =>
  change((db) =>
    db
      .prepare(`UPDATE steps SET entry = json_set(entry, '$.events[0].${field}', ?) WHERE entry LIKE ?`)
      .run(value, `%"seed":"${seed}"%`),
  );
const stepsOf = (): readonly unknown[] => {
  const db = new DatabaseSync(home.sessions);
  const rows = db.prepare('SELECT * FROM steps ORDER BY session_id, seq').all();
  db.close();
  return rows;
};
const sessionsCommand = async (...args: readonly string[]): Promise<{ exitCode: number; said: string }> => {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      MAIN,
      'sessions',
      ...args,
      '--sessions',
      home.sessions,
    ]);
    return { exitCode: 0, said: stdout };
  } catch (fault) {
    const { code, stderr } = fault as { readonly code: number; readonly stderr: string };
    return { exitCode: code, said: stderr };
  }
};
const codeOf = async (seated: Let): Promise<string> => {
  const answer = await tryResume(server.address, seated);
  return isLet(answer) ? 'let in' : answer.code;
};

it('refuses a session opened under other rules or by another engine, keeps it, and gives it out', async () => {
  const [older, newer, same] = [
    await openSession(server.address, SETTINGS, 'older'),
    await openSession(server.address, SETTINGS, 'newer'),
    await openSession(server.address, SETTINGS, 'same'),
  ];
  await server.kill();
  rewrite('older', 'rulesetHash', '0'.repeat(64));
  rewrite('newer', 'engineVersion', '99.0.0');
  const before = stepsOf();
  server = await start();
  expect(await codeOf(older)).toBe('session/other-rules');
  expect(await codeOf(newer)).toBe('session/other-rules');
  expect(await codeOf(older)).toBe('session/other-rules');
  expect(await codeOf(same)).toBe('let in');
  const joining = await fetch(new URL('/api/sessions/join', server.address), {
    method: 'POST',
    body: JSON.stringify({ code: older.code, name: 'Eve', role: principal('us') }),
  });
  expect(await joining.json()).toMatchObject({ code: 'session/other-rules' });
  expect(stepsOf()).toEqual(before);
  // Beside the running server, which holds the store.
  const listed = await sessionsCommand('list', '--json');
  expect(listed.said.trim().split('\n')).toHaveLength(3);
  expect(listed.said).toContain('99.0.0');
  const exported = await sessionsCommand('export', older.code);
  const { format, log } = JSON.parse(exported.said) as { readonly format: string; readonly log: readonly object[] };
  expect([format, log.length]).toEqual(['dawnline-session', 1]);
  expect(exported.said).not.toMatch(/"tokenHash":"[^"]/);
  expect(await sessionsCommand('export', 'AAAA-AAAA')).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining('session/unknown-code') as string,
  });
}, 120_000);

it('refuses a session whose last step is torn or does not come out, and plays the one beside it', async () => {
  const torn = await openSession(server.address, SETTINGS, 'torn');
  const gap = await openSession(server.address, SETTINGS, 'gap');
  const whole = await openSession(server.address, SETTINGS, 'whole');
  for (const opened of [torn, gap, whole]) {
    const white = await play(server.address, opened);
    for (const text of ['one', 'two']) expect((await white.send(words(text))).kind).toBe('ack');
  }
  await server.kill();
  const idOf = (seed: string): string =>
    String(
      (stepsOf() as readonly { readonly session_id: string; readonly entry: string }[]).find(({ entry }) =>
        entry.includes(`"seed":"${seed}"`),
      )?.session_id,
    );
  change((db) => {
    db.prepare('UPDATE steps SET entry = substr(entry, 1, 40) WHERE session_id = ? AND seq = 3').run(idOf('torn'));
    db.prepare('DELETE FROM steps WHERE session_id = ? AND seq = 2').run(idOf('gap'));
  });
  const before = stepsOf();
  server = await start();
  expect(await codeOf(torn)).toBe('session/damaged');
  expect(await codeOf(gap)).toBe('session/damaged');
  expect(await codeOf(whole)).toBe('let in');
  expect(stepsOf()).toEqual(before);
  expect(await sessionsCommand('export', torn.code)).toMatchObject({
    exitCode: 1,
    said: expect.stringContaining('session/damaged') as string,
  });
}, 120_000);

it('acknowledges nothing while the disk is full, and goes on with what was acknowledged when there is room', async () => {
  const opened = await openSession(server.address, SETTINGS, 'full');
  const white = await play(server.address, opened);
  expect((await white.send(words('before'))).kind).toBe('ack');
  await server.kill();
  // A limit on the file’s size is what a full disk is to a process; SQLite asks for room as it grows.
  server = await startServer(home.folder, ['--sessions', home.sessions], { mostFileKb: 200 });
  await white.resume(server.address);
  const closed = white.nextHeard(({ kind }) => kind === 'closed');
  let acknowledged = 1;
  // One after the other: each is a writing of its own, and none is refused as one of too many.
  for (let each = 0; each < 150; each += 1) {
    const answer = await Promise.race([closed, white.send(words(`${each} ${'long '.repeat(90)}`))]);
    if (answer.kind === 'closed') break;
    expect(answer.kind).toBe('ack');
    acknowledged += 1;
  }
  expect(await closed).toMatchObject({ kind: 'closed', code: 'session/moved' });
  expect(acknowledged).toBeLessThan(150);
  await expect.poll(() => server.said()).toContain('session/fault');
  await server.kill();
  const kept = stepsOf().length;
  expect(kept).toBeGreaterThanOrEqual(acknowledged + 1);
  server = await start();
  expect(await codeOf(opened)).toBe('let in');
}, 120_000);

it('does not start on a file that is no store, says so, and leaves the file alone', async () => {
  await server.kill();
  const file = `${home.sessions}.other`;
  writeFileSync(file, 'This is a letter, not a database. '.repeat(100));
  const before = readFileSync(file);
  await expect(startServer(home.folder, ['--sessions', file])).rejects.toThrow('serve/no-sessions');
  expect(readFileSync(file)).toEqual(before);
}, 120_000);
