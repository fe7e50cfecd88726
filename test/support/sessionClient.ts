/**
 * A seat at a real server: its sockets and bytes, without any client of the game. Frames are answered by `ack` or
 * `refused`; what is not answered when a connection breaks is kept, and sent again as the protocol asks.
 */
import { WebSocket } from 'ws';
import {
  type JoinRequest,
  parseServerFrame,
  type PartName,
  type ServerFrame,
  type Settings,
} from '../../src/protocol/session.ts';
import type { Talk } from '../../src/protocol/sessionParts.ts';
import { joinTalk, NO_TALK } from '../../src/protocol/talk.ts';

export const SIGNAL_JOIN = 10;
const ROOM_DATA = 13;
const TYPE = Buffer.from('frame');
const ANSWERED_WITHIN_MS = 20_000;

/** A text as the room server's wire has it. */
const textBytes = (text: string): Buffer => {
  const body = Buffer.from(text);
  const head = Buffer.alloc(5);
  head[0] = 0xdb;
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
};
export const frameBytes = (text: string): Buffer =>
  Buffer.concat([Buffer.from([ROOM_DATA, 0xa0 + TYPE.length]), TYPE, textBytes(text)]);

/** The text of a message of the server; null for the library's own signals. */
export const textOf = (bytes: Buffer): string | null => {
  if (bytes[0] !== ROOM_DATA) return null;
  const body = bytes.subarray(2 + TYPE.length);
  const first = body[0] ?? 0;
  const width = first === 0xd9 ? 1 : first === 0xda ? 2 : first === 0xdb ? 4 : 0;
  return body.subarray(1 + width).toString('utf8');
};

export interface Let {
  readonly code: string;
  readonly token: string;
  readonly memberId: string;
  readonly reservation: { readonly processId: string; readonly roomId: string; readonly sessionId: string };
}
type Refused = { readonly code: string; readonly field: string };

const ask = async (address: string, path: string, body: object): Promise<Let | Refused> => {
  const response = await fetch(new URL(path, address), {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { connection: 'close' },
  });
  return (await response.json()) as Let | Refused;
};
export const isLet = (answer: Let | Refused): answer is Let => 'token' in answer;
const must = (answer: Let | Refused): Let => {
  if (!isLet(answer)) throw new Error(`refused with ${answer.code} ${answer.field}`);
  return answer;
};

export const openSession = async (address: string, settings: Settings, seed: string, scenarioId = 'classroom') =>
  must(await ask(address, '/api/sessions', { scenarioId, packId: 'base', seed, name: 'White', settings }));
export const tryJoin = (address: string, request: JoinRequest) => ask(address, '/api/sessions/join', request);
export const join = async (address: string, request: JoinRequest) => must(await tryJoin(address, request));
export const tryResume = (address: string, { code, token }: Pick<Let, 'code' | 'token'>) =>
  ask(address, '/api/sessions/resume', { code, token });

export type Answer = Extract<ServerFrame, { kind: 'ack' | 'refused' | 'page' | 'exported' }>;

export interface Player {
  readonly parts: Map<PartName, unknown>;
  /** Every text that has come, in order. */
  readonly heard: string[];
  /** Sends a frame with the next number; resolves with its answer, over as many connections as it takes. */
  readonly send: (frame: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /** Sends bytes as they are. */
  readonly sendBytes: (bytes: Buffer) => void;
  readonly sendText: (text: string) => void;
  /** Resolves when what the player sees is so. */
  readonly until: (isSo: (parts: ReadonlyMap<PartName, unknown>) => boolean) => Promise<void>;
  readonly nextHeard: (isIt: (frame: ServerFrame) => boolean) => Promise<ServerFrame>;
  /** Breaks the connection and says nothing. */
  readonly cut: () => void;
  /** Comes back by the token, and sends again what was not answered. */
  readonly resume: (address: string) => Promise<void>;
  readonly isOpen: () => boolean;
  readonly id: string;
}

export const play = async (address: string, seated: Let): Promise<Player> => {
  let socket: WebSocket | null = null;
  let nextId = 1;
  const parts = new Map<PartName, unknown>();
  const heard: string[] = [];
  const open = new Map<number, { readonly text: string; readonly resolve: (answer: Answer) => void }>();
  let watchers: { readonly isSo: (frame: ServerFrame) => boolean; readonly resolve: (frame: ServerFrame) => void }[] =
    [];

  const take = (frame: ServerFrame): void => {
    if (frame.kind === 'welcome') nextId = Math.max(nextId, frame.nextFrameId);
    if (frame.kind === 'part') parts.set(frame.name, frame.value);
    if (frame.kind === 'said')
      parts.set('talk', joinTalk((parts.get('talk') ?? NO_TALK) as Talk, frame as unknown as Talk));
    if ('id' in frame && frame.id !== null) {
      open.get(frame.id)?.resolve(frame);
      open.delete(frame.id);
    }
    const reached = watchers.filter(({ isSo }) => isSo(frame));
    watchers = watchers.filter((each) => !reached.includes(each));
    for (const { resolve } of reached) resolve(frame);
  };

  const connect = (at: string, { reservation }: Let): Promise<void> =>
    new Promise((resolve, reject) => {
      const { processId, roomId, sessionId } = reservation;
      const url = `${at.replace(/^http/, 'ws')}${processId}/${roomId}?sessionId=${sessionId}`;
      const made = new WebSocket(url, { perMessageDeflate: false });
      socket = made;
      made.on('error', reject);
      made.on('close', () => reject(new Error('closed before the welcome')));
      made.on('message', (bytes: Buffer) => {
        if (bytes[0] === SIGNAL_JOIN) made.send(Buffer.from([SIGNAL_JOIN]));
        const text = textOf(bytes);
        if (text === null) return;
        heard.push(text);
        const frame = parseServerFrame(text);
        if (!frame.ok) throw new Error(`the server said what the protocol does not know: ${text.slice(0, 200)}`);
        take(frame.value);
        if (frame.value.kind === 'welcome') resolve();
      });
    });
  await connect(address, seated);

  const watch = (isSo: (frame: ServerFrame) => boolean): Promise<ServerFrame> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('what was waited for has not come')), ANSWERED_WITHIN_MS);
      watchers.push({
        isSo,
        resolve: (frame) => {
          clearTimeout(late);
          resolve(frame);
        },
      });
    });

  const sendText = (text: string): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(frameBytes(text));
  };
  return {
    id: seated.memberId,
    parts,
    heard,
    send: (frame) =>
      new Promise((resolve) => {
        const id = nextId;
        nextId += 1;
        const text = JSON.stringify({ id, ...frame });
        open.set(id, { text, resolve });
        sendText(text);
      }),
    sendBytes: (bytes) => socket?.send(bytes),
    sendText,
    until: async (isSo) => {
      if (!isSo(parts)) await watch(() => isSo(parts));
    },
    nextHeard: watch,
    cut: () => socket?.terminate(),
    resume: async (at) => {
      const again = must(await tryResume(at, seated));
      await connect(at, again);
      for (const { text } of open.values()) sendText(text);
    },
    isOpen: () => socket?.readyState === WebSocket.OPEN,
  };
};
