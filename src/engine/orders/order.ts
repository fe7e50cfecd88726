/**
 * Orders: what a side may do in a turn. Each kind is defined once (in `orders/<kind>.ts`) with its
 * parameters, cost, legality and preview, all computed from the side's own view, so that legality
 * cannot depend on anything the side does not know. The same definition drives parsing, the forms
 * of the client, the random opponent and the resolution.
 */
import type {
  AgreementKind,
  Architecture,
  ConnectionPolicy,
  GreenlandApproach,
  GridAsset,
  Posture,
  ResearchTrack,
  Side,
  SignalMessage,
  StandbyTier,
} from '../../ruleset/terms.ts';

export type Order =
  | { readonly kind: 'research'; readonly track: ResearchTrack; readonly amountMusd: number }
  | { readonly kind: 'raiseFunds'; readonly politicalCapital: number }
  | { readonly kind: 'developLine'; readonly lineId: string; readonly amountMusd: number }
  | { readonly kind: 'expandLine'; readonly lineId: string; readonly flightsPerTurn: number }
  | { readonly kind: 'deploy'; readonly programmeId: string; readonly lineId: string; readonly unitCount: number }
  | { readonly kind: 'harden'; readonly programmeId: string }
  | { readonly kind: 'repair'; readonly programmeId: string; readonly healthFrac: number }
  | { readonly kind: 'buildGrid'; readonly regionId: string; readonly asset: GridAsset; readonly capacityMw: number }
  | { readonly kind: 'evade'; readonly programmeId: string }
  | { readonly kind: 'clean'; readonly bandId: string; readonly amountMusd: number }
  | {
      readonly kind: 'setDesign';
      readonly programmeId: string;
      readonly radiatorTempK: number;
      readonly radiatorAreaM2: number;
      readonly shieldingMmAl: number;
      readonly meshLevel: number;
      readonly manoeuvreMPerS: number;
      readonly spareFrac: number;
    }
  | {
      readonly kind: 'foundProgramme';
      readonly architecture: Architecture;
      readonly shellId: string;
      readonly designId: string;
    }
  | {
      readonly kind: 'setArchitecture';
      readonly programmeId: string;
      readonly architecture: Architecture;
      readonly shellId: string;
    }
  | { readonly kind: 'deorbit'; readonly programmeId: string; readonly unitCount: number }
  | { readonly kind: 'buildCentre'; readonly regionId: string; readonly powerMw: number }
  | { readonly kind: 'buildBackup'; readonly regionId: string; readonly tier: StandbyTier; readonly powerMw: number }
  | { readonly kind: 'changeTier'; readonly centreId: string; readonly tier: StandbyTier }
  | { readonly kind: 'permitReform'; readonly regionId: string }
  | { readonly kind: 'setConnectionPolicy'; readonly regionId: string; readonly policy: ConnectionPolicy }
  | { readonly kind: 'setDemandResponse'; readonly regionId: string; readonly level: number }
  | { readonly kind: 'setWorkload'; readonly earthObservationFrac: number; readonly trainingFrac: number }
  | { readonly kind: 'relief'; readonly shareFrac: number }
  | { readonly kind: 'setPosture'; readonly posture: Posture }
  | { readonly kind: 'setExportControl'; readonly level: number }
  | { readonly kind: 'refine'; readonly unitsPerTurn: number }
  | { readonly kind: 'mine'; readonly unitsPerTurn: number }
  | { readonly kind: 'stockpile'; readonly unitCount: number }
  | { readonly kind: 'chipPlant'; readonly powerMw: number }
  | { readonly kind: 'greenland'; readonly approach: GreenlandApproach }
  | { readonly kind: 'offer'; readonly agreementId: AgreementKind }
  | { readonly kind: 'withdraw'; readonly agreementId: AgreementKind }
  | { readonly kind: 'signal'; readonly message: SignalMessage }
  | { readonly kind: 'surveil' }
  | { readonly kind: 'inspect'; readonly targetId: string }
  | { readonly kind: 'investigate'; readonly operationId: string }
  | { readonly kind: 'deceive'; readonly programmeId: string }
  | { readonly kind: 'publishEvidence'; readonly operationId: string }
  | { readonly kind: 'jam'; readonly targetId: string }
  | { readonly kind: 'dazzle'; readonly targetId: string }
  | { readonly kind: 'cyber'; readonly targetId: string }
  | { readonly kind: 'intrude'; readonly targetId: string }
  | { readonly kind: 'sabotage'; readonly regionId: string }
  | { readonly kind: 'approach'; readonly targetId: string }
  | { readonly kind: 'attackCoOrbital'; readonly targetId: string }
  | { readonly kind: 'withdrawApproach'; readonly targetId: string }
  | { readonly kind: 'strike'; readonly targetId: string; readonly interceptorCount: number }
  | { readonly kind: 'detonate'; readonly shellId: string };

export const ORDER_KINDS = [
  'research',
  'raiseFunds',
  'developLine',
  'expandLine',
  'deploy',
  'harden',
  'repair',
  'evade',
  'clean',
  'setDesign',
  'foundProgramme',
  'setArchitecture',
  'deorbit',
  'buildGrid',
  'buildCentre',
  'buildBackup',
  'changeTier',
  'permitReform',
  'setConnectionPolicy',
  'setDemandResponse',
  'setWorkload',
  'relief',
  'setPosture',
  'setExportControl',
  'refine',
  'mine',
  'stockpile',
  'chipPlant',
  'greenland',
  'offer',
  'withdraw',
  'signal',
  'surveil',
  'inspect',
  'investigate',
  'deceive',
  'publishEvidence',
  'jam',
  'dazzle',
  'cyber',
  'intrude',
  'sabotage',
  'approach',
  'attackCoOrbital',
  'withdrawApproach',
  'strike',
  'detonate',
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** Acts against the other side: those that end with their turn, and those that destroy something of its. */
export const REVERSIBLE_KINDS: readonly OrderKind[] = ['jam', 'dazzle', 'cyber', 'intrude', 'sabotage'];
export const DESTRUCTIVE_KINDS: readonly OrderKind[] = ['attackCoOrbital', 'strike', 'detonate'];

export type OrderOf<K extends OrderKind> = Extract<Order, { kind: K }>;

export const ORDER_GROUPS = [
  'money',
  'launch',
  'orbit',
  'ground',
  'supply',
  'use',
  'know',
  'talk',
  'interfere',
] as const;
export type OrderGroup = (typeof ORDER_GROUPS)[number];

/** The values a parameter may take now, given the view, the draft and the parameters chosen before it. */
export type ParameterDomain =
  | {
      readonly name: string;
      readonly kind: 'choice';
      readonly options: readonly string[];
      readonly refers: ReferenceKind;
    }
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly suggested: number;
    };
/** What the options of a choice name, so that the client can show their names. */
export type ReferenceKind =
  | 'programme'
  | 'line'
  | 'region'
  | 'tier'
  | 'asset'
  | 'track'
  | 'policy'
  | 'posture'
  | 'agreement'
  | 'message'
  | 'approach'
  | 'architecture'
  | 'band'
  | 'design'
  | 'shell'
  | 'centre'
  | 'operation'
  | 'rivalProgramme'
  | 'rivalRegion'
  | 'rivalCentre';

export interface Cost {
  readonly fundsMusd: number;
  readonly politicalCapital: number;
}

/** One line of a preview: what to expect, as numbers; words are the client's. */
export interface PreviewEffect {
  /** e.g. `massKg`, `flights`, `successProb`, `deliveredPops`, `capacityMw`, `tension`. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Preview {
  readonly cost: Cost;
  /** Turns until it takes effect: 0 = this turn's resolution. */
  readonly leadTurns: number;
  readonly effects: readonly PreviewEffect[];
}

/** Why an order is refused: a value, never an exception; the state is as it was. */
export interface Rejection {
  /** `order/budget-exceeded`, `order/not-owned`, `order/unknown-field`… the whole list is in docs/vocabulary.md. */
  readonly code: RejectionCode;
  /** Field of the order at fault, e.g. `unitCount`; with its place where it came in a list: `orders.us[2].unitCount`. */
  readonly field: string;
  readonly data: Readonly<Record<string, number | string>>;
}
export const REJECTION_CODES = [
  'order/not-an-object',
  'order/unknown-kind',
  'order/unknown-field',
  'order/missing-field',
  'order/not-a-number',
  'order/not-an-integer',
  'order/negative',
  'order/out-of-range',
  'order/not-a-choice',
  'order/not-owned',
  'order/unknown-target',
  'order/budget-exceeded',
  'order/political-capital-exceeded',
  'order/lift-exceeded',
  'order/ramp-exceeded',
  'order/chips-exceeded',
  'order/limit-reached',
  'order/line-not-flying',
  'order/nothing-to-do',
  'order/out-of-reach',
  'order/repeated',
  'order/agreement-forbids',
  'order/agreement-needed',
  'order/too-many-operations',
  'order/not-prepared',
  'order/rung-too-low',
  'order/level-not-open',
  'order/not-this-seat',
  'order/game-over',
  'order/not-in-crisis-round',
  'order/not-a-list',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export type SealedOrders = { readonly [S in Side]: readonly Order[] };
