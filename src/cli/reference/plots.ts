/** What each function of the catalogue is drawn over: a main parameter, fixed others, and often a second one as lines. */
import { evaluateModel, modelById } from '../../physics/catalogue.ts';
import type { ModelDefinition, ModelValue } from '../../physics/model.ts';
import type { LinePlot, PlotLine } from './linePlot.ts';
import { shownValue } from './markdown.ts';

type Inputs = Readonly<Record<string, unknown>>;

export interface PlotChoice {
  /** Main parameter and the range that is drawn; a whole-number parameter is stepped by ones. */
  readonly x: string;
  readonly from: number;
  readonly to: number;
  readonly result: string;
  readonly fixed?: Inputs;
  /** One line for each value of another parameter. */
  readonly lines?: Readonly<Record<string, readonly unknown[]>>;
  readonly logX?: true;
  readonly logY?: true;
}

const RTS_UNITS = [
  { count: 5, capacityMw: 12, forcedOutageRate: 0.02 },
  { count: 4, capacityMw: 20, forcedOutageRate: 0.1 },
  { count: 6, capacityMw: 50, forcedOutageRate: 0.01 },
  { count: 4, capacityMw: 76, forcedOutageRate: 0.02 },
  { count: 3, capacityMw: 100, forcedOutageRate: 0.04 },
  { count: 4, capacityMw: 155, forcedOutageRate: 0.04 },
  { count: 3, capacityMw: 197, forcedOutageRate: 0.05 },
  { count: 1, capacityMw: 350, forcedOutageRate: 0.08 },
  { count: 2, capacityMw: 400, forcedOutageRate: 0.12 },
];
const LASER = { apertureM: 0.1, wavelengthNm: 1550 };
const SHELL = { crossSectionM2: 10, speedKmPerS: 10, lowAltitudeKm: 800, highAltitudeKm: 850 };

/** Of `capacityOutageTable` the rows are drawn, not a parameter. */
export const ROWS_PLOT = {
  id: 'capacityOutageTable',
  inputs: { units: RTS_UNITS },
  x: 'outageMw',
  y: 'cumulativeProb',
};

export const PLOTS: Readonly<Record<string, PlotChoice>> = {
  circularPeriod: { x: 'altitudeKm', from: 200, to: 2000, result: 'periodMin' },
  circularSpeed: { x: 'altitudeKm', from: 200, to: 2000, result: 'speedKmPerS' },
  nodalPrecession: {
    x: 'inclinationDeg',
    from: 0,
    to: 180,
    result: 'rateDegPerDay',
    fixed: { eccentricity: 0 },
    lines: { semiMajorAxisKm: [6878.137, 7178.137] },
  },
  perigeePrecession: {
    x: 'inclinationDeg',
    from: 0,
    to: 180,
    result: 'rateDegPerDay',
    fixed: { eccentricity: 0.01 },
    lines: { semiMajorAxisKm: [6878.137, 7178.137] },
  },
  sunSynchronousInclination: { x: 'semiMajorAxisKm', from: 6600, to: 12_300, result: 'inclinationDeg' },
  ltanDrift: { x: 'inclinationErrorDeg', from: -0.2, to: 0.2, result: 'driftMinPerYear', fixed: { altitudeKm: 650 } },
  earthHorizon: { x: 'altitudeKm', from: 200, to: 2000, result: 'horizonRangeKm' },
  groundPass: {
    x: 'minElevationDeg',
    from: 0,
    to: 60,
    result: 'overheadPassMin',
    lines: { altitudeKm: [550, 700, 1200] },
  },
  lineOfSight: {
    x: 'altitudeKm',
    from: 200,
    to: 2000,
    result: 'rangeKm',
    lines: { grazingAltitudeKm: [0, 100] },
  },
  sunPosition: { x: 'julianDate', from: 2_461_041.5, to: 2_461_406.5, result: 'declinationDeg' },
  betaAngle: {
    x: 'raanDeg',
    from: 0,
    to: 360,
    result: 'betaDeg',
    fixed: { sunRightAscensionDeg: 0, sunDeclinationDeg: 0 },
    lines: { inclinationDeg: [53, 98] },
  },
  eclipseFraction: { x: 'betaDeg', from: 0, to: 90, result: 'eclipseMin', lines: { altitudeKm: [550, 800, 1200] } },
  sunlit: {
    x: 'zKm',
    from: -9000,
    to: 9000,
    result: 'sunlit',
    fixed: { xKm: -7000, yKm: 0, sunRightAscensionDeg: 0, sunDeclinationDeg: 0 },
  },
  dawnDuskYear: { x: 'altitudeKm', from: 400, to: 1400, result: 'maxEclipseMin', lines: { ltanH: [18, 17, 10.5] } },
  hohmannTransfer: {
    x: 'toAltitudeKm',
    from: 300,
    to: 2000,
    result: 'totalDeltaVMPerS',
    fixed: { fromAltitudeKm: 300 },
  },
  planeChange: { x: 'angleDeg', from: 0, to: 60, result: 'deltaVMPerS', fixed: { speedKmPerS: 7.5 } },
  deorbitBurn: {
    x: 'altitudeKm',
    from: 400,
    to: 1200,
    result: 'deltaVMPerS',
    lines: { perigeeAltitudeKm: [0, 50] },
  },
  propellantFraction: {
    x: 'deltaVMPerS',
    from: 0,
    to: 2000,
    result: 'massFrac',
    lines: { specificImpulseS: [220, 320, 1500] },
  },
  hillPropagate: {
    x: 'timeS',
    from: 0,
    to: 11_730,
    result: 'yM',
    fixed: { altitudeKm: 650, x0M: 500 },
    lines: { v0MPerS: [-1.0713, -1.06, -1.08] },
  },
  latticeCluster: { x: 'radiusM', from: 0, to: 2000, result: 'satelliteCount', lines: { spacingM: [100, 200, 300] } },
  walkerCoverage: {
    x: 'inclinationDeg',
    from: 20,
    to: 90,
    result: 'coverageRadiusDeg',
    fixed: { satelliteCount: 15, planeCount: 3, phasing: 1 },
  },
  atmosphereDensity: {
    x: 'year',
    from: 2025,
    to: 2047,
    result: 'densityKgPerM3',
    lines: { altitudeKm: [500, 650, 800] },
    logY: true,
  },
  staticAtmosphereDensity: { x: 'altitudeKm', from: 100, to: 1000, result: 'densityKgPerM3', logY: true },
  decayLifetime: {
    x: 'altitudeKm',
    from: 300,
    to: 1000,
    result: 'lifetimeYears',
    lines: { ballisticM2PerKg: [0.01, 0.022, 0.22] },
    logY: true,
  },
  dragMakeUp: {
    x: 'altitudeKm',
    from: 350,
    to: 900,
    result: 'deltaVMPerSPerYear',
    fixed: { ballisticM2PerKg: 0.022 },
    lines: { year: [2026, 2031, 2035] },
    logY: true,
  },
  arrayPower: {
    x: 'ageYears',
    from: 0,
    to: 15,
    result: 'powerKw',
    fixed: { areaM2: 105, efficiencyFrac: 0.22, packingFrac: 0.9 },
    lines: { degradationFracPerYear: [0.005, 0.0275, 0.0375] },
  },
  arraySizing: {
    x: 'eclipseMin',
    from: 0,
    to: 36,
    result: 'arrayKw',
    fixed: { loadKw: 100, sunlitMin: 60, sunlitPathFrac: 0.85, eclipsePathFrac: 0.65 },
  },
  batterySizing: {
    x: 'eclipseMin',
    from: 0,
    to: 36,
    result: 'energyKwh',
    fixed: { loadKw: 100, pathFrac: 0.65 },
    lines: { depthOfDischargeFrac: [0.2, 0.3, 0.4] },
  },
  radiatorFlux: {
    x: 'tempK',
    from: 250,
    to: 370,
    result: 'netWPerM2',
    fixed: { emissivity: 0.9, altitudeKm: 650 },
    lines: { sides: [1, 2] },
  },
  radiatorSizing: {
    x: 'netWPerM2',
    from: 150,
    to: 1500,
    result: 'areaM2',
    fixed: { arealMassKgPerM2: 7 },
    lines: { heatKw: [50, 100] },
  },
  earthViewFactor: {
    x: 'altitudeKm',
    from: 200,
    to: 2000,
    result: 'viewFactor',
    lines: { attitude: ['nadir', 'edgeOn'] },
  },
  sphereEquilibrium: {
    x: 'absorptivity',
    from: 0.05,
    to: 1,
    result: 'tempK',
    fixed: { irradianceWPerM2: 1361 },
    lines: { emissivity: [0.3, 0.6, 0.9] },
  },
  telescopeGain: {
    x: 'apertureM',
    from: 0.01,
    to: 1,
    result: 'gainDb',
    lines: { wavelengthNm: [1064, 1550] },
    logX: true,
  },
  beamDivergence: {
    x: 'apertureM',
    from: 0.01,
    to: 1,
    result: 'divergenceUrad',
    fixed: { wavelengthNm: 1550 },
    logX: true,
    logY: true,
  },
  opticalReceivedPower: {
    x: 'rangeKm',
    from: 1,
    to: 10_000,
    result: 'receivedW',
    fixed: { transmitW: 5, ...LASER },
    logX: true,
    logY: true,
  },
  confocalDistance: {
    x: 'apertureRadiusM',
    from: 0.01,
    to: 0.5,
    result: 'distanceKm',
    fixed: { wavelengthNm: 1550 },
    logX: true,
    logY: true,
  },
  photonLimitedRate: {
    x: 'receivedW',
    from: 1e-8,
    to: 1e-3,
    result: 'rateGbps',
    fixed: { wavelengthNm: 1550 },
    lines: { photonsPerBit: [1.39, 71, 195.6] },
    logX: true,
    logY: true,
  },
  pointingLoss: { x: 'errorUrad', from: 0, to: 8, result: 'lossDb', fixed: LASER },
  freeSpacePathLoss: {
    x: 'rangeKm',
    from: 500,
    to: 40_000,
    result: 'lossDb',
    lines: { frequencyGhz: [12, 30] },
    logX: true,
  },
  jammingToSignal: {
    x: 'jammerRangeKm',
    from: 10,
    to: 40_000,
    result: 'ratioDb',
    fixed: { jammerEirpDbw: 60, signalEirpDbw: 50, signalRangeKm: 1000 },
    lines: { receiverDiscriminationDb: [0, 20] },
    logX: true,
  },
  shieldedDose: {
    x: 'shieldingMmAl',
    from: 1,
    to: 20,
    result: 'doseRad',
    fixed: { years: 5 },
    lines: { inclinationDeg: [30, 55, 97] },
    logX: true,
    logY: true,
  },
  upsetRate: {
    x: 'doseRadPerYear',
    from: 0,
    to: 1000,
    result: 'eventsPerYear',
    lines: { doseRadPerEvent: [14.4, 17, 20] },
  },
  weibullSurvival: {
    x: 'years',
    from: 0,
    to: 15,
    result: 'survivalFrac',
    fixed: { scaleYears: 2607 },
    lines: { shape: [0.4521, 0.6] },
  },
  kOfN: {
    x: 'availabilityFrac',
    from: 0.5,
    to: 1,
    result: 'availabilityFrac',
    fixed: { total: 10 },
    lines: { required: [7, 9, 10] },
  },
  steadyAvailability: {
    x: 'mttrH',
    from: 0,
    to: 200,
    result: 'availabilityFrac',
    lines: { mtbfH: [500, 2000, 8760] },
  },
  standbySurvival: {
    x: 'outageH',
    from: 0,
    to: 336,
    result: 'survivalFrac',
    fixed: { startProb: 0.99, mttfH: 1700, required: 1 },
    lines: { units: [1, 2] },
  },
  wrightPrice: {
    x: 'massT',
    from: 400,
    to: 400_000,
    result: 'priceUsdPerKg',
    fixed: { startPriceUsdPerKg: 1800, startMassT: 400 },
    lines: { learningRateFrac: [0.18, 0.2, 0.24] },
    logX: true,
    logY: true,
  },
  wrightMass: {
    x: 'targetPriceUsdPerKg',
    from: 100,
    to: 1500,
    result: 'additionalMassT',
    fixed: { startPriceUsdPerKg: 1800, startMassT: 400 },
    lines: { learningRateFrac: [0.18, 0.2, 0.24] },
    logX: true,
    logY: true,
  },
  launchedPowerPrice: {
    x: 'priceUsdPerKg',
    from: 0,
    to: 4000,
    result: 'usdPerKwYear',
    fixed: { massKg: 575, lifeYears: 5 },
    lines: { powerKw: [7, 28] },
  },
  breakupFragments: {
    x: 'projectileKg',
    from: 0.01,
    to: 1000,
    result: 'fragments',
    fixed: { targetKg: 900, minSizeM: 0.1 },
    lines: { speedKmPerS: [7, 10, 14] },
    logX: true,
    logY: true,
  },
  explosionFragments: {
    x: 'minSizeM',
    from: 0.01,
    to: 1,
    result: 'fragments',
    fixed: { scale: 1 },
    logX: true,
    logY: true,
  },
  fragmentArea: { x: 'sizeM', from: 0.001, to: 1, result: 'areaM2', logX: true, logY: true },
  fragmentAreaToMass: {
    x: 'sizeM',
    from: 0.01,
    to: 2,
    result: 'mu1',
    lines: { bodyType: ['spacecraft', 'rocketBody'] },
    logX: true,
  },
  fragmentDeltaV: {
    x: 'areaToMassM2PerKg',
    from: 0.001,
    to: 10,
    result: 'medianMPerS',
    lines: { event: ['collision', 'explosion'] },
    logX: true,
    logY: true,
  },
  collisionFlux: {
    x: 'densityPerKm3',
    from: 0,
    to: 1.5e-7,
    result: 'fluxPerKm2PerYear',
    lines: { speedKmPerS: [7, 10, 14] },
  },
  hitProbability: {
    x: 'areaM2',
    from: 1,
    to: 1_000_000,
    result: 'hitProb',
    fixed: { speedKmPerS: 10, years: 1 },
    lines: { densityPerKm3: [2.34e-8, 4.8e-8, 1.3e-7] },
    logX: true,
    logY: true,
  },
  shellCollisionRate: {
    x: 'objects',
    from: 100,
    to: 10_000,
    result: 'collisionsPerYear',
    fixed: SHELL,
    logX: true,
    logY: true,
  },
  cascadeThreshold: {
    x: 'lifetimeYears',
    from: 1,
    to: 500,
    result: 'objects',
    fixed: SHELL,
    lines: { fragmentsPerCollision: [500, 1000, 2000] },
    logX: true,
    logY: true,
  },
  anyHit: { x: 'shots', from: 0, to: 10, result: 'prob', lines: { hitProb: [0.3, 0.5, 0.7] } },
  survivors: {
    x: 'shots',
    from: 0,
    to: 40,
    result: 'expectedSurvivors',
    fixed: { targets: 10 },
    lines: { hitProb: [0.3, 0.7] },
  },
  detectionByTime: { x: 'timeH', from: 0, to: 168, result: 'prob', lines: { meanTimeH: [2.4, 24, 72] } },
  attributionPosterior: {
    x: 'priorProb',
    from: 0,
    to: 1,
    result: 'posteriorProb',
    lines: { likelihoodRatios: [[3], [10], [3, 10]] },
  },
  laserSpot: {
    x: 'rangeKm',
    from: 200,
    to: 2000,
    result: 'spotDiameterM',
    fixed: { wavelengthNm: 1060 },
    lines: { apertureM: [0.5, 1, 2] },
  },
  lossOfLoad: {
    x: 'peakMw',
    from: 2400,
    to: 3200,
    result: 'loleHPerYear',
    fixed: { units: RTS_UNITS, stepMw: 10 },
    logY: true,
  },
  poolRequirement: {
    x: 'accreditedMw',
    from: 130_000,
    to: 170_000,
    result: 'reserveMarginFrac',
    fixed: { forecastPeakMw: 160_000, poolRequirementFrac: 0.926 },
  },
  doublingTime: { x: 'growthPerYear', from: 1.2, to: 6, result: 'months' },
  richardsonEquilibrium: {
    x: 'a',
    from: 0,
    to: 0.9,
    result: 'x',
    fixed: { m: 1, n: 1, g: 1, h: 1 },
    lines: { b: [0.3, 0.6, 0.9] },
  },
};

const SAMPLES = 81;

const sampled = ({ from, to, logX }: PlotChoice, isWhole: boolean): readonly number[] => {
  if (isWhole && to - from < 2 * SAMPLES) return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const values = Array.from({ length: SAMPLES }, (_, index) => {
    const share = index / (SAMPLES - 1);
    return logX === true ? from * (to / from) ** share : from + share * (to - from);
  });
  return isWhole ? [...new Set(values.map(Math.round))] : values;
};

const heightOf = (value: ModelValue | undefined): number =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : Number.NaN;

const lineOf = (id: string, choice: PlotChoice, isWhole: boolean, name: string, more: Inputs): PlotLine => ({
  name,
  points: sampled(choice, isWhole).flatMap((x) => {
    const answer = evaluateModel(id, { ...choice.fixed, ...more, [choice.x]: x });
    const y = answer.ok ? heightOf(answer.result[choice.result]) : Number.NaN;
    return Number.isFinite(y) && (choice.logY !== true || y > 0) ? [[x, y] as const] : [];
  }),
});

const withUnit = (name: string, unit: string | undefined): string =>
  unit === undefined || unit === '' || unit === '1' || unit === name ? name : `${name}, ${unit}`;

const rowsPlot = (definition: ModelDefinition): LinePlot => {
  const answer = evaluateModel(definition.id, ROWS_PLOT.inputs);
  const rows = answer.ok && Array.isArray(answer.result['rows']) ? answer.result['rows'] : [];
  const points = rows.map(
    (row: Readonly<Record<string, number>>) => [row[ROWS_PLOT.x] ?? 0, row[ROWS_PLOT.y] ?? 0] as const,
  );
  return {
    title: `${definition.id}: ${ROWS_PLOT.y} over ${ROWS_PLOT.x}, IEEE RTS-79`,
    xLabel: withUnit(ROWS_PLOT.x, 'MW'),
    yLabel: ROWS_PLOT.y,
    logX: false,
    logY: true,
    lines: [{ name: '', points: points.filter(([, y]) => y > 1e-9) }],
  };
};

/** The plot of one function of the catalogue; undefined where nobody chose one. */
export const plotOf = (id: string): LinePlot | undefined => {
  const definition = modelById(id);
  const choice = PLOTS[id];
  if (definition === undefined) return undefined;
  if (id === ROWS_PLOT.id) return rowsPlot(definition);
  if (choice === undefined) return undefined;
  const parameter = definition.parameters[choice.x];
  const isWhole = parameter?.kind === 'number' && parameter.integer === true;
  const [parted] = Object.entries(choice.lines ?? {});
  const lines =
    parted === undefined
      ? [lineOf(id, choice, isWhole, '', {})]
      : parted[1].map((value) =>
          lineOf(id, choice, isWhole, `${parted[0]} ${shownValue(Array.isArray(value) ? value.join(', ') : value)}`, {
            [parted[0]]: value,
          }),
        );
  return {
    title: `${id}: ${choice.result} over ${choice.x}`,
    xLabel: withUnit(choice.x, parameter?.unit),
    yLabel: withUnit(choice.result, definition.results[choice.result]?.unit),
    logX: choice.logX === true,
    logY: choice.logY === true,
    lines,
  };
};

/** What is held fixed in a plot, in words of parameters. */
export const fixedInPlot = (id: string): string =>
  Object.entries(id === ROWS_PLOT.id ? {} : (PLOTS[id]?.fixed ?? {}))
    .map(([name, value]) => `${name} ${Array.isArray(value) ? 'of IEEE RTS-79' : shownValue(value)}`)
    .join(', ');
