/**
 * Seats on a socket of this machine. Every side has a key, which the command prints; a connection that
 * says hello with it has the seat, and any other is told why it has not and is closed.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { greet, type Wire } from '../../session/hostMinds.ts';
import type { Side } from '../../ruleset/terms.ts';
import { wireOf } from './wire.ts';

const KEY_BYTES = 16;
const MOST_CONNECTIONS = 16;
/** Whoever has said no hello within this time is holding up others. */
const GREETING_MS = 10_000;
/** What has been said is read within this time, or not at all. */
const CLOSING_MS = 1000;

export interface Seats {
  readonly port: number;
  readonly keys: ReadonlyMap<Side, string>;
  /** The wire of the side's program, once it has come. */
  readonly seat: (side: Side) => Promise<Wire>;
  readonly close: () => Promise<void>;
}

/** Says what is left to say, reads on so that none of it is lost, and lets go. */
const hangUp = (socket: Socket): void => {
  socket.end();
  socket.resume();
  const timer = setTimeout(() => socket.destroy(), CLOSING_MS);
  socket.on('close', () => clearTimeout(timer));
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

export const listenForMinds = async (host: string, port: number, sides: readonly Side[]): Promise<Seats> => {
  const keys = new Map(sides.map((side) => [side, randomBytes(KEY_BYTES).toString('hex')]));
  const free = new Map<Side, (wire: Wire) => void>();
  const coming = new Map(
    sides.map((side) => [side, new Promise<Wire>((resolve) => void free.set(side, resolve))] as const),
  );
  const sideOf = (key: string | undefined): Side | null =>
    sides.find((side) => free.has(side) && keys.get(side) === key) ?? null;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const wire = wireOf(socket, socket, () => hangUp(socket));
    const greeting = setTimeout(() => socket.destroy(), GREETING_MS);
    socket.on('close', () => clearTimeout(greeting));
    void greet(wire, sideOf).then((side) => {
      clearTimeout(greeting);
      const take = side === null ? undefined : free.get(side);
      if (side === null || take === undefined) return wire.close();
      free.delete(side);
      return take(wire);
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  const bound = await listen(server, host, port);
  return {
    port: bound,
    keys,
    seat: (side) => coming.get(side) ?? Promise.reject(new Error(`nobody was to come for ${side}`)),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) hangUp(socket);
        server.close(() => resolve());
      }),
  };
};
