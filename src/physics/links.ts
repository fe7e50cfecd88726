/**
 * Optical links between satellites and to the ground, and radio links with and without a jammer.
 * The optical equations are those of Suncatcher (Friis with telescope gains, photon-limited rate).
 */
import { ln, log10, PI, pow } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { quantity } from './quantity.ts';

/** Planck constant, J s (exact). */
const PLANCK_J_S = 6.62607015e-34;
/** Speed of light, m/s (exact). */
const LIGHT_SPEED_M_PER_S = 299_792_458;

/** Suncatcher's printed gain of 105.1 dB for 10 cm at 1550 nm; "about 80 %" in its text. */
const SUNCATCHER_EFFICIENCY_FRAC = 0.7877;

const APERTURE_PARAMETER = quantity('m', 'aperture diameter', 0.0001, 100);
const WAVELENGTH_PARAMETER = quantity('nm', 'wavelength', 100, 100_000);
const RANGE_PARAMETER = quantity('km', 'range', 0, 1e9, { minExclusive: true });

const metres = (wavelengthNm: number): number => wavelengthNm * 1e-9;
const decibels = (ratio: number): number => 10 * log10(ratio);
/** Gain of a perfect circular aperture on its axis. */
const apertureGain = (apertureM: number, wavelengthNm: number): number => {
  const circumferences = (PI * apertureM) / metres(wavelengthNm);
  return circumferences * circumferences;
};

export const telescopeGain = defineModel({
  id: 'telescopeGain',
  section: 'links',
  description: 'Gain of an optical telescope',
  parameters: {
    apertureM: APERTURE_PARAMETER,
    wavelengthNm: WAVELENGTH_PARAMETER,
    efficiencyFrac: quantity('1', 'aperture efficiency', 0.001, 1, { default: 0.8 }),
  },
  results: { gainDb: { unit: 'dB', description: 'gain over an isotropic radiator' } },
  equation: 'gainDb = 10 log10(efficiencyFrac (pi apertureM / lambda)^2)',
  sources: ['suncatcher-2025'],
  validity: 'On axis, diffraction limited.',
  evaluate: ({
    apertureM,
    wavelengthNm,
    efficiencyFrac = 0.8,
  }: {
    apertureM: number;
    wavelengthNm: number;
    efficiencyFrac?: number;
  }) => ({ gainDb: decibels(efficiencyFrac * apertureGain(apertureM, wavelengthNm)) }),
});

export const beamDivergence = defineModel({
  id: 'beamDivergence',
  section: 'links',
  description: 'Diffraction-limited divergence of a beam',
  parameters: { apertureM: APERTURE_PARAMETER, wavelengthNm: WAVELENGTH_PARAMETER },
  results: { divergenceUrad: { unit: 'µrad', description: 'half angle to the first null of the Airy pattern' } },
  equation: 'divergenceUrad = 1e6 * 1.22 lambda / apertureM',
  sources: ['suncatcher-2025'],
  validity: 'Evenly lit circular aperture, far field.',
  evaluate: ({ apertureM, wavelengthNm }: { apertureM: number; wavelengthNm: number }) => ({
    divergenceUrad: (1.22 * metres(wavelengthNm) * 1e6) / apertureM,
  }),
});

export const opticalReceivedPower = defineModel({
  id: 'opticalReceivedPower',
  section: 'links',
  description: 'Optical power received over a free-space link between equal telescopes',
  parameters: {
    transmitW: quantity('W', 'transmitted power', 0, 1e6),
    apertureM: APERTURE_PARAMETER,
    wavelengthNm: WAVELENGTH_PARAMETER,
    rangeKm: RANGE_PARAMETER,
    otherLossDb: quantity('dB', 'all other losses; a loss either way, its sign is ignored', -300, 300, { default: 0 }),
    efficiencyFrac: quantity('1', 'aperture efficiency of each telescope', 0.001, 1, {
      default: SUNCATCHER_EFFICIENCY_FRAC,
    }),
  },
  results: { receivedW: { unit: 'W', description: 'power at the detector' } },
  equation:
    'receivedW = transmitW min(1, G^2 (lambda / (4 pi d))^2) 10^(-|otherLossDb| / 10); G = efficiencyFrac (pi apertureM / lambda)^2; d the range in m',
  sources: ['suncatcher-2025'],
  validity:
    'Same aperture at both ends. In the near field (range below about half the confocal distance) Friis would receive more than was sent; there the aperture collects everything. Pointing loss may be passed on as otherLossDb.',
  evaluate: ({
    transmitW,
    apertureM,
    wavelengthNm,
    rangeKm,
    otherLossDb = 0,
    efficiencyFrac = SUNCATCHER_EFFICIENCY_FRAC,
  }: {
    transmitW: number;
    apertureM: number;
    wavelengthNm: number;
    rangeKm: number;
    otherLossDb?: number;
    efficiencyFrac?: number;
  }) => {
    const gain = efficiencyFrac * apertureGain(apertureM, wavelengthNm);
    const amplitude = (gain * metres(wavelengthNm)) / (4 * PI * rangeKm * 1000);
    return { receivedW: transmitW * Math.min(1, amplitude * amplitude) * pow(10, -Math.abs(otherLossDb) / 10) };
  },
});

export const confocalDistance = defineModel({
  id: 'confocalDistance',
  section: 'links',
  description: 'Distance within which a telescope keeps its beam as wide as its aperture',
  parameters: {
    apertureRadiusM: quantity('m', 'aperture radius', 0.00005, 50),
    wavelengthNm: WAVELENGTH_PARAMETER,
  },
  results: { distanceKm: { unit: 'km', description: 'confocal (near-field) distance' } },
  equation: 'distanceKm = pi apertureRadiusM^2 / lambda / 1000',
  sources: ['suncatcher-2025'],
  validity: 'Beyond it received power falls with the square of the range.',
  evaluate: ({ apertureRadiusM, wavelengthNm }: { apertureRadiusM: number; wavelengthNm: number }) => ({
    distanceKm: (PI * apertureRadiusM * apertureRadiusM) / metres(wavelengthNm) / 1000,
  }),
});

export const photonLimitedRate = defineModel({
  id: 'photonLimitedRate',
  section: 'links',
  description: 'Data rate that a received power can carry',
  parameters: {
    receivedW: quantity('W', 'received optical power', 0, 1e6),
    wavelengthNm: WAVELENGTH_PARAMETER,
    photonsPerBit: quantity(
      '1',
      'photons needed for a bit: 1.39 (2 ln 2) Shannon, 71 on-off keying, 195.6 PM-16QAM',
      0.01,
      1e9,
    ),
  },
  results: { rateGbps: { unit: 'Gbps', description: 'data rate' } },
  equation: 'rateGbps = receivedW / (photonsPerBit h c / lambda) / 1e9',
  sources: ['suncatcher-2025'],
  validity: 'Limited by photons, not by the electronics of the modem.',
  evaluate: ({
    receivedW,
    wavelengthNm,
    photonsPerBit,
  }: {
    receivedW: number;
    wavelengthNm: number;
    photonsPerBit: number;
  }) => {
    const photonJ = (PLANCK_J_S * LIGHT_SPEED_M_PER_S) / metres(wavelengthNm);
    return { rateGbps: receivedW / (photonsPerBit * photonJ) / 1e9 };
  },
});

export const pointingLoss = defineModel({
  id: 'pointingLoss',
  section: 'links',
  description: 'Loss by pointing a telescope beside its target',
  parameters: {
    apertureM: APERTURE_PARAMETER,
    wavelengthNm: WAVELENGTH_PARAMETER,
    errorUrad: quantity('µrad', 'pointing error', 0, 10_000),
  },
  results: { lossDb: { unit: 'dB', description: 'change of the received power; negative' } },
  equation: 'lossDb = 10 log10(exp(-(pi apertureM / lambda)^2 errorRad^2))',
  sources: ['optics-textbook'],
  validity: 'Gaussian main lobe: errors of the size of the divergence or less. Constant error at one telescope.',
  evaluate: ({
    apertureM,
    wavelengthNm,
    errorUrad,
  }: {
    apertureM: number;
    wavelengthNm: number;
    errorUrad: number;
  }) => {
    const errorRad = errorUrad * 1e-6;
    return { lossDb: (-10 * apertureGain(apertureM, wavelengthNm) * errorRad * errorRad) / ln(10) };
  },
});

export const freeSpacePathLoss = defineModel({
  id: 'freeSpacePathLoss',
  section: 'links',
  description: 'Free-space path loss of a radio link',
  parameters: {
    rangeKm: RANGE_PARAMETER,
    frequencyGhz: quantity('GHz', 'frequency', 0.001, 1_000_000),
  },
  results: { lossDb: { unit: 'dB', description: 'loss; positive' } },
  equation:
    'lossDb = 20 log10(4 pi d f / c) = 92.448 + 20 log10(rangeKm) + 20 log10(frequencyGhz); d the range in m, f the frequency in Hz',
  sources: ['adamy-ew-101'],
  validity: 'Far field, no atmosphere.',
  evaluate: ({ rangeKm, frequencyGhz }: { rangeKm: number; frequencyGhz: number }) => ({
    lossDb: 2 * decibels((4 * PI * rangeKm * 1000 * frequencyGhz * 1e9) / LIGHT_SPEED_M_PER_S),
  }),
});

export const jammingToSignal = defineModel({
  id: 'jammingToSignal',
  section: 'links',
  description: 'Ratio of a jammer to the wanted signal at a receiver',
  parameters: {
    jammerEirpDbw: quantity('dBW', 'radiated power of the jammer towards the receiver', -200, 200),
    signalEirpDbw: quantity('dBW', 'radiated power of the wanted signal towards the receiver', -200, 200),
    jammerRangeKm: RANGE_PARAMETER,
    signalRangeKm: RANGE_PARAMETER,
    receiverDiscriminationDb: quantity(
      'dB',
      "receiver's gain towards the signal less that towards the jammer, and any filtering",
      -200,
      200,
      {
        default: 0,
      },
    ),
  },
  results: { ratioDb: { unit: 'dB', description: 'jammer over signal; positive where the jammer is stronger' } },
  equation:
    'ratioDb = jammerEirpDbw - signalEirpDbw + 20 log10(signalRangeKm / jammerRangeKm) - receiverDiscriminationDb',
  sources: ['adamy-ew-101'],
  validity: "Free space, both in the receiver's band. A scale of policy, not a link design.",
  evaluate: ({
    jammerEirpDbw,
    signalEirpDbw,
    jammerRangeKm,
    signalRangeKm,
    receiverDiscriminationDb = 0,
  }: {
    jammerEirpDbw: number;
    signalEirpDbw: number;
    jammerRangeKm: number;
    signalRangeKm: number;
    receiverDiscriminationDb?: number;
  }) => ({
    ratioDb: jammerEirpDbw - signalEirpDbw + 2 * decibels(signalRangeKm / jammerRangeKm) - receiverDiscriminationDb,
  }),
});

export const linkModels: readonly ModelDefinition[] = [
  telescopeGain,
  beamDivergence,
  opticalReceivedPower,
  confocalDistance,
  photonLimitedRate,
  pointingLoss,
  freeSpacePathLoss,
  jammingToSignal,
];
