/**
 * What the page shows, and everything that may change it. The game itself is held by the host in its
 * worker, and the rules are in the room (`room.ts`), which is loaded after the first screen; here are
 * only the screens, the draft's steps, when to save, and what went wrong.
 */
import type { Order } from '../../engine/index.ts';
import type { Seat, Side } from '../../ruleset/terms.ts';
import type { Problem, Result } from '../../units/result.ts';
import type { Opened } from '../workers/gameHost.ts';
import { deleteGame, readSlots } from './browserDatabase.ts';
import { addOrder, changeDraft, type Draft, redoDraft, removeOrder, undoDraft } from './draft.ts';
import { makeStore } from './externalStore.ts';
import type { Screen, Setup, Slot } from './savedGame.ts';
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
  /** Games that can be continued, the latest first. */
  readonly saved: readonly Slot[];
  readonly isLoading: boolean;
  readonly notice: Notice | null;
  readonly crash: unknown;
  /** Working panels opened one from another, the present one last. */
  readonly working: readonly WorkingTarget[];
  readonly selectedId: string | null;
  readonly isHelpOpen: boolean;
  readonly theatreMode: TheatreMode;
}

const NOTHING_OPEN = { working: [], selectedId: null, notice: null } as const;

export const client = makeStore<ClientState>({
  screen: 'home',
  session: null,
  gameId: null,
  curtain: null,
  saved: [],
  isLoading: true,
  crash: null,
  isHelpOpen: false,
  theatreMode: 'orbit',
  ...NOTHING_OPEN,
});

const change = (part: Partial<ClientState>): void => client.set({ ...client.get(), ...part });

type Room = typeof import('./room.ts');

/** The engine, the opponents and the rules; a chunk of its own. */
export const loadRoom = (): Promise<Room> => import('./room.ts');

const PLAYING = '#play/';
const markPlaying = (id: string | null): void => {
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
const UNKEPT: readonly string[] = ['storage/unavailable', 'storage/full'];
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

const save = (): Promise<void> => {
  saving = saving.then(saveNow).catch(() => reportUnkept('storage/unavailable'));
  return saving;
};

const changeAndSave = (part: Partial<ClientState>): void => {
  change(part);
  void save();
};

export const goTo = (screen: Screen): void => {
  window.scrollTo(0, 0);
  changeAndSave({ screen, working: [] });
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
    screen,
    isLoading: false,
    crash: null,
    ...NOTHING_OPEN,
    notice: keepsNotice ? notice : null,
  });
  void save();
};

const settle = (room: Room, opened: Result<Opened, readonly Problem[]>, failure: string): void => {
  if (opened.ok) enter(room, opened.value);
  else change({ isLoading: false, notice: { code: failure, problems: opened.error } });
};

export const newGame = async (setup: Setup): Promise<void> => {
  change({ isLoading: true });
  await inRoom(async (room) => settle(room, await room.host().open(freshId(), setup), 'game/not-opened'));
};

export const continueGame = async (id: string): Promise<void> => {
  change({ isLoading: true });
  await inRoom(async (room) => settle(room, await room.host().reopen(id), 'save/not-opened'));
};

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

const GONE_HOME = { screen: 'home', session: null, curtain: null, gameId: null, crash: null, ...NOTHING_OPEN } as const;

export const leaveGame = async (): Promise<void> => {
  await save();
  markPlaying(null);
  change({ ...GONE_HOME, saved: await readKeptGames() });
};

/** Takes a game off the list for good. */
export const forgetGame = async (id: string): Promise<void> => {
  await deleteGame(id).catch(() => undefined);
  change({ saved: await readKeptGames() });
};

/** After the end: the finished game is closed for good and Home has it no longer. */
export const closeGame = async (): Promise<void> => {
  const { gameId } = client.get();
  await saving;
  markPlaying(null);
  change(GONE_HOME);
  if (gameId !== null) await forgetGame(gameId);
};

const changeDraftBy = (step: (draft: Draft) => Draft): void => {
  const { session } = client.get();
  if (session === null) return;
  const draft = step(session.draft);
  if (draft !== session.draft) changeAndSave({ session: { ...session, draft } });
};

export const placeOrder = (order: Order): void => changeDraftBy((draft) => addOrder(draft, order));
export const takeBackOrder = (index: number): void => changeDraftBy((draft) => removeOrder(draft, index));
export const placeOrders = (orders: readonly Order[]): void => changeDraftBy((draft) => changeDraft(draft, orders));
export const undo = (): void => changeDraftBy(undoDraft);
export const redo = (): void => changeDraftBy(redoDraft);

/** Replans in the room, where the engine fits what is asked for. */
const replan = (step: (room: Room, session: Session) => Session): Promise<void> =>
  inRoom((room) => {
    const { session } = client.get();
    if (session !== null) changeAndSave({ session: step(room, session) });
  });

export const fillStaffPlan = (): Promise<void> => replan((room, session) => room.withStaffPlan(session));
export const fillSeat = (seat: Seat): Promise<void> => replan((room, session) => room.withSeatPlan(session, seat));
export const clearSeat = (seat: Seat): Promise<void> => replan((room, session) => room.withoutSeat(session, seat));
export const fillTemplate = (orders: readonly Order[]): Promise<void> =>
  replan((room, session) => room.withTemplate(session, orders));
export const toggleStanding = (order: Order): Promise<void> =>
  replan((room, session) => room.withStanding(session, order));

export const seal = async (): Promise<void> => {
  await inRoom(async (room) => {
    const { session } = client.get();
    if (session === null) return;
    const { draft, standing } = session;
    const sealed = await room.host().seal({ draft, standing });
    if (sealed.ok) enter(room, sealed.value);
    else report('orders/refused', sealed.error);
  });
};

export const select = (selectedId: string | null): void => change({ selectedId });
export const showHelp = (isHelpOpen: boolean): void => change({ isHelpOpen });
export const showTheatre = (theatreMode: TheatreMode): void => change({ theatreMode });

export const openWorking = (target: WorkingTarget): void => change({ working: [target] });
export const openWorkingFrom = (target: WorkingTarget): void => change({ working: [...client.get().working, target] });
export const backWorking = (): void => change({ working: client.get().working.slice(0, -1) });
export const closeWorking = (): void => change({ working: [] });

export const exportGame = async (): Promise<void> => {
  await inRoom(async (room) => {
    await save();
    const { name, text } = await room.host().file();
    room.downloadFile(name, text, 'application/json');
  });
};
