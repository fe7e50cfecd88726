/**
 * The role cards, one for each seat of each side: what it wants, what it holds, what it may order. Orders by seat
 * come from the engine, and what a side has from the rules.
 */
import { ORDER_GROUPS, ORDER_KINDS, type OrderKind, orderGroup, orderSeat } from '../../engine/index.ts';
import {
  AGREEMENT_KINDS,
  type Ruleset,
  type Scenario,
  SEATS,
  type Seat,
  SIDES,
  type Side,
} from '../../ruleset/schema.ts';
import { listBlock, textBlock } from './blocks.ts';
import type { Block, Part } from './document.ts';
import { filled, joined, labelOf, nameOf, shownNumber } from './fill.ts';
import type { GuideSources } from './sources.ts';

/** The start whose programmes and launchers the cards name; lessons begin from the same. */
const RACE_ID = 'dawn-2026';
/** Firsts that come due within a lesson are on the principal's card. */
const LESSON_ID = 'classroom';

const scenarioOf = ({ scenarios }: Ruleset, wanted: string): Scenario => {
  const found = scenarios.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`no scenario ${wanted}`);
  return found;
};

/** Orders that a seat of a side may ever give. */
export const ordersOfCard = (ruleset: Ruleset, side: Side, seat: Seat): readonly OrderKind[] => {
  const mayApproachGreenland = scenarioOf(ruleset, RACE_ID).sides[side].greenlandAccess;
  return ORDER_KINDS.filter((kind) => orderSeat(kind) === seat && (kind !== 'greenland' || mayApproachGreenland));
};

const ordersBlock = (sources: GuideSources, side: Side, seat: Seat): Block => {
  const kinds = ordersOfCard(sources.ruleset, side, seat);
  const groups = ORDER_GROUPS.map((group) => ({ group, own: kinds.filter((kind) => orderGroup(kind) === group) }));
  return listBlock(
    labelOf(sources, 'orders'),
    groups
      .filter(({ own }) => own.length > 0)
      .map(({ group, own }) => ({
        term: nameOf(sources, `orderGroup.${group}`),
        text: joined(
          sources,
          own.map((kind) => nameOf(sources, `order.${kind}.name`)),
        ),
      })),
  );
};

const firsts = (sources: GuideSources, side: Side): readonly string[] => {
  const { score, scenarios } = sources.ruleset;
  const lastTurn = scenarios.find(({ id }) => id === LESSON_ID)?.turnCount ?? 0;
  return score.milestones
    .filter(({ owner, byTurn }) => owner === side && byTurn <= lastTurn)
    .map(({ id, byTurn, points }) =>
      labelOf(sources, 'first', {
        name: nameOf(sources, `milestone.${id}.name`),
        turn: byTurn,
        points: shownNumber(points),
      }),
    );
};

/** What a seat answers for, by name. */
const held: Readonly<Record<Seat, (sources: GuideSources, side: Side) => readonly string[]>> = {
  principal: firsts,
  energyFinance: (sources, side) =>
    sources.ruleset.grid.regions
      .filter(({ owner }) => owner === side)
      .map(({ id }) => nameOf(sources, `region.${id}.name`)),
  spaceMilitary: (sources, side) => [
    ...sources.ruleset.programmes
      .filter(({ owner }) => owner === side)
      .map(({ id }) => nameOf(sources, `programme.${id}.name`)),
    ...scenarioOf(sources.ruleset, RACE_ID).sides[side].lines.map(({ vehicleId }) =>
      nameOf(sources, `vehicle.${vehicleId}.name`),
    ),
  ],
  intelligenceDiplomacy: (sources) => AGREEMENT_KINDS.map((kind) => nameOf(sources, `agreement.${kind}.name`)),
};

const heldBlock = (sources: GuideSources, side: Side, seat: Seat): Block => {
  const names = held[seat](sources, side);
  return seat === 'principal'
    ? listBlock(labelOf(sources, 'firsts'), names)
    : textBlock(joined(sources, names), labelOf(sources, 'hands'));
};

const card = (sources: GuideSources, side: Side, seat: Seat): Part => {
  const ofSeat = sources.texts.seats[seat];
  const own = sources.texts.cards[side][seat];
  const list = (label: string, lines: readonly string[]): Block =>
    listBlock(
      labelOf(sources, label),
      lines.map((line) => filled(sources, line)),
    );
  return {
    id: `${side}-${seat}`,
    title: nameOf(sources, `seat.${seat}`),
    side,
    isCard: true,
    blocks: [
      textBlock(ofSeat.role),
      list('objectives', own.objectives),
      heldBlock(sources, side, seat),
      ordersBlock(sources, side, seat),
      list('watch', ofSeat.watch),
      list('firstTurn', own.firstTurn),
      list('talk', ofSeat.talk),
    ],
  };
};

export const roleCards = (sources: GuideSources): readonly Part[] =>
  SIDES.flatMap((side) => SEATS.map((seat) => card(sources, side, seat)));
