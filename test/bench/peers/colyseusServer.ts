/** The job on Colyseus as its makers mean it: a room with a Schema state, a view for each side, its own matchmaking. */
import { type Client, Room, Server } from '@colyseus/core';
import { schema, StateView, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { nextTable, type PeerFrame, TABLES } from './peerJob.ts';

const OrderOnDesk = schema({ orderId: t.string(), memberId: t.string(), order: t.string() });
const Words = schema({ memberId: t.string(), text: t.string() });
const Desk = schema({
  table: t.string(),
  isSealed: t.boolean(),
  orders: t.array(OrderOnDesk),
  talk: t.array(Words),
});
const TableState = schema({ playedCount: t.number(), desks: t.array(Desk).view() });

const CLASS = 40;

class PeerRoom extends Room {
  override maxClients = CLASS;
  override state = new TableState();
  private seatCount = 0;
  private readonly sideOf = new Map<string, number>();

  override onCreate(): void {
    this.autoDispose = false;
    this.state.playedCount = 0;
    for (const table of TABLES) {
      const desk = new Desk();
      desk.table = table;
      desk.isSealed = false;
      this.state.desks.push(desk);
    }
    this.onMessage('frame', (client, text: string) => this.take(client, JSON.parse(text) as PeerFrame));
  }

  override onJoin(client: Client): void {
    const side = this.seatCount % TABLES.length;
    this.seatCount += 1;
    this.sideOf.set(client.sessionId, side);
    const desk = this.state.desks[side];
    client.view = new StateView();
    if (desk !== undefined) client.view.add(desk);
    client.send('frame', JSON.stringify({ kind: 'welcome' }));
  }

  private take(client: Client, frame: PeerFrame): void {
    const desk = this.state.desks[this.sideOf.get(client.sessionId) ?? 0];
    if (desk === undefined) return;
    const memberId = client.sessionId;
    if (frame.kind === 'order.add') {
      const order = new OrderOnDesk();
      order.assign({ orderId: `${memberId}-${frame.id}`, memberId, order: JSON.stringify(frame.order) });
      desk.orders.push(order);
    } else if (frame.kind === 'order.remove') {
      const at = desk.orders.findIndex(({ orderId }) => orderId === `${memberId}-${frame.orderId}`);
      if (at >= 0) desk.orders.splice(at, 1);
    } else if (frame.kind === 'message.send') {
      const words = new Words();
      words.assign({ memberId, text: frame.text });
      desk.talk.push(words);
    } else this.seal(desk);
    client.send('frame', JSON.stringify({ kind: 'ack', id: frame.id }));
  }

  private seal(desk: InstanceType<typeof Desk>): void {
    desk.isSealed = true;
    const desks = [...this.state.desks];
    if (desks.some(({ isSealed }) => !isSealed)) return;
    for (const each of desks) {
      each.orders.clear();
      each.isSealed = false;
      each.table = nextTable(each.table);
    }
    this.state.playedCount += 1;
    // Comes after the patch that brings the table.
    const told = JSON.stringify({ kind: 'part', name: 'status', value: { playedCount: this.state.playedCount } });
    this.broadcast('frame', told, { afterNextPatch: true });
  }
}

const server = new Server({ transport: new WebSocketTransport({}), greet: false });
server.define('peer', PeerRoom);
await server.listen(Number(process.argv[2]), '127.0.0.1');
process.stdout.write('ready\n');
