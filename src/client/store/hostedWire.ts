/**
 * Sockets and requests to the server that serves this page; a chunk of its own, because it brings the room server's
 * client. Coming back after a cut is ours (`hostedLine.ts`): the library's own way needs a seat held by the server's
 * memory, and ours outlives the server.
 */
import { ColyseusSDK, Room, type SeatReservation } from '@colyseus/sdk';
import type { Wire, WireEvents } from './hostedLine.ts';

const FRAME = 'frame';

/** The folder of the page, as sockets are addressed below it. */
const makeClient = (): ColyseusSDK => {
  const { hostname, port, protocol, pathname } = location;
  const secure = protocol === 'https:';
  const usual = secure ? 443 : 80;
  const folder = pathname.slice(0, pathname.lastIndexOf('/'));
  return new ColyseusSDK({ hostname, secure, port: port === '' ? usual : Number(port), pathname: folder });
};

/** Connects to the room of a reservation; rejects where that cannot be. */
export const openWire = async (reservation: object, { onText, onCut }: WireEvents): Promise<Wire> => {
  const room: Room = await makeClient().consumeSeatReservation(reservation as SeatReservation);
  room.reconnection.enabled = false;
  room.onMessage(FRAME, (text: unknown) => onText(String(text)));
  room.onLeave(onCut);
  return {
    send: (text) => room.send(FRAME, text),
    ping: (whenHeard) => room.ping(whenHeard),
    close: () => {
      void room.leave(false);
    },
  };
};
