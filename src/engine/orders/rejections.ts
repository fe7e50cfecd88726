/**
 * The codes each kind of order may be refused with. Random games are to meet every one of them, and none besides.
 */
import type { OrderDefinition } from './definition.ts';
import type { OrderKind, RejectionCode } from './order.ts';

const NAMES_OWN = ['order/unknown-target', 'order/not-owned'] as const;
const WHOLE = ['order/not-an-integer', 'order/out-of-range'] as const;
const FUNDS = 'order/budget-exceeded';
const CAPITAL = 'order/political-capital-exceeded';
const LIMITED = ['order/out-of-range', 'order/limit-reached'] as const;
const IDLE = 'order/nothing-to-do';
const AT_GROUP = ['order/unknown-target', IDLE] as const;
const OPERATION = ['order/too-many-operations', FUNDS, CAPITAL] as const;

/** What a kind names beyond what follows from its fields. */
const CODES_OF_KIND: Readonly<Record<OrderKind, readonly RejectionCode[]>> = {
  research: ['order/level-not-open', ...LIMITED, FUNDS],
  raiseFunds: [...WHOLE, CAPITAL],
  developLine: [...NAMES_OWN, IDLE, 'order/level-not-open', ...LIMITED, FUNDS],
  expandLine: [...NAMES_OWN, 'order/line-not-flying', ...WHOLE, 'order/limit-reached', FUNDS],
  deploy: [
    ...NAMES_OWN,
    IDLE,
    'order/line-not-flying',
    ...WHOLE,
    'order/lift-exceeded',
    'order/ramp-exceeded',
    'order/chips-exceeded',
    'order/repeated',
    FUNDS,
  ],
  harden: [...NAMES_OWN, IDLE, FUNDS],
  repair: [...NAMES_OWN, IDLE, ...LIMITED, FUNDS],
  evade: [...NAMES_OWN, IDLE, FUNDS],
  clean: [IDLE, ...LIMITED, FUNDS],
  setDesign: [...NAMES_OWN, IDLE, ...WHOLE, FUNDS],
  foundProgramme: ['order/limit-reached', FUNDS, CAPITAL],
  setArchitecture: [...NAMES_OWN, IDLE, FUNDS],
  deorbit: [...NAMES_OWN, IDLE, ...WHOLE, 'order/limit-reached', FUNDS],
  buildGrid: [...NAMES_OWN, ...LIMITED, 'order/repeated', FUNDS],
  buildCentre: [...NAMES_OWN, 'order/out-of-range', 'order/chips-exceeded', FUNDS],
  buildBackup: [...NAMES_OWN, 'order/out-of-range', 'order/chips-exceeded', 'order/repeated', FUNDS],
  changeTier: [IDLE, FUNDS],
  permitReform: [...NAMES_OWN, IDLE, CAPITAL],
  setConnectionPolicy: [...NAMES_OWN, IDLE],
  setDemandResponse: [...NAMES_OWN, IDLE, ...WHOLE],
  setWorkload: ['order/out-of-range'],
  setPosture: [IDLE],
  setExportControl: [IDLE, 'order/agreement-forbids', ...WHOLE, CAPITAL],
  refine: [...WHOLE, 'order/limit-reached', FUNDS],
  stockpile: [...WHOLE, 'order/limit-reached', FUNDS],
  chipPlant: [...LIMITED, FUNDS],
  greenland: [IDLE, 'order/out-of-reach', FUNDS, CAPITAL],
  offer: [IDLE, 'order/agreement-needed'],
  withdraw: [IDLE],
  signal: [IDLE, CAPITAL],
  surveil: [FUNDS],
  inspect: [...AT_GROUP, FUNDS],
  investigate: [IDLE, FUNDS],
  deceive: [...NAMES_OWN, IDLE, FUNDS],
  publishEvidence: [IDLE, FUNDS, CAPITAL],
  jam: [...AT_GROUP, ...OPERATION],
  dazzle: [...AT_GROUP, ...OPERATION],
  cyber: [...AT_GROUP, ...OPERATION],
  intrude: ['order/unknown-target', ...OPERATION],
  sabotage: ['order/unknown-target', ...OPERATION],
  approach: [...AT_GROUP, ...OPERATION],
  attackCoOrbital: [...AT_GROUP, 'order/not-prepared', ...OPERATION],
  withdrawApproach: [...AT_GROUP, 'order/not-prepared'],
  strike: [...AT_GROUP, ...OPERATION, ...WHOLE, 'order/limit-reached'],
  detonate: ['order/rung-too-low', ...OPERATION],
  relief: LIMITED,
  mine: [...WHOLE, 'order/limit-reached', FUNDS, CAPITAL],
};

/** Every code an order of the kind may be refused with: what follows from its fields, and what the kind names. */
export const rejectionCodes = ({ kind, fields, onceBy, inCrisisRound }: OrderDefinition): readonly RejectionCode[] => {
  const types = Object.values(fields);
  const codes: RejectionCode[] = [
    'order/unknown-field',
    'order/game-over',
    'order/not-this-seat',
    ...CODES_OF_KIND[kind],
  ];
  if (inCrisisRound !== true) codes.push('order/not-in-crisis-round');
  if (types.length > 0) codes.push('order/missing-field');
  if (types.includes('number')) codes.push('order/not-a-number', 'order/negative');
  if (types.includes('text')) codes.push('order/not-a-choice');
  if (inCrisisRound !== true) codes.push('order/not-in-crisis-round');
  if (onceBy !== undefined) codes.push('order/repeated');
  return [...new Set(codes)].sort((a, b) => (a < b ? -1 : 1));
};
