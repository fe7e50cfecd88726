/** `environment.yaml`: debris by band, storms, and what is done about them. */
import { z } from 'zod';
import { q } from './fields.ts';

export const environmentFile = z.strictObject({
  bands: z.array(z.strictObject({ lowKm: q('km'), highKm: q('km'), densityPerKm3: q('1/km3') })).min(1),
  closingSpeedKmPerS: q('km/s'),
  /** Classes of fragments by area to mass, rising; and the whole bodies that fragments may break up. */
  debris: z.strictObject({
    areaToMassM2PerKg: z.array(q('m2/kg')).min(1),
    dragCoefficient: q('1'),
    intactKg: q('kg'),
    intactRadiusM: q('m'),
    intactBallisticM2PerKg: q('m2/kg'),
    intactFrac: q('1'),
  }),
  fragmentMassKg: q('kg'),
  /** Removal of tracked fragments, and manoeuvres out of their way and out of an interceptor's. */
  clean: z.strictObject({
    musdPerFragment: q('MUSD'),
    limitMusdPerTurn: q('MUSD'),
    standingPerHundred: q('points'),
  }),
  evade: z.strictObject({
    musdPerUnit: q('MUSD'),
    deltaVMPerS: q('m/s'),
    outageFrac: q('1'),
    collisionFrac: q('1'),
    hitFrac: q('1'),
  }),
  minTrackedSizeM: q('m'),
  lethalPerTracked: q('1'),
  lethalDisablesProb: q('1'),
  avoidanceFrac: q('1'),
  unusableDensityPerKm3: q('1/km3'),
  stormProbPerTurn: q('1'),
  stormSolarMaximumFactor: q('1'),
  stormSolarMaximumFromYear: q('yr'),
  stormOutageFrac: q('1'),
  stormOutageFracPerHardening: q('1'),
  stormDragLossFrac: q('1'),
  stormDragBelowKm: q('km'),
});
