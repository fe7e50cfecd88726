/** `doctrines.yaml`: how computer opponents play. */
import { z } from 'zod';
import { POLICY_WEIGHTS, type PolicyWeight } from '../terms.ts';
import { id, q } from './fields.ts';

/** Units of the weights that are no shares. */
const WEIGHT_UNITS: Readonly<Partial<Record<PolicyWeight, string>>> = {
  backupTier: 'level',
  demandResponse: 'level',
  connectionPolicy: 'level',
  hardenTo: 'level',
  exportControl: 'level',
  posture: 'level',
  greenland: 'level',
  mineralsStock: 'units',
  politicalReserve: 'points',
  mesh: 'level',
  ventures: 'programmes',
  acts: 'operations',
  actTension: 'points',
  strike: 'shots',
  strikeTension: 'points',
  strikeTrailing: 'points',
};
const byWeight = <T extends z.ZodType>(schema: (weight: PolicyWeight) => T) =>
  z.strictObject(
    Object.fromEntries(POLICY_WEIGHTS.map((weight) => [weight, schema(weight)])) as Record<PolicyWeight, T>,
  );

/** How computer opponents play: the weights they share, with ranges, and where each doctrine differs. */
export const doctrinesFile = z.strictObject({
  weights: byWeight((weight) => q(WEIGHT_UNITS[weight] ?? '1')),
  doctrines: z
    .array(
      z.strictObject({
        id,
        /** What makes the doctrine: narrower ranges, which its weights keep and tuning may not leave. */
        identity: byWeight(() => z.strictObject({ low: z.number(), high: z.number() }).optional()),
        us: byWeight(() => z.number().optional()),
        cn: byWeight(() => z.number().optional()),
      }),
    )
    .min(1),
});
