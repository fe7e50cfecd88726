/**
 * What the page shows, and everything that may change it. The game's own rules are in the room
 * (`room.ts`: engine, opponents, rules), which is loaded after the first screen; here are only the
 * screens, the draft's steps, the autosave and what went wrong.
 */
import type { Order } from '../../engine/index.ts';
import type { Seat } from '../../ruleset/terms.ts';
import type { Problem, Result } from '../../units/result.ts';
import { clearAutosave, readAutosave, writeAutosave } from './browserDatabase.ts';
import { addOrder, changeDraft, type Draft, redoDraft, removeOrder, undoDraft } from './draft.ts';
import { makeStore } from './externalStore.ts';
import type { SavedGame, Screen, Setup } from './savedGame.ts';
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
  /** The game that can be continued; null where there is none. */
  readonly saved: SavedGame | null;
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
  saved: null,
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

const PLAYING = '#play';
const markPlaying = (isPlaying: boolean): void => {
  const place = `${location.pathname}${location.search}${isPlaying ? PLAYING : ''}`;
  history.replaceState(null, '', place);
};

const report = (code: string, problems: readonly Problem[] = []): void => change({ notice: { code, problems } });
export const dismissNotice = (): void => change({ notice: null });
export const reportCrash = (crash: unknown): void => change({ crash });

/** Our own bugs end on the error screen, with the game saved up to the last order. */
const guarded = (action: () => void): void => {
  try {
    action();
  } catch (error) {
    reportCrash(error);
  }
};

/** Does something in the room; says so where the room itself could not be fetched. */
const inRoom = async (action: (room: Room) => void): Promise<void> => {
  let room: Room;
  try {
    room = await loadRoom();
  } catch {
    change({ isLoading: false });
    report('app/not-loaded');
    return;
  }
  guarded(() => action(room));
};

/** Stands until it is dismissed: without the autosave the player must keep the game themselves. */
const UNKEPT = 'storage/unavailable';
let storageReported = false;

const save = async (): Promise<void> => {
  const { session, screen } = client.get();
  if (session === null) return;
  try {
    const { saveOf } = await loadRoom();
    await writeAutosave(saveOf(session, screen, Date.now()));
  } catch {
    if (!storageReported) report(UNKEPT);
    storageReported = true;
  }
};

const changeAndSave = (part: Partial<ClientState>): void => {
  change(part);
  void save();
};

export const goTo = (screen: Screen): void => {
  window.scrollTo(0, 0);
  changeAndSave({ screen, working: [] });
};

const enter = (session: Session, screen: Screen): void => {
  const { notice } = client.get();
  markPlaying(true);
  changeAndSave({
    session,
    screen,
    isLoading: false,
    crash: null,
    ...NOTHING_OPEN,
    notice: notice?.code === UNKEPT ? notice : null,
  });
};

const settle = (opened: Result<Session, readonly Problem[]>, screen: Screen, failure: string): void => {
  if (opened.ok) enter(opened.value, screen);
  else change({ isLoading: false, notice: { code: failure, problems: opened.error } });
};

export const newGame = async (setup: Setup): Promise<void> => {
  change({ isLoading: true });
  await inRoom((room) => settle(room.openSession(room.ruleset, setup), 'briefing', 'game/not-opened'));
};

export const continueGame = async (): Promise<void> => {
  const { saved } = client.get();
  if (saved === null) return;
  change({ isLoading: true });
  const screen = saved.screen === 'home' ? 'table' : saved.screen;
  await inRoom((room) => settle(room.reopenSession(room.ruleset, saved), screen, 'save/not-opened'));
};

export const importGame = async (text: string): Promise<void> => {
  change({ isLoading: true });
  await inRoom((room) => {
    const parsed = room.savedFromFile(text, Date.now());
    if (!parsed.ok) change({ isLoading: false, notice: { code: 'file/not-opened', problems: parsed.error } });
    else settle(room.reopenSession(room.ruleset, parsed.value), parsed.value.screen, 'file/not-opened');
  });
};

/** Reads the autosave when the page opens; a reload in the middle of a game goes straight back to it. */
export const openPage = async (): Promise<void> => {
  try {
    change({ saved: await readAutosave(), isLoading: false });
  } catch {
    change({ isLoading: false });
    storageReported = true;
    report(UNKEPT);
  }
  if (location.hash === PLAYING && client.get().saved !== null) await continueGame();
};

export const leaveGame = async (): Promise<void> => {
  await save();
  markPlaying(false);
  change({ screen: 'home', session: null, crash: null, ...NOTHING_OPEN });
  await readAutosave().then(
    (saved) => change({ saved }),
    () => change({ saved: null }),
  );
};

/** After the end: the finished game is closed for good and Home has nothing to continue. */
export const closeGame = async (): Promise<void> => {
  markPlaying(false);
  change({ screen: 'home', session: null, saved: null, crash: null, ...NOTHING_OPEN });
  await clearAutosave().catch(() => undefined);
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
  await inRoom((room) => {
    const { session } = client.get();
    if (session === null) return;
    const sealed = room.sealTurn(session);
    if (!sealed.ok) report('orders/refused', sealed.error);
    else {
      window.scrollTo(0, 0);
      changeAndSave({ session: sealed.value, screen: 'resolution', working: [], selectedId: null });
    }
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
  const { session } = client.get();
  if (session === null) return;
  await inRoom((room) => room.downloadGame(session));
};
