/** `sources.yaml`: where the numbers come from. */
import { z } from 'zod';
import { text } from './fields.ts';

export const sourceSchema = z.strictObject({
  title: text,
  publisher: text,
  year: z.number().int(),
  url: z.url().optional(),
  note: text.optional(),
});
