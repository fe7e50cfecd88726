/**
 * Talk of a hosted session as it grows: it is shown whole when a connection opens, and after that only what has come
 * since. Messages are known by their id, intents by member, half-year and question; nothing of talk ever goes away.
 * The server asks `talkSince`, the client `joinTalk`; together they give what the server has.
 */
import type { Intent, MessageShown, Talk } from './sessionParts.ts';

export const NO_TALK: Talk = { messages: [], intents: [] };

const messageKey = ({ messageId }: MessageShown): string => messageId;
export const intentKey = ({ memberId, turn, question }: Intent): string => `${memberId}/${turn}/${question}`;

/** Items that are not among those before, or stand there otherwise. */
const since = <T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): readonly T[] => {
  if (before === after) return [];
  const known = new Map(before.map((item) => [keyOf(item), item]));
  return after.filter((item) => {
    const old = known.get(keyOf(item));
    return old !== item && JSON.stringify(old) !== JSON.stringify(item);
  });
};

/** What has to be told to somebody who was told the talk `before`; null where that is nothing. */
export const talkSince = (before: Talk, after: Talk): Talk | null => {
  const messages = since(before.messages, after.messages, messageKey);
  const intents = since(before.intents, after.intents, intentKey);
  return messages.length + intents.length === 0 ? null : { messages, intents };
};

const joined = <T>(before: readonly T[], more: readonly T[], keyOf: (item: T) => string): readonly T[] => {
  if (more.length === 0) return before;
  const all = new Map([...before, ...more].map((item) => [keyOf(item), item]));
  return [...all.values()];
};

/** The talk with what has come since. A message that waited stands where it was written, not where it was let through. */
export const joinTalk = (before: Talk, more: Talk): Talk => ({
  messages: joined(before.messages, more.messages, messageKey).toSorted((a, b) => a.atMs - b.atMs),
  intents: joined(before.intents, more.intents, intentKey),
});
