/** How a state of a machine is coloured: a semantic tone, never a side. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

const GOOD = new Set([
  'operational',
  'nominal',
  'operating',
  'delivered',
  'normal',
  'primary',
  'carrying',
  'supplied',
  'calm',
  'inForce',
  'restored',
  'foiled',
  'hotStandby',
  'warmStandby',
]);
const WARN = new Set([
  'grounded',
  'stoodDown',
  'interfered',
  'degraded',
  'recovering',
  'curtailed',
  'repairing',
  'alert',
  'loadManagement',
  'backupGenerators',
  'restoration',
  'takingOver',
  'tight',
  'friction',
  'confrontation',
  'strained',
  'reversibleEffect',
  'stalled',
]);
const BAD = new Set([
  'failed',
  'exhausted',
  'damaged',
  'lost',
  'voltageReduction',
  'rotatingOutages',
  'overloaded',
  'shed',
  'rationed',
  'embargoed',
  'crisis',
  'clash',
  'war',
  'broken',
  'damagedTarget',
  'destroyedTarget',
  'undefended',
]);

export const toneOf = (state: string): Tone =>
  GOOD.has(state) ? 'good' : WARN.has(state) ? 'warn' : BAD.has(state) ? 'bad' : 'plain';
