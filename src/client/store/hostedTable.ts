/**
 * The ordinary desk, fed by the server of a hosted session: builds what the screens show from the parts that our seat
 * is given and the pages that it may read, and turns what is decided at the desk into frames.
 */
import { fitDraft, type Game, type GameRecord, type Order, orderSeat } from '../../engine/index.ts';
import type { Page, Parts, SideTable, Status } from '../../protocol/sessionParts.ts';
import { err, type Problem, type Result } from '../../units/result.ts';
import type { Authority } from './authority.ts';
import { client, endPlayUnder, loadRoom, playUnder, reportCrash, showGame } from './client.ts';
import { hosted, type HostedState, sendFrame, sideTable } from './hosted.ts';
import { applyStep, framesOf, inverseOf, isEmpty, type Step, statesBefore, stepBetween } from './hostedDraft.ts';
import { rightsOf } from './hostedSeat.ts';
import { NO_SHORTFALL, type Shortfall } from './planning.ts';
import type { Screen } from './savedGame.ts';
import type { Session, TurnPage } from './session.ts';

const goHome = (): void => {
  location.hash = '';
};

const notRevealed: Result<never, readonly Problem[]> = err([
  { code: 'debrief/not-over', path: '', expected: 'a session whose fog was lifted', got: '' },
]);

type Room = Awaited<ReturnType<typeof loadRoom>>;

/** Asks the worker about the record, once it is everybody's. */
const ofRecord = async <T>(
  ask: (room: Room, record: GameRecord) => Promise<Result<T, readonly Problem[]>>,
): Promise<Result<T, readonly Problem[]>> => {
  const { reveal } = hosted.get();
  return reveal === null ? notRevealed : ask(await loadRoom(), reveal.record);
};

/** What every seat of a session leaves to the server, or to the record once the fog is lifted. */
export const revealed: Pick<Authority, 'keep' | 'leave' | 'file' | 'debrief' | 'why' | 'workedFile'> = {
  keep: () => Promise.resolve(),
  leave: async () => goHome(),
  file: async () => {
    const file = await ofRecord((room, record) => room.host().fileOfRecord(record));
    if (!file.ok) throw new Error('no file before the fog is lifted');
    return file.value;
  },
  debrief: () => ofRecord((room, record) => room.host().debriefOfRecord(record)),
  why: (side, at) => ofRecord((room, record) => room.host().whyOfRecord(record, side, at)),
  workedFile: () => ofRecord((room, record) => room.host().fileOfRecord(record)),
};

/** What the parts say together: the table that a status speaks of. */
interface Settled {
  readonly game: Game;
  readonly memberId: string;
  readonly status: Status;
  readonly table: SideTable;
  readonly desk: Parts['desk'];
}

const settledOf = (state: HostedState): Settled | null => {
  const { game, welcome, status, desk } = state;
  const table = sideTable(state);
  if (game === null || welcome === null || status === null || table === null || desk === null) return null;
  return { game, memberId: welcome.memberId, status, table, desk };
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const turnPage = (page: Page): TurnPage => ({ ...page, turn: page.report.turn });

/** Sits down at the side's desk; gives what stands up from it. */
export const openHostedTable = (): (() => void) => {
  let isGone = false;
  let settled: Settled | null = null;
  let pages: readonly TurnPage[] = [];
  let isReading = false;
  /** The table for which the whole book has been read anew. */
  let rereadFor: SideTable | null = null;
  let room: Room | null = null;
  /** Pages that the reader has been led to; none before the desk is first shown. */
  let shownCount: number | null = null;
  let past: readonly Step[] = [];
  let future: readonly Step[] = [];
  let shortfall: Shortfall = NO_SHORTFALL;
  let last = hosted.get();

  const ordersNow = (): readonly Order[] => settled?.desk.draft.map(({ order }) => order) ?? [];

  const sessionOf = ({ ruleset, replacedNumbers }: Room, { game, memberId, status, table, desk }: Settled): Session => {
    const { view, plan } = table;
    const orders = ordersNow();
    const record = hosted.get().reveal?.record;
    return {
      side: view.side,
      view,
      pages,
      plan,
      standing: [],
      shortfall,
      draft: {
        orders,
        past: statesBefore(orders, past),
        future: future.map((step) => applyStep(orders, step)),
      },
      rights: rightsOf(status, desk, view.side, memberId),
      setup: {
        scenarioId: game.scenario.id,
        packId: game.packId,
        side: view.side,
        opponent: 'balancer',
        seed: record?.seed ?? '',
      },
      rules: ruleset,
      game,
      replaced: replacedNumbers(ruleset, game.packId),
    };
  };

  const screenOf = ({ status }: Settled): Screen => {
    const { screen } = client.get();
    if (shownCount === null) {
      if (status.outcome !== null) return 'end';
      return pages.length === 0 ? 'briefing' : 'table';
    }
    if (pages.length > shownCount) return 'resolution';
    return pages.length < shownCount ? 'table' : screen;
  };

  const show = (): void => {
    if (isGone || settled === null || room === null) return;
    const screen = screenOf(settled);
    if (shownCount !== null && pages.length !== shownCount) {
      past = [];
      future = [];
      shortfall = NO_SHORTFALL;
    }
    shownCount = pages.length;
    showGame({ gameId: `session.${hosted.get().welcome?.code ?? ''}`, session: sessionOf(room, settled), screen });
  };

  /** Reads the pages that are missing, the oldest first. */
  const readMissing = async (): Promise<void> => {
    const asked = settled;
    if (isGone || asked === null || pages.length >= asked.status.playedCount) return;
    const answered = await sendFrame({ kind: 'page.read', place: pages.length });
    if (answered.ok && answered.value.kind === 'page') pages = [...pages, turnPage(answered.value.page as Page)];
    // Refused because a half-year was taken back meanwhile: the new status says how many there are.
    else if (settled === asked) return;
    await readMissing();
  };

  const readPages = async (): Promise<void> => {
    isReading = true;
    await readMissing();
    isReading = false;
    if (settled !== null && pages.length >= settled.status.playedCount) settleBook(settled);
  };

  /** The book as far as it belongs to the table: what was taken back, or played anew, is read again. */
  const settleBook = ({ status, table }: Settled): void => {
    if (isReading) return;
    pages = pages.slice(0, status.playedCount);
    const newest = pages.at(-1);
    const isStale = pages.length === status.playedCount && newest !== undefined && !isSame(newest.after, table.view);
    if (isStale && rereadFor !== table) {
      rereadFor = table;
      pages = [];
    }
    if (pages.length < status.playedCount) void readPages();
    else show();
  };

  const update = (): void => {
    const state = hosted.get();
    const before = last;
    last = state;
    // The status comes after the table that it speaks of: until then, the desk is that of the table before.
    if (state.status !== before.status || settled === null) {
      const now = settledOf(state);
      if (now === null) return;
      settled = now;
      settleBook(now);
    } else if (state.desk !== null && state.desk !== settled.desk) {
      settled = { ...settled, desk: state.desk };
      if (pages.length === settled.status.playedCount) show();
    } else if (state.reveal !== before.reveal) show();
  };

  /** Asks the server for a step of the draft. */
  const send = (step: Step): void => {
    for (const frame of framesOf(settled?.desk.draft ?? [], step)) void sendFrame(frame);
  };

  const authority: Authority = {
    ...revealed,
    change: (wanted) => {
      if (settled === null) return;
      const { seats } = wanted.rights;
      const isOwn = ({ kind }: Order): boolean => seats.includes(orderSeat(kind));
      const others = ordersNow().filter((order) => !isOwn(order));
      const own = wanted.draft.orders.filter(isOwn);
      const fitted = fitDraft(settled.game, settled.table.view, [...others, ...own], []);
      const step = stepBetween(ordersNow().filter(isOwn), fitted.orders.filter(isOwn));
      shortfall = { cut: fitted.cut, dropped: fitted.dropped };
      if (isEmpty(step)) {
        show();
        return;
      }
      past = [...past, step];
      future = [];
      // The staff's plan comes to the desk at one stroke, not order by order.
      if (isSame(own, settled.table.plan.filter(isOwn))) void sendFrame({ kind: 'draft.plan' });
      else send(step);
    },
    undo: () => {
      const step = past.at(-1);
      if (step === undefined) return;
      past = past.slice(0, -1);
      future = [step, ...future];
      send(inverseOf(step));
      show();
    },
    redo: () => {
      const [step, ...rest] = future;
      if (step === undefined) return;
      past = [...past, step];
      future = rest;
      send(step);
      show();
    },
    seal: async (priorities) => {
      if (settled === null) return;
      const { turn, stage } = settled.table.view;
      await sendFrame({ kind: 'seal', turn, stage, priorities: [...priorities] });
    },
  };

  const sitDown = async (): Promise<void> => {
    const [loaded] = await Promise.all([loadRoom(), playUnder(authority)]);
    room = loaded;
    if (settled === null) update();
    else settleBook(settled);
  };
  sitDown().catch(reportCrash);
  const stop = hosted.watch(update);
  return () => {
    isGone = true;
    stop();
    endPlayUnder();
  };
};
