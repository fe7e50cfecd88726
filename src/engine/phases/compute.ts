/** Phase 10: what compute is delivered, and to which use: Earth observation, inference, training. */
import { KW_PER_MW } from '../../units/convert.ts';
import { kOfN } from '../../physics/reliability.ts';
import { type Side, SIDES } from '../../ruleset/terms.ts';
import { exp, pow } from '../../units/math.ts';
import { clamp, note, ruleInput, stateInput, subject, sum, type TurnContext, unitCountOf } from '../context.ts';
import type { Game } from '../game.ts';
import { only } from '../sides.ts';
import type { OrbitalGroup } from '../state.ts';
import { curtailedFrac } from './grid.ts';

const runGround = (context: TurnContext, side: Side): number => {
  const { state } = context;
  let groundPops = 0;
  for (const centre of state.centres) {
    if (centre.owner !== side || centre.role !== 'primary') continue;
    const region = state.regions.find(({ id }) => id === centre.regionId);
    const lossFrac = region === undefined ? 0 : curtailedFrac(context, region);
    const intrudedFrac = context.intrudedFrac.get(centre.id) ?? 0;
    centre.deliveredPops = centre.powerMw * KW_PER_MW * centre.popsPerKw * (1 - lossFrac) * (1 - intrudedFrac);
    groundPops += centre.deliveredPops;
    note(context, () => ({
      subject: subject('centre', centre.id),
      question: 'groundDelivered',
      equationId: 'groundDelivered',
      inputs: [
        stateInput('powerMw', centre.powerMw, 'MW', `centres.${centre.id}.powerMw`),
        stateInput('popsPerKw', centre.popsPerKw, 'POPS/kW', `centres.${centre.id}.popsPerKw`),
        stateInput('curtailedFrac', lossFrac, '1', `regions.${centre.regionId}`),
        stateInput('intrudedFrac', intrudedFrac, '1', 'operations'),
        ruleInput(context.game, 'startPopsPerKw', `scenarios.${context.game.scenario.id}.sides.${side}.popsPerKw`),
        ruleInput(context.game, 'popsPerKwDoublingTurns', 'economy.popsPerKwDoublingTurns'),
      ],
      result: { deliveredPops: centre.deliveredPops },
      outcome: 'delivered',
      visibleTo: only(side),
    }));
  }
  return groundPops;
};

/** Chance that enough of a group is up together to train as one block. */
const blockAvailability = (context: TurnContext, group: OrbitalGroup): number => {
  const total = unitCountOf(group);
  if (total === 0 || group.grossPops <= 0) return 0;
  const required = Math.max(
    1,
    Math.ceil(total * (1 - group.spareFrac) * context.game.ruleset.economy.blockRequiredFrac),
  );
  const availabilityFrac = clamp(group.deliveredPops / group.grossPops, 0, 1);
  const { availabilityFrac: blockFrac } = kOfN.evaluate({ required, total, availabilityFrac });
  note(context, () => ({
    subject: subject('group', group.id),
    question: 'blockAvailability',
    equationId: 'kOfN',
    inputs: [
      stateInput('required', required, 'units', 'blockRequiredFrac'),
      stateInput('total', total, 'units', `groups.${group.id}.cohorts`),
      stateInput('availabilityFrac', availabilityFrac, '1', `groups.${group.id}`),
      stateInput('spareFrac', group.spareFrac, '1', `groups.${group.id}.spareFrac`),
      ruleInput(context.game, 'blockRequiredFrac', 'economy.blockRequiredFrac'),
    ],
    result: { availabilityFrac: blockFrac },
    outcome: 'computed',
    visibleTo: only(group.owner),
  }));
  return blockFrac;
};

/** Mean of the laser sets that a group's units carry beyond their design's, each worth a level of link research. */
const meshLevelOf = (game: Game, { cohorts }: OrbitalGroup): number => {
  let units = 0;
  let levels = 0;
  for (const { designId, unitCount } of cohorts) {
    units += unitCount;
    levels += unitCount * game.design(designId).meshLevel;
  }
  return units > 0 ? levels / units : 0;
};

/** How much Earth observation the world asks for, POPS: grows geometrically from start to end of the table. */
const earthObservationNeed = (context: TurnContext): number => {
  const {
    earthObservationNeedStartPops: start,
    earthObservationNeedEndPops: end,
    earthObservationNeedEndTurn,
  } = context.game.ruleset.workloads;
  return start * pow(end / start, clamp((context.turn - 1) / (earthObservationNeedEndTurn - 1), 0, 1));
};

const computeSide = (context: TurnContext, side: Side): void => {
  const { state, game } = context;
  const rules = game.ruleset.workloads;
  const own = state.sides[side];
  const groundPops = runGround(context, side);
  const groups = state.groups.filter(({ owner }) => owner === side);
  let earthObservationPops = 0;
  let inferencePops = 0;
  let trainingPops = 0;
  own.blockPops = 0;
  for (const group of groups) {
    const { architecture, deliveredPops } = group;
    if (deliveredPops <= 0) continue;
    const isEdge = architecture === 'edge';
    const sightFrac = 1 - (context.blindedFrac.get(group.id) ?? 0);
    const observing = (isEdge ? deliveredPops : deliveredPops * own.workload.earthObservation) * sightFrac;
    const rest = isEdge ? 0 : 1 - own.workload.earthObservation;
    const shared = own.workload.inference + own.workload.training;
    const inferenceShare = shared > 0 ? own.workload.inference / shared : 0.5;
    const link = own.tech.link + meshLevelOf(game, group);
    const trainingFrac = clamp(
      rules.orbitTrainingFrac[architecture] + rules.orbitTrainingFracPerLinkLevel[architecture] * link,
      0,
      1,
    );
    const contiguousFrac = clamp(
      rules.contiguousFrac[architecture] + rules.contiguousFracPerLinkLevel[architecture] * link,
      0,
      1,
    );
    // What neither trains nor holds together has no use for the chance; it is worked out where it is written down.
    const hasUse = context.collect || trainingFrac > 0 || contiguousFrac > 0;
    const blockFrac = hasUse ? blockAvailability(context, group) : 0;
    earthObservationPops += observing * rules.orbitEarthObservationFrac[architecture];
    inferencePops += deliveredPops * rest * inferenceShare * rules.orbitInferenceFrac[architecture];
    trainingPops += deliveredPops * rest * (1 - inferenceShare) * trainingFrac * blockFrac;
    own.blockPops += deliveredPops * contiguousFrac * blockFrac;
  }
  const onGround = own.workload.inference + own.workload.training;
  const groundInference = onGround > 0 ? own.workload.inference / onGround : 0.5;
  inferencePops += groundPops * groundInference + own.recoveredPops * rules.hotBackupInferenceFrac;
  trainingPops += groundPops * (1 - groundInference) + own.recoveredPops * (1 - rules.hotBackupInferenceFrac);
  // What is lent to relief observes the disaster and earns nothing.
  const lentPops = inferencePops * own.reliefFrac;
  inferencePops -= lentPops;
  earthObservationPops += lentPops;
  own.workloadPops = { earthObservation: earthObservationPops, inference: inferencePops, training: trainingPops };
  own.deliveredOrbitalPops = sum(groups, ({ deliveredPops }) => deliveredPops);
  own.deliveredPops = own.deliveredOrbitalPops + groundPops + own.recoveredPops;

  const observers = sum(
    groups.filter(({ architecture }) => architecture === 'edge'),
    (group) => unitCountOf(group) * (1 - (context.blindedFrac.get(group.id) ?? 0)),
  );
  const needPops = earthObservationNeed(context);
  const coverage = 1 - exp(-observers / rules.earthObservationCoverageUnits);
  own.earthObservationQuality = Math.sqrt(coverage * Math.min(1, earthObservationPops / needPops));
  note(context, () => ({
    subject: subject('side', side),
    question: 'earthObservation',
    equationId: 'earthObservation',
    inputs: [
      stateInput('observingUnits', observers, 'units', 'groups'),
      ruleInput(game, 'coverageUnits', 'workloads.earthObservationCoverageUnits'),
      stateInput('earthObservationPops', earthObservationPops, 'POPS', `sides.${side}.workloadPops`),
      stateInput('needPops', needPops, 'POPS', 'workloads'),
      ruleInput(game, 'needStartPops', 'workloads.earthObservationNeedStartPops'),
      ruleInput(game, 'needEndPops', 'workloads.earthObservationNeedEndPops'),
    ],
    result: { quality: own.earthObservationQuality },
    outcome: 'computed',
    visibleTo: only(side),
  }));

  const { trainingStockDecayFrac, trainingStockLossFrac } = game.ruleset.economy;
  const unrecovered = Math.max(0, own.lostPops - own.recoveredPops);
  const interruptedFrac = own.deliveredPops + unrecovered > 0 ? unrecovered / (own.deliveredPops + unrecovered) : 0;
  const stockBefore = own.trainingStock;
  own.trainingStock =
    stockBefore * (1 - trainingStockDecayFrac) * (1 - trainingStockLossFrac * interruptedFrac) + trainingPops;
  note(context, () => ({
    subject: subject('side', side),
    question: 'trainingStock',
    equationId: 'trainingStock',
    inputs: [
      stateInput('stockBefore', stockBefore, 'POPS', `sides.${side}.trainingStock`),
      stateInput('trainingPops', trainingPops, 'POPS', `sides.${side}.workloadPops`),
      stateInput('interruptedFrac', interruptedFrac, '1', `sides.${side}.recoveredPops`),
      ruleInput(game, 'decayFrac', 'economy.trainingStockDecayFrac'),
      ruleInput(game, 'lossFrac', 'economy.trainingStockLossFrac'),
    ],
    result: { trainingStock: own.trainingStock },
    outcome: 'computed',
    visibleTo: only(side),
  }));
};

export const computePhase = (context: TurnContext): void => {
  for (const side of SIDES) computeSide(context, side);
};
