/**
 * What a side sees, built by picking. Its own rows are given whole; of the other's, public facts and
 * the estimates of the turn. Nothing that is not named here can reach a player, a bot or a browser.
 */
import type { Side } from '../ruleset/terms.ts';
import { baseDesignId } from './assets/unitDesign.ts';
import { turnDate } from './calendar.ts';
import type { Game } from './game.ts';
import { bandDensityPerKm3, fragmentCountOf } from './debris.ts';
import { isDisasterOn } from './formulas.ts';
import { rivalOf } from './sides.ts';
import type { Estimate, GameState, OrbitalGroup } from './state.ts';
import { centreTargetId, isBuilt } from './centreTargets.ts';
import type { RivalCentreView, RivalGroupView, RivalView, SideView } from './viewTypes.ts';

const UNKNOWN: Estimate = { value: 0, low: 0, high: 0 };

const rivalGroup = (group: OrbitalGroup, estimates: GameState['estimates'][Side]): RivalGroupView => {
  const estimate = estimates.groups.find(({ id }) => id === group.id);
  return {
    id: group.id,
    architecture: group.architecture,
    shellId: group.shellId,
    designId: baseDesignId(group.designId),
    unitCount: group.cohorts.reduce((total, { unitCount }) => total + unitCount, 0),
    powerKw: estimate?.powerKw ?? UNKNOWN,
    deliveredPops: estimate?.deliveredPops ?? UNKNOWN,
  };
};

/** By id, for the order in which centres stand in the state would tell a backup's tier. */
const rivalCentres = (state: GameState, rivalSide: Side): readonly RivalCentreView[] => {
  const centres: RivalCentreView[] = [];
  for (const centre of state.centres) {
    if (centre.owner !== rivalSide || !isBuilt(centre)) continue;
    const id = centreTargetId(centre);
    if (!centres.some((each) => each.id === id)) centres.push({ id, regionId: centre.regionId, role: centre.role });
  }
  return centres.sort((a, b) => (a.id < b.id ? -1 : 1));
};

const rivalView = (state: GameState, side: Side): RivalView => {
  const rivalSide = rivalOf(side);
  const rival = state.sides[rivalSide];
  const estimates = state.estimates[side];
  const isRivals = ({ owner }: { readonly owner: Side }): boolean => owner === rivalSide;
  return {
    side: rivalSide,
    standing: rival.standing,
    exportControlLevel: rival.exportControlLevel,
    allies: rival.allies,
    groups: state.groups.filter(isRivals).map((group) => rivalGroup(group, estimates)),
    lines: state.lines
      .filter(isRivals)
      .map(({ id, vehicleId, machine, flownFlights }) => ({ id, vehicleId, machine, flownFlights })),
    regions: state.regions.filter(isRivals).map(({ id, machine }) => ({ id, machine })),
    centres: rivalCentres(state, rivalSide),
    backups: estimates.backups,
    groundPowerMw: estimates.groundPowerMw,
    groundPops: estimates.groundPops,
    deliveredPops: estimates.deliveredPops,
    points: estimates.points,
    milestones: rival.milestones,
  };
};

/** Number of the turn that is planned and resolved next; a crisis round bears that of the turn before it. */
export const plannedTurn = ({ turn, stage }: GameState): number => (stage === 'crisisRound' ? turn : turn + 1);

/** The view of a side on the turn that is being planned. */
export const viewFor = (game: Game, state: GameState, side: Side): SideView => {
  const turn = Math.min(plannedTurn(state), game.scenario.turnCount);
  const { year, half } = turnDate(game.scenario, turn);
  const isOwn = ({ owner }: { readonly owner: Side }): boolean => owner === side;
  const { unusableDensityPerKm3 } = game.ruleset.environment;
  return {
    side,
    scenarioId: state.scenarioId,
    turn,
    stage: state.stage,
    turnCount: game.scenario.turnCount,
    year,
    half,
    own: state.sides[side],
    groups: state.groups.filter(isOwn),
    lines: state.lines.filter(isOwn),
    campaigns: state.campaigns.filter(isOwn),
    regions: state.regions.filter(isOwn),
    centres: state.centres.filter(isOwn),
    deliveries: state.deliveries.filter(isOwn),
    ownOperations: state.operations
      .filter(({ actor }) => actor === side)
      .map(({ detected: _seen, felt: _felt, investigations: _looked, ...known }) => known),
    sufferedOperations: state.operations
      .filter(({ target, felt, attributed }) => target === side && (felt || attributed))
      .map(({ id, family, targetId, turn: atTurn, attributed, machine, investigations }) => ({
        id,
        family,
        targetId,
        turn: atTurn,
        attributed,
        waits: machine === 'exposed',
        isDeniable: machine === 'deniable',
        investigations,
      })),
    rival: rivalView(state, side),
    bands: state.bands.map((band) => {
      const fragmentCount = fragmentCountOf(band);
      const densityPerKm3 = bandDensityPerKm3(band, fragmentCount);
      const { lowKm, highKm } = band;
      return {
        lowKm,
        highKm,
        densityPerKm3,
        fragmentCount,
        usedFrac: densityPerKm3 / unusableDensityPerKm3,
      };
    }),
    beltRadPerDay: state.beltRadPerDay,
    agreements: state.agreements.map(({ id, machine, offerTurns, untilTurn }) => ({
      id,
      machine,
      offeredByOwn: offerTurns[side] > 0,
      offeredByRival: offerTurns[rivalOf(side)] > 0,
      untilTurn,
    })),
    crisis: state.crisis,
    tension: state.tension,
    marketFactor: state.marketFactor,
    launchFailureFrac: state.launchFailureFrac,
    disasterOn: isDisasterOn(state.disasterTurn, turn),
    race: state.race,
    raceLeader: state.raceLeader,
    outcome: state.outcome,
  };
};
