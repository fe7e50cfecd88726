/**
 * Launch economics: how the price of a kilogram falls with what has been launched, and what it
 * makes a kilowatt in orbit cost.
 */
import { log2, pow } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { quantity } from './quantity.ts';

const PRICE_MIN = 0.01;
const PRICE_MAX = 1e6;
const START_PRICE = quantity('USD/kg', 'price at the start', PRICE_MIN, PRICE_MAX);
const START_MASS = quantity('t', 'cumulative mass launched at the start', 0.1, 1e8);
const LEARNING_RATE = quantity('1', 'fall of the price per doubling of cumulative mass (not per year)', 0.05, 0.9);

const wrightExponent = (learningRateFrac: number): number => log2(1 - learningRateFrac);

export const wrightPrice = defineModel({
  id: 'wrightPrice',
  section: 'launch',
  description: "Launch price after a cumulative mass, by Wright's law",
  parameters: {
    startPriceUsdPerKg: START_PRICE,
    startMassT: START_MASS,
    massT: quantity('t', 'cumulative mass launched since the beginning', 0.1, 1e9),
    learningRateFrac: { ...LEARNING_RATE, min: 0 },
  },
  results: { priceUsdPerKg: { unit: 'USD/kg', description: 'price' } },
  equation: 'priceUsdPerKg = startPriceUsdPerKg (massT / startMassT)^log2(1 - learningRateFrac)',
  sources: ['suncatcher-2025'],
  validity:
    'An extrapolation of one company from 2006 to 2025 (18 to 24 % per doubling); no floor for propellant and range.',
  evaluate: ({
    startPriceUsdPerKg,
    startMassT,
    massT,
    learningRateFrac,
  }: {
    startPriceUsdPerKg: number;
    startMassT: number;
    massT: number;
    learningRateFrac: number;
  }) => ({ priceUsdPerKg: startPriceUsdPerKg * pow(massT / startMassT, wrightExponent(learningRateFrac)) }),
});

export const wrightMass = defineModel({
  id: 'wrightMass',
  section: 'launch',
  description: "Mass still to be launched until a price is reached, by Wright's law",
  parameters: {
    startPriceUsdPerKg: START_PRICE,
    startMassT: START_MASS,
    targetPriceUsdPerKg: quantity('USD/kg', 'price to be reached', PRICE_MIN, PRICE_MAX),
    learningRateFrac: LEARNING_RATE,
  },
  results: {
    additionalMassT: { unit: 't', description: 'mass to be launched from the start; 0 where the price is reached' },
  },
  equation:
    'additionalMassT = startMassT ((targetPriceUsdPerKg / startPriceUsdPerKg)^(1 / log2(1 - learningRateFrac)) - 1)',
  sources: ['suncatcher-2025'],
  validity: 'As wrightPrice.',
  evaluate: ({
    startPriceUsdPerKg,
    startMassT,
    targetPriceUsdPerKg,
    learningRateFrac,
  }: {
    startPriceUsdPerKg: number;
    startMassT: number;
    targetPriceUsdPerKg: number;
    learningRateFrac: number;
  }) => {
    const massRatio = pow(targetPriceUsdPerKg / startPriceUsdPerKg, 1 / wrightExponent(learningRateFrac));
    return { additionalMassT: Math.max(0, startMassT * (massRatio - 1)) };
  },
});

export const launchedPowerPrice = defineModel({
  id: 'launchedPowerPrice',
  section: 'launch',
  description: 'Launch cost of a kilowatt in orbit a year of its life',
  parameters: {
    priceUsdPerKg: quantity('USD/kg', 'launch price', 0, PRICE_MAX),
    massKg: quantity('kg', 'launched mass', 0, 1e10),
    powerKw: quantity('kW', 'power of the satellite', 0.001, 1e9),
    lifeYears: quantity('yr', 'life in orbit', 0.01, 100),
  },
  results: { usdPerKwYear: { unit: 'USD/kW/yr', description: 'launch cost' } },
  equation: 'usdPerKwYear = priceUsdPerKg massKg / (powerKw lifeYears)',
  sources: ['suncatcher-2025'],
  validity: 'Launch only: no satellite, no chips, no discount rate. Ground power alone costs 570 to 3,000 USD/kW/yr.',
  evaluate: ({
    priceUsdPerKg,
    massKg,
    powerKw,
    lifeYears,
  }: {
    priceUsdPerKg: number;
    massKg: number;
    powerKw: number;
    lifeYears: number;
  }) => ({ usdPerKwYear: (priceUsdPerKg * massKg) / (powerKw * lifeYears) }),
});

export const launchModels: readonly ModelDefinition[] = [wrightPrice, wrightMass, launchedPowerPrice];
