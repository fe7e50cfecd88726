/**
 * The white cell leads a session from its screen, at a real server: what it does is seen by players as they are sent
 * it, by the room on its own page, and by nobody who should not. Players are seats without a page.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Reveal, SideTable, Status } from '../../src/protocol/sessionParts.ts';
import { join, openSession, play, type Player } from '../support/sessionClient.ts';
import { choose, expectAccessible, expectFits, faultsOf, LOOKS, openSeat, SIZES } from './support.ts';

const SETTINGS = { turnSeconds: 900, roundSeconds: 300, absent: 'plan', isTalkReviewed: true } as const;

/** People, both sides, rulings, talk, past, session. */
const TAB_COUNT = 6;

const statusOf = ({ parts }: Player): Status => parts.get('status') as Status;
const inStage = (player: Player, stage: Status['stage']): Promise<void> =>
  player.until((parts) => (parts.get('status') as Status).stage === stage);
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const act = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('leads a session from the lobby to what everybody may keep', async ({ page, baseURL }) => {
  const address = `${baseURL ?? ''}/`;
  const opened = await openSession(address, SETTINGS, 'white-cell');
  const come = async (name: string, side: 'us' | 'cn', seat: 'principal' | 'spaceMilitary'): Promise<Player> =>
    play(address, await join(address, { code: opened.code, name, role: { kind: 'side', side, seat } }));
  const [us, cn, bea] = [
    await come('Ada', 'us', 'principal'),
    await come('Chen', 'cn', 'principal'),
    await come('Bea', 'us', 'spaceMilitary'),
  ];
  const faults = faultsOf(page);
  await openSeat(page, opened);

  await act(page, 'White cell');
  await expect(page.getByRole('region', { name: 'Come in' })).toContainText(opened.code);

  // People: somebody is seated anew before the game starts.
  await expect(page.getByText('Both sides are led; the game can start.')).toBeVisible();
  await expectAccessible(page, 'lobby');
  await page.getByRole('button', { name: 'Change the seat of Bea' }).click();
  await page.getByLabel('Seat of Bea').selectOption('China: Space and military');
  await act(page, 'Move');
  await bea.until((parts) => (parts.get('table') as SideTable).view.side === 'cn');
  await act(page, 'Start the game');
  await inStage(us, 'planning');

  // The clock: paused, resumed, extended.
  await act(page, 'Pause');
  await inStage(cn, 'paused');
  expect((await us.send({ kind: 'draft.plan' })).kind).toBe('refused');
  await act(page, 'Resume');
  await inStage(us, 'planning');
  const before = statusOf(us).deadlineMs ?? 0;
  await page.getByText('Timer', { exact: true }).click();
  await act(page, '5 minutes more');
  await us.until((parts) => ((parts.get('status') as Status).deadlineMs ?? 0) >= before + 299_000);
  await page.getByText('Timer', { exact: true }).click();

  // A card is scheduled and a ruling made; neither side is told before its time.
  await tab(page, 'Rulings');
  await page.getByLabel('Search the deck').fill('insurers dusk');
  await page.getByText('Insurers leave the dawn–dusk band').click();
  await page.getByLabel('In half-year').fill('1');
  await act(page, 'Schedule In half-year');
  await expect(page.getByText('in half-year 1', { exact: true })).toBeVisible();
  await act(page, 'Add an effect');
  await expect(page.getByRole('button', { name: 'Make the ruling' })).toBeDisabled();
  await page.getByLabel('Points, with sign').fill('700');
  await expect(page.getByText('Fill in every field.')).toBeVisible();
  await page.getByLabel('Points, with sign').fill('-7');
  await expect(page.getByText('United States: standing -7 points')).toBeVisible();
  await page.getByRole('region', { name: 'Adjudication' }).getByLabel('Reason, in writing').fill('Broke its word');
  await expectAccessible(page, 'rulings');
  await act(page, 'Make the ruling');
  await expect(page.getByText('waits for the next half-year')).toBeVisible();
  for (const { heard } of [us, cn]) {
    expect(heard.join('\n')).not.toContain('Broke its word');
    expect(heard.join('\n')).not.toContain('insurers');
  }

  // Both seal; what was ruled has happened, and both are told.
  for (const each of [us, cn]) await each.send({ kind: 'draft.plan' });
  for (const each of [us, cn]) await each.send({ kind: 'seal', turn: 1, stage: 'turn' });
  for (const each of [us, cn]) await each.until(() => statusOf(each).playedCount === 1);
  for (const each of [us, cn]) {
    const { news } = each.parts.get('table') as SideTable;
    expect(news.find(({ kind }) => kind === 'ruling.made')?.values['reason']).toBe('Broke its word');
    expect(each.parts.has('white')).toBe(false);
  }
  await tab(page, 'Past');
  await expect(page.getByText('The white cell rules: Broke its word')).toBeVisible();
  await expect(page.locator('.white-page').getByText('United States: standing -7 points')).toBeVisible();
  await expectAccessible(page, 'past');

  // The half-year is taken back: its orders lie on the desks again, its rulings wait again.
  await tab(page, 'Rulings');
  const back = page.getByRole('region', { name: 'Step back' });
  await back.getByLabel('Reason, in writing').fill('A fire drill');
  await back.getByRole('button', { name: 'Take it back' }).click();
  await back.getByRole('button', { name: 'Take it back' }).click();
  await us.until(() => statusOf(us).playedCount === 0);
  await expect(page.getByText('waits for the next half-year')).toBeVisible();
  await expect(page.getByText('held', { exact: true })).toBeVisible();
  await act(page, 'Withdraw Broke its word');
  await expect(page.getByText('waits for the next half-year')).toHaveCount(0);

  // The end, the fog lifted, and everything to take away; the token opens nothing any more that it should not.
  await tab(page, 'Session');
  await expectAccessible(page, 'session');
  await act(page, 'End the session');
  await act(page, 'End the session');
  await inStage(us, 'ended');
  await act(page, 'Reveal everything');
  await act(page, 'Reveal everything');
  await us.until((parts) => parts.has('reveal'));
  await act(page, 'Debrief');
  await expect(page.getByText('Called: the white cell ended the game before its time')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Debrief', level: 1 })).toBeVisible();
  await act(page, 'Back to the session');
  expect((us.parts.get('reveal') as Reveal).record.scenario).toBe('classroom');
  const [download] = await Promise.all([page.waitForEvent('download'), act(page, 'Export log, record and forecasts')]);
  const exported = await (await download.createReadStream()).toArray();
  const text = Buffer.concat(exported as Buffer[]).toString();
  expect(JSON.parse(text)).toMatchObject({ format: 'dawnline-session' });
  expect(text).toContain('A fire drill');
  expect(text).not.toContain(opened.token);
  for (const each of [us, cn, bea]) each.cut();
  expect(faults).toEqual([]);
});

test('offers an analyst nothing that would be refused, and the room no secret', async ({ page, baseURL, context }) => {
  const address = `${baseURL ?? ''}/`;
  const opened = await openSession(address, SETTINGS, 'white-analyst');
  const white = await play(address, opened);
  const seated = await join(address, { code: opened.code, name: 'Ann', role: null });
  await white.send({ kind: 'side.bot', side: 'us', botId: 'balancer' });
  await white.send({ kind: 'side.bot', side: 'cn', botId: 'balancer' });
  await white.send({ kind: 'member.move', memberId: seated.memberId, role: { kind: 'white', office: 'analyst' } });
  await white.send({ kind: 'session.start' });
  await openSeat(page, seated);
  await expect(page.getByText('Nobody is awaited.')).toBeVisible();
  for (const name of ['Resolve now', 'Pause', 'Timer', 'Change the seat of Ann'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await tab(page, 'Rulings');
  for (const name of ['Add an effect', 'Search the deck', 'Take it back'])
    await expect(page.getByText(name)).toHaveCount(0);
  await expectAccessible(page, 'analyst');

  await white.send({ kind: 'member.move', memberId: seated.memberId, role: { kind: 'white', office: 'adjudicator' } });
  await tab(page, 'Rulings');
  await page.getByRole('button', { name: 'Add an effect' }).click({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);

  // On a phone and a tablet the same parts stand behind tabs.
  for (const [place, look] of LOOKS.entries()) {
    await page.setViewportSize(place === 0 ? SIZES[1] : SIZES[2]);
    await choose(page, look);
    for (let at = 0; at < TAB_COUNT; at += 1) {
      await page.getByRole('tab').nth(at).click();
      await expectFits(page, `${look.language} ${at}`);
      await expectAccessible(page, `${look.language} ${at}`);
    }
  }

  await white.send({ kind: 'turn.force' });
  await white.send({ kind: 'message.send', to: 'all', text: 'Ten minutes to lunch', answers: null });
  await choose(page, { language: 'en' });
  const room = await context.newPage();
  await room.setViewportSize(SIZES[0]);
  const heard: string[] = [];
  room.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(Buffer.from(payload).toString('latin1'))),
  );
  await room.goto(`/#session/${opened.code}/room`);
  await expect(room.getByText('Turn 2 of 8')).toBeVisible();
  await expect(room.getByText('Ten minutes to lunch')).toBeVisible();
  await expect(room.getByRole('timer')).toBeVisible();
  await expect(room.getByRole('region', { name: 'The crisis' }).locator('[aria-current=step]')).toHaveCount(1);
  await expectAccessible(room, 'room');
  expect(heard.length).toBeGreaterThan(0);
  for (const text of heard)
    expect(text).not.toMatch(/"(own|rival|draft|plan|orders|fundsMusd|cohorts|powerKw|deliveredPops|low|high|seed)":/);
  white.cut();
});

test('debriefs the room, with what the white cell did marked and everybody’s foresight scored', async ({
  page,
  baseURL,
}) => {
  const address = `${baseURL ?? ''}/`;
  const opened = await openSession(address, { ...SETTINGS, turnSeconds: null, roundSeconds: null }, 'white-debrief');
  const white = await play(address, opened);
  const ada = await play(
    address,
    await join(address, { code: opened.code, name: 'Ada', role: { kind: 'side', side: 'us', seat: 'principal' } }),
  );
  for (const side of ['us', 'cn']) await white.send({ kind: 'side.bot', side, botId: 'balancer' });
  await white.send({ kind: 'session.start' });
  await ada.send({ kind: 'intent.state', turn: 1, text: 'We outbuild them', question: 'outscores', prob: 0.9 });
  const effects = [{ kind: 'tension', tension: 1 }];
  await white.send({ kind: 'override.make', reason: 'A near miss at sea', effects });
  while (statusOf(white).outcome === null) {
    const { playedCount } = statusOf(white);
    await white.send({ kind: 'turn.force' });
    await white.until(() => statusOf(white).playedCount > playedCount);
  }
  await white.send({ kind: 'session.reveal' });
  await white.until((parts) => parts.has('reveal'));

  const faults = faultsOf(page);
  await openSeat(page, opened);
  await act(page, 'Debrief');
  await expect(page.getByText('White cell: 1')).toBeVisible();
  await page.getByText('White cell: 1').click();
  await expect(page.locator('.half-year').getByText('A near miss at sea', { exact: true })).toBeVisible();
  const foresight = page.getByRole('region', { name: 'Who foresaw it' });
  await foresight.getByText('Ada').click();
  await expect(foresight.getByText('We outbuild them')).toBeVisible();
  await expectAccessible(page, 'debrief');
  await expectFits(page, 'debrief');
  await act(page, 'Back to the session');
  await expect(page.getByText('Everything is revealed.')).toBeVisible();
  ada.cut();
  expect(faults).toEqual([]);
});
