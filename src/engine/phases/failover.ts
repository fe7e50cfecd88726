/** Phase 9: the orbital chain is run; what was lost, there and in centres, moves to backup within its tier's reach, and loads the grid. */
import { KW_PER_MW } from '../../units/convert.ts';
import { standbySurvival } from '../../physics/reliability.ts';
import { type Side, SIDES } from '../../ruleset/terms.ts';
import { type ChainStep, servingPerformance, unitPerformance, type UnitPerformance } from '../assets/orbitChain.ts';
import { YEARS_PER_TURN } from '../calendar.ts';
import {
  clamp,
  decide,
  findingInput,
  note,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
} from '../context.ts';
import { backupRecoveredFrac } from '../formulas.ts';
import type { FindingInput } from '../findings.ts';
import { serviceShare } from '../formulas.ts';
import { groundCentreChart } from '../machines/groundCentre.ts';
import { platformChart, type PlatformState } from '../machines/platform.ts';
import { only } from '../sides.ts';
import type { Cohort, GameState, GroundCentre, OrbitalGroup } from '../state.ts';
import type { Game } from '../game.ts';

const performanceOf = (
  game: Game,
  { shellId, hardeningLevel }: OrbitalGroup,
  { designId, turnFlown, chipFactor }: Cohort,
  turn: number,
  walk?: (step: ChainStep) => void,
): UnitPerformance => {
  const turnsFlown = Math.max(0, turn - turnFlown);
  return walk === undefined
    ? servingPerformance(game, { designId, shellId, turnsFlown, chipFactor, hardeningLevel })
    : unitPerformance(
        game,
        { designId, shellId, ageYears: turnsFlown * YEARS_PER_TURN, chipFactor, hardeningLevel },
        walk,
      );
};

/** Share of time a link to the ground and through the mesh is up. */
const linkAvailability = (game: Game, linkLevel: number): number =>
  clamp(
    game.ruleset.economy.orbitLinkAvailabilityFrac + game.ruleset.economy.orbitLinkAvailabilityFracPerLevel * linkLevel,
    0,
    1,
  );

/** Whether a group serves this turn: what flew this turn is still being commissioned. */
const serves = (group: OrbitalGroup, cohort: Cohort, turn: number): boolean =>
  cohort.turnFlown < turn && group.machine !== 'assembling' && group.machine !== 'exhausted';

/** Runs the chain over a group's cohorts; gives what the group would deliver without this turn's outage and losses. */
export const runOrbitChain = (
  game: Game,
  state: GameState,
  group: OrbitalGroup,
  turn: number,
  walk?: (step: ChainStep) => void,
): number => {
  const linkFrac = linkAvailability(game, state.sides[group.owner].tech.link);
  let powerKw = 0;
  let grossPops = 0;
  let availablePops = 0;
  let isLimited = false;
  const serving = group.cohorts.filter((cohort) => serves(group, cohort, turn));
  for (const [index, cohort] of serving.entries()) {
    const unit = performanceOf(game, group, cohort, turn, index === serving.length - 1 ? walk : undefined);
    powerKw += cohort.unitCount * unit.payloadKw;
    grossPops += cohort.unitCount * unit.grossPops;
    availablePops += cohort.unitCount * unit.grossPops * unit.availabilityFrac;
    isLimited ||= unit.limitedBy !== 'chips';
  }
  if (group.architecture === 'platform')
    group.machine = platformChart.next(group.machine as PlatformState, 'balance', {
      heatOrPowerLimited: isLimited && serving.length > 0,
    });
  const servingCount = sum(serving, ({ unitCount }) => unitCount);
  const { active, wanted } = serviceShare(servingCount, group.lostUnits, group.spareFrac);
  // Spare satellites are dark until they replace others; so are a platform's spare modules.
  const servingFrac =
    group.architecture === 'platform'
      ? Math.min(1 - group.spareFrac, group.healthFrac)
      : servingCount > 0
        ? active / servingCount
        : 0;
  const healthyPops = availablePops * linkFrac * servingFrac;
  group.powerKw = powerKw * servingFrac;
  group.grossPops = grossPops * servingFrac;
  group.previousDeliveredPops = group.deliveredPops;
  group.deliveredPops = healthyPops * (1 - group.outageFrac);
  // Units lost that no spare replaces are worth what the others deliver; where none is left, what the group delivered.
  const lostUnitsPops =
    active > 0 ? (healthyPops / active) * (wanted - active) : group.lostUnits > 0 ? group.previousDeliveredPops : 0;
  const lostHealth = Math.min(group.lostHealthFrac, Math.max(0, 1 - group.spareFrac - servingFrac));
  return healthyPops + lostUnitsPops + availablePops * linkFrac * lostHealth;
};

/** Results of the chain's steps that the last one shows as its inputs. */
const CARRIED_ON = ['payloadKw', 'availabilityFrac'];

const chainOf = (context: TurnContext, group: OrbitalGroup): number => {
  const { game, state, turn } = context;
  const steps: FindingInput[] = [];
  const walk = context.collect
    ? ({ question, equationId, inputs, result }: ChainStep) => {
        const findingId = note(context, () => ({
          subject: subject('group', group.id),
          question,
          equationId,
          inputs: inputs(),
          result,
          outcome: 'computed',
          visibleTo: only(group.owner),
        }));
        for (const [name, value] of Object.entries(result))
          if (CARRIED_ON.includes(name))
            steps.push(findingInput(name, value, name === 'payloadKw' ? 'kW' : '1', findingId));
      }
    : undefined;
  const undisturbedPops = runOrbitChain(game, state, group, turn, walk);
  if (group.cohorts.length > 0) {
    note(context, () => ({
      subject: subject('group', group.id),
      question: 'orbitDelivered',
      equationId: 'orbitDelivered',
      inputs: [
        stateInput('grossPops', group.grossPops, 'POPS', `groups.${group.id}.grossPops`),
        stateInput('healthFrac', group.healthFrac, '1', `groups.${group.id}.healthFrac`),
        stateInput('spareFrac', group.spareFrac, '1', `groups.${group.id}.spareFrac`),
        stateInput('outageFrac', group.outageFrac, '1', `groups.${group.id}.outageFrac`),
        ruleInput(game, 'orbitLinkAvailabilityFrac', 'economy.orbitLinkAvailabilityFrac'),
        ruleInput(game, 'orbitLinkAvailabilityFracPerLevel', 'economy.orbitLinkAvailabilityFracPerLevel'),
        stateInput('linkLevel', state.sides[group.owner].tech.link, 'level', `sides.${group.owner}.tech.link`),
        ...steps,
      ],
      result: { deliveredPops: group.deliveredPops },
      outcome: 'delivered',
      visibleTo: only(group.owner),
    }));
  }
  return Math.max(0, undisturbedPops - group.deliveredPops);
};

const TIER_ORDER = { hot: 0, warm: 1, cold: 2 } as const;

/** Power of a region's margin that backups have taken this turn, MW of centre, by region. */
type MarginTaken = Map<string, number>;

/** What the region can still carry beyond what it carries, MW of centre: its margin is there once for all its backups. */
const spareMw = (context: TurnContext, centre: GroundCentre, taken: MarginTaken): SpareMw => {
  const region = context.state.regions.find(({ id }) => id === centre.regionId);
  const { powerUsageEffectiveness } = context.game.region(centre.regionId);
  const { backupGridReserveFrac } = context.game.ruleset.economy;
  const reservedMw = centre.tier === null ? 0 : centre.powerMw * backupGridReserveFrac[centre.tier];
  const marginMw = Math.max(0, region?.marginMw ?? 0) / powerUsageEffectiveness - (taken.get(centre.regionId) ?? 0);
  return { reservedMw, spareMw: reservedMw + Math.max(0, marginMw) };
};
interface SpareMw {
  /** Connected for the backup and kept free for it. */
  readonly reservedMw: number;
  readonly spareMw: number;
}

const takeOver = (context: TurnContext, centre: GroundCentre, lostPops: number, taken: MarginTaken): number => {
  const { game, state } = context;
  const { economy } = game.ruleset;
  const tier = centre.tier ?? 'cold';
  const region = state.regions.find(({ id }) => id === centre.regionId);
  const sheds = region?.machine === 'rotatingOutages';
  const survival = standbySurvival.evaluate({
    outageH: economy.backupOutageH,
    startProb: economy.backupStartProb[tier],
    mttfH: economy.backupGeneratorMttfH,
    units: 1,
    required: 1,
    commonCauseFrac: 0,
  });
  const isIntruded = context.intrudedFrac.has(centre.id);
  const prob = sheds || isIntruded ? 0 : clamp(survival.survivalFrac, 0, 1);
  const started = decide(context, `failover/${centre.id}`, prob, ['started', 'failed'], () => ({
    subject: subject('centre', centre.id),
    question: 'takeOver',
    equationId: 'standbySurvival',
    // A region that sheds starts nothing, nor does a centre with an intruder in it, whatever the machine could.
    probResult: sheds || isIntruded ? null : 'survivalFrac',
    inputs: [
      ruleInput(game, 'outageH', 'economy.backupOutageH'),
      ruleInput(game, 'startProb', `economy.backupStartProb.${tier}`),
      ruleInput(game, 'mttfH', 'economy.backupGeneratorMttfH'),
      stateInput('units', 1, '1', 'centre'),
      stateInput('required', 1, '1', 'centre'),
      stateInput('regionSheds', sheds, '', `regions.${centre.regionId}.machine`),
      stateInput('intruded', isIntruded, '', 'operations'),
    ],
    result: { survivalFrac: survival.survivalFrac },
    visibleTo: only(centre.owner),
  }));
  centre.machine = groundCentreChart.next(centre.machine, 'takeOver', { startSucceeds: started.yes });
  if (centre.machine !== 'takingOver') {
    tell(context, {
      kind: 'centre.startFailed',
      subject: subject('centre', centre.id),
      side: centre.owner,
      values: { lostPops },
      findingIds: [started.findingId],
      visibleTo: only(centre.owner),
    });
    return 0;
  }
  const spare = spareMw(context, centre, taken);
  const capacityPops = Math.min(centre.powerMw, spare.spareMw) * KW_PER_MW * centre.popsPerKw;
  const carriedMw = Math.min(lostPops, capacityPops) / (KW_PER_MW * centre.popsPerKw);
  taken.set(centre.regionId, (taken.get(centre.regionId) ?? 0) + Math.max(0, carriedMw - spare.reservedMw));
  // What carries is seen to.
  centre.isKnown = true;
  centre.machine = groundCentreChart.next(centre.machine, 'carry', { withinCapacity: lostPops <= capacityPops });
  centre.recoveredPops = Math.min(lostPops, capacityPops) * backupRecoveredFrac(game, tier);
  const findingId = note(context, () => ({
    subject: subject('centre', centre.id),
    question: 'recoveredCompute',
    equationId: 'recoveredCompute',
    inputs: [
      stateInput('lostPops', lostPops, 'POPS', 'groups'),
      stateInput('capacityPops', capacityPops, 'POPS', `centres.${centre.id}`),
      stateInput('spareMw', spare.spareMw, 'MW', `regions.${centre.regionId}.marginMw`),
      ruleInput(game, 'takeOverH', `economy.backupTakeOverH.${tier}`),
      ruleInput(game, 'workFrac', `economy.backupWorkFrac.${tier}`),
    ],
    result: { recoveredPops: centre.recoveredPops },
    outcome: `state:${centre.machine}`,
    visibleTo: only(centre.owner),
  }));
  tell(context, {
    kind: 'centre.tookOver',
    subject: subject('centre', centre.id),
    side: centre.owner,
    values: { lostPops, recoveredPops: centre.recoveredPops },
    findingIds: [findingId, started.findingId],
    visibleTo: only(centre.owner),
  });
  return centre.recoveredPops;
};

/** Compute that a primary centre loses to intrusion. */
const intrudedPops = ({ intrudedFrac }: TurnContext, { id, powerMw, popsPerKw }: GroundCentre): number =>
  powerMw * KW_PER_MW * popsPerKw * (intrudedFrac.get(id) ?? 0);

const failOverSide = (context: TurnContext, side: Side): void => {
  const { state } = context;
  const own = state.sides[side];
  let lostPops = 0;
  for (const group of state.groups) if (group.owner === side) lostPops += chainOf(context, group);
  for (const centre of state.centres)
    if (centre.owner === side && centre.role === 'primary') lostPops += intrudedPops(context, centre);
  const backups = state.centres
    .filter(({ owner, role }) => owner === side && role === 'backup')
    .sort((a, b) => TIER_ORDER[a.tier ?? 'cold'] - TIER_ORDER[b.tier ?? 'cold'] || (a.id < b.id ? -1 : 1));
  for (const centre of state.centres) if (centre.owner === side) centre.recoveredPops = 0;
  let leftPops = lostPops;
  const taken: MarginTaken = new Map();
  for (const centre of backups) if (leftPops > 0) leftPops -= takeOver(context, centre, leftPops, taken);
  own.recoveredPops = lostPops - leftPops;
  own.lostPops = lostPops;
};

export const failoverPhase = (context: TurnContext): void => {
  for (const side of SIDES) failOverSide(context, side);
};
