/**
 * A hosted game as the sum of its log: `applyEntry` takes it one step further, and nothing else changes it.
 * No clock, no chance, no disk: the same log gives the same session on any machine, turn for turn the same hash.
 */
import type { BotId } from '../bots/index.ts';
import {
  bySide,
  ENGINE_VERSION,
  type Game,
  type GameEvent,
  type GameRecord,
  type GameState,
  InvariantError,
  makeRecord,
  type Order,
  publicNews,
  recordTurn,
  type RecordedTurn,
  resolveTurn,
  type Ruling,
  startState,
  type TurnResolution,
} from '../engine/index.ts';
import type { Role, Settings } from '../protocol/session.ts';
import type {
  DraftOrder,
  Inject,
  Intent,
  Message,
  Override,
  SealedDraft,
  SessionStage,
  Trimmed,
} from '../protocol/sessionParts.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import type { LogEntry, SessionEvent, SessionOpened } from './events.ts';
import { nextStage, type OnTable, type StageEvent } from './stages.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly role: Role;
  /** Frames taken last, oldest first: enough to know a repeat when a connection comes back. */
  readonly frames: readonly { readonly id: number; readonly digest: string }[];
}

/** A half-year or round as it was resolved, and the state before it. */
export interface Played {
  readonly before: GameState;
  readonly orders: BySide<readonly Order[]>;
  /** What the seals made of the orders, where they were not legal together. */
  readonly trimmed: BySide<Trimmed | null>;
  readonly rulings: readonly Ruling[];
  readonly injects: readonly Inject[];
  readonly overrides: readonly Override[];
}

export interface Session {
  readonly game: Game;
  readonly opened: SessionOpened;
  readonly settings: Settings;
  readonly seq: number;
  readonly stage: SessionStage;
  readonly members: readonly Member[];
  readonly bots: BySide<BotId | null>;
  readonly drafts: BySide<readonly DraftOrder[]>;
  readonly sealed: BySide<SealedDraft | null>;
  readonly state: GameState;
  readonly played: readonly Played[];
  readonly turns: readonly RecordedTurn[];
  readonly news: readonly GameEvent[];
  readonly injects: readonly Inject[];
  readonly overrides: readonly Override[];
  readonly messages: readonly Message[];
  readonly intents: readonly Intent[];
  /** End of the time for this stage, ms since 1970; while paused, what is left of it. */
  readonly deadlineMs: number | null;
  readonly remainingMs: number | null;
  readonly isRevealed: boolean;
  /** Why the last result was taken back, until there is another one. */
  readonly takenBack: string | null;
}

const FRAMES_REMEMBERED = 256;
const EMPTY: BySide<readonly DraftOrder[]> = { us: [], cn: [] };
const UNSEALED: BySide<null> = { us: null, cn: null };

export const onTable = ({ outcome, stage }: GameState): OnTable => (outcome === null ? stage : 'over');

/** A session before its log: the game that its first event names. */
export const newSession = (game: Game, opened: SessionOpened): Session => ({
  game,
  opened,
  settings: opened.settings,
  seq: 0,
  stage: 'lobby',
  members: [],
  bots: { us: null, cn: null },
  drafts: EMPTY,
  sealed: UNSEALED,
  state: startState(game, opened.seed),
  played: [],
  turns: [],
  news: [],
  injects: [],
  overrides: [],
  messages: [],
  intents: [],
  deadlineMs: null,
  remainingMs: null,
  isRevealed: false,
  takenBack: null,
});

const withMember = (session: Session, memberId: string, change: (member: Member) => Partial<Member>): Session => ({
  ...session,
  members: session.members.map((member) => (member.id === memberId ? { ...member, ...change(member) } : member)),
});

const withDraft = (
  session: Session,
  side: Side,
  change: (draft: readonly DraftOrder[]) => readonly DraftOrder[],
): Session => ({ ...session, drafts: { ...session.drafts, [side]: change(session.drafts[side]) } });

const inStage = (session: Session, type: StageEvent['type'], state: GameState = session.state): Session => ({
  ...session,
  stage: nextStage(session.stage, { type, table: onTable(state) }),
});

/** Resolutions of events that have just been made, so that the engine is not asked twice. */
const resolutions = new WeakMap<SessionEvent, TurnResolution>();

type Resolved = Extract<SessionEvent, { kind: 'turn.resolved' }>;

const resolve = (
  { game, state }: Pick<Session, 'game' | 'state'>,
  { orders, rulings }: Pick<Resolved, 'orders' | 'rulings'>,
): TurnResolution => {
  const resolved = resolveTurn(game, state, orders, { rulings });
  if (!resolved.ok) throw new InvariantError('sealed orders are not legal', { rejections: resolved.error });
  return resolved.value;
};

/** The event that a turn resolved so would leave. */
export const resolvedEvent = (
  session: Session,
  orders: BySide<readonly Order[]>,
  rulings: readonly Ruling[],
): Resolved => {
  const resolution = resolve(session, { orders, rulings });
  const recorded = recordTurn(resolution, orders, rulings);
  const event: Resolved = {
    kind: 'turn.resolved',
    stage: session.state.stage,
    orders: recorded.orders,
    rulings,
    hash: recorded.hash,
  };
  resolutions.set(event, resolution);
  return event;
};

/** How a half-year that was played came out, worked out again. */
export const resolutionOf = (game: Game, played: Played): TurnResolution =>
  resolve({ game, state: played.before }, played);

/** Injects whose time has come, as the state stands; a held one waits for the white cell. */
export const dueInjects = ({ injects, state }: Session): readonly Inject[] => {
  const rungs: readonly string[] = ['calm', 'friction', 'confrontation', 'crisis', 'clash', 'war'];
  return injects.filter(({ when }) => {
    if (when.kind === 'now') return true;
    if (when.kind === 'turn') return state.turn + 1 >= when.turn;
    return when.kind === 'crisis' && rungs.indexOf(state.crisis) >= rungs.indexOf(when.rung);
  });
};

const trimmedBy = (sealed: SealedDraft | null): Trimmed | null => {
  if (sealed === null || (sealed.cutCount === 0 && sealed.dropped.length === 0)) return null;
  const { cutCount, dropped } = sealed;
  return { cutCount, dropped };
};

const afterTurn = (session: Session, event: Resolved): Session => {
  const resolution = resolutions.get(event) ?? resolve(session, event);
  const recorded = recordTurn(resolution, event.orders, event.rulings);
  if (recorded.hash !== event.hash)
    throw new InvariantError('a turn of the log comes out otherwise', {
      seed: session.opened.seed,
      turn: recorded.turn,
    });
  const ofCards = event.rulings.flatMap((ruling) => (ruling.kind === 'inject' ? [ruling.eventId] : []));
  const injects = session.injects.filter(({ eventId }) => ofCards.includes(eventId));
  const wereRuled = event.rulings.some(({ kind }) => kind === 'override');
  const played: Played = {
    before: session.state,
    orders: event.orders,
    trimmed: bySide((side) => trimmedBy(session.sealed[side])),
    rulings: event.rulings,
    injects,
    overrides: wereRuled ? session.overrides : [],
  };
  const resolving = inStage(session, 'resolve');
  return inStage(
    {
      ...resolving,
      state: resolution.state,
      played: [...session.played, played],
      turns: [...session.turns, recorded],
      news: publicNews(resolution),
      drafts: EMPTY,
      sealed: UNSEALED,
      injects: session.injects.filter((each) => !injects.includes(each)),
      overrides: wereRuled ? [] : session.overrides,
      deadlineMs: null,
      takenBack: null,
    },
    'open',
  );
};

const onDesk = (orders: readonly Order[], place: number): readonly DraftOrder[] =>
  orders.map((order, at) => ({ orderId: `back-${place}-${at + 1}`, memberId: '', order }));

/** The session with its last half-year not played: its orders lie on the desks again, what was ruled is to be ruled. */
const beforeLast = (session: Session, reason: string): Session => {
  const last = session.played.at(-1);
  if (last === undefined) return session;
  const before = session.played.at(-2);
  const place = session.played.length;
  return inStage(
    {
      ...session,
      state: last.before,
      played: session.played.slice(0, -1),
      turns: session.turns.slice(0, -1),
      news: before === undefined ? [] : publicNews(resolutionOf(session.game, before)),
      drafts: bySide((side) => (session.bots[side] === null ? onDesk(last.orders[side], place) : [])),
      sealed: UNSEALED,
      injects: [...last.injects.map((inject): Inject => ({ ...inject, when: { kind: 'held' } })), ...session.injects],
      overrides: [...last.overrides, ...session.overrides],
      deadlineMs: null,
      remainingMs: null,
      takenBack: reason,
    },
    'stepBack',
    last.before,
  );
};

/** The session after one event. */
export const applyEvent = (session: Session, event: SessionEvent, atMs: number): Session => {
  switch (event.kind) {
    case 'session.opened':
      return session;
    case 'member.joined': {
      const { memberId: id, name, tokenHash, role } = event;
      return { ...session, members: [...session.members, { id, name, tokenHash, role, frames: [] }] };
    }
    case 'member.moved':
      return withMember(session, event.memberId, () => ({ role: event.role }));
    case 'member.removed':
      return { ...session, members: session.members.filter(({ id }) => id !== event.memberId) };
    case 'side.led':
      return {
        ...session,
        bots: { ...session.bots, [event.side]: event.botId },
        sealed: { ...session.sealed, [event.side]: null },
      };
    case 'settings.changed':
      return { ...session, settings: event.settings };
    case 'session.started':
      return inStage(session, 'start');
    case 'session.paused':
      return inStage(session, 'pause');
    case 'session.resumed':
      return inStage(session, 'resume');
    case 'session.ended':
      return { ...inStage(session, 'end'), deadlineMs: null, remainingMs: null };
    case 'session.revealed':
      return { ...session, isRevealed: true };
    case 'timer.changed':
      return { ...session, deadlineMs: event.deadlineMs, remainingMs: event.remainingMs };
    case 'order.added': {
      const { orderId, memberId, order } = event;
      return withDraft(session, event.side, (draft) => [...draft, { orderId, memberId, order }]);
    }
    case 'order.replaced': {
      const { orderId, memberId, order } = event;
      return withDraft(session, event.side, (draft) =>
        draft.map((each) => (each.orderId === orderId ? { orderId, memberId, order } : each)),
      );
    }
    case 'order.removed':
      return withDraft(session, event.side, (draft) => draft.filter(({ orderId }) => orderId !== event.orderId));
    case 'side.sealed': {
      const { side, kind: _kind, ...sealed } = event;
      return { ...session, sealed: { ...session.sealed, [side]: sealed } };
    }
    case 'turn.resolved':
      return afterTurn(session, event);
    case 'turn.steppedBack':
      return beforeLast(session, event.reason);
    case 'intent.stated': {
      const { kind: _kind, ...intent } = event;
      const others = session.intents.filter(
        (each) => each.memberId !== intent.memberId || each.turn !== intent.turn || each.question !== intent.question,
      );
      return { ...session, intents: [...others, intent] };
    }
    case 'message.sent': {
      const { kind: _kind, isWaiting, ...sent } = event;
      const message: Message = { ...sent, atMs, turn: session.state.turn, state: isWaiting ? 'waiting' : 'delivered' };
      return { ...session, messages: [...session.messages, message] };
    }
    case 'message.released':
    case 'message.intercepted': {
      const state = event.kind === 'message.released' ? 'delivered' : 'intercepted';
      const messages = session.messages.map((each) =>
        each.messageId === event.messageId ? ({ ...each, state } as const) : each,
      );
      return { ...session, messages };
    }
    case 'inject.prepared': {
      const { injectId, eventId, when } = event;
      const others = session.injects.filter((each) => each.injectId !== injectId);
      return { ...session, injects: [...others, { injectId, eventId, when }] };
    }
    case 'inject.withdrawn':
      return { ...session, injects: session.injects.filter(({ injectId }) => injectId !== event.injectId) };
    case 'override.made': {
      const { overrideId, memberId, ruling } = event;
      return { ...session, overrides: [...session.overrides, { overrideId, memberId, ruling }] };
    }
    case 'override.withdrawn':
      return { ...session, overrides: session.overrides.filter(({ overrideId }) => overrideId !== event.overrideId) };
  }
};

/** Remembers the frame that a step answers, so that the same frame again is known. */
const withFrame = (session: Session, { cause }: LogEntry): Session =>
  cause === null
    ? session
    : withMember(session, cause.memberId, ({ frames }) => ({
        frames: [...frames.slice(1 - FRAMES_REMEMBERED), { id: cause.frameId, digest: cause.digest }],
      }));

/** The session after a step whose events have been applied already. */
export const closeEntry = (session: Session, entry: LogEntry): Session => ({
  ...withFrame(session, entry),
  seq: entry.seq,
});

export const applyEntry = (session: Session, entry: LogEntry): Session => {
  if (entry.seq !== session.seq + 1)
    throw new InvariantError('a step of the log is missing', { expected: session.seq + 1, got: entry.seq });
  return closeEntry(
    entry.events.reduce((each, event) => applyEvent(each, event, entry.atMs), session),
    entry,
  );
};

/** The session that a log comes to. The game is the one that `opened` names. */
export const foldLog = (game: Game, log: readonly LogEntry[]): Session => {
  const [opened] = log[0]?.events ?? [];
  if (opened?.kind !== 'session.opened') throw new InvariantError('a log begins with the opening', {});
  if (opened.rulesetHash !== game.ruleset.hash || opened.engineVersion !== ENGINE_VERSION)
    throw new InvariantError('the log was made with other rules, or by another engine', {
      rulesetHash: opened.rulesetHash,
      engineVersion: opened.engineVersion,
    });
  return log.reduce(applyEntry, newSession(game, opened));
};

/** The record of the game so far, as every other record. */
export const recordOf = ({ game, opened, bots, turns, state }: Session): GameRecord =>
  makeRecord({
    game,
    seed: opened.seed,
    controllers: bySide((side) => bots[side] ?? 'person'),
    turns,
    outcome: state.outcome,
  });
