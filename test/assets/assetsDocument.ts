/** The text of docs/model/assets.md: published designs beside what the chain makes of them. */
import { page, shownNumber, table } from '../../src/cli/reference/markdown.ts';
import {
  type Datum,
  designFile,
  type DesignResult,
  filledDesign,
  results,
  TECHNOLOGIES,
  type Technology,
} from './publishedDesigns.ts';

const BASIS_WORDS: Readonly<Record<string, string>> = {
  published: 'published',
  secondHand: 'second-hand',
  recalled: 'recalled',
  derived: 'derived from published',
  assumed: '**our assumption**',
};

const percent = (frac: number): string => `${frac >= 0 ? '+' : '−'}${shownNumber(Math.round(Math.abs(frac) * 100))} %`;
const verdict = (marginFrac: number): string =>
  `${marginFrac >= 0 ? 'closes' : 'does not close'} (${percent(marginFrac)})`;
const measured = (value: number): string => shownNumber(value, 4);

const isAssumed = ({ basis }: Datum | undefined = { value: 0, basis: 'assumed' }): boolean => basis === 'assumed';

/** A margin says something about the design only where its area, or mass, is not our own assumption. */
const rests = (result: DesignResult, field: string, text: string): string =>
  isAssumed(filledDesign(result.published)[field]) ? `${text}, on our assumption` : text;

const massVerdict = (result: DesignResult, technology: Technology): string =>
  rests(result, 'massKg', verdict(result.closure.massMarginFrac[technology]));

const summary = (): string =>
  table(
    ['design', 'power', 'heat', 'mass, as flown', 'mass, near term', 'mass, as claimed'],
    results.map((result) => [
      result.published.name,
      rests(result, 'arrayAreaM2', verdict(result.closure.powerMarginFrac)),
      rests(result, 'radiatorAreaM2', verdict(result.closure.heatMarginFrac)),
      ...TECHNOLOGIES.map((technology) => massVerdict(result, technology)),
    ]),
  );

const datumRow = (name: string, datum: Datum): readonly string[] => [
  `\`${name}\``,
  measured(datum.value),
  BASIS_WORDS[datum.basis] ?? datum.basis,
  datum.source === undefined ? '' : `\`${datum.source}\``,
  datum.note ?? '',
];

const inputTable = ({ published }: DesignResult): string =>
  table(
    ['input', 'value', 'basis', 'source', 'note'],
    [
      ...Object.entries(published.orbit).map(([name, datum]) => datumRow(name, datum)),
      ...Object.entries(filledDesign(published)).map(([name, datum]) => datumRow(name, datum)),
      ...Object.entries(published.chip).map(([name, datum]) => datumRow(name, datum)),
    ],
  );

const claimTable = ({ published, quantities }: DesignResult): string =>
  table(
    ['quantity', 'unit', 'said', 'ours', 'difference', 'basis', 'source', 'note'],
    published.published.map((claim) => {
      const ours = quantities[claim.quantity] ?? Number.NaN;
      const holds = claim.test === 'below' ? ours < claim.value : ours > claim.value;
      const difference = claim.test === 'equal' ? percent(ours / claim.value - 1) : holds ? 'holds' : 'does not hold';
      const sign = claim.test === 'below' ? '< ' : claim.test === 'above' ? '> ' : '';
      return [
        `\`${claim.quantity}\``,
        claim.unit,
        `${sign}${measured(claim.value)}`,
        measured(ours),
        difference,
        BASIS_WORDS[claim.basis] ?? claim.basis,
        `\`${claim.source ?? ''}\``,
        claim.note ?? '',
      ];
    }),
  );

const chainTable = ({ performance, neededArrayM2, neededRadiatorM2, published }: DesignResult): string => {
  const design = filledDesign(published);
  return table(
    ['step of the chain', 'value'],
    [
      ['array in full sunlight', `${measured(performance.arrayKw)} kW`],
      ['power for the payload, mean over an orbit', `${measured(performance.powerLimitKw)} kW`],
      ['heat that the radiator rejects for the payload', `${measured(performance.heatLimitKw)} kW`],
      ['payload at full rating', `${measured(performance.chipsKw)} kW`],
      ['payload that runs', `${measured(performance.payloadKw)} kW, limited by ${performance.limitedBy}`],
      ['gross compute of one unit', `${measured(performance.grossPops)} POPS`],
      ['available between upsets', measured(performance.availabilityFrac)],
      [
        'array area at which power closes',
        `${measured(neededArrayM2)} m² (has ${measured(design['arrayAreaM2']?.value ?? 0)})`,
      ],
      [
        'radiator area at which heat closes',
        `${measured(neededRadiatorM2)} m² (has ${measured(design['radiatorAreaM2']?.value ?? 0)})`,
      ],
    ],
  );
};

const budgetTable = ({ budgets, published }: DesignResult): string =>
  table(
    ['mass, kg', 'array', 'battery', 'radiator', 'payload', 'structure', 'total', 'design'],
    TECHNOLOGIES.map((technology) => {
      const budget = budgets[technology];
      return [
        designFile.technologies[technology].name,
        ...[
          budget.arrayKg,
          budget.batteryKg,
          budget.radiatorKg,
          budget.payloadKg,
          budget.structureKg,
          budget.totalKg,
        ].map((kg) => shownNumber(Number(kg.toPrecision(3)))),
        measured(published.design['massKg']?.value ?? 0),
      ];
    }),
  );

const section = (result: DesignResult): readonly string[] => [
  `## ${result.published.name}`,
  inputTable(result),
  '**What was said, and what the chain gives**',
  claimTable(result),
  '**The chain**',
  chainTable(result),
  '**Mass budget**',
  budgetTable(result),
];

const technologyTable = (): string => {
  const names = ['arrayWPerKg', 'radiatorKgPerM2', 'batteryWhPerKg', 'payloadKgPerKw', 'structureFrac'] as const;
  return table(
    ['specific mass', ...TECHNOLOGIES.map((technology) => designFile.technologies[technology].name)],
    names.map((name) => [
      `\`${name}\``,
      ...TECHNOLOGIES.map((technology) => {
        const datum = designFile.technologies[technology][name];
        const note = [
          BASIS_WORDS[datum.basis],
          datum.source === undefined ? undefined : `\`${datum.source}\``,
          datum.note,
        ];
        return `${measured(datum.value)} (${note.filter((part) => part !== undefined).join('; ')})`;
      }),
    ]),
  );
};

const of = (id: string): DesignResult => {
  const result = results.find(({ published }) => published.id === id);
  if (result === undefined) throw new Error(`no design ${id}`);
  return result;
};

/** Designs with a mass of their own that carry their parts. */
const namesThatClose = (technology: Technology): string => {
  const rated = results.filter(({ published }) => !isAssumed(published.design['massKg']));
  const closing = rated.filter(({ closure }) => closure.massMarginFrac[technology] >= 0);
  return `${closing.length} of the ${rated.length} designs with a published mass close (${closing.map(({ published }) => published.id).join(', ')})`;
};

export const assetsDocument = (): string =>
  page([
    '# Published designs under the model',
    'Made by `test/assets` from `test/assets/published-designs.json`; the tests compare this page with them. To write it anew: `UPDATE=1 npx vitest run test/assets`.',
    'Each design goes through the same functions as a satellite group of the game (`src/engine/assets/orbitChain.ts`): array, battery, eclipse, radiator, payload power, compute, upsets. What is not published is **our assumption**, and a verdict that rests on one says so: it tells what the design would need, not whether its makers are right.',
    'A margin is what there is over what full payload power takes, less one. Power and heat use the areas; mass compares the mass of the design with a budget of its parts (`src/engine/assets/massBudget.ts`) in three states of the art.',
    summary(),
    '## What the table says',
    [
      `- **Power** closes only where the array was sized for it. Designs that divide by array power leave out the way from array to load (15 to 35 percent) and the bus: Suncatcher ${percent(of('suncatcher').closure.powerMarginFrac)}, the 5 GW array ${percent(of('starcloud-5gw').closure.powerMarginFrac)}.`,
      `- **Heat** of AI1, with the published area: ${measured(of('ai1').performance.heatLimitKw)} kW against 120 kW on the mean and 150 kW at peak. With the infrared of the Earth its 1,400 W/m² are ${measured(of('ai1').quantities['radiatorWPerM2'] ?? 0)}. The white paper’s net 633 W/m² is ${measured(of('starcloud-5gw').quantities['radiatorWPerM2'] ?? 0)} here, where no sunlight falls on the plate.`,
      `- **Mass** as flown: ${namesThatClose('flown')}. Near term: ${namesThatClose('near')}. As claimed (arrays of 1,000 W/kg): ${namesThatClose('claimed')}.`,
      `- The first twelve Three-Body satellites give their 5 POPS because the radiator in the rules was set so. The area is nowhere published; for all 744 TOPS it would be ${measured(of('three-body').neededRadiatorM2)} m².`,
      `- The figure of 1,000 POPS from 200 kW (Beijing, first phase, recalled) is 5 TOPS/W; its likely chip gives ${measured(of('beijing-1gw').quantities['topsPerW'] ?? 0)} at system level.`,
    ].join('\n'),
    '## Specific masses',
    technologyTable(),
    ...results.flatMap(section),
  ]);
