/** `research.yaml`: what a level of technology costs, and when it opens. */
import { z } from 'zod';
import { q } from './fields.ts';

export const researchFile = z.strictObject({
  baseCostMusd: q('MUSD'),
  costMusdPerLevel: q('MUSD'),
  maxLevel: q('level'),
  levelOpensAtTurn: z.array(q('turn')).length(5),
  trackLimitMusdPerTurn: q('MUSD'),
});
