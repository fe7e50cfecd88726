/** `articles.yaml`: what the articles state, and what of the rules it stands behind. */
import { z } from 'zod';
import { FACT_IDS, type FactId, STATED_UNITS } from '../terms.ts';
import { id, text, quantitySchema } from './fields.ts';

/** A number that the articles state, in their own unit. */
const stated = quantitySchema('')
  .extend({ unit: z.enum(STATED_UNITS) })
  .meta({ quantity: 'stated' })
  .transform((quantity) => quantity.value);
/** Facts of the articles: what each states, what plays it, and the numbers of the rules that it stands behind. */
const factSchema = z.strictObject({
  name: text,
  statement: text,
  source: id,
  /** Orders by which a player meets it. */
  orders: z.array(text),
  vehicleIds: z.array(id).optional(),
  /** Paths of numbers that play it. */
  numbers: z.array(text),
  /** Numbers that no other place of the rules has. */
  stated: z.record(z.string().regex(/^[a-z][A-Za-z]*$/, 'a name in camel case'), stated).optional(),
});
export const articlesFile = z.strictObject(
  Object.fromEntries(FACT_IDS.map((factId) => [factId, factSchema])) as Record<FactId, typeof factSchema>,
);
