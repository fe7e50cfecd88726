/**
 * The stages of a hosted game, as a chart: who may do what is asked elsewhere, what may come next is said here.
 *
 * `resolving` lasts as long as the engine takes, within one step of the log.
 */
import { setup, transition } from 'xstate';
import type { SessionStage } from '../protocol/sessionParts.ts';

/** What is on the table: a half-year, the round in which a crisis is answered, or a game that has ended. */
export type OnTable = 'turn' | 'crisisRound' | 'over';
export type StageEvent = {
  readonly type: 'start' | 'pause' | 'resume' | 'resolve' | 'open' | 'stepBack' | 'end';
  readonly table: OnTable;
};

const open = [
  { guard: 'gameIsOver', target: 'ended' },
  { guard: 'crisisIsAnswered', target: 'crisisRound' },
  { target: 'planning' },
] as const;

export const stageMachine = setup({
  types: {} as { events: StageEvent },
  guards: {
    gameIsOver: ({ event }) => event.table === 'over',
    crisisIsAnswered: ({ event }) => event.table === 'crisisRound',
  },
}).createMachine({
  id: 'session',
  initial: 'lobby',
  states: {
    lobby: { on: { start: open, end: 'ended' } },
    planning: { on: { pause: 'paused', resolve: 'resolving', stepBack: open, end: 'ended' } },
    crisisRound: { on: { pause: 'paused', resolve: 'resolving', stepBack: open, end: 'ended' } },
    resolving: { on: { open } },
    paused: { on: { resume: open, stepBack: open, end: 'ended' } },
    ended: { on: { stepBack: open } },
  },
});

const snapshotOf = (stage: SessionStage) => stageMachine.resolveState({ value: stage });

export const canTake = (stage: SessionStage, event: StageEvent): boolean => snapshotOf(stage).can(event);

export const nextStage = (stage: SessionStage, event: StageEvent): SessionStage =>
  transition(stageMachine, snapshotOf(stage), event)[0].value as SessionStage;
