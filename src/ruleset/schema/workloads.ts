/** `workloads.yaml`: what a workload can use of compute in orbit. */
import { z } from 'zod';
import { q, byArchitecture } from './fields.ts';

export const workloadFile = z.strictObject({
  /** Share of a group's delivered compute that a workload can use, by architecture; link levels add. */
  orbitInferenceFrac: byArchitecture(q('1')),
  orbitTrainingFrac: byArchitecture(q('1')),
  orbitTrainingFracPerLinkLevel: byArchitecture(q('1')),
  orbitEarthObservationFrac: byArchitecture(q('1')),
  contiguousFrac: byArchitecture(q('1')),
  contiguousFracPerLinkLevel: byArchitecture(q('1')),
  /** Distances between neighbours, and the laser terminal that spans them. */
  spacing: z.strictObject({ moduleSpacingM: q('m'), latticeSpacingM: q('m'), planeCount: q('planes') }),
  laser: z.strictObject({
    transmitW: q('W'),
    apertureM: q('m'),
    wavelengthNm: q('nm'),
    otherLossDb: q('dB'),
    photonsPerBit: q('1'),
    mostGbps: q('Gbit/s'),
  }),
  hotBackupInferenceFrac: q('1'),
  earthObservationNeedStartPops: q('POPS'),
  earthObservationNeedEndPops: q('POPS'),
  earthObservationNeedEndTurn: q('turn'),
  earthObservationCoverageUnits: q('units'),
});
