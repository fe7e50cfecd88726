/** What became of an order: the events of its turn that answer it. */
import type { GameEvent, Order } from '../../../engine/index.ts';

type IsAnswer = (event: GameEvent, order: Readonly<Record<string, unknown>>) => boolean;

const told =
  (...kinds: readonly string[]): IsAnswer =>
  ({ kind }) =>
    kinds.includes(kind);
/** Told of the very thing that a field of the order names. */
const toldOf =
  (field: string, ...kinds: readonly string[]): IsAnswer =>
  (event, order) =>
    kinds.includes(event.kind) && event.subject.id === order[field];
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
  evade: toldOf('programmeId', 'group.manoeuvred'),
  clean: toldOf('bandId', 'band.cleaned'),
  setDesign: toldOf('programmeId', 'programme.redesigned'),
  foundProgramme: (event, order) =>
    event.kind === 'programme.founded' &&
    event.values['architecture'] === order['architecture'] &&
    event.values['shellId'] === order['shellId'],
  setArchitecture: toldOf('programmeId', 'programme.changed'),
  deorbit: toldOf('programmeId', 'group.deorbited', 'group.closed'),
  permitReform: toldOf('regionId', 'region.permitsReformed'),
  changeTier: (event, order) => event.kind === 'centre.tierChanged' && event.values['tier'] === order['tier'],
  relief: told('relief.given'),
  greenland: (event, order) => event.kind === 'greenland.approached' && event.values['approach'] === order['approach'],
  signal: (event, order) => event.kind === `signal.${String(order['message'])}`,
  inspect: toldOf('targetId', 'group.inspected'),
  deceive: toldOf('programmeId', 'deception.begun', 'deception.foundOut'),
  investigate: toldOf('operationId', 'operation.solved', 'operation.unsolved'),
  setPosture: told('posture.set'),
  setExportControl: told('controls.set'),
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

/** Kinds of order whose answer may be told of the other side too: by whom it is must be looked at. */
const OF_EITHER_SIDE: readonly Order['kind'][] = [
  'relief',
  'greenland',
  'signal',
  'inspect',
  'clean',
  'setExportControl',
];

export const answersTo = (
  order: Order,
  events: readonly GameEvent[],
  side: GameEvent['side'],
): readonly GameEvent[] => {
  const isAnswer = ANSWERS[order.kind];
  if (isAnswer === undefined) return [];
  const mayBeOthers = OF_EITHER_SIDE.includes(order.kind);
  return events.filter((event) => isAnswer(event, { ...order }) && (!mayBeOthers || event.side === side));
};
