/** What became of an order: the events of its turn that answer it. */
import type { GameEvent, Order } from '../../../engine/index.ts';

type IsAnswer = (event: GameEvent, order: Readonly<Record<string, unknown>>) => boolean;

const aboutLine: IsAnswer = (event, order) => event.subject.kind === 'line' && event.subject.id === order['lineId'];
const aboutAgreement: IsAnswer = (event, order) =>
  event.subject.kind === 'agreement' && event.subject.id === order['agreementId'];
const operationOf =
  (family: string): IsAnswer =>
  (event, order) =>
    event.subject.kind === 'operation' &&
    event.values['family'] === family &&
    event.values['targetId'] === (order['targetId'] ?? order['regionId'] ?? order['shellId']);

const ANSWERS: Readonly<Partial<Record<Order['kind'], IsAnswer>>> = {
  research: (event, order) => event.kind === 'research.reached' && event.values['track'] === order['track'],
  developLine: aboutLine,
  expandLine: aboutLine,
  deploy: (event, order) =>
    event.subject.kind === 'campaign' &&
    event.subject.id.endsWith(`/${String(order['programmeId'])}/${String(order['lineId'])}`),
  setPosture: (event) => event.kind === 'posture.set',
  setExportControl: (event) => event.kind === 'controls.set',
  offer: aboutAgreement,
  withdraw: aboutAgreement,
  jam: operationOf('jam'),
  dazzle: operationOf('dazzle'),
  cyber: operationOf('cyberSpace'),
  intrude: operationOf('cyberGround'),
  sabotage: operationOf('sabotage'),
  approach: operationOf('coOrbital'),
  attackCoOrbital: operationOf('coOrbital'),
  withdrawApproach: operationOf('coOrbital'),
  strike: operationOf('directAscent'),
  detonate: operationOf('nuclear'),
};

export const answersTo = (order: Order, events: readonly GameEvent[]): readonly GameEvent[] => {
  const isAnswer = ANSWERS[order.kind];
  return isAnswer === undefined ? [] : events.filter((event) => isAnswer(event, { ...order }));
};
