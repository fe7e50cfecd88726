/**
 * The job on boardgame.io’s own server: everybody may move at any time, a player sees their own side’s desk, and only
 * differences are sent, which is the least that it can send. Matches are in memory, its default.
 */
import { createRequire } from 'node:module';
import { nextTable, TABLES } from './peerJob.ts';

process.env['NODE_ENV'] = 'production';

interface Desk {
  table: string;
  isSealed: boolean;
  orders: { orderId: string; memberId: string; order: object }[];
  talk: { memberId: string; text: string }[];
}
interface State {
  playedCount: number;
  desks: Desk[];
}
interface Move {
  readonly G: State;
  readonly playerID: string;
}
interface PeerServer {
  readonly Server: (options: object) => { readonly run: (port: number, ready: () => void) => Promise<object> };
}

const load = createRequire(import.meta.url);
const { Server } = load('boardgame.io/server') as PeerServer;
const sideOf = (playerID: string): number => Number(playerID) % TABLES.length;
const deskOf = ({ G, playerID }: Move): Desk => G.desks[sideOf(playerID)] as Desk;
/** Drafting is at the same time: a move made on what has just changed counts. */
const move = (make: (desk: Desk, given: Move, ...args: never[]) => void) => ({
  move: (given: Move, ...args: never[]) => make(deskOf(given), given, ...args),
  ignoreStaleStateID: true,
  client: false,
});

const game = {
  name: 'peer',
  deltaState: true,
  setup: (): State => ({
    playedCount: 0,
    desks: TABLES.map((table) => ({ table, isSealed: false, orders: [], talk: [] })),
  }),
  playerView: ({ G, playerID }: Move): State => ({
    ...G,
    desks: G.desks.map((desk, side) =>
      side === sideOf(playerID) ? desk : { table: '', isSealed: false, orders: [], talk: [] },
    ),
  }),
  turn: { activePlayers: { all: 'draft' } },
  moves: {
    'order.add': move((desk, { playerID }, id: number, order: object) => {
      desk.orders.push({ orderId: `${playerID}-${id}`, memberId: playerID, order });
    }),
    'order.remove': move((desk, { playerID }, _id: number, orderId: string) => {
      const at = desk.orders.findIndex((each) => each.orderId === `${playerID}-${orderId}`);
      if (at >= 0) desk.orders.splice(at, 1);
    }),
    'message.send': move((desk, { playerID }, _id: number, text: string) => {
      desk.talk.push({ memberId: playerID, text });
    }),
    seal: move((desk, { G }) => {
      desk.isSealed = true;
      if (G.desks.some(({ isSealed }) => !isSealed)) return;
      for (const each of G.desks) {
        each.orders = [];
        each.isSealed = false;
        each.table = nextTable(each.table);
      }
      G.playedCount += 1;
    }),
  },
};

await Server({ games: [game], origins: ['http://127.0.0.1'] }).run(Number(process.argv[2]), () => undefined);
process.stdout.write('ready\n');
