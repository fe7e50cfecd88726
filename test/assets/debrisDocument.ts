/** The text of docs/model/debris-environment.md: the bands beside published growth and decay. */
import { page, shownNumber, table } from '../../src/cli/reference/markdown.ts';
import { addCloud, cloudShares } from '../../src/engine/assets/debrisBands.ts';
import {
  background,
  bandOf,
  cases,
  debrisFile,
  noLaunches,
  ourValue,
  parameters,
  run,
  stillUpFrac,
  withLaunches,
} from './debrisEnvironment.ts';

const measured = (value: number): string => shownNumber(value, 3);
const counted = (value: number): string => shownNumber(Math.round(value));

const caseTable = (): string =>
  table(
    ['case', 'what', 'published', 'tolerance', 'ours', 'within', 'asserted', 'source', 'remark'],
    cases.map(({ id, measure, unit, published, low, high, heldLow, heldHigh, source, reason }) => {
      const ours = ourValue(id);
      return [
        id,
        measure,
        `${measured(published)} ${unit}`,
        `${measured(low)} to ${measured(high)}`,
        measured(ours),
        ours >= low && ours <= high ? 'yes' : '**no**',
        `${measured(heldLow)} to ${measured(heldHigh)}`,
        `\`${source}\``,
        reason ?? '',
      ];
    }),
  );

const YEARS = [0, 25, 50, 75, 100, 125, 150, 175, 200];

const runTable = (): string => {
  const broken = cloudShares(parameters, 825, 'collision');
  const after = run(addCloud(background(), broken, 20_000), 2005);
  return table(
    ['years', 'no launches', 'launches of 2001 to 2009, 90 % disposal', 'no launches, and 20,000 fragments at 825 km'],
    YEARS.map((years, index) => [
      String(years),
      counted(noLaunches.totals[index] ?? 0),
      counted(withLaunches.totals[index] ?? 0),
      counted(after.totals[index] ?? 0),
    ]),
  );
};

/** Share still up by years after a break-up, of the published clouds. */
const cloudTable = (): string => {
  const clouds = ['usa193', 'microsatR', 'cosmos2421', 'cosmos1408', 'solwind', 'fengyun1c'] as const;
  const after = [0.25, 0.5, 1, 2, 5, 10, 20];
  return table(
    ['cloud', 'height', ...after.map((years) => `${years} yr`)],
    clouds.map((name) => {
      const { altitudeKm, year } = debrisFile.scenarios[name];
      return [
        name,
        `${altitudeKm} km`,
        ...after.map((years) => `${measured(100 * stillUpFrac(name, year + years))} %`),
      ];
    }),
  );
};

const parameterTable = (): string =>
  table(
    ['parameter', 'value', 'unit', 'basis', 'source', 'note'],
    Object.entries(debrisFile.parameters).map(([name, datum]) => [
      `\`${name}\``,
      measured(datum.value),
      datum.unit,
      datum.basis === 'assumed' ? '**our assumption**' : datum.basis,
      'source' in datum ? `\`${datum.source}\`` : '',
      'note' in datum ? datum.note : '',
    ]),
  );

export const debrisDocument = (): string => {
  const within = cases.filter(({ id, low, high }) => ourValue(id) >= low && ourValue(id) <= high);
  return page([
    '# The debris environment',
    'Made by `test/assets`; the tests compare this page with them. To write it anew: `UPDATE=1 npx vitest run test/assets`.',
    'Low orbit in bands of 50 km (`src/engine/assets/debrisBands.ts`). A step of half a year:',
    [
      '1. **Collisions**, as expected numbers: bodies and fragments of a band meet as a gas (`shellCollisionRate`). A whole body is broken up by another, or by a fragment of 40 J/g or more (`breakupFragments`); lighter fragments chip it.',
      '2. **Fragments** go to the bands where they decay: examples over size and area to mass (`fragmentAreaToMass`) are kicked (`fragmentDeltaV`) in all directions, and an ellipse counts where a circle would last as long (King-Hele). Light pieces are thrown farther.',
      '3. **Drag** takes bodies and each class of fragments down from band to band, with the density of the date (`atmosphereDensity`, repeating every eleven years; the past uses the same phase of the Sun).',
    ].join('\n'),
    'Nothing is fitted to the cases below: the parameters are those of the sources, and the starting catalogue is theirs as far as it is published.',
    '## Published cases',
    `${within.length} of ${cases.length} within the published tolerance. Where a case is missed, the test asserts the band in the column “asserted”, for the reason given.`,
    caseTable(),
    `Catastrophic collisions of the run without launches between 900 and 1000 km: ${measured(100 * noLaunches.upperFrac)} percent of all (bands ${bandOf(900)} and ${bandOf(1000) - 1}).`,
    '## Two hundred years',
    'All objects above 10 cm, 200 to 2000 km.',
    runTable(),
    '## Clouds under drag alone',
    'Share of all fragments still up; those thrown so low that they come down at once are missing from the start.',
    cloudTable(),
    '## Parameters',
    parameterTable(),
    `Background: ${debrisFile.background.note} Whole bodies: ${debrisFile.background.intactFrac.value * 100} percent (${debrisFile.background.intactFrac.note}). Fragments by class of ${debrisFile.areaToMassM2PerKg.join(', ')} m²/kg: ${debrisFile.background.classShares.value.join(', ')} (${debrisFile.background.classShares.note}). Launches: ${debrisFile.scenarios.iadc.deadPerYear} dead bodies a year (${debrisFile.scenarios.iadc.note}).`,
  ]);
};
