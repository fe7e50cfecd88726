/**
 * Outside minds without processes or clocks: a program is a function from each frame it is told to the
 * lines it says, and a turn's time passes the moment it has nothing more to say.
 */
import { frameLine } from '../../src/protocol/seat.ts';
import type { Side } from '../../src/ruleset/terms.ts';
import { hostMinds, type Received, type StartLimit, type Wire } from '../../src/session/hostMinds.ts';
import { OUTSIDE, openTable, type OutsideTable } from '../../src/session/outsideTable.ts';
import { classroom } from './game.ts';

export type Told = Readonly<Record<string, unknown>>;
/** What a program says to a frame; `closed` and `tooLarge` as the wire tells of them. */
export type Says = (frame: Told) => readonly (object | string | Received)[];

export interface Played {
  readonly table: OutsideTable;
  /** Every byte that each side's program was sent. */
  readonly sent: Readonly<Record<Side, string>>;
}

const asReceived = (said: object | string | Received): Received => {
  if (typeof said === 'string') return { kind: 'line', text: said };
  return 'kind' in said && !('type' in said) ? (said as Received) : { kind: 'line', text: frameLine(said) };
};

/** Plays a game between programs and bots. */
export const playMinds = async (
  programs: Partial<Record<Side, Says>>,
  { game = classroom, seed = '1', opponent = 'balancer', from = null as OutsideTable | null } = {},
): Promise<Played> => {
  const leader = (side: Side): string => (programs[side] === undefined ? opponent : OUTSIDE);
  const sent: Record<Side, string> = { us: '', cn: '' };
  const limits = new Set<{ pass?: () => void }>();
  const silent = new Set<Side>();
  const startLimit: StartLimit = () => {
    const limit: { pass?: () => void } = {};
    const passed = new Promise<void>((resolve) => {
      limit.pass = resolve;
    });
    limits.add(limit);
    return { passed, cancel: () => void limits.delete(limit) };
  };
  /** The time of whoever still thinks is over once nobody else is awaited. */
  const passTime = (): void => {
    if (silent.size < limits.size) return;
    for (const { pass } of limits) pass?.();
  };
  const wireOf = (side: Side, says: Says): Wire => {
    const said: Received[] = [];
    let isClosed = false;
    return {
      receive: async () => {
        const next = said.shift();
        if (next !== undefined) {
          isClosed ||= next.kind === 'closed';
          return next;
        }
        if (isClosed) return { kind: 'closed' };
        silent.add(side);
        passTime();
        return new Promise((resolve) => {
          wakes.set(side, () => {
            silent.delete(side);
            resolve(said.shift() ?? { kind: 'closed' });
          });
        });
      },
      send: (text) => {
        sent[side] += text;
        said.push(...says(JSON.parse(text) as Told).map(asReceived));
        if (said.length > 0) {
          wakes.get(side)?.();
          wakes.delete(side);
        } else if (silent.has(side)) passTime();
        return Promise.resolve();
      },
      close: () => {
        isClosed = true;
      },
    };
  };
  const wakes = new Map<Side, () => void>();
  const table = await hostMinds({
    table: from ?? openTable(game, seed, { us: leader('us'), cn: leader('cn') }),
    seat: (side) => {
      const says = programs[side];
      return Promise.resolve(says === undefined ? null : wireOf(side, says));
    },
    startLimit,
    turnLimitS: 1,
    keep: () => undefined,
    recordPath: null,
  });
  return { table, sent };
};

export const sealOf = ({ turn, stage }: Told, orders: readonly unknown[]): object => ({
  type: 'seal',
  turn,
  stage,
  orders,
});

/** Says something at every turn, and nothing to other frames. */
export const eachTurn =
  (says: Says): Says =>
  (frame) =>
    frame['type'] === 'observation' ? says(frame) : [];

/** Seals the staff's plan, as the balancer would. */
export const sealsPlan: Says = eachTurn((frame) => [sealOf(frame, frame['plan'] as readonly unknown[])]);
export const passes: Says = eachTurn((frame) => [sealOf(frame, [])]);

export const framesOf = (text: string): readonly Told[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told);

export const hashesOf = ({ turns }: Pick<OutsideTable, 'turns'>): readonly string[] => turns.map(({ hash }) => hash);
