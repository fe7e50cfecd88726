/** `chips.yaml`, `vehicles.yaml`, `shells.yaml`, `satellites.yaml` and `programmes/`: what flies, on what, and where. */
import { z } from 'zod';
import { ARCHITECTURES } from '../terms.ts';
import { id, q, fact, side } from './fields.ts';

export const chipSchema = z.strictObject({ id, denseInt8Tops: q('TOPS'), powerW: q('W') });

export const vehicleSchema = z.strictObject({
  id,
  payloadKg: q('kg'),
  startPriceUsdPerKg: q('USD/kg'),
  floorPriceUsdPerKg: q('USD/kg'),
  startFlownMassT: q('t'),
  learningRateFrac: q('1'),
  /** Chance that a flight succeeds: first flights, and after many. */
  firstFlightsSuccessProb: q('1'),
  matureSuccessProb: q('1'),
  maturityFlights: q('flights'),
  /** Flights below which a failure grounds the line, and for how long. */
  youngFlights: q('flights'),
  standDownTurns: q('turns'),
  /** Chance of a first successful flight per turn of development, before money. */
  developmentProb: q('1'),
  developmentProbPerBusd: q('1/GUSD'),
  expansionMusdPerFlight: q('MUSD'),
  launchLevelRequired: q('level'),
});

export const shellSchema = z.strictObject({
  id,
  altitudeKm: q('km'),
  /** Dawn–dusk and other sun-synchronous shells give the local time of the ascending node; others their inclination. */
  ltanH: q('h').optional(),
  inclinationDeg: q('deg').optional(),
});

export const designSchema = z.strictObject({
  id,
  massKg: q('kg'),
  arrayAreaM2: q('m2'),
  cellEfficiencyFrac: q('1'),
  packingFrac: q('1'),
  degradationFracPerYear: q('1/yr'),
  batteryKwh: q('kWh'),
  depthOfDischargeFrac: q('1'),
  radiatorAreaM2: q('m2'),
  radiatorTempK: q('K'),
  radiatorEmissivity: q('1'),
  radiatorArealMassKgPerM2: q('kg/m2'),
  chipId: id,
  chipCount: q('chips'),
  payloadOverheadFrac: q('1'),
  busPowerKw: q('kW'),
  shieldingMmAl: q('mm'),
  crossSectionM2: q('m2'),
  ballisticM2PerKg: q('m2/kg'),
  laserRateGbps: q('Gbit/s'),
  lifeYears: q('yr'),
  weibullShape: q('1'),
  weibullScaleYears: q('yr'),
  unitCostMusd: q('MUSD'),
});

export const programmeSchema = z.strictObject({
  id,
  owner: side,
  architecture: z.enum(ARCHITECTURES),
  shellId: id,
  designId: id,
  /** Facts of the articles this programme stands for. */
  facts: z.array(fact),
  targetUnits: q('units'),
  startUnits: q('units'),
  startAgeYears: q('yr'),
  /** Where the satellites that fly at the start are of another design. */
  startDesignId: id.optional(),
  startRampKg: q('kg'),
});
