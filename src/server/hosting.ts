/**
 * Hosts sessions beside the static client, on the same port: the requests that let people in, and the sockets.
 *
 * Colyseus places rooms and routes between processes; its own matchmaking over HTTP is not served, so a room is
 * entered by a code or a token, through here, or not at all. One process can host once: Colyseus is its singleton.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { matchMaker, type MatchMakerDriver, type Presence } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import {
  FRAME_CHARACTERS,
  type Here,
  type JoinRequest,
  type Looked,
  type LookRequest,
  type OpenRequest,
  parseHereRequest,
  parseJoinRequest,
  parseLookRequest,
  parseOpenRequest,
  parseResumeRequest,
  type Refusal,
  refuse,
  type ResumeRequest,
} from '../protocol/session.ts';
import { plainCode, shownCode } from '../protocol/sessionCode.ts';
import { decideOpening, ENGINE_VERSION, findGame, newSession, type Ruleset } from '../session/index.ts';
import { isLoopback, networkAddresses } from './addresses.ts';
import { hashToken, makeCode, makeId, makeToken } from './codes.ts';
import { makeBucket, makeBuckets } from './limits.ts';
import { forwardUpgrade } from './neighbours.ts';
import { type Entered, type Entering, sessionRoomClass } from './sessionRoom.ts';
import type { SessionStore } from './store/store.ts';

const ROOM = 'session';
const API = '/api/sessions';
/** Wrong codes: a class of forty behind one address may mistype, a machine may not go through the alphabet. */
const WRONG_CODES = { burst: 30, perSecond: 0.1 };
const WRONG_CODES_OF_ALL = { burst: 300, perSecond: 2 };
const OPENINGS = { burst: 20, perSecond: 0.05 };
/** Far more than a frame: whoever sends it is cut before it is read. */
const LONGEST_MESSAGE_BYTES = 65_536;
const PING_MS = 10_000;
const BYTES_A_CHARACTER = 4;
const ENTER_WITHIN_MS = 20_000;
const TRIES = 3;

export interface Cluster {
  readonly presence: Presence;
  readonly driver: MatchMakerDriver;
  /** Where other processes reach this one: `host:port`. */
  readonly publish: (processId: string, port: number) => Promise<void>;
  readonly find: (processId: string) => Promise<string | null>;
  readonly withdraw: (processId: string) => Promise<void>;
}

export interface HostingOptions {
  readonly ruleset: Ruleset;
  readonly store: SessionStore;
  /** Other processes that host the same sessions; none where left out. */
  readonly cluster?: Cluster;
  /** Whether a proxy in front tells the address of whoever asks, in `X-Forwarded-For`. */
  readonly isBehindProxy?: boolean;
  readonly report?: (fault: unknown) => void;
}

export interface Hosting {
  /** Answers a request that is for sessions; false where it is not. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Takes the server's sockets. */
  readonly attach: (server: Server) => Promise<void>;
  readonly close: () => Promise<void>;
}

const isRefusal = (value: object): value is Refusal => 'code' in value && 'field' in value;

/** The body as text; null where it is too long. */
const readBody = (request: IncomingMessage): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > FRAME_CHARACTERS * BYTES_A_CHARACTER) resolve(null);
      else pieces.push(piece);
    });
    request.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')));
    request.on('error', reject);
    request.on('aborted', () => resolve(null));
  });

/** Whether a page of another site has sent it: browsers say so. */
const isForeign = ({ headers }: IncomingMessage): boolean => {
  if (headers.origin === undefined) return false;
  try {
    return new URL(headers.origin).host !== headers.host;
  } catch {
    return true;
  }
};

const statusOf = ({ code }: Refusal): number => {
  if (code === 'session/too-many-tries') return 429;
  return code === 'session/unknown-code' || code === 'session/unknown-token' ? 404 : 400;
};

const nowMs = (): number => Date.now();

/** A connection for a member in the room of a session. */
const reserve = async (sessionId: string, memberId: string) => {
  const room = await matchMaker.getRoomById(sessionId);
  return matchMaker.reserveSeatFor(room, { memberId });
};

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
};

const processOf = ({ url = '' }: IncomingMessage): string => url.split('/', 2)[1] ?? '';

/** `/<process>/<room>`: ours, another process's, or nobody's. */
const isOurs = (request: IncomingMessage): boolean =>
  !isForeign(request) && /^\/[\w-]+\/[\w-]+\?/.test(request.url ?? '') && processOf(request) === matchMaker.processId;

const refuseSocket = (socket: Socket): void => {
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
};

export const openHosting = async (options: HostingOptions): Promise<Hosting> => {
  const { ruleset, store, cluster, isBehindProxy = false } = options;
  const report = options.report ?? ((): void => undefined);
  matchMaker.defineRoomType(ROOM, sessionRoomClass({ ruleset, store, nowMs, report }));
  await matchMaker.setup(cluster?.presence, cluster?.driver);
  await matchMaker.accept();
  const transport = new WebSocketTransport({
    noServer: true,
    maxPayload: LONGEST_MESSAGE_BYTES,
    pingInterval: PING_MS,
  });

  let reachedAt: readonly string[] = [];
  const wrongCodes = makeBuckets(WRONG_CODES);
  const allWrongCodes = makeBucket(WRONG_CODES_OF_ALL);
  const openings = makeBuckets(OPENINGS);

  const addressOf = ({ headers, socket }: IncomingMessage): string => {
    const forwarded = isBehindProxy
      ? String(headers['x-forwarded-for'] ?? '')
          .split(',')
          .at(-1)
          ?.trim()
      : '';
    return forwarded || (socket.remoteAddress ?? '');
  };

  /** Rooms that this process is opening: forty who come back at once open one. */
  const opening = new Map<string, Promise<unknown>>();
  const ensureRoom = async (sessionId: string): Promise<void> => {
    const room = await matchMaker.getRoomById(sessionId);
    // A process that has died leaves its rooms in the list until somebody asks after it.
    const isAlive =
      room?.processId === matchMaker.processId
        ? matchMaker.getLocalRoomById(sessionId) !== undefined
        : room !== undefined && room !== null && (await matchMaker.healthCheckProcessId(room.processId));
    if (isAlive) return;
    let making = opening.get(sessionId);
    if (making === undefined) {
      making = matchMaker.createRoom(ROOM, { sessionId }).finally(() => opening.delete(sessionId));
      opening.set(sessionId, making);
    }
    await making;
  };

  const enter = async (sessionId: string, entering: Entering) => {
    for (let tried = 1; ; tried += 1) {
      try {
        await ensureRoom(sessionId);
        const entered = (await matchMaker.remoteRoomCall(sessionId, 'enter', [entering], ENTER_WITHIN_MS)) as Entered;
        if (isRefusal(entered)) return entered;
        return { memberId: entered.memberId, reservation: await reserve(sessionId, entered.memberId) };
      } catch (fault) {
        // A room may close between two steps. Entering anew twice would take two seats: only a token is tried again.
        if (tried >= TRIES || entering.kind === 'join') {
          report(fault);
          return refuse('session/unreachable');
        }
      }
    }
  };

  const open = async ({ scenarioId, packId, seed, name, settings }: OpenRequest, address: string) => {
    if (!openings(address, nowMs()).take(nowMs())) return refuse('session/too-many-tries');
    const game = findGame(ruleset, scenarioId, packId);
    if (game === null) return refuse('game/unknown-scenario', 'scenarioId');
    const [sessionId, memberId, token, openedMs] = [makeId(), makeId(), makeToken(), nowMs()];
    for (let tried = 1; tried <= TRIES; tried += 1) {
      const code = makeCode();
      const opened = {
        kind: 'session.opened',
        sessionId,
        code: shownCode(code),
        scenarioId,
        packId,
        seed: seed ?? makeId(),
        rulesetHash: game.ruleset.hash,
        engineVersion: ENGINE_VERSION,
        settings,
      } as const;
      const role = { kind: 'white', office: 'controller' } as const;
      const controller = { kind: 'member.joined', memberId, name, tokenHash: hashToken(token), role } as const;
      const { entry } = decideOpening(newSession(game, opened), opened, controller, openedMs);
      if ((await store.create({ sessionId, code, openedMs }, entry)) === null) continue;
      const entered = await enter(sessionId, { kind: 'resume', tokenHash: hashToken(token) });
      return isRefusal(entered) ? entered : { code: opened.code, token, ...entered };
    }
    return refuse('session/unreachable');
  };

  /** The session of a code; a wrong one costs a try, of the address and of all. */
  const find = async (typed: string, address: string): Promise<string | Refusal> => {
    const own = wrongCodes(address, nowMs());
    if (!own.has(nowMs()) || !allWrongCodes.has(nowMs())) return refuse('session/too-many-tries', 'code');
    const sessionId = await store.find(plainCode(typed));
    if (sessionId !== null) return sessionId;
    own.take(nowMs());
    allWrongCodes.take(nowMs());
    return refuse('session/unknown-code', 'code');
  };

  const join = async ({ code, name, role }: JoinRequest, address: string) => {
    const sessionId = await find(code, address);
    if (typeof sessionId !== 'string') return sessionId;
    const token = makeToken();
    const joining = {
      memberId: makeId(),
      name,
      tokenHash: hashToken(token),
      role: role ?? { kind: 'observer' },
    } as const;
    const entered = await enter(sessionId, { kind: 'join', ...joining });
    return isRefusal(entered) ? entered : { code: shownCode(plainCode(code)), token, ...entered };
  };

  /** Takes no seat: for whoever is about to. */
  const look = async ({ code }: LookRequest, address: string) => {
    const sessionId = await find(code, address);
    if (typeof sessionId !== 'string') return sessionId;
    await ensureRoom(sessionId);
    const seen = (await matchMaker.remoteRoomCall(sessionId, 'look', [], ENTER_WITHIN_MS)) as
      | Omit<Looked, 'code'>
      | Refusal;
    return isRefusal(seen) ? seen : { code: shownCode(plainCode(code)), ...seen };
  };

  /** Where others reach this machine: told to whoever sits at it, and to nobody else. */
  const here = (address: string): Here => ({
    addresses: isLoopback(address) && !isBehindProxy ? [...reachedAt] : [],
  });

  const resume = async ({ code, token }: ResumeRequest, address: string) => {
    const sessionId = await find(code, address);
    if (typeof sessionId !== 'string') return sessionId;
    const entered = await enter(sessionId, { kind: 'resume', tokenHash: hashToken(token) });
    if (!isRefusal(entered)) return { code: shownCode(plainCode(code)), token, ...entered };
    if (entered.code === 'session/unknown-token') wrongCodes(address, nowMs()).take(nowMs());
    return entered;
  };

  const routes: Readonly<Record<string, (body: string, address: string) => Promise<object>>> = {
    [API]: async (body, address) => {
      const parsed = parseOpenRequest(body);
      return parsed.ok ? open(parsed.value, address) : parsed.error;
    },
    [`${API}/join`]: async (body, address) => {
      const parsed = parseJoinRequest(body);
      return parsed.ok ? join(parsed.value, address) : parsed.error;
    },
    [`${API}/look`]: async (body, address) => {
      const parsed = parseLookRequest(body);
      return parsed.ok ? look(parsed.value, address) : parsed.error;
    },
    [`${API}/here`]: async (body, address) => {
      const parsed = parseHereRequest(body);
      return parsed.ok ? here(address) : parsed.error;
    },
    [`${API}/resume`]: async (body, address) => {
      const parsed = parseResumeRequest(body);
      return parsed.ok ? resume(parsed.value, address) : parsed.error;
    },
  };

  const ask = async (request: IncomingMessage, route: (body: string, address: string) => Promise<object>) => {
    if (request.method !== 'POST' || isForeign(request)) return refuse('session/not-allowed');
    const body = await readBody(request);
    return body === null ? refuse('frame/too-large') : route(body, addressOf(request));
  };

  const answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const pathname = (request.url ?? '').split('?', 1)[0] ?? '';
    if (!pathname.startsWith(API)) return false;
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : undefined;
    const answered = route === undefined ? Promise.resolve(refuse('session/not-allowed')) : ask(request, route);
    answered.then(
      (body) => send(response, isRefusal(body) && !('token' in body) ? statusOf(body) : 200, body),
      (fault: unknown) => {
        report(fault);
        send(response, 500, refuse('session/unreachable'));
      },
    );
    return true;
  };

  const passOn = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    const place = isForeign(request) ? null : ((await cluster?.find(processOf(request))) ?? null);
    if (place === null) refuseSocket(socket);
    else forwardUpgrade(request, socket, head, place);
  };

  return {
    answer,
    attach: async (server) => {
      transport.attachToServer(server, { filter: isOurs });
      server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
        if (isOurs(request)) return;
        socket.on('error', () => socket.destroy());
        passOn(request, socket, head).catch((fault: unknown) => {
          report(fault);
          socket.destroy();
        });
      });
      const bound = server.address();
      if (typeof bound !== 'object' || bound === null) return;
      reachedAt = networkAddresses(bound.address, bound.port);
      await cluster?.publish(matchMaker.processId, bound.port);
    },
    close: async () => {
      await cluster?.withdraw(matchMaker.processId);
      await matchMaker.gracefullyShutdown();
      transport.shutdown();
      cluster?.presence.shutdown();
      await cluster?.driver.shutdown();
      await store.close();
    },
  };
};
