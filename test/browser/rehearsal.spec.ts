/**
 * A facilitator's rehearsal: from `npm start` to the first sealed half-year of a class, each student in a browser page of
 * their own. What the facilitator presses and types is counted, and what each step takes is measured.
 *
 * `REHEARSAL=24 npm test -- --only browser test/browser/rehearsal.spec.ts` does it with a class of 24 and writes
 * `docs/guides/rehearsal.md`; otherwise it is a class of four, and nothing is written.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { freePort } from '../../src/cli/setup/project.mjs';

const CLASS = process.env['REHEARSAL'];
const STUDENTS = CLASS === undefined ? 4 : Number(CLASS);
const PAGE = 'docs/guides/rehearsal.md';
const BYTES_A_GB = 1e9;
const MS_A_SECOND = 1000;
/** Students who open the page at the same moment. */
const AT_ONCE = 4;
const PHONE = { width: 390, height: 844 };

/** `npm start` as a teacher types it, over an empty folder of sessions; its address once it has told it. */
const startByNpm = async (port: number, sessions: string) => {
  const args = ['start', '--', '--no-open', '--port', String(port), '--sessions', sessions];
  const child = spawn('npm', args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('npm start has ended')));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = /^Dawnline is at (\S+)/.exec(line)?.[1];
      if (told !== undefined) resolve(told);
    });
  });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    // With what npm has started.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await ended;
  };
  return { address, stop };
};

interface Step {
  readonly what: string;
  readonly presses: number;
  readonly keys: number;
  readonly ms: number;
}

/** The facilitator's hands: every press and key is counted, by the step that it belongs to. */
const makeFacilitator = (page: Page) => {
  const steps: Step[] = [];
  let [presses, keys, sinceMs] = [0, 0, performance.now()];
  return {
    steps,
    press: async (name: string | RegExp): Promise<void> => {
      presses += 1;
      await page.getByRole('button', { name, exact: true }).click();
    },
    type: async (label: string, text: string): Promise<void> => {
      // Into the field and then the letters.
      presses += 1;
      keys += text.length;
      await page.getByLabel(label).fill(text);
    },
    done: (what: string): void => {
      const nowMs = performance.now();
      steps.push({ what, presses, keys, ms: nowMs - sinceMs });
      [presses, keys, sinceMs] = [0, 0, nowMs];
    },
  };
};

const openStudent = async (browser: Browser, address: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: PHONE, baseURL: address });
  context.setDefaultTimeout(60_000);
  return context.newPage();
};

/** Types the code on the wall and a name, and sits down wherever somebody is needed. */
const join = async (page: Page, code: string, name: string): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Code of the session').fill(code);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Lobby' })).toBeVisible({ timeout: 60_000 });
};

const inTurns = async (pages: readonly Page[], act: (page: Page, place: number) => Promise<void>): Promise<void> => {
  const waiting = [...pages.entries()];
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
};

const secondsOf = (ms: number): string => (ms / MS_A_SECOND).toFixed(1);

const table = (steps: readonly Step[]): string => {
  const sum = (of: (step: Step) => number): number => steps.reduce((total, step) => total + of(step), 0);
  const rows = [
    ...steps,
    { what: '**All**', presses: sum((s) => s.presses), keys: sum((s) => s.keys), ms: sum((s) => s.ms) },
  ];
  return [
    '| step | presses | letters typed | seconds |',
    '|---|---:|---:|---:|',
    ...rows.map(({ what, presses, keys, ms }) => `| ${what} | ${presses} | ${keys} | ${secondsOf(ms)} |`),
  ].join('\n');
};

const written = (steps: readonly Step[]): string => `# A facilitator’s rehearsal

From \`npm start\` to the first sealed half-year of a class of ${STUDENTS}: what the facilitator presses and types, and how long
each step takes on the machine alone. \`REHEARSAL=24 npm test -- --only browser test/browser/rehearsal.spec.ts\` plays it and
writes this page.

${table(steps)}

Every student is a page of its own in one Chromium, as large as a phone, ${AT_ONCE} of them acting at once; the facilitator’s page
is as large as a laptop. Server, facilitator and all students share one machine: ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}),
${Math.round(totalmem() / BYTES_A_GB)} GB, on ${new Date().toISOString().slice(0, 10)}. Nobody reads or thinks in it: people take longer, their machines less.
Setting up the first time (\`npm start\` fetches and builds everything) is not in it. Half the class sits on each side, wherever
somebody is needed; the two principals take the staff plan and seal it, the others look at it on their tables.
`;

test(`a class of ${STUDENTS} from npm start to its first sealed half-year`, async ({ browser, page }) => {
  test.setTimeout(900_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'dawnline-rehearsal-'));
  const facilitator = makeFacilitator(page);
  const server = await startByNpm(await freePort(), path.join(folder, 'sessions.sqlite'));
  const students: Page[] = [];
  try {
    facilitator.done('`npm start`, until it tells its address');
    await page.goto(server.address);
    await facilitator.press('Host…');
    await facilitator.type('Your name', 'Ms White');
    await facilitator.press('Open the session');
    const code = (await page.locator('.session-code').textContent()) ?? '';
    facilitator.done('Opening the page and the session, until its code is on the wall');

    for (let place = 0; place < STUDENTS; place += 1) students.push(await openStudent(browser, server.address));
    await inTurns(students, (student, place) => join(student, code, `Student ${place + 1}`));
    facilitator.done(`${STUDENTS} students type the code and a name, and sit`);

    await facilitator.press('Start the game');
    await inTurns(students, async (student) => {
      await student.getByRole('button', { name: 'Start turn 1' }).click();
      await expect(student.getByText(/^Turn 1 of/).first()).toBeVisible();
    });
    facilitator.done('Start of the game, until every student is at the table');

    const sealing = await Promise.all(students.map((student) => student.getByText(/ seals for your side\.$/).count()));
    const principals = students.filter((_, place) => sealing[place] === 0);
    expect(principals).toHaveLength(2);
    for (const principal of principals) {
      await principal.getByRole('button', { name: 'Staff plan' }).first().click();
      await principal.getByRole('button', { name: /^Seal/ }).click();
    }
    await inTurns(students, (student) =>
      expect(student.getByRole('heading', { name: /^What happened/ })).toBeVisible({ timeout: 60_000 }),
    );
    facilitator.done('Both principals take the staff plan and seal, until everybody sees what happened');
    if (CLASS !== undefined) writeFileSync(PAGE, written(facilitator.steps));
    console.log(table(facilitator.steps));
  } finally {
    for (const student of students) await student.context().close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
