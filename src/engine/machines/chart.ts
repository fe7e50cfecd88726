/**
 * The mechanism under every state machine of the game.
 *
 * A machine is an XState statechart that is flat and pure: no timers, no actions, no numbers. It owns only which
 * state comes next. Its guards are named physical facts, and read their truth from the event: the engine computes
 * physics and dice first, and sends `{ type, outcomes }`. `makeChart` compiles the machine once into a plain table,
 * about a hundred times faster than a call of XState's pure `transition`; a test holds both to the same answers.
 */
import type { AnyStateMachine, StateValueFrom } from 'xstate';
import { InvariantError } from '../errors.ts';

/** The events of a machine, each with the guards that it may ask for. */
export type Signals = Readonly<Record<string, readonly string[]>>;

export type EventName<S extends Signals> = keyof S & string;
export type GuardName<S extends Signals> = S[EventName<S>][number];

/** Truth of the guards that an event needs; those that are not reached may be left out. */
export type Outcomes<Guard extends string> = Readonly<Partial<Record<Guard, boolean>>>;

/** The XState event type of a machine: `{ type, outcomes }` for each of its events. */
export type EventsOf<S extends Signals> = {
  [Event in EventName<S>]: { readonly type: Event; readonly outcomes: Outcomes<S[Event][number]> };
}[EventName<S>];

export type StateOf<Machine extends AnyStateMachine> = Extract<StateValueFrom<Machine>, string>;

/** One possible change of state. `guard` null is the way taken when no guard before it held. */
export interface Edge<State extends string = string, Event extends string = string, Guard extends string = string> {
  readonly from: State;
  readonly event: Event;
  readonly guard: Guard | null;
  readonly to: State;
}

export interface Chart<State extends string, S extends Signals> {
  readonly id: string;
  readonly machine: AnyStateMachine;
  readonly signals: S;
  readonly initial: State;
  readonly states: readonly State[];
  readonly finals: readonly State[];
  readonly events: readonly EventName<S>[];
  readonly guards: readonly GuardName<S>[];
  /** In the order in which the guards are asked. */
  readonly edges: readonly Edge<State, EventName<S>, GuardName<S>>[];
  /**
   * The state after an event: the first edge whose guard holds. An event that the state does not know, or of which
   * no guard holds, leaves the state as it was. A guard that is reached without an outcome throws `InvariantError`.
   */
  next<Event extends EventName<S>>(
    this: void,
    state: State,
    event: Event,
    outcomes?: Outcomes<S[Event][number]>,
  ): State;
}

/** Any chart with its names widened, for what walks over all of them: diagrams, documents, tests. */
export interface AnyChart {
  readonly id: string;
  readonly machine: AnyStateMachine;
  readonly signals: Signals;
  readonly initial: string;
  readonly states: readonly string[];
  readonly finals: readonly string[];
  readonly events: readonly string[];
  readonly guards: readonly string[];
  readonly edges: readonly Edge[];
  next(this: void, state: string, event: string, outcomes?: Outcomes<string>): string;
}

type OutcomesGiven = Readonly<Record<string, boolean | undefined>>;
type GuardPredicate = (args: {
  readonly event: { readonly type: string; readonly outcomes: OutcomesGiven };
}) => boolean;

const NO_OUTCOMES: OutcomesGiven = Object.freeze({});

function readOutcome(outcomes: OutcomesGiven, guard: string, eventType: string): boolean {
  const outcome = outcomes[guard];
  if (outcome === undefined) {
    throw new InvariantError('a guard was reached without an outcome', { guard, eventType, outcomes });
  }
  return outcome;
}

let tally: Map<Edge, number> | null = null;

/** Counts every edge that any chart takes into this map from now on; `null` stops it. Off, it costs a comparison. */
export const countEdges = (into: Map<Edge, number> | null): void => {
  tally = into;
};

const guardNames = (signals: Signals): string[] => [...new Set(Object.values(signals).flat())];

/** The guard implementations for `setup`: each reads its own truth from the event. */
export function guardsFor<S extends Signals>(signals: S): Record<GuardName<S>, GuardPredicate> {
  const predicates: Record<string, GuardPredicate> = {};
  for (const guard of guardNames(signals)) {
    predicates[guard] = ({ event }) => readOutcome(event.outcomes, guard, event.type);
  }
  return predicates as Record<GuardName<S>, GuardPredicate>;
}

function assertFlatAndPure(machine: AnyStateMachine): void {
  const nodes = [machine.root, ...Object.values(machine.states)];
  for (const node of nodes) {
    const isRoot = node === machine.root;
    const isPlain =
      (isRoot
        ? node.type === 'compound' && node.transitions.size === 0
        : node.type === 'atomic' || node.type === 'final') &&
      node.entry.length === 0 &&
      node.exit.length === 0 &&
      node.invoke.length === 0 &&
      (node.always ?? []).length === 0 &&
      node.after.length === 0;
    if (!isPlain) throw new InvariantError('a machine is flat and pure', { machine: machine.id, state: node.key });
  }
}

function edgesOf(machine: AnyStateMachine, signals: Signals): Edge[] {
  const edges: Edge[] = [];
  for (const node of Object.values(machine.states)) {
    for (const [event, transitions] of node.transitions) {
      for (const transition of transitions) {
        const guard: unknown = transition.guard ?? null;
        const to = transition.target?.[0]?.key;
        const guardsOfEvent = signals[event];
        const isKnownGuard = guard === null || (typeof guard === 'string' && guardsOfEvent?.includes(guard) === true);
        if (
          guardsOfEvent === undefined ||
          !isKnownGuard ||
          to === undefined ||
          transition.target?.length !== 1 ||
          transition.actions.length > 0
        ) {
          throw new InvariantError('an edge has a listed event, a listed guard or none, one target and no action', {
            machine: machine.id,
            from: node.key,
            event,
            guard,
            to,
          });
        }
        edges.push({ from: node.key, event, guard, to });
      }
    }
  }
  return edges;
}

type Table = ReadonlyMap<string, ReadonlyMap<string, readonly Edge[]>>;

function tableOf(states: readonly string[], edges: readonly Edge[]): Table {
  const table = new Map<string, Map<string, Edge[]>>();
  for (const state of states) table.set(state, new Map());
  for (const edge of edges) {
    const row = table.get(edge.from);
    const ways = row?.get(edge.event);
    if (ways) ways.push(edge);
    else row?.set(edge.event, [edge]);
  }
  return table;
}

/** Compiles a machine, and checks that it keeps to the house's form. `signals` is what its guards were made from. */
export function makeChart<Machine extends AnyStateMachine, S extends Signals>(
  machine: Machine,
  signals: S,
): Chart<StateOf<Machine>, S> {
  type State = StateOf<Machine>;
  assertFlatAndPure(machine);
  const states = Object.keys(machine.states);
  const edges = edgesOf(machine, signals);
  const table = tableOf(states, edges);
  const initial = machine.root.initial.target[0]?.key;

  const next = (state: string, event: string, outcomes: OutcomesGiven = NO_OUTCOMES): string => {
    const row = table.get(state);
    if (row === undefined)
      throw new InvariantError('a machine has no such state', { machine: machine.id, state, event });
    const ways = row.get(event);
    if (ways === undefined) return state;
    for (const way of ways) {
      if (way.guard === null || readOutcome(outcomes, way.guard, event)) {
        if (tally !== null) tally.set(way, (tally.get(way) ?? 0) + 1);
        return way.to;
      }
    }
    return state;
  };

  return {
    id: machine.id,
    machine,
    signals,
    initial: initial as State,
    states: states as State[],
    finals: states.filter((state) => machine.states[state]?.type === 'final') as State[],
    events: Object.keys(signals) as EventName<S>[],
    guards: guardNames(signals) as GuardName<S>[],
    edges: edges as Edge<State, EventName<S>, GuardName<S>>[],
    next: next as Chart<State, S>['next'],
  };
}
