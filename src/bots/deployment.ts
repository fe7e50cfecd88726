/** What flies: money and lift shared over a side's programmes by the weight of their architecture. */
import { type Game, type SideView, unitCountOf } from '../engine/index.ts';
import { pow } from '../units/math.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import type { Purpose } from './spending.ts';

type Group = SideView['groups'][number];
type Line = SideView['lines'][number];

/** Mass that the draft has booked on each line so far, and what each line can carry, kg. */
class Lift {
  readonly lines: readonly { readonly line: Line; readonly payloadKg: number }[];
  readonly #leftKg = new Map<string, number>();

  constructor({ view, game }: Draft) {
    this.lines = view.lines
      .filter(({ machine }) => machine === 'operational')
      .map((line) => ({ line, payloadKg: game.vehicle(line.vehicleId).payloadKg }))
      .sort((a, b) => b.payloadKg - a.payloadKg || (a.line.id < b.line.id ? -1 : 1));
    for (const { line, payloadKg } of this.lines) this.#leftKg.set(line.id, line.cadencePerTurn * payloadKg);
  }

  leftKg(lineId: string): number {
    return this.#leftKg.get(lineId) ?? 0;
  }

  book(lineId: string, massKg: number): void {
    this.#leftKg.set(lineId, this.leftKg(lineId) - massKg);
  }
}

/** A programme flies on no more lines than this in a turn: a plan must stay readable. */
const LINES_A_TURN = 2;

/** Units a programme is meant to have; one founded in the game has the target of its kind. */
const targetOf = ({ ruleset }: Game, programmeId: string): number =>
  ruleset.programmes.find(({ id }) => id === programmeId)?.targetUnits ?? ruleset.economy.foundation.targetUnits;

/** Deploys units of a programme for so much money, on the lines that carry most, at most its share of each. */
const deployGroup = (draft: Draft, lift: Lift, group: Group, shareFrac: number, budgetMusd: number): void => {
  const { game, view } = draft;
  const { rampFactor, rampFloorKg, massFactorPerBusLevel } = game.ruleset.economy;
  const { designId } = group;
  const targetUnits = targetOf(game, group.id);
  const unitKg = game.design(designId).massKg * pow(massFactorPerBusLevel, view.own.tech.bus);
  let rampKg = rampFactor * group.rampKg + rampFloorKg;
  let leftMusd = budgetMusd;
  let linesLeft = LINES_A_TURN;
  let wanted = group.architecture === 'edge' ? targetUnits - unitCountOf(group) : Number.POSITIVE_INFINITY;
  for (const { line } of lift.lines) {
    if (linesLeft === 0 || wanted < 1 || rampKg < unitKg || leftMusd <= 0) return;
    if (lift.leftKg(line.id) < unitKg) continue;
    const most = draft.range('deploy', 'unitCount', { programmeId: group.id, lineId: line.id })?.max ?? 0;
    if (most < 1) continue;
    // A programme that the line can carry beside the others is not cut: its growth compounds.
    const shareKg = lift.leftKg(line.id) * shareFrac;
    const unitCount = Math.min(
      wanted,
      rampKg <= shareKg ? most : Math.max(1, Math.min(most, Math.floor(shareKg / unitKg))),
    );
    const order = { kind: 'deploy', programmeId: group.id, lineId: line.id, unitCount } as const;
    const before = draft.leftMusd;
    const isPlaced = draft.placeFitted(order, leftMusd, (affordableFrac) => {
      const fewer = Math.floor(unitCount * affordableFrac);
      return fewer >= 1 ? { ...order, unitCount: fewer } : null;
    });
    if (!isPlaced) continue;
    linesLeft -= 1;
    const placed = draft.orders.at(-1);
    const flown = placed?.kind === 'deploy' ? placed.unitCount : 0;
    wanted -= flown;
    leftMusd -= before - draft.leftMusd;
    rampKg -= flown * unitKg;
    lift.book(line.id, flown * unitKg);
  }
};

export const deploymentPurposes = (draft: Draft, weights: Weights): readonly Purpose[] => {
  const { view } = draft;
  if (view.turn >= view.turnCount) return [];
  const lift = new Lift(draft);
  if (lift.lines.length === 0) return [];
  const open = view.groups.filter(({ machine }) => machine !== 'lost' && machine !== 'exhausted');
  const inArchitecture = new Map<string, number>();
  for (const { architecture } of open) inArchitecture.set(architecture, (inArchitecture.get(architecture) ?? 0) + 1);
  // Small lines first: what they cannot use goes on to those that can.
  const ordered = open
    .map((group) => ({ group, weight: weights[group.architecture] / (inArchitecture.get(group.architecture) ?? 1) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.group.rampKg - b.group.rampKg || (a.group.id < b.group.id ? -1 : 1));
  let weightLeft = ordered.reduce((total, { weight }) => total + weight, 0);
  return ordered.map(({ group, weight }) => {
    const shareFrac = weight / weightLeft;
    weightLeft -= weight;
    return { weight, spend: (desk, budget) => deployGroup(desk, lift, group, shareFrac, budget) };
  });
};
