/**
 * The race: exponential growth, and Richardson's linear model of two sides arming against each
 * other.
 */
import { ln } from '../units/math.ts';
import { defineModel, type ModelDefinition } from './model.ts';
import { quantity } from './quantity.ts';

export const doublingTime = defineModel({
  id: 'doublingTime',
  section: 'race',
  description: 'Time in which something that grows steadily doubles (or grows by another factor)',
  parameters: {
    growthPerYear: quantity('1', 'growth factor a year: 2.3 means 2.3 times as much', 1, 1e6, { minExclusive: true }),
    factor: quantity('1', 'factor to be reached', 1, 1e12, { default: 2 }),
  },
  results: { months: { unit: 'month', description: 'time' } },
  equation: 'months = 12 ln(factor) / ln(growthPerYear)',
  sources: ['epoch-ai'],
  validity: 'Steady exponential growth.',
  evaluate: ({ growthPerYear, factor = 2 }: { growthPerYear: number; factor?: number }) => ({
    months: (12 * ln(factor)) / ln(growthPerYear),
  }),
});

const reaction = (description: string) => quantity('1/yr', description, 0, 1000);
const grievance = (description: string) => quantity('1/yr', description, -1e9, 1e9);

interface RichardsonInputs {
  readonly a: number;
  readonly b: number;
  readonly m: number;
  readonly n: number;
  readonly g: number;
  readonly h: number;
}

export const richardsonEquilibrium = defineModel({
  id: 'richardsonEquilibrium',
  section: 'race',
  description: "Equilibrium of Richardson's arms race, and whether it holds",
  parameters: {
    a: reaction("x's reaction to y"),
    b: reaction("y's reaction to x"),
    m: reaction("x's fatigue: how its own armament restrains it"),
    n: reaction("y's fatigue"),
    g: grievance("x's grievance (positive) or goodwill"),
    h: grievance("y's grievance (positive) or goodwill"),
  },
  results: {
    x: { unit: '1', description: "x's armament at equilibrium, in the unit of g times a year" },
    y: { unit: '1', description: "y's armament at equilibrium" },
    stable: { unit: '', description: 'true where both return to the equilibrium, false where the race runs away' },
  },
  equation:
    'dx/dt = a y - m x + g; dy/dt = b x - n y + h; x = (a h + n g) / (m n - a b); y = (b g + m h) / (m n - a b); stable where: m n > a b',
  sources: ['richardson-1960'],
  validity: 'Linear. A negative equilibrium means trade and trust in place of arms. No equilibrium where m n = a b.',
  problem: ({ a, b, m, n }) =>
    m * n === a * b
      ? {
          code: 'model/no-solution',
          parameter: 'm',
          message: 'richardsonEquilibrium has no single equilibrium where m n equals a b',
        }
      : null,
  evaluate: ({ a, b, m, n, g, h }: RichardsonInputs) => {
    const determinant = m * n - a * b;
    return { x: (a * h + n * g) / determinant, y: (b * g + m * h) / determinant, stable: determinant > 0 };
  },
});

export const raceModels: readonly ModelDefinition[] = [doublingTime, richardsonEquilibrium];
