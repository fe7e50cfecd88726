/**
 * An operation: one act against the other side, from the plan to the answer.
 *
 * The chart stops at policy level. What the act did stays as a number when the question becomes who did it: truth and
 * attribution are separate. A craft that must come near first waits beside its target, `ready` or, when it has been seen,
 * `exposed`, until it is used or withdrawn. A deniable operation may be brought to light for as long as it is not closed.
 */
import { setup } from 'xstate';
import { type EventsOf, guardsFor, makeChart, type StateOf } from './chart.ts';

const signals = {
  authorise: [],
  withdraw: [],
  preposition: [],
  watch: ['surveillanceDetects'],
  loseTarget: [],
  execute: ['targetInReach'],
  observe: ['surveillanceDetects'],
  defend: ['defenceHolds'],
  takeEffect: ['effectDestroys', 'effectDamages', 'effectInterferes'],
  investigate: [],
  attribute: ['attributionConvinces'],
  answer: ['postureAnswers'],
  reveal: ['evidencePublished'],
  close: [],
} as const;

const takeEffect = [
  { guard: 'effectDestroys', target: 'destroyedTarget' },
  { guard: 'effectDamages', target: 'damagedTarget' },
  { guard: 'effectInterferes', target: 'reversibleEffect' },
  { target: 'noEffect' },
] as const;

export const operationMachine = setup({
  types: {} as { events: EventsOf<typeof signals> },
  guards: guardsFor(signals),
}).createMachine({
  id: 'operation',
  description: 'One act against the other side, from the plan to the answer.',
  initial: 'planned',
  states: {
    planned: {
      description: 'ordered',
      on: { authorise: 'authorised' },
    },
    authorised: {
      description: 'allowed; waiting for reach',
      on: {
        preposition: 'prepositioning',
        execute: [{ guard: 'targetInReach', target: 'executing' }, { target: 'lapsed' }],
      },
    },
    prepositioning: {
      description: 'a craft is on its way to the target',
      on: { watch: [{ guard: 'surveillanceDetects', target: 'exposed' }, { target: 'ready' }] },
    },
    ready: {
      description: 'a craft waits beside the target, unseen',
      on: {
        watch: [{ guard: 'surveillanceDetects', target: 'exposed' }],
        execute: 'executing',
        loseTarget: 'lapsed',
        withdraw: 'closed',
      },
    },
    exposed: {
      description: 'a craft waits beside the target, and has been seen',
      on: { execute: 'executing', loseTarget: 'lapsed', withdraw: 'closed' },
    },
    executing: {
      description: 'under way',
      on: { observe: [{ guard: 'surveillanceDetects', target: 'detected' }, { target: 'undetected' }] },
    },
    detected: {
      description: 'seen by the target in time to defend',
      on: { defend: [{ guard: 'defenceHolds', target: 'foiled' }, { target: 'undefended' }] },
    },
    undetected: {
      description: 'not seen before the effect',
      on: { takeEffect },
    },
    undefended: {
      description: 'seen, and the defence did not hold',
      on: { takeEffect },
    },
    foiled: {
      description: 'stopped by the defence',
      on: { investigate: 'attributionPending' },
    },
    noEffect: {
      description: 'carried out without result',
      on: { investigate: 'attributionPending' },
    },
    reversibleEffect: {
      description: 'service interrupted, nothing broken',
      on: { investigate: 'attributionPending' },
    },
    damagedTarget: {
      description: 'the target is damaged',
      on: { investigate: 'attributionPending' },
    },
    destroyedTarget: {
      description: 'the target is destroyed',
      on: { investigate: 'attributionPending' },
    },
    attributionPending: {
      description: 'the target asks who did it',
      on: { attribute: [{ guard: 'attributionConvinces', target: 'attributed' }, { target: 'deniable' }] },
    },
    attributed: {
      description: 'publicly laid to its author',
      on: { answer: [{ guard: 'postureAnswers', target: 'answered' }, { target: 'lapsed' }] },
    },
    deniable: {
      description: 'suspected at most',
      on: { reveal: [{ guard: 'evidencePublished', target: 'attributed' }], close: 'closed' },
    },
    answered: {
      description: 'the other side has responded',
      on: { close: 'closed' },
    },
    lapsed: {
      description: 'out of reach, or left without an answer',
      on: { close: 'closed' },
    },
    closed: { type: 'final', description: 'nothing more follows from it' },
  },
});

export const operationChart = makeChart(operationMachine, signals);
export type OperationState = StateOf<typeof operationMachine>;
