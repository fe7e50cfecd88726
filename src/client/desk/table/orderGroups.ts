/** Where each order is found on the desk; the order of the groups is the order of the tabs. */
import type { OrderGroup, OrderKind } from '../../../engine/index.ts';

export const GROUP_OF_ORDER: Readonly<Record<OrderKind, OrderGroup>> = {
  research: 'money',
  raiseFunds: 'money',
  developLine: 'launch',
  expandLine: 'launch',
  deploy: 'orbit',
  harden: 'orbit',
  repair: 'orbit',
  buildGrid: 'ground',
  buildCentre: 'ground',
  buildBackup: 'ground',
  setConnectionPolicy: 'ground',
  setDemandResponse: 'ground',
  refine: 'supply',
  setExportControl: 'supply',
  setWorkload: 'use',
  surveil: 'know',
  offer: 'talk',
  withdraw: 'talk',
  setPosture: 'talk',
  jam: 'interfere',
  strike: 'interfere',
};
