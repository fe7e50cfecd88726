/**
 * Talk as it is read: answers under what they answer, the thread of the latest word first; to whom a seat may write,
 * and what waits for the white cell. Pure.
 */
import type { Addressee, Message, MessageShown } from '../../../../protocol/sessionParts.ts';
import type { Role } from '../../../../protocol/session.ts';
import { type Side, SIDES } from '../../../../ruleset/terms.ts';

export type Heard = MessageShown | Message;

/** Who speaks and is spoken to as one: a side, or the white cell. */
export type Party = Side | 'white';

/** The party of a role; null for whoever only listens. */
export const partyOf = (role: Role): Party | null => {
  if (role.kind === 'side') return role.side;
  return role.kind === 'white' ? 'white' : null;
};

/** To whom a party may write, its own people first for a side; only the white cell speaks to everybody. */
export const addresseesOf = (party: Party): readonly Addressee[] =>
  party === 'white' ? [...SIDES, 'all', 'white'] : [party, ...SIDES.filter((side) => side !== party), 'white'];

/** To whom an answer goes: to the other party of the message, or to one's own people. */
export const answerTo = ({ from, to }: Pick<Heard, 'from' | 'to'>, party: Party): Addressee =>
  from === party ? to : from;

/** What has become of a message, where the seat may know it. */
export const stateOf = (message: Heard): Message['state'] | null => ('state' in message ? message.state : null);
export const isWaiting = (message: Heard): boolean => stateOf(message) === 'waiting';

export interface Thread {
  readonly first: Heard;
  /** In the order in which they were written. */
  readonly answers: readonly Heard[];
}

const latest = ({ first, answers }: Thread): number => answers.at(-1)?.atMs ?? first.atMs;

/** Messages with their answers, answers to answers too; what answers something unheard stands for itself. */
export const threadsOf = (messages: readonly Heard[]): readonly Thread[] => {
  const firstOf = new Map<string, string>();
  const threads = new Map<string, { readonly first: Heard; readonly answers: Heard[] }>();
  for (const message of messages) {
    const firstId = message.answers === null ? undefined : firstOf.get(message.answers);
    firstOf.set(message.messageId, firstId ?? message.messageId);
    if (firstId === undefined) threads.set(message.messageId, { first: message, answers: [] });
    else threads.get(firstId)?.answers.push(message);
  }
  return [...threads.values()].reverse().sort((a, b) => latest(b) - latest(a));
};

/** Whether a thread is a side's question to the white cell that the white cell has not answered. */
export const isOpenQuestion = ({ first, answers }: Thread): boolean =>
  first.to === 'white' && first.from !== 'white' && answers.every(({ from }) => from !== 'white');

/** How many things the white cell is waited for in talk: words that wait to be passed on, and open questions. */
export const pendingCount = (messages: readonly Heard[]): number =>
  messages.filter(isWaiting).length + threadsOf(messages).filter(isOpenQuestion).length;

/** Messages of others that were not among those before. */
export const newFrom = (
  before: readonly Heard[],
  now: readonly Heard[],
  ownId: string | undefined,
): readonly Heard[] => {
  const known = new Set(before.map(({ messageId }) => messageId));
  return now.filter(({ messageId, memberId }) => memberId !== ownId && !known.has(messageId));
};
