/**
 * Several processes behind one address: a socket that a balancer has brought to the wrong one is passed on,
 * byte for byte, to the process whose room it wants. Where each is, they tell each other through Redis.
 */
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import type { Cluster } from './hosting.ts';

const PLACES = 'dawnline:processes';

/** The request as it came, for whoever is to read it again. */
const headOf = ({ method = 'GET', url = '/', rawHeaders }: IncomingMessage): string => {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let place = 0; place + 1 < rawHeaders.length; place += 2)
    lines.push(`${rawHeaders[place]}: ${rawHeaders[place + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
};

/** Joins a socket to another process, at `host:port`, and leaves them to it. */
export const forwardUpgrade = (request: IncomingMessage, socket: Socket, head: Buffer, place: string): void => {
  const colon = place.lastIndexOf(':');
  const other = connect(Number(place.slice(colon + 1)), place.slice(0, colon));
  other.on('error', () => socket.destroy());
  other.on('close', () => socket.destroy());
  socket.on('close', () => other.destroy());
  other.on('connect', () => {
    other.write(headOf(request));
    other.write(head);
    socket.pipe(other).pipe(socket);
  });
};

/** The processes that share a Redis. `host` is where the others reach this one. */
export const openCluster = (redisUrl: string, host: string): Cluster => {
  const presence = new RedisPresence(redisUrl);
  return {
    presence,
    driver: new RedisDriver(redisUrl),
    publish: async (processId, port) => {
      await presence.hset(PLACES, processId, `${host}:${port}`);
    },
    find: async (processId) => (await presence.hget(PLACES, processId)) ?? null,
    withdraw: async (processId) => {
      await presence.hdel(PLACES, processId);
    },
  };
};
