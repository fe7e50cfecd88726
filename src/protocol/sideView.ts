/**
 * The schema of what one side sees, as the seat protocol publishes it. The engine makes views and is not
 * held up by this; a test holds the views of whole games to it, so that the document never lags behind.
 */
import { z } from 'zod/mini';
import { END_KINDS, STAGES } from '../engine/index.ts';
import {
  AGREEMENT_KINDS,
  ARCHITECTURES,
  CONNECTION_POLICIES,
  CRISIS_RUNGS,
  GREENLAND_APPROACHES,
  OPERATION_FAMILIES,
  POSTURES,
  RESEARCH_TRACKS,
  REVERSIBLE_FAMILIES,
  SIDES,
  STANDBY_TIERS,
  WORKLOADS,
} from '../ruleset/terms.ts';

const side = z.enum(SIDES);
const text = z.string();
const number = z.number();
const int = z.int();
/** A number for each of a closed set of names. */
const each = <const T extends readonly [string, ...string[]]>(names: T) => z.record(z.enum(names), number);
const bySide = <T extends z.ZodMiniType>(schema: T) => z.strictObject({ us: schema, cn: schema });

/** Value, and the ends of the interval that holds it nine times of ten. */
const estimate = z.strictObject({ value: number, low: number, high: number });
const milestones = z.array(z.strictObject({ id: text, turn: int, points: number }));

const own = z.strictObject({
  id: side,
  fundsMusd: number,
  incomeMusd: number,
  revenueMusd: number,
  politicalCapital: number,
  standing: number,
  posture: z.enum(POSTURES),
  tech: each(RESEARCH_TRACKS),
  researchMusd: each(RESEARCH_TRACKS),
  workload: each(WORKLOADS),
  exportControlLevel: number,
  chipSupplyMw: number,
  mineralsRefining: number,
  mineralsOre: number,
  mineralsStock: number,
  mineralsMachine: text,
  mineralsFillFrac: number,
  greenland: z.array(z.enum(GREENLAND_APPROACHES)),
  trainingStock: number,
  points: number,
  milestones,
  answerUntilTurn: each(OPERATION_FAMILIES),
  adaptation: each(REVERSIBLE_FAMILIES),
  warnedUntilTurn: number,
  surveilled: z.boolean(),
  inspecting: z.array(text),
  deceiving: z.array(text),
  allies: number,
  reliefFrac: number,
  scarcityMusd: number,
  shedTurns: number,
  deliveredPops: number,
  deliveredOrbitalPops: number,
  lostPops: number,
  recoveredPops: number,
  blockPops: number,
  workloadPops: each(WORKLOADS),
  earthObservationQuality: number,
  pointsThisTurn: z.strictObject({
    earthObservation: number,
    presence: number,
    block: number,
    inference: number,
    training: number,
    firsts: number,
    other: number,
  }),
});

const group = z.strictObject({
  id: text,
  owner: side,
  architecture: z.enum(ARCHITECTURES),
  shellId: text,
  designId: text,
  spareFrac: number,
  manoeuvreMPerS: number,
  machine: text,
  cohorts: z.array(
    z.strictObject({ designId: text, turnFlown: int, unitCount: number, chipFactor: number, unitMassKg: number }),
  ),
  hardeningLevel: number,
  outageFrac: number,
  healthFrac: number,
  rampKg: number,
  lostUnits: number,
  lostHealthFrac: number,
  powerKw: number,
  grossPops: number,
  deliveredPops: number,
  previousDeliveredPops: number,
});

const line = z.strictObject({
  id: text,
  owner: side,
  vehicleId: text,
  machine: text,
  cadencePerTurn: number,
  flownFlights: number,
  flownMassT: number,
  groundedUntilTurn: number,
  developmentMusd: number,
});

const campaign = z.strictObject({
  id: text,
  owner: side,
  programmeId: text,
  lineId: text,
  machine: text,
  turn: int,
  unitCount: number,
  unitMassKg: number,
  flightCount: number,
  failedFlightCount: number,
  deliveredUnitCount: number,
});

const region = z.strictObject({
  id: text,
  owner: side,
  machine: text,
  peakLoadMw: number,
  newUnitCount: number,
  storageMw: number,
  transmissionMw: number,
  connectionPolicy: z.enum(CONNECTION_POLICIES),
  demandResponseLevel: number,
  permitsReformed: z.boolean(),
  marginMw: number,
  reserveMarginFrac: number,
  loleHPerYear: number,
  shedMw: number,
});

const tier = z.nullable(z.enum(STANDBY_TIERS));
const role = z.enum(['primary', 'backup']);
const centre = z.strictObject({
  id: text,
  owner: side,
  regionId: text,
  role,
  tier,
  machine: text,
  powerMw: number,
  popsPerKw: number,
  isKnown: z.boolean(),
  deliveredPops: number,
  recoveredPops: number,
});

const delivery = z.strictObject({
  id: text,
  owner: side,
  kind: text,
  dueTurn: int,
  regionId: z.nullable(text),
  tier,
  amount: number,
  popsPerKw: number,
});

const family = z.enum(OPERATION_FAMILIES);
const ownOperation = z.strictObject({
  id: text,
  family,
  actor: side,
  target: side,
  targetId: text,
  turn: int,
  machine: text,
  shots: number,
  hits: number,
  attributed: z.boolean(),
  reciprocal: z.boolean(),
});
const sufferedOperation = z.strictObject({
  id: text,
  family,
  targetId: text,
  turn: int,
  attributed: z.boolean(),
  isDeniable: z.boolean(),
  investigations: number,
  waits: z.boolean(),
});

const rival = z.strictObject({
  side,
  standing: number,
  exportControlLevel: number,
  allies: number,
  groups: z.array(
    z.strictObject({
      id: text,
      architecture: z.enum(ARCHITECTURES),
      shellId: text,
      designId: text,
      unitCount: number,
      powerKw: estimate,
      deliveredPops: estimate,
    }),
  ),
  lines: z.array(z.strictObject({ id: text, vehicleId: text, machine: text, flownFlights: number })),
  regions: z.array(z.strictObject({ id: text, machine: text })),
  centres: z.array(z.strictObject({ id: text, regionId: text, role })),
  backups: z.array(z.strictObject({ regionId: text, tier: z.enum(STANDBY_TIERS), powerMw: estimate })),
  groundPowerMw: estimate,
  groundPops: estimate,
  deliveredPops: estimate,
  points: estimate,
  milestones,
});

export const outcome = z.strictObject({
  end: z.enum(END_KINDS),
  winner: z.nullable(side),
  mutualLoss: z.boolean(),
  score: bySide(number),
  worldScore: number,
});

export const sideView = z.strictObject({
  side,
  scenarioId: text,
  turn: int,
  stage: z.enum(STAGES),
  turnCount: int,
  year: int,
  half: z.union([z.literal(1), z.literal(2)]),
  own,
  groups: z.array(group),
  lines: z.array(line),
  campaigns: z.array(campaign),
  regions: z.array(region),
  centres: z.array(centre),
  deliveries: z.array(delivery),
  ownOperations: z.array(ownOperation),
  sufferedOperations: z.array(sufferedOperation),
  rival,
  bands: z.array(
    z.strictObject({ lowKm: number, highKm: number, densityPerKm3: number, fragmentCount: number, usedFrac: number }),
  ),
  beltRadPerDay: number,
  agreements: z.array(
    z.strictObject({
      id: z.enum(AGREEMENT_KINDS),
      machine: text,
      offeredByOwn: z.boolean(),
      offeredByRival: z.boolean(),
      untilTurn: int,
    }),
  ),
  crisis: z.enum(CRISIS_RUNGS),
  tension: number,
  marketFactor: number,
  launchFailureFrac: number,
  disasterOn: z.boolean(),
  race: text,
  raceLeader: z.nullable(side),
  outcome: z.nullable(outcome),
});
