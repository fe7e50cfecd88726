/** Orders of policy: use of compute, posture, controls and refining, agreements. */
import { ACCORD_PILLARS, AGREEMENT_KINDS, type AgreementKind, POSTURES, SIGNAL_MESSAGES } from '../../ruleset/terms.ts';
import { isAgreementInForce, isKept } from '../agreements.ts';
import { refinedUnits, reliefStanding } from '../formulas.ts';
import type { GroundCentre } from '../state.ts';
import type { SideView } from '../viewTypes.ts';
import {
  amount,
  choice,
  count,
  FREE,
  otherLevel,
  type OrderDefinition,
  refusedBut,
  reject,
  SLACK,
} from './definition.ts';

export const setWorkload: OrderDefinition<'setWorkload'> = {
  kind: 'setWorkload',
  group: 'use',
  fields: { earthObservationFrac: 'number', trainingFrac: 'number' },
  onceBy: '',
  form: ({ view }) => [
    amount('earthObservationFrac', '1', { min: 0, max: 1, step: 0.05, suggested: view.own.workload.earthObservation }),
    amount('trainingFrac', '1', { min: 0, max: 1, step: 0.05, suggested: view.own.workload.training }),
  ],
  check: (_desk, { earthObservationFrac, trainingFrac }) =>
    earthObservationFrac + trainingFrac > 1 + SLACK
      ? reject('order/out-of-range', 'trainingFrac', {
          value: trainingFrac,
          min: 0,
          max: 1 - earthObservationFrac,
          unit: '1',
        })
      : null,
  cost: () => FREE,
  preview: (_desk, { earthObservationFrac, trainingFrac }) => ({
    leadTurns: 0,
    effects: [
      { name: 'earthObservationFrac', unit: '1', value: earthObservationFrac },
      { name: 'inferenceFrac', unit: '1', value: Math.max(0, 1 - earthObservationFrac - trainingFrac) },
      { name: 'trainingFrac', unit: '1', value: trainingFrac },
    ],
  }),
};

/** Computing lent to those who suffer a disaster; little thanks where there is none. */
export const relief: OrderDefinition<'relief'> = {
  kind: 'relief',
  group: 'use',
  fields: { shareFrac: 'number' },
  onceBy: '',
  form: ({ game }) => [
    amount('shareFrac', '1', {
      min: RELIEF_STEP,
      max: game.ruleset.economy.relief.limitFrac,
      step: RELIEF_STEP,
      aboveMax: 'order/limit-reached',
    }),
  ],
  cost: () => FREE,
  preview: ({ game, view }, { shareFrac }) => {
    const { workloadPops, earthObservationQuality } = view.own;
    const standing = (disasterOn: boolean): number =>
      reliefStanding(game, shareFrac, earthObservationQuality, disasterOn);
    return {
      leadTurns: 0,
      effects: [
        { name: 'inferenceLentPops', unit: 'POPS', value: workloadPops.inference * shareFrac },
        // Without a disaster now, one may still come this turn.
        {
          name: 'standing',
          unit: 'points',
          value: standing(view.disasterOn),
          low: standing(view.disasterOn),
          high: standing(true),
        },
      ],
    };
  },
};
const RELIEF_STEP = 0.05;

export const setPosture: OrderDefinition<'setPosture'> = {
  kind: 'setPosture',
  group: 'talk',
  inCrisisRound: true,
  fields: { posture: 'text' },
  onceBy: '',
  form: ({ view }) => [
    choice(
      'posture',
      'posture',
      POSTURES.filter((posture) => posture !== view.own.posture),
      { [view.own.posture]: 'order/nothing-to-do' },
    ),
  ],
  cost: () => FREE,
  preview: ({ game }, { posture }) => ({
    leadTurns: 0,
    effects: [
      { name: 'responseTension', unit: 'points', value: game.ruleset.counterspace.responseTension[posture] },
      { name: 'responseStanding', unit: 'points', value: game.ruleset.counterspace.responseStanding[posture] },
    ],
  }),
};

export const setExportControl: OrderDefinition<'setExportControl'> = {
  kind: 'setExportControl',
  group: 'supply',
  fields: { level: 'number' },
  onceBy: '',
  form: ({ game, view }) => {
    const max = game.ruleset.economy.maxExportControlLevel;
    const level = view.own.exportControlLevel;
    return [otherLevel(level, max)];
  },
  check: ({ view }, { level }) => {
    if (level === view.own.exportControlLevel) return reject('order/nothing-to-do', 'level');
    return level > view.own.exportControlLevel && isAgreementInForce(view.agreements, 'truce')
      ? reject('order/agreement-forbids', 'level', { agreementId: 'truce' })
      : null;
  },
  cost: ({ game, view }, { level }) => ({
    fundsMusd: 0,
    politicalCapital: game.ruleset.crisis.controlStepPoliticalCapital * Math.abs(level - view.own.exportControlLevel),
  }),
  preview: ({ game, view }, { level }) => {
    const up = Math.max(0, level - view.own.exportControlLevel);
    const { controlStepTension, controlStepStanding } = game.ruleset.crisis;
    return {
      leadTurns: 0,
      effects: [
        { name: 'tension', unit: 'points', value: controlStepTension * up },
        { name: 'standing', unit: 'points', value: 0 - controlStepStanding * up },
        { name: 'upkeepMusd', unit: 'MUSD', value: game.ruleset.economy.exportControlCostMusdPerLevel * level },
      ],
    };
  },
};

/** Minerals a turn that more refining, or more ore, would bring once all that is under way stands. */
export const addedRefinedUnits = (
  { own, deliveries }: SideView,
  added: { readonly mineralsRefining?: number; readonly mineralsOre?: number },
): number => {
  const dueOf = (wanted: string): number =>
    deliveries.reduce((total, { kind, amount: units }) => (kind === wanted ? total + units : total), 0);
  const mineralsOre = own.mineralsOre + dueOf('ore');
  const mineralsRefining = own.mineralsRefining + dueOf('refining');
  const { mineralsOre: addedOre = 0, mineralsRefining: addedRefining = 0 } = added;
  return (
    refinedUnits({ mineralsOre: mineralsOre + addedOre, mineralsRefining: mineralsRefining + addedRefining }) -
    refinedUnits({ mineralsOre, mineralsRefining })
  );
};

export const refine: OrderDefinition<'refine'> = {
  kind: 'refine',
  group: 'supply',
  fields: { unitsPerTurn: 'number' },
  onceBy: '',
  form: ({ game }) => [
    count('unitsPerTurn', 'units', game.ruleset.economy.minerals.refineLimitUnits, 'order/limit-reached', 1),
  ],
  cost: ({ game }, { unitsPerTurn }) => ({
    ...FREE,
    fundsMusd: game.ruleset.economy.minerals.refineMusdPerUnit * unitsPerTurn,
  }),
  preview: ({ game, view }, { unitsPerTurn }) => ({
    leadTurns: game.ruleset.economy.minerals.refineLeadTurns,
    effects: [
      { name: 'mineralsRefining', unit: 'units', value: unitsPerTurn },
      { name: 'refinedUnits', unit: 'units', value: addedRefinedUnits(view, { mineralsRefining: unitsPerTurn }) },
    ],
  }),
};

/** Agreements that are kept, or offered by the side: withdrawn from, not offered again. */
const standingAgreements = ({ agreements }: SideView): readonly AgreementKind[] =>
  agreements.filter((agreement) => isKept(agreement) || agreement.offeredByOwn).map(({ id }) => id);

export const offer: OrderDefinition<'offer'> = {
  kind: 'offer',
  group: 'talk',
  inCrisisRound: true,
  fields: { agreementId: 'text' },
  onceBy: 'agreementId',
  form: ({ view }) => {
    const mayStand = ACCORD_PILLARS.every((pillar) => isAgreementInForce(view.agreements, pillar));
    const standing = standingAgreements(view);
    const stands = (kind: AgreementKind): boolean => standing.includes(kind);
    const open = AGREEMENT_KINDS.filter((kind) => !stands(kind) && (kind !== 'accord' || mayStand));
    const refused = refusedBut(AGREEMENT_KINDS, open, (kind) =>
      stands(kind) ? 'order/nothing-to-do' : 'order/agreement-needed',
    );
    return [choice('agreementId', 'agreement', open, refused)];
  },
  cost: () => FREE,
  preview: ({ game, view }, { agreementId }) => ({
    leadTurns: 0,
    effects: [
      { name: 'offerTurns', unit: 'turns', value: game.ruleset.crisis.offerTurns },
      {
        name: 'metByRival',
        unit: '1',
        value: view.agreements.some(({ id, offeredByRival }) => id === agreementId && offeredByRival) ? 1 : 0,
      },
    ],
  }),
};

export const withdraw: OrderDefinition<'withdraw'> = {
  kind: 'withdraw',
  group: 'talk',
  inCrisisRound: true,
  fields: { agreementId: 'text' },
  onceBy: 'agreementId',
  form: ({ view }) => {
    const open = standingAgreements(view);
    return [choice('agreementId', 'agreement', open, refusedBut(AGREEMENT_KINDS, open))];
  },
  cost: () => FREE,
  preview: () => ({ leadTurns: 0, effects: [] }),
};

/** A backup that stands and that the other side knows nothing of but that it is there. */
export const isHiddenBackup = ({
  role,
  machine,
  isKnown,
}: Pick<GroundCentre, 'role' | 'machine' | 'isKnown'>): boolean =>
  role === 'backup' && machine !== 'building' && !isKnown;

/** A word of one government to the other: it calms, or it makes the other's next operations dearer at home. */
export const signal: OrderDefinition<'signal'> = {
  kind: 'signal',
  group: 'talk',
  inCrisisRound: true,
  fields: { message: 'text' },
  onceBy: '',
  form: ({ view }) => {
    // What is shown is seen by the half-year: a crisis round is too short for it.
    const hides = view.stage === 'turn' && view.centres.some(isHiddenBackup);
    const open = SIGNAL_MESSAGES.filter((message) => message !== 'showBackups' || hides);
    return [choice('message', 'message', open, hides ? {} : { showBackups: 'order/nothing-to-do' })];
  },
  cost: ({ game }) => ({ ...FREE, politicalCapital: game.ruleset.crisis.signalPoliticalCapital }),
  preview: ({ game }, { message }) => {
    const { signalTension, warningPoliticalCapital, warningTurns } = game.ruleset.crisis;
    return {
      leadTurns: 0,
      effects: [
        { name: 'tension', unit: 'points', value: signalTension[message] },
        ...(message === 'warn'
          ? [
              { name: 'warningPoliticalCapital', unit: 'points', value: warningPoliticalCapital },
              { name: 'warningTurns', unit: 'turns', value: warningTurns },
            ]
          : []),
      ],
    };
  },
};
