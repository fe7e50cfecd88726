/**
 * A Colyseus room that holds one session: frames in, what they did kept in the log, then acknowledged and shown.
 *
 * The session is taken from the log when the room is first entered, so a room of a dead process is opened by any
 * other that is asked for it. Nothing is shown before it is kept. Whoever loses the log closes the room.
 */
import { type Client, CloseCode, Room } from '@colyseus/core';
import {
  frameIdOf,
  type Looked,
  makeServerFrame,
  parseSeatFrame,
  type PartName,
  type Refusal,
  refuse,
  type Role,
  type SeatFrame,
  type ServerFrame,
  PROTOCOL_VERSION,
} from '../protocol/session.ts';
import type { Talk } from '../protocol/sessionParts.ts';
import { talkSince } from '../protocol/talk.ts';
import {
  type Audience,
  audienceOf,
  decideFrame,
  decideHour,
  decideJoining,
  exportOf,
  fitsRules,
  foldLog,
  gameOf,
  isReading,
  type LogEntry,
  mayAsk,
  type Member,
  nextFrameId,
  picturesFor,
  readPage,
  type Ruleset,
  type Session,
  type Step,
} from '../session/index.ts';
import { digestOf } from './codes.ts';
import { type Bucket, makeBucket } from './limits.ts';
import { DamagedLog, type HeldLog, type SessionStore } from './store/store.ts';
import { FRAME, isFrame, isSignal } from './wire.ts';

/** What one asks of a room through the server: to be let in anew, or into a seat by its token. */
export type Entering =
  | {
      readonly kind: 'join';
      readonly memberId: string;
      readonly name: string;
      readonly tokenHash: string;
      readonly role: Role;
    }
  | { readonly kind: 'resume'; readonly tokenHash: string };
export type Entered = { readonly memberId: string } | Refusal;

export interface RoomServices {
  readonly ruleset: Ruleset;
  readonly store: SessionStore;
  readonly nowMs: () => number;
  /** Told of faults that nobody else hears of. */
  readonly report: (fault: unknown) => void;
}

/** A whole draft at once, as after a cut, and a busy person after that. */
const FRAMES = { burst: 150, perSecond: 20 };
/** Frames refused for their number, after which a connection is cut. */
const PATIENCE = 400;
const IDLE_MS = 300_000;
const LONGEST_TIMER_MS = 2_000_000_000;
const MOST_CONNECTIONS = 200;
const TAKEN_OVER = 4001;

/** A connection: whose it is, what it holds, and how much it may still send. */
interface Seat {
  readonly memberId: string;
  /** As the connection has been told it. */
  role: Role;
  readonly bucket: Bucket;
  readonly sent: Map<PartName, string>;
  /** Talk as far as it has been told; null before any. */
  talk: Talk | null;
  refusedCount: number;
}

/** What one audience sees, written once for all its seats, and not before somebody is to be told. */
interface WrittenPart {
  readonly value: unknown;
  readonly text: () => string;
}
type Written = Map<PartName, WrittenPart>;

const written = (write: () => string): (() => string) => {
  let text: string | null = null;
  return () => (text ??= write());
};

/** The class of rooms that keep their logs in this store. */
export const sessionRoomClass = ({ ruleset, store, nowMs, report }: RoomServices) =>
  class SessionRoom extends Room {
    private opening: Promise<string | null> | null = null;
    private held: HeldLog | null = null;
    private entries: LogEntry[] = [];
    /** The session with every step taken, and as far as it is kept. */
    private session: Session | null = null;
    private kept: Session | null = null;
    private readonly seats = new Map<Client, Seat>();
    private readonly written = new Map<Audience, Written>();
    /** What seats that were told the same before are told of a talk. */
    private readonly said = new WeakMap<Talk, { readonly before: Talk; readonly text: string | null }>();
    private isShowing = false;
    private isClosed = false;
    private timer: NodeJS.Timeout | undefined;
    private idle: NodeJS.Timeout | undefined;

    override onCreate({ sessionId }: { readonly sessionId: string }): void {
      this.roomId = sessionId;
      this.autoDispose = false;
      this.patchRate = null;
      this.maxClients = MOST_CONNECTIONS;
      this.guardWire();
      this.onMessage('*', (client, type, given: unknown) => {
        if (type === FRAME) this.take(client, given);
        else this.tell(client, { kind: 'refused', id: null, ...refuse('frame/not-text') });
      });
      this.watchIdle();
    }

    /** Looks at bytes before the library does. */
    private guardWire(): void {
      const decode = Reflect.get(this, '_onMessage') as (client: Client, bytes: Buffer) => void;
      Reflect.set(this, '_onMessage', (client: Client, bytes: Buffer) => {
        if (isSignal(bytes) || isFrame(bytes)) decode.call(this, client, bytes);
        else this.refuseFrame(client, null, refuse('frame/not-text'));
      });
    }

    // --- the log

    /** Takes the session from its log; the code of what is in the way, or null. */
    private async open(): Promise<string | null> {
      const held = await this.takeLog();
      if (typeof held === 'string') return held;
      const [opened] = held.entries[0]?.events ?? [];
      if (opened?.kind !== 'session.opened') return 'session/damaged';
      if (!fitsRules(ruleset, opened)) return 'session/other-rules';
      try {
        this.session = foldLog(gameOf(ruleset, opened.scenarioId, opened.packId), held.entries);
      } catch (fault) {
        // What does not come out as it did is neither played on nor mended here: its log stays as it is.
        report(fault);
        return 'session/damaged';
      }
      this.held = held;
      this.entries = [...held.entries];
      this.kept = this.session;
      this.watchHour();
      return null;
    }

    private async takeLog(): Promise<HeldLog | string> {
      try {
        return (await store.hold(this.roomId)) ?? 'session/unknown-code';
      } catch (fault) {
        report(fault);
        return fault instanceof DamagedLog ? 'session/damaged' : 'session/unreachable';
      }
    }

    /** Keeps a step, then tells: in the order in which steps were taken. */
    private async keep({ entry, session }: Step): Promise<void> {
      this.session = session;
      this.watchHour();
      if (this.held === null) throw new Error('a step without a log');
      try {
        await this.held.append(entry);
      } catch (fault) {
        report(fault);
        this.close('session/moved');
        throw fault;
      }
      this.entries.push(entry);
      this.kept = session;
      this.showSoon();
    }

    private watchHour(): void {
      clearTimeout(this.timer);
      const deadlineMs = this.session?.deadlineMs ?? null;
      if (deadlineMs === null || this.isClosed) return;
      const afterMs = Math.min(LONGEST_TIMER_MS, Math.max(0, deadlineMs - nowMs()));
      this.timer = setTimeout(() => this.strike(), afterMs);
    }

    private strike(): void {
      const step = this.session === null || this.isClosed ? null : decideHour(this.session, nowMs());
      if (step === null) this.watchHour();
      else this.keep(step).catch(() => undefined);
    }

    // --- coming and going

    /** Lets somebody in, or says why not; asked by the server's door, on this process or another. */
    async enter(entering: Entering): Promise<Entered> {
      this.opening ??= this.open();
      const obstacle = await this.opening;
      if (obstacle !== null || this.session === null) {
        const code = obstacle ?? 'session/unreachable';
        this.close(code);
        return refuse(code, 'code');
      }
      if (entering.kind === 'resume') {
        const member = this.session.members.find(({ tokenHash }) => tokenHash === entering.tokenHash);
        return member === undefined ? refuse('session/unknown-token', 'token') : { memberId: member.id };
      }
      const joined = decideJoining(this.session, { ...entering, kind: 'member.joined' }, nowMs());
      if (!joined.ok) return joined.error;
      await this.keep(joined.value);
      return { memberId: entering.memberId };
    }

    /** What somebody is told who knows the code and has no seat. */
    async look(): Promise<Omit<Looked, 'code'> | Refusal> {
      this.opening ??= this.open();
      const obstacle = await this.opening;
      if (obstacle !== null || this.kept === null) {
        const code = obstacle ?? 'session/unreachable';
        this.close(code);
        return refuse(code, 'code');
      }
      const { opened, stage, members, bots } = this.kept;
      return {
        scenarioId: opened.scenarioId,
        packId: opened.packId,
        stage,
        roles: members.map(({ role }) => role),
        ledByBot: { us: bots.us !== null, cn: bots.cn !== null },
      };
    }

    override onJoin(client: Client, { memberId }: { readonly memberId: string }): void {
      const member = this.memberOf(memberId);
      if (member === undefined || this.session === null) {
        this.bid(client, 'session/unknown-member');
        return;
      }
      for (const [other, seat] of this.seats) if (seat.memberId === memberId) this.bid(other, 'session/taken-over');
      const { role } = member;
      this.seats.set(client, {
        memberId,
        role,
        bucket: makeBucket(FRAMES),
        sent: new Map(),
        talk: null,
        refusedCount: 0,
      });
      this.welcome(client, member, this.session);
      this.showSoon();
    }

    private welcome(client: Client, member: Member, { opened }: Session): void {
      this.tell(client, {
        kind: 'welcome',
        protocolVersion: PROTOCOL_VERSION,
        engineVersion: opened.engineVersion,
        rulesetHash: opened.rulesetHash,
        scenarioId: opened.scenarioId,
        packId: opened.packId,
        code: opened.code,
        memberId: member.id,
        role: member.role,
        nextFrameId: nextFrameId(member),
        nowMs: nowMs(),
      });
    }

    override onLeave(client: Client): void {
      this.seats.delete(client);
      this.watchIdle();
    }

    override onDispose(): void {
      this.isClosed = true;
      clearTimeout(this.timer);
      clearTimeout(this.idle);
    }

    private memberOf(memberId: string): Member | undefined {
      return this.session?.members.find(({ id }) => id === memberId);
    }

    /** Lets go of a session that nobody looks at and no timer waits for: its log opens it again. */
    private watchIdle(): void {
      clearTimeout(this.idle);
      this.idle = setTimeout(() => {
        if (this.seats.size > 0 || (this.session?.deadlineMs ?? null) !== null) this.watchIdle();
        else this.close('session/moved');
      }, IDLE_MS);
      this.idle.unref();
    }

    // --- frames

    private take(client: Client, given: unknown): void {
      const seat = this.seats.get(client);
      if (seat === undefined || this.session === null || this.isClosed) return;
      if (!seat.bucket.take(nowMs())) {
        this.refuseFrame(client, frameIdOf(given), refuse('frame/too-many'));
        return;
      }
      const parsed = parseSeatFrame(given);
      if (!parsed.ok) {
        this.refuseFrame(client, frameIdOf(given), parsed.error);
        return;
      }
      const frame = parsed.value;
      if (isReading(frame)) this.answer(client, seat, frame);
      else this.change(client, seat, frame, String(given));
    }

    private change(client: Client, { memberId }: Seat, frame: SeatFrame, text: string): void {
      if (this.session === null) return;
      const decision = decideFrame(this.session, memberId, frame, digestOf(text), nowMs());
      if (decision.kind === 'refused') this.refuseFrame(client, frame.id, decision.refusal);
      // A step taken in memory is not kept yet: its repeat is acknowledged when all before it are.
      else if (decision.kind === 'repeat')
        this.whenKept(() => this.tell(client, { kind: 'ack', id: frame.id, isRepeat: true }));
      else
        this.keep(decision.step).then(
          () => this.tell(client, { kind: 'ack', id: frame.id, isRepeat: false }),
          () => undefined,
        );
    }

    private readonly waiting: { readonly seq: number; readonly tell: () => void }[] = [];
    private whenKept(tell: () => void): void {
      const seq = this.session?.seq ?? 0;
      if ((this.kept?.seq ?? 0) >= seq) tell();
      else this.waiting.push({ seq, tell });
    }

    private answer(client: Client, { memberId }: Seat, frame: SeatFrame): void {
      const member = this.memberOf(memberId);
      const { kept } = this;
      if (member === undefined || kept === null || !mayAsk(member, frame.kind))
        this.refuseFrame(client, frame.id, refuse('session/not-allowed', 'kind'));
      else if (frame.kind === 'page.read') {
        const page = readPage(kept, audienceOf(member), frame.place);
        if (page === null) this.refuseFrame(client, frame.id, refuse('session/unknown-page', 'place'));
        else this.tell(client, { kind: 'page', id: frame.id, page });
      } else if (frame.kind === 'session.export')
        this.tell(client, { kind: 'exported', id: frame.id, text: exportOf(kept, this.entries) });
      else void this.erase(client, frame.id);
    }

    private async erase(client: Client, id: number): Promise<void> {
      try {
        await store.erase(this.roomId);
        this.tell(client, { kind: 'ack', id, isRepeat: false });
        this.close('session/erased');
      } catch (fault) {
        report(fault);
        this.refuseFrame(client, id, refuse('session/not-erased'));
      }
    }

    private refuseFrame(client: Client, id: number | null, refusal: Refusal): void {
      this.tell(client, { kind: 'refused', id, ...refusal });
      const seat = this.seats.get(client);
      if (seat === undefined) return;
      seat.refusedCount += refusal.code.startsWith('frame/') ? 1 : 0;
      if (seat.refusedCount > PATIENCE) this.bid(client, 'frame/too-many');
    }

    // --- telling

    private tell(client: Client, frame: ServerFrame): void {
      client.send(FRAME, makeServerFrame(frame));
    }

    /** Sends somebody away, with the reason. */
    private bid(client: Client, code: string): void {
      this.tell(client, { kind: 'closed', code });
      this.seats.delete(client);
      client.leave(TAKEN_OVER);
    }

    private close(code: string): void {
      if (this.isClosed) return;
      this.isClosed = true;
      clearTimeout(this.timer);
      for (const client of this.seats.keys()) this.tell(client, { kind: 'closed', code });
      this.disconnect(CloseCode.NORMAL_CLOSURE).catch(report);
    }

    /** Shows what is kept once all that is kept together has been. */
    private showSoon(): void {
      if (this.isShowing) return;
      this.isShowing = true;
      setImmediate(() => {
        this.isShowing = false;
        this.show();
      });
    }

    private show(): void {
      const { kept } = this;
      if (kept === null || this.isClosed) return;
      for (const each of this.waiting.splice(0)) {
        if (each.seq <= kept.seq) each.tell();
        else this.waiting.push(each);
      }
      const pictures = new Map<Audience, Written>();
      for (const [client, seat] of this.seats) {
        const member = kept.members.find(({ id }) => id === seat.memberId);
        if (member === undefined) {
          this.bid(client, 'session/removed');
          continue;
        }
        if (member.role !== seat.role) {
          // In another seat nothing holds that was shown in the one before.
          seat.role = member.role;
          seat.sent.clear();
          seat.talk = null;
          this.welcome(client, member, kept);
        }
        const audience = audienceOf(member);
        const parts = pictures.get(audience) ?? this.write(kept, audience);
        pictures.set(audience, parts);
        for (const [name, part] of parts) {
          const text = name === 'talk' ? this.talkFor(seat, part) : this.partFor(seat, name, part);
          if (text !== null) client.send(FRAME, text);
        }
        for (const name of seat.sent.keys()) if (!parts.has(name)) seat.sent.delete(name);
      }
    }

    /** A part, for a seat that has not been shown the same; else null. */
    private partFor({ sent }: Seat, name: PartName, { text }: WrittenPart): string | null {
      if (sent.get(name) === text()) return null;
      sent.set(name, text());
      return text();
    }

    /** Talk: whole for a seat that has been told none, then what has come since; null where nothing has. */
    private talkFor(seat: Seat, { value, text }: WrittenPart): string | null {
      const [before, talk] = [seat.talk, value as Talk];
      seat.talk = talk;
      if (before === null) return text();
      const known = this.said.get(talk);
      if (known?.before === before) return known.text;
      const more = before === talk ? null : talkSince(before, talk);
      const said =
        more === null
          ? null
          : makeServerFrame({ kind: 'said', messages: [...more.messages], intents: [...more.intents] });
      this.said.set(talk, { before, text: said });
      return said;
    }

    /** The parts of an audience; what has not changed is not written again. */
    private write(session: Session, audience: Audience): Written {
      const before = this.written.get(audience);
      const after: Written = new Map();
      for (const [name, value] of picturesFor(session, audience)) {
        const known = before?.get(name);
        const isKnown = known !== undefined && known.value === value;
        after.set(
          name,
          isKnown ? known : { value, text: written(() => makeServerFrame({ kind: 'part', name, value })) },
        );
      }
      this.written.set(audience, after);
      return after;
    }
  };
