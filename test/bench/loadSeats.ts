/**
 * Seats that cost the load’s own process little, at our server, at Colyseus’s and at boardgame.io’s: a frame is sent,
 * its acknowledgement waited for, and of all else that comes only the bytes are taken.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { freePort } from '../../src/cli/setup/project.mjs';
import type { Role } from '../../src/protocol/session.ts';
import { SIDES } from '../../src/ruleset/terms.ts';
import { principal, SETTINGS } from '../support/hosted.ts';
import { classRoles } from '../support/seating.ts';
import { makeHome, startServer } from '../support/servers.ts';
import { frameBytes, SIGNAL_JOIN, textOf } from '../support/sessionClient.ts';

export interface LoadSeat {
  /** What the id of an order that it has put down begins with. */
  readonly orderPrefix: string;
  /** Sends a frame with the next number; its number, or null where it was refused. */
  readonly send: (frame: Readonly<Record<string, unknown>>) => Promise<number | null>;
  readonly seal: () => Promise<unknown>;
  /** Resolves when the seat has the table of the next half-year. */
  readonly hasPlayed: Promise<unknown>;
}

export interface LoadServer {
  readonly pid: number;
  /** A room with its seats, the first of them leaders. */
  readonly open: (room: number, seatCount: number) => Promise<readonly LoadSeat[]>;
  readonly stop: () => Promise<void>;
}

/** A class of so many: two leaders, and the seats that are shared. */
export const rolesOf = (seatCount: number): readonly Role[] => [
  ...SIDES.map(principal),
  ...classRoles(seatCount - SIDES.length),
];

/** A seat on a room server’s socket: ours and Colyseus’s speak alike. */
const openSeat = (url: string, orderPrefix = ''): Promise<LoadSeat> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const waiting = new Map<number, (id: number | null) => void>();
    let nextId = 1;
    const turns = new EventEmitter();
    const hasPlayed = once(turns, 'played');
    const send: LoadSeat['send'] = (frame) =>
      new Promise((answer) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, answer);
        socket.send(frameBytes(JSON.stringify({ id, ...frame })));
      });
    socket.on('error', reject);
    socket.on('message', (bytes: Buffer) => {
      if (bytes[0] === SIGNAL_JOIN) socket.send(Buffer.from([SIGNAL_JOIN]));
      const text = textOf(bytes) ?? '';
      if (text.startsWith('{"kind":"ack"') || text.startsWith('{"kind":"refused"')) {
        const { kind, id } = JSON.parse(text) as { readonly kind: string; readonly id: number };
        waiting.get(id)?.(kind === 'ack' ? id : null);
        waiting.delete(id);
      } else if (text.startsWith('{"kind":"part","name":"status"') && text.includes('"playedCount":1'))
        turns.emit('played');
      else if (text.startsWith('{"kind":"welcome"'))
        resolve({ orderPrefix, send, seal: () => send({ kind: 'seal', turn: 1, stage: 'turn' }), hasPlayed });
    });
  });

interface Reservation {
  readonly processId: string;
  readonly roomId: string;
  readonly sessionId: string;
}
const socketAt = (address: string, { processId, roomId, sessionId }: Reservation): string =>
  `${address.replace(/^http/, 'ws')}${processId}/${roomId}?sessionId=${sessionId}`;

const post = async <T>(url: URL, body: object, from: string): Promise<T> => {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from, connection: 'close' },
  });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
};

/** The real command, with its sessions on the disk. */
export const startOwn = async (): Promise<LoadServer> => {
  const home = makeHome();
  const server = await startServer(home.folder, ['--sessions', home.sessions, '--behind-proxy']);
  return {
    pid: server.pid,
    open: async (room, seatCount) => {
      // Each room’s people come from an address of their own, as a hundred classes would.
      const ask = <T>(path: string, body: object) =>
        post<T>(new URL(`/api/sessions${path}`, server.address), body, `10.0.0.${room}`);
      interface Let {
        readonly code: string;
        readonly memberId: string;
        readonly reservation: Reservation;
      }
      const request = { scenarioId: 'classroom', packId: 'base', seed: `load ${room}`, name: 'White' };
      const opened = await ask<Let>('', { ...request, settings: SETTINGS });
      const white = await openSeat(socketAt(server.address, opened.reservation));
      const seats = await Promise.all(
        rolesOf(seatCount).map(async (role, place) => {
          const joining = { code: opened.code, name: `P${place}`, role };
          const { reservation, memberId } = await ask<Let>('/join', joining);
          return openSeat(socketAt(server.address, reservation), `${memberId}-`);
        }),
      );
      await white.send({ kind: 'session.start' });
      return seats;
    },
    stop: async () => {
      await server.kill();
      home.remove();
    },
  };
};

/** A peer’s server, in a process of its own on a free port. */
const startPeer = async (
  script: string,
): Promise<{ readonly child: ChildProcess; readonly port: number; readonly stop: () => Promise<void> }> => {
  const port = await freePort();
  const file = new URL(`peers/${script}`, import.meta.url).pathname;
  const child = spawn(process.execPath, [file, String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  await Promise.race([
    new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line === 'ready') resolve();
      });
    }),
    ended.then(() => {
      throw new Error(`${script} did not start`);
    }),
  ]);
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, port, stop };
};

export const startColyseus = async (): Promise<LoadServer> => {
  const { child, port, stop } = await startPeer('colyseusServer.ts');
  const address = `http://127.0.0.1:${port}/`;
  const ask = (path: string) => post<Reservation>(new URL(`/matchmake/${path}`, address), {}, '');
  return {
    pid: child.pid ?? 0,
    open: async (_room, seatCount) => {
      const first = await ask('create/peer');
      const others = Array.from({ length: seatCount - 1 }, () => ask(`joinById/${first.roomId}`));
      const reserved = [first, ...(await Promise.all(others))];
      return Promise.all(reserved.map((reservation) => openSeat(socketAt(address, reservation))));
    },
    stop,
  };
};

interface IoSocket {
  readonly on: (event: string, heard: (...args: readonly never[]) => void) => void;
  readonly emit: (event: string, ...args: readonly unknown[]) => void;
}
interface Logged {
  readonly action: { readonly payload: { readonly playerID: string; readonly args: readonly unknown[] } };
}

/** A seat as boardgame.io’s own client speaks, without its copy of the state. */
const openIoSeat = (url: string, matchId: string, playerId: string, seatCount: number): Promise<LoadSeat> =>
  new Promise((resolve) => {
    const peer = createRequire(createRequire(import.meta.url).resolve('boardgame.io/server'));
    const { io } = peer('socket.io-client') as { io: (url: string, options: object) => IoSocket };
    const socket = io(url, { transports: ['websocket'], forceNew: true });
    const waiting = new Map<number, (id: number | null) => void>();
    let nextId = 1;
    let stateId = 0;
    const turns = new EventEmitter();
    const hasPlayed = once(turns, 'played');
    const move = (type: string, ...args: readonly unknown[]): Promise<number | null> =>
      new Promise((answer) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, answer);
        const payload = { type, args: [id, ...args], playerID: playerId, credentials: undefined };
        socket.emit('update', { type: 'MAKE_MOVE', payload }, stateId, matchId, playerId);
      });
    socket.on('connect', () => socket.emit('sync', matchId, playerId, undefined, seatCount));
    socket.on('sync', () =>
      resolve({
        orderPrefix: '',
        send: ({ kind, order, orderId, text }) => move(String(kind), order ?? orderId ?? text),
        seal: () => move('seal'),
        hasPlayed,
      }),
    );
    socket.on('patch', (_matchId: string, _before: number, after: number, patch: object, log: readonly Logged[]) => {
      stateId = after;
      for (const { action } of log) {
        const { playerID, args } = action.payload;
        const id = Number(args[0]);
        if (playerID !== playerId) continue;
        waiting.get(id)?.(id);
        waiting.delete(id);
      }
      if (JSON.stringify(patch).includes('/playedCount')) turns.emit('played');
    });
  });

export const startBoardgame = async (): Promise<LoadServer> => {
  const { child, port, stop } = await startPeer('boardgameServer.ts');
  return {
    pid: child.pid ?? 0,
    open: async (room, seatCount) => {
      const url = `http://127.0.0.1:${port}/peer`;
      // The first makes the match.
      const first = await openIoSeat(url, `room ${room}`, '0', seatCount);
      const others = Array.from({ length: seatCount - 1 }, (_, place) =>
        openIoSeat(url, `room ${room}`, String(place + 1), seatCount),
      );
      return [first, ...(await Promise.all(others))];
    },
    stop,
  };
};
