/**
 * What bytes may reach the room server's decoder: its own three signals of one byte, and messages of type `frame`
 * whose payload is one text. Its general decoder reads anything, lengths that are not there included.
 */
import { Protocol } from '@colyseus/core';

const SIGNALS: ReadonlySet<number> = new Set([Protocol.JOIN_ROOM, Protocol.LEAVE_ROOM, Protocol.PING]);
/** A text of up to 31 bytes: its length is in its first byte. */
const SHORT_TEXT = 0xa0;
const SHORT_TEXT_MOST = 31;
/** Longer texts: first byte, and bytes in which the length follows. */
const LONG_TEXTS: ReadonlyMap<number, number> = new Map([
  [0xd9, 1],
  [0xda, 2],
  [0xdb, 4],
]);

/** The one type of message, in both directions. */
export const FRAME = 'frame';
const HEADER = Buffer.from([Protocol.ROOM_DATA, SHORT_TEXT + FRAME.length, ...Buffer.from(FRAME)]);

/** Whether the bytes are one text, whole and nothing after it. */
const isText = (bytes: Buffer): boolean => {
  const first = bytes[0] ?? 0;
  if (first >= SHORT_TEXT && first <= SHORT_TEXT + SHORT_TEXT_MOST) return bytes.length === 1 + first - SHORT_TEXT;
  const width = LONG_TEXTS.get(first);
  if (width === undefined || bytes.length < 1 + width) return false;
  return bytes.length === 1 + width + bytes.readUIntBE(1, width);
};

export const isSignal = (bytes: Buffer): boolean => bytes.length === 1 && SIGNALS.has(bytes[0] ?? 0);
export const isFrame = (bytes: Buffer): boolean =>
  bytes.subarray(0, HEADER.length).equals(HEADER) && isText(bytes.subarray(HEADER.length));
