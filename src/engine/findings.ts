/**
 * Findings: the working of every result. Whatever the engine decides by model or dice leaves one,
 * with the equation, the inputs and where each came from, the probability, the stream and the draw.
 * Words are made in the client from the ids; nothing here is a sentence.
 */
import type { BySide, Side } from '../ruleset/terms.ts';

export const PHASES = [
  'events',
  'treasury',
  'policy',
  'industry',
  'launch',
  'counterspace',
  'environment',
  'grid',
  'failover',
  'compute',
  'consequences',
  'accounts',
] as const;
export type Phase = (typeof PHASES)[number];

export type SubjectKind =
  | 'side'
  | 'group'
  | 'line'
  | 'campaign'
  | 'region'
  | 'centre'
  | 'operation'
  | 'band'
  | 'agreement'
  | 'crisis'
  | 'race'
  | 'event'
  | 'world';
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** Where an input came from: a number of the rules, another finding, the state, an order, or a constant of the equation. */
export type InputOrigin =
  | { readonly kind: 'rule'; readonly path: string }
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'state'; readonly path: string }
  | { readonly kind: 'order'; readonly kindOfOrder: string };

export interface FindingInput {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly unit: string;
  readonly origin: InputOrigin;
}

export interface Finding {
  /** `7.launch.3`: turn, phase, running number. */
  readonly id: string;
  readonly turn: number;
  readonly phase: Phase;
  readonly subject: Subject;
  /** Id of the question asked, e.g. `campaignFlights`; the client has its words. */
  readonly question: string;
  /** Id in `equations.ts`: a catalogue function or one of the engine's own named equations. */
  readonly equationId: string;
  readonly inputs: readonly FindingInput[];
  /** What the equation gave, by result name; units are the equation's. */
  readonly result: Readonly<Record<string, number | string | boolean>>;
  /** Where dice decided: chance before the draw, stream and draw in [0, 1). */
  readonly prob: number | null;
  /** Which result of the equation is the chance, where it is one; lets `smallestFlip` ask the equation again. */
  readonly probResult: string | null;
  readonly stream: string | null;
  readonly draw: number | null;
  /** What came out, as a code: `succeeded`, `failed`, `detected`, `state:rotatingOutages`… */
  readonly outcome: string;
  readonly visibleTo: BySide<boolean>;
  /** For a side that may see the finding but not all of it: what it may read. A side that is not named reads everything. */
  readonly parts?: Readonly<Partial<Record<Side, FindingPart>>>;
}

/** What a side may read of a finding whose other inputs or results are the rival's own. */
export interface FindingPart {
  readonly inputs: readonly string[];
  readonly result: readonly string[];
  /** Chance, stream and draw: they tell what the inputs left out were. */
  readonly dice: boolean;
}

/** Something that happened, in the past tense, for cards, news and log: `campaign.delivered`. */
export interface GameEvent {
  readonly id: string;
  readonly turn: number;
  readonly phase: Phase;
  readonly kind: string;
  readonly subject: Subject;
  /** Whose event it is, where it is somebody's. */
  readonly side: Side | null;
  readonly values: Readonly<Record<string, number | string | boolean>>;
  /** Findings that decided it, first the one that its card opens. */
  readonly findingIds: readonly string[];
  readonly visibleTo: BySide<boolean>;
  readonly weight: 1 | 2 | 3;
}
