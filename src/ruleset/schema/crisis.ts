/** `crisis.yaml`: the ladder, agreements and signals. */
import { z } from 'zod';
import { q } from './fields.ts';

export const crisisFile = z.strictObject({
  startTension: q('points'),
  upAt: z.array(q('points')).length(5),
  downBelow: z.array(q('points')).length(5),
  decayFrac: q('1'),
  restTension: q('points'),
  hotlineRestTension: q('points'),
  truceTensionPerTurn: q('points'),
  warTensionFrom: q('points'),
  warTensionScale: q('points'),
  hotlineWarFactor: q('1'),
  agreementTurns: q('turns'),
  offerTurns: q('turns'),
  controlStepTension: q('points'),
  controlStepStanding: q('points'),
  controlStepPoliticalCapital: q('points'),
  /** A signal: its price, what it does to tension, and what a warning adds to the price of the other's next operations. */
  signalPoliticalCapital: q('points'),
  signalTension: z.strictObject({ reassure: q('points'), warn: q('points'), showBackups: q('points') }),
  warningPoliticalCapital: q('points'),
  warningTurns: q('turns'),
  /** How long a comprehensive accord must be held to end the game. */
  accordTurns: q('turns'),
  /** Under a clean-up agreement: price of taking a fragment away against the usual. */
  cleanupPriceFactor: q('1'),
});
