/**
 * The manifest of a study as an author writes it: a question, who plays, what varies, how often. What is left
 * out is filled in from the rules. The JSON Schema for editors is generated from here; what it cannot say
 * (that a path exists, that a value lies in its range) is said by `readManifest.ts`.
 */
import { z } from 'zod';
import { POLICY_WEIGHTS } from '../../ruleset/terms.ts';
import { bySide, id, text } from '../../ruleset/schema/fields.ts';
import { WITHOUT } from '../debrief/reruns.ts';
import { DISTRIBUTION_KINDS } from './distributions.ts';
import { MOST_REPLICATES } from './estimate.ts';
import { MEASURE_IDS } from './measures.ts';
import { DESIGNS, SAMPLINGS } from './plan.ts';

const path = text.describe('the path of a quantity, as `rules show` has it');
const MOST_DRAWS = 1_000_000;

export const assumptionSchema = z
  .strictObject({
    path,
    distribution: z.enum(DISTRIBUTION_KINDS).optional().describe('triangular unless said'),
    low: z.number().optional().describe('the low end of the rules’ range unless said'),
    mode: z.number().optional().describe('the rules’ value unless said'),
    high: z.number().optional().describe('the high end of the rules’ range unless said'),
    values: z.array(z.number()).min(1).optional().describe('for `levels`: each as likely as the others'),
  })
  .describe('a quantity of the rules that varies');

export const levelSchema = z.strictObject({ path, value: z.number() }).describe('a quantity at another value');

const weightsSchema = z
  .partialRecord(z.enum(POLICY_WEIGHTS), z.number())
  .describe('weights in place of the doctrine’s own, as in rules/doctrines.yaml');

export const botSchema = z.strictObject({ bot: text, weights: weightsSchema.optional() });
export const recordedSchema = z.strictObject({
  recorded: z.strictObject({
    without: z.enum(WITHOUT).optional().describe('what is left undone'),
    instead: z
      .array(z.strictObject({ turn: z.int().min(1), orders: z.array(z.unknown()) }))
      .optional()
      .describe('orders in place of a half-year’s own'),
  }),
});
/** A bot by its id, a bot with weights, or the orders of the record, with changes. */
export const playerSchema = z.union([text, botSchema, recordedSchema]);
const playersSchema = bySide(playerSchema.optional());

export const variantSchema = z
  .strictObject({
    id,
    against: id.optional().describe('the variant it is compared with: the first unless said; its own id: none'),
    players: playersSchema.optional(),
    levels: z.array(levelSchema).optional(),
  })
  .describe('one way to play, compared with another');

export const branchSchema = z.strictObject({
  record: text.describe('a game file, by its path from the manifest'),
  fromTurn: z.int().min(1).describe('the first half-year that is played again'),
});

export const manifestSchema = z.strictObject({
  study: id,
  question: text.optional(),
  scenario: id.optional().describe('dawn-2026 unless said, or the record’s own'),
  pack: id.optional(),
  seed: text,
  draws: z
    .int()
    .min(1)
    .max(MOST_DRAWS)
    .describe('draws of the assumptions and dice; every variant is played with each of them'),
  design: z.enum(DESIGNS).optional(),
  sampling: z.enum(SAMPLINGS).optional(),
  replicates: z.int().min(1).max(MOST_REPLICATES).optional(),
  assumptions: z.array(assumptionSchema).optional(),
  players: playersSchema.optional(),
  variants: z.array(variantSchema).min(1).optional(),
  branch: branchSchema.optional(),
  outputs: z
    .array(z.enum(MEASURE_IDS as [string, ...string[]]))
    .min(1)
    .optional(),
});
export type Manifest = z.output<typeof manifestSchema>;

/** The JSON Schema of a manifest, for editors. */
export const manifestJsonSchema = (): string =>
  `${JSON.stringify({ title: 'study manifest', ...z.toJSONSchema(manifestSchema, { io: 'input' }) }, undefined, 2)}\n`;
