/**
 * What one side sees. Built by picking (see `view.ts`): a field that is not named there cannot leak.
 * Exact for one's own; public facts and estimates with their range for the other's.
 */
import type { AgreementKind, Architecture, BySide, CrisisRung, Side } from '../ruleset/terms.ts';
import type { AgreementState } from './machines/agreement.ts';
import type { RaceState } from './machines/race.ts';
import type {
  Agreement,
  Delivery,
  Estimate,
  Estimates,
  GridRegion,
  GroundCentre,
  Half,
  LaunchCampaign,
  LaunchLine,
  Operation,
  OrbitalGroup,
  Outcome,
  SideState,
  Stage,
} from './state.ts';

type Own<T> = { readonly [K in keyof T]: T[K] };

/** A rival group as tracked: counts are public (objects above 10 cm are seen), power and compute are estimates. */
export interface RivalGroupView {
  readonly id: string;
  readonly architecture: Architecture;
  readonly shellId: string;
  /** The rules' design that its units start from; what was changed in them is not known. */
  readonly designId: string;
  readonly unitCount: number;
  readonly powerKw: Estimate;
  readonly deliveredPops: Estimate;
}
/** A rival launch line: launches are public. */
export interface RivalLineView {
  readonly id: string;
  readonly vehicleId: string;
  readonly machine: LaunchLine['machine'];
  readonly flownFlights: number;
}
/** A rival region: the ladder's step is news, the margin is not. */
export interface RivalRegionView {
  readonly id: string;
  readonly machine: GridRegion['machine'];
}
/** Rival data centres of a region and role, as a target names them: buildings are seen, tier and power are not. */
export interface RivalCentreView {
  /** `pjm/primary`, `pjm/backup`. */
  readonly id: string;
  readonly regionId: string;
  readonly role: GroundCentre['role'];
}
export interface RivalView {
  readonly side: Side;
  readonly standing: number;
  readonly exportControlLevel: number;
  readonly allies: number;
  readonly groups: readonly RivalGroupView[];
  readonly lines: readonly RivalLineView[];
  readonly regions: readonly RivalRegionView[];
  readonly centres: readonly RivalCentreView[];
  /** Backups that have been used or shown, as they were when last seen. */
  readonly backups: Estimates['backups'];
  readonly groundPowerMw: Estimate;
  readonly groundPops: Estimate;
  readonly deliveredPops: Estimate;
  readonly points: Estimate;
  readonly milestones: SideState['milestones'];
}
export interface BandView {
  readonly lowKm: number;
  readonly highKm: number;
  readonly densityPerKm3: number;
  readonly fragmentCount: number;
  /** Density over the density at which the band is unusable. */
  readonly usedFrac: number;
}
export interface AgreementView {
  readonly id: AgreementKind;
  readonly machine: AgreementState;
  readonly offeredByOwn: boolean;
  readonly offeredByRival: boolean;
  readonly untilTurn: number;
}

export interface SideView {
  readonly side: Side;
  readonly scenarioId: string;
  /** Turn being planned, 1…turnCount. */
  readonly turn: number;
  /** In a crisis round, a few orders only are open, and its turn is the one just resolved. */
  readonly stage: Stage;
  readonly turnCount: number;
  readonly year: number;
  readonly half: Half;
  readonly own: Own<SideState>;
  readonly groups: readonly Own<OrbitalGroup>[];
  readonly lines: readonly Own<LaunchLine>[];
  readonly campaigns: readonly Own<LaunchCampaign>[];
  readonly regions: readonly Own<GridRegion>[];
  readonly centres: readonly Own<GroundCentre>[];
  readonly deliveries: readonly Delivery[];
  /** Own operations, without what the target knows of them; and the rival's that were noticed (actor known only when attributed). */
  readonly ownOperations: readonly Omit<Own<Operation>, 'detected' | 'felt' | 'investigations'>[];
  readonly sufferedOperations: readonly {
    readonly id: string;
    readonly family: Operation['family'];
    readonly targetId: string;
    readonly turn: number;
    readonly attributed: boolean;
    /** Nobody answers for it, and it may be looked into. */
    readonly isDeniable: boolean;
    readonly investigations: number;
    /** A craft that waits beside the target and has done nothing yet. */
    readonly waits: boolean;
  }[];
  readonly rival: RivalView;
  readonly bands: readonly BandView[];
  /** Dose rate that detonations have left in low orbit, rad a day behind common shielding. */
  readonly beltRadPerDay: number;
  readonly agreements: readonly AgreementView[];
  readonly crisis: CrisisRung;
  readonly tension: number;
  readonly marketFactor: number;
  readonly launchFailureFrac: number;
  /** A disaster is on: relief is worth most. */
  readonly disasterOn: boolean;
  readonly race: RaceState;
  readonly raceLeader: Side | null;
  readonly outcome: Outcome | null;
}

export type AgreementOffers = Agreement['offerTurns'] & BySide<number>;
