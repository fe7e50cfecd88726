/**
 * The pages of the model reference, one a section of the catalogue, one for the engine's own equations
 * and an index: everything from the definitions, the published cases and the lists of sources.
 */
import { type Equation, equations } from '../../engine/index.ts';
import { catalogue } from '../../physics/catalogue.ts';
import {
  EARTH_J2,
  EARTH_MU_KM3_PER_S2,
  EARTH_RADIUS_KM,
  STEFAN_BOLTZMANN_W_PER_M2_K4,
} from '../../physics/constants.ts';
import {
  type ListParameter,
  MODEL_SECTIONS,
  type ModelDefinition,
  type ModelSection,
  type NumberParameter,
  type Parameter,
} from '../../physics/model.ts';
import { parseEquation } from '../../physics/notation.ts';
import type { SourceEntry } from '../../ruleset/schema.ts';
import { linePlotSvg } from './linePlot.ts';
import { page, shownNumber, shownValue, table } from './markdown.ts';
import { fixedInPlot, plotOf } from './plots.ts';
import { type CheckedCase, type OracleTolerance, RECOMPUTED_SOURCE } from './publishedCases.ts';
import { tex } from './tex.ts';

export interface ReferenceInputs {
  readonly sources: Readonly<Record<string, SourceEntry>>;
  readonly cases: readonly CheckedCase[];
}

const MADE =
  'Made from `src/physics`, `test/oracle` and `rules/sources.yaml`; the tests compare it with them. To write it anew: `UPDATE=1 npx vitest run test/reference`.';

const SECTION_TITLES: Readonly<Record<ModelSection, string>> = {
  orbits: 'Orbits, formation, environment',
  power: 'Power',
  heat: 'Heat',
  links: 'Links',
  radiation: 'Radiation',
  reliability: 'Reliability',
  launch: 'Launch economics',
  debris: 'Debris',
  counterspace: 'Counterspace',
  grid: 'Grid adequacy',
  race: 'Race',
};

/** Formulas set, prose as it stands; each formula in its own block. */
export const typesetEquation = (text: string, symbols: Iterable<string>): readonly string[] =>
  parseEquation(text, symbols).map((statement) =>
    statement.kind === 'formula' ? `$$\n${tex(statement.term)}\n$$` : statement.text.replaceAll(/([*_|~<])/g, '\\$1'),
  );

const numberRange = ({ min, max, minExclusive, maxExclusive, integer }: NumberParameter): string => {
  const low = `${minExclusive === true ? 'above ' : ''}${shownNumber(min)}`;
  const high = `${maxExclusive === true ? 'below ' : ''}${shownNumber(max)}`;
  return `${low} … ${high}${integer === true ? ', whole' : ''}`;
};

const itemRange = ({ item }: ListParameter): string =>
  item.kind === 'number'
    ? numberRange(item as NumberParameter)
    : Object.entries(item)
        .map(([name, part]) => `${name} ${numberRange(part as NumberParameter)} ${(part as NumberParameter).unit}`)
        .join('; ');

const rangeOf = (parameter: Parameter): string => {
  if (parameter.kind === 'number') return numberRange(parameter);
  if (parameter.kind === 'choice') return parameter.choices.join(', ');
  const names = parameter.named === undefined ? '' : `, or ${parameter.named.map((name) => `\`${name}\``).join(', ')}`;
  return `list of ${parameter.minLength} to ${parameter.maxLength}: ${itemRange(parameter)}${names}`;
};

const defaultOf = (parameter: Parameter): string => {
  if (parameter.default !== undefined) return shownValue(parameter.default);
  return parameter.optional === true ? 'may be left out' : '';
};

const parameterTable = ({ parameters }: ModelDefinition): string =>
  table(
    ['parameter', 'unit', 'range', 'default', 'meaning'],
    Object.entries(parameters).map(([name, parameter]) => [
      `\`${name}\``,
      parameter.unit,
      rangeOf(parameter),
      defaultOf(parameter),
      parameter.description,
    ]),
  );

const resultTable = ({ results }: ModelDefinition): string =>
  table(
    ['result', 'unit', 'meaning'],
    Object.entries(results).map(([name, { unit, description }]) => [`\`${name}\``, unit, description]),
  );

/** Author, title, year, link and remark of a source. */
const sourceText = (id: string, source: SourceEntry | undefined): string => {
  if (source === undefined) return `\`${id}\``;
  const title = source.url === undefined ? source.title : `[${source.title}](${source.url})`;
  const note = source.note === undefined ? '' : ` ${source.note}`;
  return `\`${id}\`: ${title}. ${source.publisher}, ${source.year}.${note}`;
};

const sourceList = (ids: readonly string[], { sources }: ReferenceInputs): string =>
  ids.map((id) => `- ${sourceText(id, sources[id])}`).join('\n');

const MOST_INPUTS_SHOWN = 120;
const inputsText = (inputs: Readonly<Record<string, unknown>>): string => {
  const words = Object.entries(inputs).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : shownValue(value)}`,
  );
  const text = words.join(', ');
  return text.length <= MOST_INPUTS_SHOWN ? text : `${text.slice(0, MOST_INPUTS_SHOWN)}… (whole in \`test/oracle\`)`;
};

const toleranceText = ({ abs, rel, exact, min, max }: OracleTolerance): string => {
  if (exact === true) return 'exact';
  const parts = [
    min === undefined && max === undefined
      ? undefined
      : `band ${min === undefined ? '' : shownNumber(min)} … ${max === undefined ? '' : shownNumber(max)}`,
    rel === undefined ? undefined : `±${shownNumber(rel * 100)} %`,
    abs === undefined ? undefined : `±${shownNumber(abs)}`,
  ];
  return parts.filter((part) => part !== undefined).join(' or ');
};

const caseTable = (cases: readonly CheckedCase[]): string =>
  table(
    ['case', 'inputs', 'result', 'published', 'tolerance', 'ours', 'passes', 'source', 'remark'],
    cases.map(({ row, ours, mismatch }) => [
      row.id,
      inputsText(row.inputs),
      `\`${row.result}\``,
      row.expected === undefined ? '' : shownValue(row.expected, 8),
      toleranceText(row.tolerance),
      shownValue(ours, 8),
      mismatch === null ? 'yes' : '**no**',
      row.source === RECOMPUTED_SOURCE ? 'recomputed by another program' : `\`${row.source}\``,
      row.note ?? '',
    ]),
  );

const plotBlock = (definition: ModelDefinition): string => {
  const plot = plotOf(definition.id);
  if (plot === undefined) return '';
  const fixed = fixedInPlot(definition.id);
  return `![${plot.title}](plots/${definition.id}.svg)${fixed === '' ? '' : `\n\nHeld fixed: ${fixed}.`}`;
};

const casesOf = (id: string, { cases }: ReferenceInputs): readonly CheckedCase[] =>
  cases.filter(({ row }) => row.model === id);

const casesBlock = (cases: readonly CheckedCase[]): readonly string[] => {
  if (cases.length === 0) return ['**Published cases**: none.'];
  const passed = cases.filter(({ mismatch }) => mismatch === null).length;
  return [`**Published cases**: ${passed} of ${cases.length} pass.`, caseTable(cases)];
};

const definitionBlocks = (definition: ModelDefinition, inputs: ReferenceInputs): readonly string[] => [
  `## ${definition.id}`,
  `${definition.description.charAt(0).toUpperCase()}${definition.description.slice(1)}.`,
  ...typesetEquation(definition.equation, [...Object.keys(definition.parameters), ...Object.keys(definition.results)]),
  parameterTable(definition),
  resultTable(definition),
  `**Holds**: ${definition.validity}`,
  `**Sources**\n\n${sourceList(definition.sources, inputs)}`,
  plotBlock(definition),
  ...casesBlock(casesOf(definition.id, inputs)),
];

const sectionPage = (section: ModelSection, inputs: ReferenceInputs): string => {
  const own = catalogue.filter((definition) => definition.section === section);
  return page([
    `# ${SECTION_TITLES[section]}`,
    MADE,
    own.map(({ id, description }) => `- [${id}](#${id.toLowerCase()}): ${description}`).join('\n'),
    ...own.flatMap((definition) => definitionBlocks(definition, inputs)),
  ]);
};

/** Equations that no catalogue function has: rules of the game that are not physics. */
const engineEquations = (): readonly Equation[] => {
  const ids = new Set(catalogue.map(({ id }) => id));
  return [...equations.values()].filter(({ id }) => !ids.has(id));
};

const engineBlocks = (
  { id, equation, results, sources, validity }: Equation,
  inputs: ReferenceInputs,
): readonly string[] => [
  `## ${id}`,
  ...typesetEquation(equation, Object.keys(results)),
  table(
    ['result', 'unit'],
    Object.entries(results).map(([name, { unit }]) => [`\`${name}\``, unit]),
  ),
  validity === '' ? '' : `**Holds**: ${validity}`,
  `**Sources**\n\n${sourceList(sources, inputs)}`,
];

const enginePage = (inputs: ReferenceInputs): string =>
  page([
    '# The engine’s own equations',
    `What the game decides beyond the catalogue: chances, money, points. Symbols are names of rules (\`rules/\`) and of the state. ${MADE.replace('`src/physics`', '`src/engine/equations.ts`')}`,
    ...engineEquations().flatMap((equation) => engineBlocks(equation, inputs)),
  ]);

const CONSTANTS = table(
  ['symbol', 'in the text', 'value', 'what'],
  [
    ['$R_{E}$', '`Re`', `${EARTH_RADIUS_KM} km`, 'equatorial radius of the Earth; heights count from it'],
    ['$\\mu$', '`mu`', `${EARTH_MU_KM3_PER_S2} km³/s²`, 'gravitational parameter of the Earth'],
    ['$J_{2}$', '`J2`', String(EARTH_J2), 'oblateness of the Earth'],
    ['$\\sigma$', '`sigma`', `${STEFAN_BOLTZMANN_W_PER_M2_K4} W/m²/K⁴`, 'Stefan–Boltzmann constant, in Heat'],
    ['$\\lambda$', '`lambda`', 'wavelengthNm / 10⁹ m', 'wavelength, in Links; log10 of a size in Debris'],
    ['$n$', '`n`', 'sqrt(mu/a³) rad/s', 'mean motion, in Orbits'],
  ],
);

const indexPage = (inputs: ReferenceInputs): string => {
  const published = inputs.cases.filter(({ row }) => row.source !== RECOMPUTED_SOURCE);
  const passed = published.filter(({ mismatch }) => mismatch === null);
  return page([
    '# The model',
    'Every function that decides something in the game, with its equation, parameters, validity, sources, and the published cases with our value beside them. The same definitions answer `npm run -s dawnline -- model <id> name=value …`.',
    MADE,
    `**${passed.length} of ${published.length} published cases pass**; ${inputs.cases.length - published.length} more values were computed from textbook formulas by another program. None is our own output.`,
    table(
      ['section', 'functions', 'cases', 'pass'],
      MODEL_SECTIONS.map((section) => {
        const own = catalogue.filter((definition) => definition.section === section);
        const cases = own.flatMap(({ id }) => casesOf(id, inputs));
        return [
          `[${SECTION_TITLES[section]}](${section}.md)`,
          own.map(({ id }) => `[${id}](${section}.md#${id.toLowerCase()})`).join(', '),
          String(cases.length),
          String(cases.filter(({ mismatch }) => mismatch === null).length),
        ];
      }),
    ),
    '## Symbols that every page uses',
    CONSTANTS,
    '## Beyond the catalogue',
    [
      `- [The engine’s own equations](engine.md): ${engineEquations().length}`,
      '- [Published designs under the model](assets.md): which close in power, heat and mass, and by how much',
      '- [The debris environment](debris-environment.md): bands of 50 km beside published growth and decay',
    ].join('\n'),
  ]);
};

/** All files of the reference by their name under docs/model. */
export const referenceFiles = (inputs: ReferenceInputs): Readonly<Record<string, string>> => ({
  'README.md': indexPage(inputs),
  ...Object.fromEntries(MODEL_SECTIONS.map((section) => [`${section}.md`, sectionPage(section, inputs)])),
  'engine.md': enginePage(inputs),
  ...Object.fromEntries(
    catalogue.flatMap(({ id }) => {
      const plot = plotOf(id);
      return plot === undefined ? [] : [[`plots/${id}.svg`, linePlotSvg(plot)]];
    }),
  ),
});
