/**
 * Where logs of sessions are kept: the one narrow door to a database. An append has come to the disk when its
 * promise is kept, whole or not at all. One process holds a log at a time: whoever takes it fences the last one off.
 */
import type { LogEntry } from '../../session/index.ts';

/** A session as a list shows it. */
export interface StoredSession {
  readonly sessionId: string;
  /** Room code in its plain form. */
  readonly code: string;
  readonly openedMs: number;
}

/** A log that this process holds, from the moment at which it took it. */
export interface HeldLog {
  readonly sessionId: string;
  /** What was in it when it was taken. */
  readonly entries: readonly LogEntry[];
  /**
   * Durable when it resolves. Rejects with `NoLongerHeld` once another has taken the log, it was erased, or an append
   * before it has failed: take the log again to know what is in it.
   */
  readonly append: (entry: LogEntry) => Promise<void>;
}

export interface SessionStore {
  /** Opens a log with its first entry, and holds it; null where the code is in use. */
  readonly create: (session: StoredSession, first: LogEntry) => Promise<HeldLog | null>;
  /** Takes a log, away from whoever held it; null where there is none. */
  readonly hold: (sessionId: string) => Promise<HeldLog | null>;
  /** What is in a log, without taking it; null where there is none. */
  readonly read: (sessionId: string) => Promise<readonly LogEntry[] | null>;
  readonly find: (code: string) => Promise<string | null>;
  readonly list: () => Promise<readonly StoredSession[]>;
  readonly erase: (sessionId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Somebody else holds the log by now, or it is gone: what this process has in memory is of no account. */
export class NoLongerHeld extends Error {
  constructor(seq: number) {
    super(`step ${seq} was not written: another process holds the session, or it was erased`);
    this.name = 'NoLongerHeld';
  }
}

/** A step of a log is there, and is not what was written. */
export class DamagedLog extends Error {
  constructor(sessionId: string, place: number) {
    super(`step ${place + 1} of session ${sessionId} cannot be read`);
    this.name = 'DamagedLog';
  }
}

/** The steps of a log from their texts, in their order. */
export const readEntries = (sessionId: string, texts: readonly string[]): readonly LogEntry[] =>
  texts.map((text, place) => {
    try {
      return JSON.parse(text) as LogEntry;
    } catch {
      throw new DamagedLog(sessionId, place);
    }
  });
