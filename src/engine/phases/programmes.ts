/**
 * Orders on programmes and their surroundings. Manoeuvres begin before any operation; all else waits until
 * the turn's launches and operations are over, because those were judged on what flew before.
 */
import { inGrains } from '../../units/grains.ts';
import { isAgreementInForce } from '../agreements.ts';
import { removalMusdPerFragment } from '../formulas.ts';
import { type Side, SIDES } from '../../ruleset/terms.ts';
import {
  addStanding,
  groupById,
  note,
  orderInput,
  ordersOf,
  pay,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { fragmentCountOf } from '../debris.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { satelliteGroupChart, type SatelliteGroupState } from '../machines/satelliteGroup.ts';
import {
  architectureEffects,
  architectureFor,
  designAfterChange,
  keepsUnits,
  orderedDesignId,
  ventureId,
} from '../orders/programme.ts';
import { viewFor } from '../view.ts';
import { takeUnits } from './counterspace/losses.ts';
import { only } from '../sides.ts';
import type { GameState, OrbitalGroup } from '../state.ts';

/** Manoeuvres take propellant and a little service now; what they are for comes later in the turn. */
export const startManoeuvres = (context: TurnContext): void => {
  const { outageFrac, deltaVMPerS } = context.game.ruleset.environment.evade;
  for (const side of SIDES) {
    for (const { order, cost } of ordersOf(context, side, 'evade')) {
      pay(context, side, cost);
      const group = groupById(context.state, order.programmeId);
      group.outageFrac += (1 - group.outageFrac) * outageFrac;
      group.manoeuvreMPerS = Math.max(0, group.manoeuvreMPerS - deltaVMPerS);
      context.evading.add(group.id);
      const findingId = note(context, () => ({
        subject: subject('group', group.id),
        question: 'manoeuvres',
        equationId: 'manoeuvres',
        inputs: [
          ruleInput(context.game, 'deltaVMPerS', 'environment.evade.deltaVMPerS'),
          ruleInput(context.game, 'outageFrac', 'environment.evade.outageFrac'),
          ruleInput(context.game, 'collisionFrac', 'environment.evade.collisionFrac'),
          ruleInput(context.game, 'hitFrac', 'environment.evade.hitFrac'),
        ],
        result: { manoeuvreMPerS: group.manoeuvreMPerS },
        outcome: 'manoeuvred',
        visibleTo: only(side),
      }));
      tell(context, {
        kind: 'group.manoeuvred',
        subject: subject('group', group.id),
        side,
        values: { manoeuvreMPerS: group.manoeuvreMPerS },
        findingIds: [findingId],
        visibleTo: only(side),
        weight: 1,
      });
    }
  }
};

const changeDesigns = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  for (const { order, cost } of ordersOf(context, side, 'setDesign')) {
    pay(context, side, cost);
    const group = groupById(state, order.programmeId);
    const was = game.design(group.designId);
    group.designId = orderedDesignId(game, group.designId, order);
    group.spareFrac = order.spareFrac;
    const design = game.design(group.designId);
    const path = `satellites.${design.baseId}`;
    const findingId = note(context, () => ({
      subject: subject('group', group.id),
      question: 'unitDesign',
      equationId: 'unitDesign',
      inputs: [
        orderInput('radiatorTempK', order.radiatorTempK, 'K', 'setDesign'),
        orderInput('radiatorAreaM2', order.radiatorAreaM2, 'm2', 'setDesign'),
        orderInput('shieldingMmAl', order.shieldingMmAl, 'mm', 'setDesign'),
        orderInput('meshLevel', order.meshLevel, 'level', 'setDesign'),
        orderInput('manoeuvreMPerS', order.manoeuvreMPerS, 'm/s', 'setDesign'),
        orderInput('spareFrac', order.spareFrac, '1', 'setDesign'),
        ...(['massKg', 'unitCostMusd', 'radiatorArealMassKgPerM2', 'weibullShape', 'weibullScaleYears'] as const).map(
          (name) => ruleInput(game, name, `${path}.${name}`),
        ),
        ...(
          [
            'shieldKgPerM2Mm',
            'shieldedM2PerKw',
            'meshKgPerLevel',
            'structureFrac',
            'activationEv',
            'leakageFrac',
          ] as const
        ).map((name) => ruleInput(game, name, `economy.unitDesign.${name}`)),
      ],
      result: {
        unitMassKg: design.massKg,
        unitCostMusd: design.unitCostMusd,
        scaleYears: design.weibullScaleYears,
        lifeYears: game.lifeYears(design.id, group.shellId),
      },
      outcome: 'set',
      visibleTo: only(side),
    }));
    tell(context, {
      kind: 'programme.redesigned',
      subject: subject('group', group.id),
      side,
      values: { massBeforeKg: was.massKg, unitMassKg: design.massKg },
      findingIds: [findingId],
      visibleTo: only(side),
      weight: 1,
    });
  }
};

/** What the architecture chosen comes to, as the side stands now. */
const noteArchitecture = (
  context: TurnContext,
  side: Side,
  group: Pick<OrbitalGroup, 'id' | 'architecture' | 'shellId' | 'designId'>,
): string =>
  note(context, () => {
    const { game, state } = context;
    const effects = architectureEffects(game, architectureFor(game, viewFor(game, state, side), group));
    return {
      subject: subject('group', group.id),
      question: 'architecture',
      equationId: 'architecture',
      inputs: [
        stateInput('architecture', group.architecture, '', `groups.${group.id}.architecture`),
        stateInput('shell', group.shellId, '', `groups.${group.id}.shellId`),
        ruleInput(game, 'comparePops', 'economy.foundation.comparePops'),
        ruleInput(game, 'wantedAvailabilityFrac', 'economy.unitDesign.wantedAvailabilityFrac'),
        ruleInput(game, 'platformTransportMassFrac', 'economy.platformTransportMassFrac'),
        ruleInput(game, 'blockRequiredFrac', 'economy.blockRequiredFrac'),
        ruleInput(game, 'transmitW', 'workloads.laser.transmitW'),
        ruleInput(game, 'photonsPerBit', 'workloads.laser.photonsPerBit'),
      ],
      result: Object.fromEntries(
        effects.filter(({ name }) => name !== 'comparePops').map(({ name, value }) => [name, value]),
      ),
      outcome: 'computed',
      visibleTo: only(side),
    };
  });

/** A group of which nothing flies yet. */
export const plannedGroup = (
  id: string,
  owner: Side,
  { architecture, shellId, designId }: Pick<OrbitalGroup, 'architecture' | 'shellId' | 'designId'>,
): OrbitalGroup => ({
  id,
  owner,
  architecture,
  shellId,
  designId,
  spareFrac: 0,
  manoeuvreMPerS: 0,
  machine: 'planned',
  cohorts: [],
  hardeningLevel: 0,
  outageFrac: 0,
  healthFrac: 1,
  rampKg: 0,
  lostUnits: 0,
  lostHealthFrac: 0,
  powerKw: 0,
  grossPops: 0,
  deliveredPops: 0,
  previousDeliveredPops: 0,
});

const nextVentureId = ({ groups }: GameState, side: Side): string => {
  let number = 1;
  while (groups.some(({ id }) => id === ventureId(side, number))) number += 1;
  return ventureId(side, number);
};

const foundProgrammes = (context: TurnContext, side: Side): void => {
  const { state } = context;
  for (const { order, cost } of ordersOf(context, side, 'foundProgramme')) {
    pay(context, side, cost);
    const id = nextVentureId(state, side);
    const place = state.groups.findIndex((group) => group.id > id);
    state.groups.splice(place < 0 ? state.groups.length : place, 0, plannedGroup(id, side, order));
    const findingId = note(context, () => ({
      subject: subject('group', id),
      question: 'programmeFounded',
      equationId: 'programmeFounded',
      inputs: [
        ruleInput(context.game, 'baseMusd', 'economy.foundation.baseMusd'),
        ruleInput(context.game, 'politicalCapital', 'economy.foundation.politicalCapital'),
        ruleInput(context.game, 'rampFloorKg', 'economy.rampFloorKg'),
      ],
      result: { rampLimitKg: context.game.ruleset.economy.rampFloorKg },
      outcome: 'founded',
    }));
    tell(context, {
      kind: 'programme.founded',
      subject: subject('group', id),
      side,
      values: { architecture: order.architecture, shellId: order.shellId },
      findingIds: [findingId, noteArchitecture(context, side, { id, ...order })],
    });
  }
};

const changeArchitectures = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  for (const { order, cost } of ordersOf(context, side, 'setArchitecture')) {
    pay(context, side, cost);
    const group = groupById(state, order.programmeId);
    const kept = keepsUnits(group, order);
    const disposed = kept ? 0 : unitCountOf(group);
    const designId = designAfterChange(game, side, group, order.architecture);
    if (!kept) {
      group.cohorts = [];
      group.machine = 'planned';
      group.healthFrac = 1;
      group.manoeuvreMPerS = 0;
    }
    // A line that has flown starts again; before the first flight the change costs nothing.
    if (cost.fundsMusd > 0) group.rampKg = 0;
    Object.assign(group, { architecture: order.architecture, shellId: order.shellId, designId });
    const findingId = note(context, () => ({
      subject: subject('group', group.id),
      question: 'architectureChanged',
      equationId: 'architectureChanged',
      inputs: [
        orderInput('architecture', order.architecture, '', 'setArchitecture'),
        orderInput('shellId', order.shellId, '', 'setArchitecture'),
        ruleInput(game, 'changeMusd', 'economy.foundation.changeMusd'),
      ],
      result: { disposed, rampKg: group.rampKg },
      outcome: kept ? 'unitsKept' : 'unitsDisposed',
      // What it turns into is announced and seen in orbit; how fast its yards can grow is its owner's to know.
      parts: rivalReads(side, ['architecture', 'shellId', 'changeMusd'], ['disposed']),
    }));
    tell(context, {
      kind: 'programme.changed',
      subject: subject('group', group.id),
      side,
      values: { architecture: order.architecture, shellId: order.shellId, disposed },
      findingIds: [findingId, noteArchitecture(context, side, group)],
    });
  }
};

/** Takes units down under control, oldest first: they leave no debris. A group of which nothing is left is closed. */
const deorbitUnits = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  for (const { order, cost } of ordersOf(context, side, 'deorbit')) {
    pay(context, side, cost);
    const group = groupById(state, order.programmeId);
    const before = unitCountOf(group);
    const disposed = takeUnits(group, order.unitCount);
    if (group.cohorts.length === 0)
      group.machine =
        group.architecture === 'platform'
          ? platformChart.next(group.machine as PlatformState, 'dispose')
          : satelliteGroupChart.next(group.machine as SatelliteGroupState, 'dispose');
    const findingId = note(context, () => ({
      subject: subject('group', group.id),
      question: 'deorbit',
      equationId: 'deorbitUnits',
      inputs: [
        stateInput('unitCount', before, 'units', `groups.${group.id}.cohorts`),
        orderInput('ordered', order.unitCount, 'units', 'deorbit'),
        ruleInput(game, 'deorbitMusdPerUnit', 'economy.foundation.deorbitMusdPerUnit'),
      ],
      result: { disposed, unitsLeft: before - disposed },
      outcome: 'deorbited',
    }));
    tell(context, {
      kind: group.cohorts.length === 0 ? 'group.closed' : 'group.deorbited',
      subject: subject('group', group.id),
      side,
      values: { disposed },
      findingIds: [findingId],
      weight: group.cohorts.length === 0 ? 2 : 1,
    });
  }
};

/**
 * Takes fragments out of a band, of every class alike; thanks come from everybody who flies there. Where both
 * sides pay for more than there is, each removes its part of what there is.
 */
const cleanBands = (context: TurnContext): void => {
  const { game, state } = context;
  const { standingPerHundred } = game.ruleset.environment.clean;
  const isAgreed = isAgreementInForce(state.agreements, 'cleanup');
  const musdPerFragment = removalMusdPerFragment(game, isAgreed);
  const placed = SIDES.flatMap((side) => ordersOf(context, side, 'clean').map((each) => ({ side, ...each })));
  for (const band of placed.length === 0 ? [] : state.bands) {
    const here = placed.filter(({ order }) => order.bandId === `${band.lowKm}`);
    if (here.length === 0) continue;
    const before = fragmentCountOf(band);
    const paidFor = sum(here, ({ order }) => order.amountMusd) / musdPerFragment;
    const doneFrac = Math.min(1, before / paidFor);
    band.fragments = band.fragments.map((each) => inGrains(each * (1 - Math.min(1, paidFor / before))));
    for (const { side, order, cost } of here) {
      pay(context, side, cost);
      const removed = (doneFrac * order.amountMusd) / musdPerFragment;
      const standing = (standingPerHundred * removed) / 100;
      // Cleaned up together, it is thanked to both.
      for (const thanked of SIDES) if (thanked === side || isAgreed) addStanding(context, thanked, standing);
      const findingId = note(context, () => ({
        subject: subject('band', order.bandId),
        question: 'debrisRemoval',
        equationId: 'debrisRemoval',
        inputs: [
          stateInput('fragmentsBefore', before, 'fragments', `bands.${order.bandId}`),
          stateInput('doneFrac', doneFrac, '1', 'orders'),
          orderInput('amountMusd', order.amountMusd, 'MUSD', 'clean'),
          ruleInput(game, 'musdPerFragment', 'environment.clean.musdPerFragment'),
          ...(isAgreed ? [ruleInput(game, 'cleanupPriceFactor', 'crisis.cleanupPriceFactor')] : []),
          ruleInput(game, 'standingPerHundred', 'environment.clean.standingPerHundred'),
        ],
        result: { removed, standing },
        outcome: 'cleaned',
      }));
      tell(context, {
        kind: 'band.cleaned',
        subject: subject('band', order.bandId),
        side,
        values: { removed },
        findingIds: [findingId],
      });
    }
  }
};

/** What the sides have ordered for their programmes and for the shells, once launches and operations are over. */
export const settleProgrammes = (context: TurnContext): void => {
  for (const side of SIDES) {
    if (context.orders[side].length === 0) continue;
    deorbitUnits(context, side);
    changeArchitectures(context, side);
    changeDesigns(context, side);
    foundProgrammes(context, side);
  }
  cleanBands(context);
};
