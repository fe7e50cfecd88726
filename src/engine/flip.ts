/**
 * What would have changed a result: for a finding decided by dice, the chance it would have taken,
 * and, where the chance is a catalogue function's result, the smallest relative change of one input
 * that gives that chance. Computed when asked, never stored.
 */
import { evaluateModel, modelById } from '../physics/catalogue.ts';
import type { Finding, FindingInput } from './findings.ts';

export interface Flip {
  /** The die fell `side` of this chance; at or beyond it the result would have been the other. */
  readonly neededProb: number;
  /** Null where no single input, alone and within its range, would have done it. */
  readonly input: { readonly name: string; readonly unit: string; readonly from: number; readonly to: number } | null;
}

const LARGEST_FACTOR = 1000;
const BISECTIONS = 60;

type Inputs = Readonly<Record<string, number | string | boolean>>;

/** A list of the equation is one number in a finding: the only entry. */
const asAsked = (equationId: string, inputs: Inputs): Readonly<Record<string, unknown>> => {
  const parameters = modelById(equationId)?.parameters ?? {};
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, parameters[name]?.kind === 'list' ? [value] : value]),
  );
};

const probWith = (finding: Finding, inputs: Inputs): number | null => {
  const answer = evaluateModel(finding.equationId, asAsked(finding.equationId, inputs));
  const prob = answer.ok && finding.probResult !== null ? answer.result[finding.probResult] : null;
  return typeof prob === 'number' ? prob : null;
};

/** The factor nearest to 1, in the given direction, at which the result flips; null where it never does. */
const flipFactor = (flipsAt: (factor: number) => boolean, direction: 1 | -1): number | null => {
  const farthest = direction === 1 ? LARGEST_FACTOR : 1 / LARGEST_FACTOR;
  if (!flipsAt(farthest)) return null;
  let kept = 1;
  let flipped = farthest;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (kept + flipped) / 2;
    if (flipsAt(middle)) flipped = middle;
    else kept = middle;
  }
  return flipped;
};

const relativeSize = (factor: number): number => (factor > 1 ? factor - 1 : 1 / factor - 1);

const flipInput = (
  finding: Finding,
  inputs: Inputs,
  { name, value, unit }: FindingInput,
): (Flip['input'] & { readonly size: number }) | null => {
  if (typeof value !== 'number' || value === 0 || finding.draw === null) return null;
  const { draw } = finding;
  const before = finding.prob !== null && draw < finding.prob;
  const flipsAt = (factor: number): boolean => {
    const prob = probWith(finding, { ...inputs, [name]: value * factor });
    return prob !== null && draw < prob !== before;
  };
  const factors = [flipFactor(flipsAt, 1), flipFactor(flipsAt, -1)].filter((factor) => factor !== null);
  const [best] = factors.sort((a, b) => relativeSize(a) - relativeSize(b));
  return best === undefined ? null : { name, unit, from: value, to: value * best, size: relativeSize(best) };
};

/** Null for a finding in which no die was cast. */
export const smallestFlip = (finding: Finding): Flip | null => {
  if (finding.draw === null || finding.prob === null) return null;
  const neededProb = finding.draw;
  if (finding.probResult === null) return { neededProb, input: null };
  const known = modelById(finding.equationId)?.parameters ?? {};
  const asked = finding.inputs.filter(({ name }) => Object.hasOwn(known, name));
  const inputs: Inputs = Object.fromEntries(asked.map(({ name, value }) => [name, value]));
  if (probWith(finding, inputs) === null) return { neededProb, input: null };
  const [best] = asked
    .map((each) => flipInput(finding, inputs, each))
    .filter((flip) => flip !== null)
    .sort((a, b) => a.size - b.size);
  if (best === undefined) return { neededProb, input: null };
  const { name, unit, from, to } = best;
  return { neededProb, input: { name, unit, from, to } };
};
