/** What the schemas of the rules are made of: ids, texts, quantities, and one value a side, a tier, a track… */
import { z } from 'zod';
import { CONFIDENCES, SIDES } from '../terms.ts';

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'kebab-case id');
export const text = z.string().min(1);

/** What an author writes for one number. */
export const quantitySchema = (unit: string) =>
  z
    .strictObject({
      value: z.number(),
      unit: z.literal(unit),
      low: z.number(),
      high: z.number(),
      source: id,
      confidence: z.enum(CONFIDENCES),
      note: text.optional(),
    })
    .meta({ quantity: unit });

/** A quantity, parsed to its plain value. */
export const q = (unit: string) => quantitySchema(unit).transform((quantity) => quantity.value);

export const bySide = <T extends z.ZodType>(schema: T) => z.strictObject({ us: schema, cn: schema });
export const byTrack = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ chip: schema, bus: schema, launch: schema, link: schema, defence: schema });
export const byTier = <T extends z.ZodType>(schema: T) => z.strictObject({ cold: schema, warm: schema, hot: schema });
export const byPolicy = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ open: schema, managed: schema, pause: schema });
export const byArchitecture = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ edge: schema, constellation: schema, cluster: schema, platform: schema });
export const byFamily = <T extends z.ZodType>(schema: T) =>
  z.strictObject({
    jam: schema,
    dazzle: schema,
    cyberSpace: schema,
    cyberGround: schema,
    sabotage: schema,
    coOrbital: schema,
    directAscent: schema,
    nuclear: schema,
  });
export const byApproach = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ cooperate: schema, invest: schema, coerce: schema });
export const byAsset = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ generation: schema, storage: schema, transmission: schema });
export const byPosture = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ absorb: schema, protest: schema, reciprocate: schema, escalate: schema });

export const side = z.enum(SIDES);

/** A fact of the articles: F1…F22. */
export const fact = z.string().regex(/^F([1-9]|1\d|2[0-2])$/);
