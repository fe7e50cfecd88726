/**
 * What the page shows, and everything that may change it. The game itself is held by the host in its
 * worker, and the rules are in the room (`room.ts`), which is loaded after the first screen; here are
 * only the screens, the draft's steps, when to save, and what went wrong.
 */
import type { Order } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Seat, Side } from '../../ruleset/terms.ts';
import { ok, type Problem } from '../../units/result.ts';
import type { Opened, Opening } from '../workers/gameHost.ts';
import type { NamedText } from '../workers/savedGameFile.ts';
import type { Authority } from './authority.ts';
import { readSlots, renameGame } from './browserDatabase.ts';
import { addOrder, changeDraft, type Draft, redoDraft, removeOrder, undoDraft } from './draft.ts';
import { makeStore } from './externalStore.ts';
import type { OwnScenario } from './ownScenario.ts';
import { OPEN_ELSEWHERE, type Screen, type Setup, type Slot } from './savedGame.ts';
import type { Session } from './session.ts';

export type WorkingTarget =
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'rule'; readonly path: string }
  | { readonly kind: 'sum'; readonly name: 'deliveredPops' | 'deliveredOrbitalPops' };
export type TheatreMode = 'orbit' | 'ground';

export interface Notice {
  /** e.g. `storage/unavailable`; the client has its words. */
  readonly code: string;
  readonly problems: readonly Problem[];
}

export interface ClientState {
  readonly screen: Screen;
  readonly session: Session | null;
  /** Id of the game that is open, under which it is kept. */
  readonly gameId: string | null;
  /** Two people share the screen, and the one who leads `side` is to sit down: nobody's desk is on the page. */
  readonly curtain: { readonly side: Side } | null;
  /** A game that another tab plays, and which was asked for here or was played here until then. */
  readonly elsewhere: { readonly id: string; readonly wasHere: boolean } | null;
  /** Games that can be continued, the latest first. */
  readonly saved: readonly Slot[];
  readonly isLoading: boolean;
  readonly notice: Notice | null;
  readonly crash: unknown;
  /** Working panels opened one from another, the present one last. */
  readonly working: readonly WorkingTarget[];
  readonly selectedId: string | null;
  readonly isHelpOpen: boolean;
  /** The forecast covers a part of the table. */
  readonly isForecastOpen: boolean;
  readonly theatreMode: TheatreMode;
}

const NOTHING_OPEN = { working: [], selectedId: null, notice: null, isForecastOpen: false } as const;

export const client = makeStore<ClientState>({
  screen: 'home',
  session: null,
  gameId: null,
  curtain: null,
  elsewhere: null,
  saved: [],
  isLoading: true,
  crash: null,
  isHelpOpen: false,
  theatreMode: 'orbit',
  ...NOTHING_OPEN,
});

const change = (part: Partial<ClientState>): void => client.set({ ...client.get(), ...part });

type Room = typeof import('./room.ts');

const NO_GAME = { session: null, curtain: null, gameId: null, elsewhere: null, crash: null, ...NOTHING_OPEN } as const;

/** Another tab has taken over the game: nothing of it stays on this page. */
export const loseGame = (): void => {
  const { gameId: id } = client.get();
  if (id !== null) change({ ...NO_GAME, elsewhere: { id, wasHere: true } });
};

/** The engine, the opponents and the rules, with the game's host; a chunk of its own. */
export const loadRoom = (): Promise<Room> => import('./room.ts');

/** The rules with the numbers of a pack. */
export const loadRules = async (scenarioId: string, packId: string, carried: Ruleset | null): Promise<Ruleset> => {
  const room = await loadRoom();
  return room.rulesOf(scenarioId, packId, carried);
};

const PLAYING = '#play/';
const markPlaying = (id: string | null): void => {
  if (id === null && !location.hash.startsWith(PLAYING)) return;
  const place = `${location.pathname}${location.search}${id === null ? '' : PLAYING + id}`;
  history.replaceState(null, '', place);
};

const report = (code: string, problems: readonly Problem[] = []): void => change({ notice: { code, problems } });
export const dismissNotice = (): void => change({ notice: null });
export const reportCrash = (crash: unknown): void => change({ crash });

/**
 * Does something in the room; says so where the room itself could not be fetched. Our own bugs end on
 * the error screen, with the game saved up to the last order.
 */
const inRoom = async (action: (room: Room) => void | Promise<void>): Promise<void> => {
  let room: Room;
  try {
    room = await loadRoom();
  } catch {
    change({ isLoading: false });
    report('app/not-loaded');
    return;
  }
  try {
    await action(room);
  } catch (error) {
    reportCrash(error);
  }
};

/** Stands until it is dismissed: without the autosave the player must keep the game themselves. */
export const UNKEPT: readonly string[] = ['storage/unavailable', 'storage/full'];
let storageReported = false;

const reportUnkept = (code: string): void => {
  if (!storageReported) report(code);
  storageReported = true;
};

const readKeptGames = async (): Promise<readonly Slot[]> => {
  try {
    return await readSlots();
  } catch {
    reportUnkept('storage/unavailable');
    return [];
  }
};

/** Writes one after the other, so that the last thing planned is the last thing kept. */
let saving: Promise<void> = Promise.resolve();

const saveNow = async (): Promise<void> => {
  const { gameId, session, screen } = client.get();
  if (gameId === null) return;
  const room = await loadRoom();
  const desk = session === null ? null : { draft: session.draft, standing: session.standing };
  const problem = await room.host().keep(screen, desk);
  if (problem !== null) reportUnkept(problem);
};

const keepOwn = (): Promise<void> => {
  saving = saving.then(saveNow).catch(() => reportUnkept('storage/unavailable'));
  return saving;
};

const changeOwn = (session: Session): void => {
  change({ session });
  void keepOwn();
};

/** The game's own worker, in this browser. */
const ownGame: Authority = {
  change: changeOwn,
  undo: () => changeOwnDraft(undoDraft),
  redo: () => changeOwnDraft(redoDraft),
  seal: () =>
    inRoom(async (room) => {
      const { session } = client.get();
      if (session === null) return;
      const { draft, standing } = session;
      const sealed = await room.host().seal({ draft, standing });
      if (sealed.ok) enter(room, sealed.value);
      else report('orders/refused', sealed.error);
    }),
  keep: keepOwn,
  leave: async (isForGood) => {
    const { gameId } = client.get();
    await keepOwn();
    await inRoom((room) => room.host().leave());
    markPlaying(null);
    change({ ...NO_GAME, screen: 'home', saved: await readKeptGames() });
    if (isForGood && gameId !== null) await forgetGame(gameId);
  },
  file: async () => (await loadRoom()).host().file(),
  debrief: async () => (await loadRoom()).host().debrief(),
  why: async (side, at) => (await loadRoom()).host().why(side, at),
  workedFile: async () => (await loadRoom()).host().workedFile(),
};

const changeOwnDraft = (step: (draft: Draft) => Draft): void => {
  const { session } = client.get();
  if (session === null) return;
  const draft = step(session.draft);
  if (draft !== session.draft) changeOwn({ ...session, draft });
};

let holder: Authority = ownGame;
/** Who holds the game that is on the page. */
export const authority = (): Authority => holder;

/** Plays a game that another than this browser's worker holds; one that was open here is kept and left first. */
export const playUnder = async (next: Authority): Promise<void> => {
  if (client.get().gameId !== null) await holder.leave(false);
  holder = next;
};
/** What the one who holds the game has given the page to show. */
export const showGame = (part: Pick<ClientState, 'gameId' | 'session' | 'screen'>): void => {
  if (part.screen !== client.get().screen) window.scrollTo(0, 0);
  change(part);
};
/** Nothing of that game stays on the page, and games are this browser's own again. */
export const endPlayUnder = (): void => {
  holder = ownGame;
  change({ ...NO_GAME, screen: 'home' });
};

export const goTo = (screen: Screen): void => {
  window.scrollTo(0, 0);
  change({ screen, working: [] });
  void holder.keep();
};

/** Ids tell kept games apart; nothing of the game hangs on them. */
const freshId = (): string => [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join('');

/** Shows what the host has opened: a desk, or the curtain with nothing of anybody's behind it. */
const enter = (room: Room, opened: Opened): void => {
  const { notice, session: present } = client.get();
  const { id, seating, screen, side } = opened;
  markPlaying(id);
  window.scrollTo(0, 0);
  const keepsNotice = notice !== null && UNKEPT.includes(notice.code);
  const isSameGame = present !== null && seating !== null && client.get().gameId === id;
  change({
    gameId: id,
    session: seating === null ? null : isSameGame ? { ...present, ...seating } : room.sessionOf(opened, seating),
    curtain: seating === null ? { side } : null,
    elsewhere: null,
    screen,
    isLoading: false,
    crash: null,
    ...NOTHING_OPEN,
    notice: keepsNotice ? notice : null,
  });
  void keepOwn();
};

const isElsewhere = (problems: readonly Problem[]): boolean => problems.some(({ code }) => code === OPEN_ELSEWHERE);

const settle = (room: Room, opened: Opening, failure: string): void => {
  if (opened.ok) enter(room, opened.value);
  else change({ isLoading: false, notice: { code: failure, problems: opened.error } });
};

/** `own` is the scenario where it is one that the reader has written: the game then carries the rules with it. */
export const newGame = async (setup: Setup, own: OwnScenario | null = null): Promise<void> => {
  change({ isLoading: true });
  await inRoom(async (room) => {
    const rules = own === null ? ok(null) : (await import('./scenarioShelf.ts')).rulesOfOwn(own.value);
    const opened = rules.ok ? await room.host().open(freshId(), setup, rules.value) : rules;
    settle(room, opened, 'game/not-opened');
  });
};

const reopen = async (id: string, isTakingOver: boolean): Promise<void> => {
  change({ isLoading: true });
  await inRoom(async (room) => {
    const opened = await room.host().reopen(id, isTakingOver);
    if (opened.ok || !isElsewhere(opened.error)) settle(room, opened, 'save/not-opened');
    else change({ ...NO_GAME, isLoading: false, elsewhere: { id, wasHere: false } });
  });
};

export const continueGame = (id: string): Promise<void> => reopen(id, false);
/** Plays the game in this tab from now on; the tab that has played it shows so. */
export const playHere = (id: string): Promise<void> => reopen(id, true);

export const importGame = async (text: string): Promise<void> => {
  change({ isLoading: true });
  await inRoom(async (room) => settle(room, await room.host().openFile(freshId(), text), 'file/not-opened'));
};

/** Lifts the curtain for the player who has sat down. */
export const sitDown = async (): Promise<void> => {
  await inRoom(async (room) => enter(room, await room.host().sit()));
};

/** Lists the kept games when the page opens; a reload in the middle of a game goes straight back to it. */
export const openPage = async (): Promise<void> => {
  change({ saved: await readKeptGames(), isLoading: false });
  const id = location.hash.startsWith(PLAYING) ? location.hash.slice(PLAYING.length) : '';
  if (client.get().saved.some((slot) => slot.id === id)) await continueGame(id);
};

export const leaveGame = (): Promise<void> => holder.leave(false);
/** After the end: the finished game is closed for good and Home has it no longer. */
export const closeGame = (): Promise<void> => holder.leave(true);

/** Takes a game off the list for good. */
export const forgetGame = (id: string): Promise<void> =>
  inRoom(async (room) => {
    const code = await room.host().forget(id);
    change({ saved: await readKeptGames() });
    if (code !== null) report('save/not-deleted', [{ code, path: '', expected: '', got: id }]);
  });

export const nameGame = async (id: string, name: string): Promise<void> => {
  await renameGame(id, name).catch(() => reportUnkept('storage/unavailable'));
  change({ saved: await readKeptGames() });
};

const changeDraftBy = (step: (draft: Draft) => Draft): void => {
  const { session } = client.get();
  if (session !== null) holder.change({ ...session, draft: step(session.draft) });
};

export const placeOrder = (order: Order): void => changeDraftBy((draft) => addOrder(draft, order));
export const takeBackOrder = (index: number): void => changeDraftBy((draft) => removeOrder(draft, index));
export const placeOrders = (orders: readonly Order[]): void => changeDraftBy((draft) => changeDraft(draft, orders));
export const undo = (): void => holder.undo();
export const redo = (): void => holder.redo();

/** Replans in the room, where the engine fits what is asked for. */
const replan = (step: (room: Room, session: Session) => Session): Promise<void> =>
  inRoom((room) => {
    const { session } = client.get();
    if (session !== null) holder.change(step(room, session));
  });

export const fillStaffPlan = (): Promise<void> => replan((room, session) => room.withStaffPlan(session));
export const fillSeat = (seat: Seat): Promise<void> => replan((room, session) => room.withSeatPlan(session, seat));
export const clearSeat = (seat: Seat): Promise<void> => replan((room, session) => room.withoutSeat(session, seat));
export const fillTemplate = (orders: readonly Order[]): Promise<void> =>
  replan((room, session) => room.withTemplate(session, orders));
export const toggleStanding = (order: Order): Promise<void> =>
  replan((room, session) => room.withStanding(session, order));

export const seal = (priorities: readonly Seat[] = []): Promise<void> => holder.seal(priorities);

export const select = (selectedId: string | null): void => change({ selectedId });
export const showForecast = (isForecastOpen: boolean): void => change({ isForecastOpen });
export const showHelp = (isHelpOpen: boolean): void => change({ isHelpOpen });
export const showTheatre = (theatreMode: TheatreMode): void => change({ theatreMode });

export const openWorking = (target: WorkingTarget): void => change({ working: [target] });
export const openWorkingFrom = (target: WorkingTarget): void => change({ working: [...client.get().working, target] });
export const backWorking = (): void => change({ working: client.get().working.slice(0, -1) });
export const closeWorking = (): void => change({ working: [] });

/** How a game leaves the browser: kept as a file, or handed to another program or person. */
export type Outlet = 'download' | 'share';

const giveFile = async (room: Room, { name, text }: NamedText, outlet: Outlet): Promise<void> => {
  if (outlet === 'share') await room.shareFile(name, text);
  else room.downloadFile(name, text, 'application/json');
};

export const exportGame = (outlet: Outlet = 'download'): Promise<void> =>
  inRoom(async (room) => {
    await holder.keep();
    await giveFile(room, await holder.file(), outlet);
  });

export const exportKeptGame = (id: string, outlet: Outlet): Promise<void> =>
  inRoom(async (room) => {
    const file = await room.host().fileOf(id);
    if (file.ok) await giveFile(room, file.value, outlet);
    else report('save/not-opened', file.error);
  });
