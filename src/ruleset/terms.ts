/**
 * The closed sets of the rules and of the game, as const arrays with derived unions. Apart from the
 * schema, so that the engine and the client can name them without carrying a parser.
 */
export const CONFIDENCES = ['published', 'secondHand', 'recalled', 'computed', 'design'] as const;
export const SIDES = ['us', 'cn'] as const;
/** Roles of a side. A side that one person leads holds them all. */
export const SEATS = ['principal', 'energyFinance', 'spaceMilitary', 'intelligenceDiplomacy'] as const;
export const ARCHITECTURES = ['edge', 'constellation', 'cluster', 'platform'] as const;
export const RESEARCH_TRACKS = ['chip', 'bus', 'launch', 'link', 'defence'] as const;
export const STANDBY_TIERS = ['cold', 'warm', 'hot'] as const;
export const AGREEMENT_KINDS = ['norm', 'hotline', 'truce', 'cleanup', 'accord'] as const;
/** What must be in force for the accord to be offered, and while it is held. */
export const ACCORD_PILLARS = ['norm', 'hotline', 'truce'] as const;
/** What a side may say to the other without an agreement. */
export const SIGNAL_MESSAGES = ['reassure', 'warn', 'showBackups'] as const;
export const POSTURES = ['absorb', 'protest', 'reciprocate', 'escalate'] as const;
export const CONNECTION_POLICIES = ['open', 'managed', 'pause'] as const;
export const OPERATION_FAMILIES = [
  'jam',
  'dazzle',
  'cyberSpace',
  'cyberGround',
  'sabotage',
  'coOrbital',
  'directAscent',
  'nuclear',
] as const;
/** Families whose effect ends with the turn: operators learn to live with them. The others destroy, and are what the norm is about. */
export const REVERSIBLE_FAMILIES = ['jam', 'dazzle', 'cyberSpace', 'cyberGround', 'sabotage'] as const;
export const WORKLOADS = ['earthObservation', 'inference', 'training'] as const;
export const CRISIS_RUNGS = ['calm', 'friction', 'confrontation', 'crisis', 'clash', 'war'] as const;
/** Steps of a region's emergency ladder, from the mildest. */
export const GRID_STEPS = [
  'alert',
  'loadManagement',
  'backupGenerators',
  'voltageReduction',
  'rotatingOutages',
] as const;
/** What may be built into a grid region. */
export const GRID_ASSETS = ['generation', 'storage', 'transmission'] as const;
export const GREENLAND_APPROACHES = ['cooperate', 'invest', 'coerce'] as const;
/**
 * What a doctrine weighs. The first lines are shares of the money that is left, against each other; the
 * others are aims, limits and readinesses, each in its own unit (see rules/doctrines.yaml).
 */
export const POLICY_WEIGHTS = [
  // money
  'chipResearch',
  'busResearch',
  'launchResearch',
  'linkResearch',
  'defenceResearch',
  'developLines',
  'expandLines',
  'grid',
  'centres',
  'chipPlants',
  'refining',
  'hardening',
  'cleaning',
  'edge',
  'constellation',
  'cluster',
  'platform',
  'patience',
  // ground and use
  'backupCover',
  'backupTier',
  'gridThinFirst',
  'gridStorage',
  'gridTransmission',
  'demandResponse',
  'connectionPolicy',
  'permitReform',
  'earthObservation',
  'training',
  'mineralsStock',
  // protection and knowledge
  'relief',
  'ventures',
  'spares',
  'mesh',
  'hardenTo',
  'hardenWhenHit',
  'evade',
  'surveil',
  'publishEvidence',
  // politics
  'exportControl',
  'posture',
  'politicalReserve',
  'norm',
  'hotline',
  'truce',
  'cleanup',
  'accord',
  'greenland',
  // interference
  'acts',
  'actTension',
  'jam',
  'dazzle',
  'cyber',
  'intrude',
  'sabotage',
  'observers',
  'strike',
  'coOrbital',
  'strikeTension',
  'strikeTrailing',
  'strikeFrom',
] as const;
/** The facts that the game is built from, one a row of its source. */
export const FACT_IDS = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
  'F13',
  'F14',
  'F15',
  'F16',
  'F17',
  'F18',
  'F19',
  'F20',
  'F21',
  'F22',
] as const;
/** Units in which the articles state what no other number of the rules carries. */
export const STATED_UNITS = ['1', 'km', 'kg', 'MUSD', 'MW', 'POPS', 'units', 'yr'] as const;
/** What may be under construction when a scenario opens. */
export const SCENARIO_DELIVERIES = ['gridCapacity', 'primaryCentre'] as const;
export const MILESTONE_METRICS = [
  'programmeUnits',
  'programmePops',
  'orbitalPops',
  'orbitalPowerMw',
  'groundPowerMw',
] as const;

export type Side = (typeof SIDES)[number];
export type FactId = (typeof FACT_IDS)[number];
/** One value a side. */
export type BySide<T> = { readonly [S in Side]: T };
export type Confidence = (typeof CONFIDENCES)[number];
export type Seat = (typeof SEATS)[number];
export type Architecture = (typeof ARCHITECTURES)[number];
export type ResearchTrack = (typeof RESEARCH_TRACKS)[number];
export type StandbyTier = (typeof STANDBY_TIERS)[number];
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];
export type SignalMessage = (typeof SIGNAL_MESSAGES)[number];
export type Posture = (typeof POSTURES)[number];
export type ConnectionPolicy = (typeof CONNECTION_POLICIES)[number];
export type OperationFamily = (typeof OPERATION_FAMILIES)[number];
export type ReversibleFamily = (typeof REVERSIBLE_FAMILIES)[number];
export type Workload = (typeof WORKLOADS)[number];
export type GridAsset = (typeof GRID_ASSETS)[number];
export type GreenlandApproach = (typeof GREENLAND_APPROACHES)[number];
export type PolicyWeight = (typeof POLICY_WEIGHTS)[number];
export type CrisisRung = (typeof CRISIS_RUNGS)[number];
