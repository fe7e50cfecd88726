/**
 * Counterspace arithmetic at the level of policy: chances of effect, detection and attribution.
 * Nothing here is specific to a system.
 */
import { exp, ln, pow } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { atLeastOne, oneMinusExp } from './probability.ts';
import { fraction, quantity } from './quantity.ts';

/** Keeps the exponential finite: odds of 1 in 10^217 are odds enough. */
const MOST_LN_ODDS = 500;

export const anyHit = defineModel({
  id: 'anyHit',
  section: 'counterspace',
  description: 'Chance that at least one of several independent attempts succeeds',
  parameters: {
    hitProb: fraction('chance of one attempt'),
    shots: quantity('1', 'attempts', 0, 1e9, { integer: true }),
  },
  results: { prob: { unit: '1', description: 'chance of at least one success' } },
  equation: 'prob = 1 - (1 - hitProb)^shots',
  sources: ['reliability-textbook'],
  validity: 'Independent attempts of equal chance.',
  evaluate: ({ hitProb, shots }: { hitProb: number; shots: number }) => ({ prob: atLeastOne(hitProb, shots) }),
});

export const survivors = defineModel({
  id: 'survivors',
  section: 'counterspace',
  description: 'Expected survivors among equal targets under attempts spread at random',
  parameters: {
    targets: quantity('1', 'targets', 1, 1e9, { integer: true }),
    shots: quantity('1', 'attempts', 0, 1e9, { integer: true }),
    hitProb: fraction('chance of one attempt'),
  },
  results: { expectedSurvivors: { unit: '1', description: 'expected targets left' } },
  equation: 'expectedSurvivors = targets (1 - hitProb / targets)^shots',
  sources: ['reliability-textbook'],
  validity: 'Each attempt picks a target at random, also one already lost.',
  evaluate: ({ targets, shots, hitProb }: { targets: number; shots: number; hitProb: number }) => ({
    expectedSurvivors: targets * pow(1 - hitProb / targets, shots),
  }),
});

export const detectionByTime = defineModel({
  id: 'detectionByTime',
  section: 'counterspace',
  description: 'Chance that something which happens at a constant rate has happened by a time',
  parameters: {
    timeH: quantity('h', 'time', 0, 1e7),
    meanTimeH: quantity('h', 'mean time to detection', 0.001, 1e9),
  },
  results: { prob: { unit: '1', description: 'chance of detection by then' } },
  equation: 'prob = 1 - exp(-timeH / meanTimeH)',
  sources: ['reliability-textbook'],
  validity: 'Memoryless. Of independent sensors the chances of missing multiply.',
  evaluate: ({ timeH, meanTimeH }: { timeH: number; meanTimeH: number }) => ({ prob: oneMinusExp(timeH / meanTimeH) }),
});

export const attributionPosterior = defineModel({
  id: 'attributionPosterior',
  section: 'counterspace',
  description: 'Belief that a suspect did it, after independent pieces of evidence',
  parameters: {
    priorProb: fraction('belief before the evidence'),
    likelihoodRatios: {
      kind: 'list',
      unit: '1',
      description: 'for each piece of evidence: how much likelier it is if the suspect did it than if not',
      minLength: 0,
      maxLength: 100,
      item: quantity('1', 'likelihood ratio', 1e-6, 1e6),
    },
  },
  results: { posteriorProb: { unit: '1', description: 'belief after the evidence' } },
  equation: 'odds = priorProb / (1 - priorProb) * product of likelihoodRatios; posteriorProb = odds / (1 + odds)',
  sources: ['reliability-textbook'],
  validity: 'Evidence independent given guilt and given innocence. A certain prior stays certain.',
  evaluate: ({ priorProb, likelihoodRatios }: { priorProb: number; likelihoodRatios: readonly number[] }) => {
    if (priorProb <= 0 || priorProb >= 1) return { posteriorProb: priorProb };
    const lnRatio = likelihoodRatios.reduce((sum, ratio) => sum + ln(ratio), 0);
    const oddsAgainst = ((1 - priorProb) / priorProb) * exp(Math.min(-lnRatio, MOST_LN_ODDS));
    return { posteriorProb: 1 / (1 + oddsAgainst) };
  },
});

export const laserSpot = defineModel({
  id: 'laserSpot',
  section: 'counterspace',
  description: 'Diffraction-limited spot of a laser: a scaling law, irradiance falls with its area',
  parameters: {
    wavelengthNm: quantity('nm', 'wavelength', 100, 100_000),
    apertureM: quantity('m', 'aperture diameter', 0.001, 100),
    rangeKm: quantity('km', 'range', 0, 1e6),
  },
  results: { spotDiameterM: { unit: 'm', description: 'diameter to the first null' } },
  equation: 'spotDiameterM = 2.44 lambda d / apertureM; d the range in m',
  sources: ['optics-textbook'],
  validity: 'Perfect optics, no atmosphere, no jitter: a lower bound, used as a flag only.',
  evaluate: ({ wavelengthNm, apertureM, rangeKm }: { wavelengthNm: number; apertureM: number; rangeKm: number }) => ({
    spotDiameterM: (2.44 * wavelengthNm * 1e-9 * rangeKm * 1000) / apertureM,
  }),
});

export const counterspaceModels: readonly ModelDefinition[] = [
  anyHit,
  survivors,
  detectionByTime,
  attributionPosterior,
  laserSpot,
];
