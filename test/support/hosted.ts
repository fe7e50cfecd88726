/** A hosted game without a server: members send frames, time is what the test says, the log is kept as JSON. */
import { ENGINE_VERSION, type Game, type Order, type SideView } from '../../src/engine/index.ts';
import { parseSeatFrame, type Role, type Settings } from '../../src/protocol/session.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { decideFrame, decideHour, decideJoining, decideOpening, nextFrameId } from '../../src/session/decide.ts';
import type { LogEntry } from '../../src/session/events.ts';
import { foldLog, newSession, type Session } from '../../src/session/fold.ts';
import { audienceOf, picturesFor } from '../../src/session/pictures.ts';

export const SETTINGS: Settings = { turnSeconds: null, roundSeconds: null, absent: 'plan', isTalkReviewed: false };
export const principal = (side: Side): Role => ({ kind: 'side', side, seat: 'principal' });

export interface Table {
  readonly at: (nowMs: number) => void;
  readonly session: () => Session;
  readonly log: () => readonly LogEntry[];
  readonly join: (name: string, role: Role) => string;
  /** Sends a frame with the next number; the code of the refusal, `repeat`, or `ok`. */
  readonly send: (memberId: string, frame: Readonly<Record<string, unknown>>, id?: number) => string;
  readonly hour: () => boolean;
  /** What a member's screen holds, as bytes. */
  readonly screen: (memberId: string) => string;
  readonly view: (side: Side) => SideView;
  /** Clears the side's desk, places orders on it and seals. */
  readonly seal: (memberId: string, orders: readonly Order[]) => string;
}

const joining = (memberId: string, name: string, role: Role) =>
  ({ kind: 'member.joined', memberId, name, tokenHash: `hash of ${memberId}`, role }) as const;

export const openTable = (game: Game, seed = 'hosted', settings: Settings = SETTINGS): Table => {
  let nowMs = 1_000;
  let lines: string[] = [];
  const opened = {
    kind: 'session.opened',
    sessionId: 'session',
    code: 'CODE',
    scenarioId: game.scenario.id,
    packId: game.packId,
    seed,
    rulesetHash: game.ruleset.hash,
    engineVersion: ENGINE_VERSION,
    settings,
  } as const;
  const white = { kind: 'white', office: 'controller' } as const;
  let session = newSession(game, opened);
  const keep = (step: { readonly entry: LogEntry; readonly session: Session }): void => {
    lines = [...lines, JSON.stringify(step.entry)];
    session = step.session;
  };
  keep(decideOpening(session, opened, joining('white', 'White', white), nowMs));
  const log = (): readonly LogEntry[] => lines.map((line) => JSON.parse(line) as LogEntry);
  const memberOf = (memberId: string) => {
    const member = session.members.find(({ id }) => id === memberId);
    if (member === undefined) throw new Error(`nobody is called ${memberId}`);
    return member;
  };
  const send = (
    memberId: string,
    frame: Readonly<Record<string, unknown>>,
    id = nextFrameId(memberOf(memberId)),
  ): string => {
    const text = JSON.stringify({ id, ...frame });
    const parsed = parseSeatFrame(text);
    if (!parsed.ok) return parsed.error.code;
    const decision = decideFrame(session, memberId, parsed.value, text, nowMs);
    if (decision.kind === 'step') keep(decision.step);
    if (decision.kind === 'refused') return decision.refusal.code;
    return decision.kind === 'repeat' ? 'repeat' : 'ok';
  };
  const view = (side: Side): SideView => (picturesFor(session, side).get('table') as { readonly view: SideView }).view;
  return {
    at: (ms) => {
      nowMs = ms;
    },
    session: () => session,
    log,
    join: (name, role) => {
      const memberId = name.toLowerCase();
      const decided = decideJoining(session, joining(memberId, name, role), nowMs);
      if (!decided.ok) throw new Error(decided.error.code);
      keep(decided.value);
      return memberId;
    },
    send,
    hour: () => {
      const step = decideHour(session, nowMs);
      if (step !== null) keep(step);
      return step !== null;
    },
    screen: (memberId) => JSON.stringify([...picturesFor(session, audienceOf(memberOf(memberId)))]),
    view,
    seal: (memberId, orders) => {
      send(memberId, { kind: 'draft.clear' });
      for (const order of orders) {
        const code = send(memberId, { kind: 'order.add', order });
        if (code !== 'ok') return code;
      }
      const { role } = memberOf(memberId);
      if (role.kind !== 'side') return 'not a side';
      const { turn, stage } = view(role.side);
      return send(memberId, { kind: 'seal', turn, stage });
    },
  };
};

/** The session that the log comes to, as JSON, for comparing. */
export const refolded = (game: Game, log: readonly LogEntry[]): string => plain(foldLog(game, log));
export const plain = ({ game: _game, ...session }: Session): string => JSON.stringify(session);
