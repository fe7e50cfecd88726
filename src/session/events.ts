/**
 * What can have happened in a hosted game. The log of these is all that is kept of it: the session is what
 * they come to, in their order (`fold.ts`). Seat tokens are not in it, only their hashes.
 */
import type { BotId } from '../bots/index.ts';
import type { Order, Ruling, Stage } from '../engine/index.ts';
import type { ForecastQuestion, InjectTime, Role, Settings } from '../protocol/session.ts';
import type { Addressee, SealedBy } from '../protocol/sessionParts.ts';
import type { BySide, Side } from '../ruleset/terms.ts';

export interface SessionOpened {
  readonly kind: 'session.opened';
  readonly sessionId: string;
  readonly code: string;
  readonly scenarioId: string;
  readonly packId: string;
  readonly seed: string;
  readonly rulesetHash: string;
  readonly engineVersion: string;
  readonly settings: Settings;
}

export type SessionEvent =
  | SessionOpened
  | {
      readonly kind: 'member.joined';
      readonly memberId: string;
      readonly name: string;
      readonly tokenHash: string;
      readonly role: Role;
    }
  | { readonly kind: 'member.moved'; readonly memberId: string; readonly role: Role }
  | { readonly kind: 'member.removed'; readonly memberId: string }
  | { readonly kind: 'side.led'; readonly side: Side; readonly botId: BotId | null }
  | { readonly kind: 'settings.changed'; readonly settings: Settings }
  | { readonly kind: 'session.started' | 'session.revealed' | 'session.ended' }
  | { readonly kind: 'session.paused' | 'session.resumed' }
  | { readonly kind: 'timer.changed'; readonly deadlineMs: number | null; readonly remainingMs: number | null }
  | {
      readonly kind: 'order.added' | 'order.replaced';
      readonly side: Side;
      readonly memberId: string;
      readonly orderId: string;
      readonly order: Order;
    }
  | { readonly kind: 'order.removed'; readonly side: Side; readonly orderId: string }
  | {
      readonly kind: 'side.sealed';
      readonly side: Side;
      readonly by: SealedBy;
      readonly orders: readonly Order[];
      readonly cutCount: number;
      readonly dropped: readonly Order[];
    }
  | {
      readonly kind: 'turn.resolved';
      readonly stage: Stage;
      readonly orders: BySide<readonly Order[]>;
      readonly rulings: readonly Ruling[];
      readonly hash: string;
    }
  | { readonly kind: 'turn.steppedBack'; readonly reason: string }
  | {
      readonly kind: 'intent.stated';
      readonly memberId: string;
      readonly side: Side;
      readonly turn: number;
      readonly text: string;
      readonly question: ForecastQuestion;
      readonly prob: number;
    }
  | {
      readonly kind: 'message.sent';
      readonly messageId: string;
      readonly memberId: string;
      readonly from: Side | 'white';
      readonly to: Addressee;
      readonly text: string;
      readonly answers: string | null;
      readonly isWaiting: boolean;
    }
  | { readonly kind: 'message.released' | 'message.intercepted'; readonly messageId: string }
  | { readonly kind: 'inject.prepared'; readonly injectId: string; readonly eventId: string; readonly when: InjectTime }
  | { readonly kind: 'inject.withdrawn'; readonly injectId: string }
  | {
      readonly kind: 'override.made';
      readonly overrideId: string;
      readonly ruling: Extract<Ruling, { kind: 'override' }>;
      readonly memberId: string;
    }
  | { readonly kind: 'override.withdrawn'; readonly overrideId: string };

/** Whose frame it was, by its number and a digest of its text: for telling a repeat from a forgery. */
export interface Cause {
  readonly memberId: string;
  readonly frameId: number;
  readonly digest: string;
}

/** One step of the log: all of it happened, or nothing. */
export interface LogEntry {
  /** From 1, without gaps. */
  readonly seq: number;
  readonly atMs: number;
  readonly cause: Cause | null;
  readonly events: readonly SessionEvent[];
}
