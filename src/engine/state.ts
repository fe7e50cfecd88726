/**
 * The state of a game: plain JSON, nothing else (house rule: objects, arrays, finite numbers,
 * strings, booleans, null). Everything that a later turn depends on is here, except the seed's
 * random streams, which are derived by name (see `dice.ts`) and so need no place.
 *
 * Lists are sorted by id and keep that order. Sides are rows: nothing may ask which side is which.
 */
import type {
  AgreementKind,
  Architecture,
  BySide,
  ConnectionPolicy,
  CrisisRung,
  GreenlandApproach,
  OperationFamily,
  Posture,
  ResearchTrack,
  ReversibleFamily,
  Side,
  StandbyTier,
  Workload,
} from '../ruleset/terms.ts';
import type { AgreementState } from './machines/agreement.ts';
import type { GridRegionState } from './machines/gridRegion.ts';
import type { GroundCentreState } from './machines/groundCentre.ts';
import type { LaunchCampaignState } from './machines/launchCampaign.ts';
import type { LaunchLineState } from './machines/launchLine.ts';
import type { MineralsState } from './machines/minerals.ts';
import type { OperationState } from './machines/operation.ts';
import type { PlatformState } from './machines/platform.ts';
import type { RaceState } from './machines/race.ts';
import type { SatelliteGroupState } from './machines/satelliteGroup.ts';

export type Half = 1 | 2;

/** What is planned and resolved next: a half-year, or the short round in which a crisis is answered before it. */
export const STAGES = ['turn', 'crisisRound'] as const;
export type Stage = (typeof STAGES)[number];

/** Satellites (or platform modules) of one programme that flew in the same turn. */
export interface Cohort {
  /** A design of the rules, or a variant of one. */
  readonly designId: string;
  /** Turn in which it flew; 0 and below for what flies at the start. */
  turnFlown: number;
  unitCount: number;
  /** Chip performance of its build turn against the rules' chip, ≥ 1. */
  chipFactor: number;
  /** Mass of one unit at launch, kg. */
  unitMassKg: number;
}

/** What a programme has in orbit: a group of satellites, or one platform of modules. */
export interface OrbitalGroup {
  /** Same as the programme's id; one founded in the game is `venture-1-us`. */
  readonly id: string;
  readonly owner: Side;
  architecture: Architecture;
  shellId: string;
  /** What is built for it from now on: a design of the rules, or a variant of one. */
  designId: string;
  /** Share of its units kept as spares: dark until others are lost. */
  spareFrac: number;
  /** Velocity change left for manoeuvres, mean of its units, m/s. */
  manoeuvreMPerS: number;
  machine: SatelliteGroupState | PlatformState;
  cohorts: Cohort[];
  hardeningLevel: number;
  /** Share of service lost to interference or storm this turn, 0…1; reversible by definition. */
  outageFrac: number;
  /** Platform only: share of modules in working order, 0…1; 1 for satellites. */
  healthFrac: number;
  /** Mass the production line and the launch site handled last turn, kg: caps the next. */
  rampKg: number;
  /** Units lost this turn to attack, debris and failure; for the report and for failover. */
  lostUnits: number;
  /** Platform only: health lost this turn to attack and debris, 0…1: what failover has to replace. */
  lostHealthFrac: number;
  /** Results of this turn's chain. */
  powerKw: number;
  grossPops: number;
  deliveredPops: number;
  /** Delivered last turn, what failover has to replace. */
  previousDeliveredPops: number;
}

export interface LaunchLine {
  /** Same as the vehicle's id: `falcon-9`. */
  readonly id: string;
  readonly owner: Side;
  readonly vehicleId: string;
  machine: LaunchLineState;
  cadencePerTurn: number;
  flownFlights: number;
  flownMassT: number;
  /** Turn from which a grounded line may fly again. */
  groundedUntilTurn: number;
  developmentMusd: number;
}

export interface LaunchCampaign {
  /** `3/starcloud/falcon-9`. */
  readonly id: string;
  readonly owner: Side;
  readonly programmeId: string;
  readonly lineId: string;
  machine: LaunchCampaignState;
  readonly turn: number;
  unitCount: number;
  unitMassKg: number;
  flightCount: number;
  failedFlightCount: number;
  deliveredUnitCount: number;
}

export interface GridRegion {
  readonly id: string;
  readonly owner: Side;
  machine: GridRegionState;
  peakLoadMw: number;
  /** Blocks of new firm capacity beyond the fleet of the rules (may be negative after retirements). */
  newUnitCount: number;
  /** Power of storage, and of ties to the neighbours, that the side has built, MW. */
  storageMw: number;
  transmissionMw: number;
  connectionPolicy: ConnectionPolicy;
  demandResponseLevel: number;
  /** Permitting has been reformed: what is ordered from now on is built sooner, and more of it at a time. */
  permitsReformed: boolean;
  /** Draw of this turn: margin of available capacity over load at the worst hour, MW. */
  marginMw: number;
  reserveMarginFrac: number;
  loleHPerYear: number;
  shedMw: number;
}

export interface GroundCentre {
  /** `us/pjm/primary`, `cn/inner-mongolia/warm`. */
  readonly id: string;
  readonly owner: Side;
  readonly regionId: string;
  readonly role: 'primary' | 'backup';
  tier: StandbyTier | null;
  machine: GroundCentreState;
  powerMw: number;
  /** Compute per kW of the centre as it stands, POPS/kW. */
  popsPerKw: number;
  /** Backups: the other side knows its tier and has an estimate of its power, because it has been used or shown. */
  isKnown: boolean;
  deliveredPops: number;
  recoveredPops: number;
}

/** Things paid for and not yet there. */
export interface Delivery {
  readonly id: string;
  readonly owner: Side;
  readonly kind:
    | 'gridCapacity'
    | 'gridStorage'
    | 'gridTransmission'
    | 'primaryCentre'
    | 'backupCentre'
    | 'refining'
    | 'chipPlant'
    | 'ore';
  readonly dueTurn: number;
  readonly regionId: string | null;
  readonly tier: StandbyTier | null;
  readonly amount: number;
  /** Compute per kW at the order's turn, for centres. */
  readonly popsPerKw: number;
}

export interface Operation {
  /** `cn/5/jam/three-body`: side that suffers it, turn, family, target. Who does it is not in the id. */
  readonly id: string;
  readonly family: OperationFamily;
  readonly actor: Side;
  readonly target: Side;
  /** A group, a region, a shell, or the data centres of a region: `pjm/primary`. */
  readonly targetId: string;
  /** The turn in which it is carried out; of a craft that only waits beside its target, in which it set out. */
  turn: number;
  machine: OperationState;
  shots: number;
  /** Seen by the target before the effect. */
  detected: boolean;
  /** Noticed by the target at all: seen, or felt in its effect. */
  felt: boolean;
  hits: number;
  attributed: boolean;
  reciprocal: boolean;
  /** Efforts of its target to find out who did it. */
  investigations: number;
}

export interface DebrisBand {
  readonly lowKm: number;
  readonly highKm: number;
  /** Tracked objects of the world beyond this game, 1/km³: held steady by others' launches and decay. */
  readonly backgroundPerKm3: number;
  /** Fragments (> 10 cm) this game has added and that have not come down yet, by class of area to mass. */
  fragments: number[];
}

export interface Agreement {
  readonly id: AgreementKind;
  machine: AgreementState;
  /** Turns for which each side's offer still stands; 0 = no offer. */
  offerTurns: { us: number; cn: number };
  untilTurn: number;
}

export interface SideState {
  readonly id: Side;
  fundsMusd: number;
  incomeMusd: number;
  revenueMusd: number;
  politicalCapital: number;
  standing: number;
  posture: Posture;
  tech: Record<ResearchTrack, number>;
  researchMusd: Record<ResearchTrack, number>;
  workload: Record<Workload, number>;
  exportControlLevel: number;
  chipSupplyMw: number;
  /** Units a turn that the side can refine, and of ore that it mines. */
  mineralsRefining: number;
  mineralsOre: number;
  mineralsStock: number;
  mineralsMachine: MineralsState;
  mineralsFillFrac: number;
  /** Approaches to Greenland taken so far, in the order in which they were. */
  greenland: GreenlandApproach[];
  trainingStock: number;
  points: number;
  milestones: { id: string; turn: number; points: number }[];
  /** Answer in kind at reduced price, by operation family: turn until which it holds. */
  answerUntilTurn: Record<OperationFamily, number>;
  /** How well its operators have learnt to live with interference, ≥ 0, by family. */
  adaptation: Record<ReversibleFamily, number>;
  /** Turn until which the other's warning makes operations dearer; 0 = none. */
  warnedUntilTurn: number;
  surveilled: boolean;
  /** Rival groups it inspects this turn, and own groups it surrounds with decoys. */
  inspecting: string[];
  deceiving: string[];
  /** Weight of the partners that stand with the side, 0…1. */
  allies: number;
  /** Share of inference lent to disaster relief this turn. */
  reliefFrac: number;
  /** What short reserves cost the side's centres this turn. */
  scarcityMusd: number;
  shedTurns: number;
  deliveredPops: number;
  deliveredOrbitalPops: number;
  /** Compute that interference and losses took this turn, in orbit and of primary centres, before backups. */
  lostPops: number;
  recoveredPops: number;
  /** Orbital compute that can train as one block. */
  blockPops: number;
  workloadPops: Record<Workload, number>;
  earthObservationQuality: number;
  pointsThisTurn: {
    earthObservation: number;
    presence: number;
    block: number;
    inference: number;
    training: number;
    firsts: number;
    other: number;
  };
}

export interface Estimate {
  readonly value: number;
  /** 90% interval. */
  readonly low: number;
  readonly high: number;
}

/** What one side believes of the other; drawn once a turn, so that looking twice tells nothing more. */
export interface Estimates {
  groups: { id: string; powerKw: Estimate; deliveredPops: Estimate }[];
  /** Backups that have been used or shown: their tier was seen, their power is estimated. */
  backups: { regionId: string; tier: StandbyTier; powerMw: Estimate }[];
  groundPowerMw: Estimate;
  groundPops: Estimate;
  deliveredPops: Estimate;
  points: Estimate;
}

/** `called`: the white cell ended it before its time. */
export const END_KINDS = ['time', 'called', 'decisiveLead', 'agreement', 'exhaustion', 'unusableOrbit', 'war'] as const;
export type EndKind = (typeof END_KINDS)[number];

export interface Outcome {
  readonly end: EndKind;
  /** `null`: a draw, or a loss for both (`mutualLoss`). */
  readonly winner: Side | null;
  readonly mutualLoss: boolean;
  readonly score: BySide<number>;
  /** 0…100, shared: orbit usable, lights on, peace. */
  readonly worldScore: number;
}

export interface GameState {
  readonly scenarioId: string;
  readonly rulesetHash: string;
  readonly engineVersion: string;
  readonly seed: string;
  /** Turns resolved so far; the turn being planned is this plus one. */
  turn: number;
  stage: Stage;
  /** A crisis round has opened the coming turn: what was hit in it counts as that turn's. */
  opened: boolean;
  sides: { us: SideState; cn: SideState };
  groups: OrbitalGroup[];
  lines: LaunchLine[];
  campaigns: LaunchCampaign[];
  regions: GridRegion[];
  centres: GroundCentre[];
  deliveries: Delivery[];
  operations: Operation[];
  bands: DebrisBand[];
  /** Dose rate that detonations have left in low orbit, rad a day behind common shielding. */
  beltRadPerDay: number;
  agreements: Agreement[];
  crisis: CrisisRung;
  tension: number;
  race: RaceState;
  raceLeader: Side | null;
  raceHeldTurns: number;
  /** Level of the world's market for computing: 1 undisturbed. */
  marketFactor: number;
  /** Share of recent flights that failed, as insurers remember it. */
  launchFailureFrac: number;
  /** Last turn in which a disaster happened; 0 for none yet. */
  disasterTurn: number;
  eventsPlayed: string[];
  estimates: { us: Estimates; cn: Estimates };
  outcome: Outcome | null;
}
