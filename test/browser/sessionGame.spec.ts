/**
 * A whole game in a hosted session, by two real browsers on one side and a bot on the other: one browser is reloaded,
 * one cut off, the server killed twice and started again on its sessions. The record that comes out is played again by
 * the command line, to the same hashes.
 *
 * The cut lasts until the page has noticed; `SESSION_CUT_S=60` makes it a minute longer.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../../src/cli/setup/project.mjs';
import type { Reveal, Status } from '../../src/protocol/sessionParts.ts';
import { SETTINGS } from '../support/hosted.ts';
import { makeHome, type ServerProcess, startServer } from '../support/servers.ts';
import { openSession, play } from '../support/sessionClient.ts';

const CUT_S = Number(process.env['SESSION_CUT_S'] ?? 0);
const MS_A_SECOND = 1000;
const TURNS = 8;
const DIST = path.resolve('dist');
const MAIN = path.resolve('src/cli/main.ts');

/** A way to the server that can be cut like a cable: what runs through it ends, and nothing gets through until it is mended. */
const openLine = async (serverPort: number) => {
  const through = new Set<Socket>();
  let isCut = false;
  const line = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      through.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        through.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const cut = (): void => {
    isCut = true;
    for (const socket of through) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}/`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      line.close();
    },
  };
};

const takeSeat = async (page: Page, address: string, code: string, name: string, seat: RegExp): Promise<void> => {
  await page.goto(`${address}#session/${code}`);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('radio', { name: seat }).check();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
};

/** From wherever the last half-year has left the page to the table of this one, once the page has heard of it. */
const toTable = async (page: Page, turn: number): Promise<void> => {
  const table = page.getByRole('button', { name: 'Staff plan' });
  const count = page.getByText(new RegExp(`^Turn ${turn} of`)).first();
  const onward = page
    .getByRole('button', { name: /^(To the report|To the crisis round|Plan turn|Start turn)/ })
    .first();
  await expect(async () => {
    if (await onward.isVisible()) await onward.click({ timeout: 5000 });
    await expect(table).toBeVisible({ timeout: 1000 });
    await expect(count).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 40_000 });
};

test('two browsers and a bot play a whole game through a reload, a cut and two crashes', async ({ browser }) => {
  test.setTimeout(240_000 + CUT_S * MS_A_SECOND);
  const home = makeHome();
  const port = await freePort();
  const start = (): Promise<ServerProcess> =>
    startServer(home.folder, ['--dir', DIST, '--port', String(port), '--sessions', home.sessions]);
  let server = await start();
  const line = await openLine(port);
  const contexts = [await browser.newContext(), await browser.newContext()];
  for (const context of contexts) context.setDefaultTimeout(20_000);
  try {
    const opened = await openSession(server.address, SETTINGS, 'two browsers');
    const white = await play(server.address, opened);
    await white.send({ kind: 'side.bot', side: 'cn', botId: 'balancer' });
    const [ann, bo] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page];
    await takeSeat(ann, server.address, opened.code, 'Ann', /^United States: Principal/);
    await takeSeat(bo, line.address, opened.code, 'Bo', /^United States: Energy and finance/);
    const statusOf = (): Status => white.parts.get('status') as Status;
    await white.until(() => statusOf().members.length === 3);
    await white.send({ kind: 'session.start' });
    const crash = async (): Promise<void> => {
      await server.kill();
      server = await start();
      await white.resume(server.address);
    };
    for (let turn = 1; statusOf().stage !== 'ended'; turn += 1) {
      await toTable(ann, turn);
      if (turn === 2) await bo.reload();
      await toTable(bo, turn);
      if (turn === 4) {
        line.cut();
        await expect(bo.getByText('The connection is cut;')).toBeVisible({ timeout: 30_000 });
        await bo.waitForTimeout(CUT_S * MS_A_SECOND);
        line.mend();
        await expect(bo.getByText('The connection is cut;')).toHaveCount(0, { timeout: 60_000 });
      }
      if (turn === 3) await crash();
      for (const page of [bo, ann]) await page.getByRole('button', { name: 'Staff plan' }).click();
      const before = statusOf().playedCount;
      await ann.getByRole('button', { name: /^Seal/ }).click();
      if (turn === 6) await crash();
      await white.until(() => statusOf().playedCount > before);
    }
    await white.send({ kind: 'session.reveal' });
    await white.until((parts) => parts.has('reveal'));
    const { record } = white.parts.get('reveal') as Reveal;
    expect(record.turns.length).toBeGreaterThanOrEqual(TURNS);
    expect(record.turns.some(({ orders }) => orders.us.length > 0)).toBe(true);
    const file = path.join(home.folder, 'record.json');
    writeFileSync(file, JSON.stringify(record));
    // It plays the orders of the record and compares the hash of every turn.
    const told: unknown = JSON.parse(
      execFileSync(process.execPath, [MAIN, 'replay', file, '--json'], { encoding: 'utf8' }),
    );
    expect(told).toMatchObject({ verified: true, turns: record.turns.length, outcome: record.outcome });
  } finally {
    line.close();
    for (const context of contexts) await context.close();
    await server.kill();
    home.remove();
  }
});
