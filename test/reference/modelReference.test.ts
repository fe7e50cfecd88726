/** The model reference is current, complete, and typeset without loss. */
import { describe, expect, test } from 'vitest';
import { linePlotSvg } from '../../src/cli/reference/linePlot.ts';
import { shownNumber, table } from '../../src/cli/reference/markdown.ts';
import { plotOf } from '../../src/cli/reference/plots.ts';
import { tex } from '../../src/cli/reference/tex.ts';
import { modelReference, staleReferenceFiles, writeModelReference } from '../../src/cli/writeModelReference.ts';
import { equations } from '../../src/engine/index.ts';
import { catalogue } from '../../src/physics/catalogue.ts';
import { parseEquation } from '../../src/physics/notation.ts';

const files = modelReference();

test('docs/model is what the catalogue, the cases and the sources say (UPDATE=1 writes it)', () => {
  if (process.env['UPDATE'] === '1') writeModelReference();
  expect(staleReferenceFiles(files)).toEqual([]);
});

test('a page that was changed by hand is found stale', () => {
  expect(staleReferenceFiles({ ...files, 'power.md': `${files['power.md']}\nmore` })).toEqual(['power.md']);
  expect(staleReferenceFiles({ ...files, 'new.md': '' })).toContain('new.md');
});

describe.each(catalogue.map((definition) => [definition.id, definition] as const))('%s', (id, definition) => {
  const text = files[`${definition.section}.md`] ?? '';

  test('stands on its page with parameters, results, validity and sources', () => {
    const section = text.split(`\n## ${id}\n`)[1]?.split('\n## ')[0] ?? '';
    for (const name of [...Object.keys(definition.parameters), ...Object.keys(definition.results)])
      expect(section).toContain(`\`${name}\``);
    expect(section).toContain(`**Holds**: ${definition.validity}`);
    for (const source of definition.sources) expect(section).toMatch(new RegExp(`- \`${source}\`: .+, \\d{4}\\.`));
    expect(section).not.toMatch(/NaN|undefined|\*\*no\*\*/);
  });

  test('has a plot with points on every line', () => {
    const plot = plotOf(id);
    expect(plot?.lines.length).toBeGreaterThan(0);
    for (const line of plot?.lines ?? []) expect(line.points.length, line.name).toBeGreaterThan(3);
    expect(files[`plots/${id}.svg`]).not.toMatch(/NaN|Infinity|undefined/);
  });
});

/** Numbers and words of a text in order, without marks. */
const wordsOf = (text: string): readonly string[] => text.match(/\d+(?:\.\d+)?(?:e-?\d+)?|[\p{L}_][\p{L}\d_]*/gu) ?? [];

describe('typesetting', () => {
  test.each([...equations.values()].map(({ id, equation, results }) => [id, equation, results] as const))(
    '%s loses no word and closes every brace',
    (_id, equation, results) => {
      const statements = parseEquation(equation, Object.keys(results));
      expect(statements.flatMap(({ text }) => wordsOf(text))).toEqual(wordsOf(equation));
      for (const statement of statements) {
        if (statement.kind === 'prose') continue;
        const set = tex(statement.term);
        expect(set.split('{').length).toBe(set.split('}').length);
        expect(set.split('\\left').length).toBe(set.split('\\right').length);
        expect(set).not.toMatch(/undefined|[²³·−]/);
      }
    },
  );

  test('sets most equations of the catalogue wholly or in part', () => {
    const prose = catalogue.filter(({ equation, parameters, results }) =>
      parseEquation(equation, [...Object.keys(parameters), ...Object.keys(results)]).every(
        ({ kind }) => kind === 'prose',
      ),
    );
    expect(prose.map(({ id }) => id)).toEqual(['latticeCluster', 'atmosphereDensity']);
  });

  test.each([
    ['v = sqrt(mu/(Re + h))', 'v = \\sqrt{\\frac{\\mu}{R_{E} + h}}'],
    ['a b / c = x', '\\frac{a \\cdot b}{c} = x'],
    ['x = a / b / c', 'x = \\frac{a}{b \\cdot c}'],
    ['x = cos²(i) − 1', 'x = \\cos^{2}\\left( i \\right) - 1'],
    ['x = -y^-1.71', 'x = -y^{-1.71}'],
    ['n <= 8,760', 'n \\le 8{,}760'],
    ['x = max(0, y)', 'x = \\max\\left( 0, y \\right)'],
    ['p = sum for i from 1 to n of C(n, i)', 'p = \\sum_{i = 1}^{n} \\binom{n}{i}'],
    ['E = 1.27e-7 D', 'E = 1.27 \\cdot 10^{-7} \\cdot D'],
    ['x = |y| 365 d', 'x = \\left| y \\right| \\cdot 365 ~ \\mathrm{d}'],
  ])('%s', (text, expected) => {
    const [statement] = parseEquation(text);
    expect(statement?.kind === 'formula' ? tex(statement.term) : statement?.text).toBe(expected);
  });

  test.each([
    'the chance of a card = its weight / sum of the weights left',
    'M = m (kg, km/s)',
    'x = (y',
    'x = ^2',
    '',
  ])('leaves “%s” as prose where it is not surely a formula', (text) => {
    const [first] = parseEquation(text);
    expect(first?.kind === 'formula' ? first.text : 'prose').toBe(text.startsWith('M') ? 'M = m' : 'prose');
  });
});

describe('numbers and tables', () => {
  test.each([
    [0, '0'],
    [0.0123, '0.0123'],
    [5410.5, '5410.5'],
    [1.3e-7, '1.3e-7'],
    [1 / 3, '0.333333'],
    [3.98e14 + 0.5, '3.98e14'],
    [-2.5, '-2.5'],
  ])('%d is shown as %s', (value, text) => {
    expect(shownNumber(value)).toBe(text);
  });

  test('a bar inside a cell does not end it', () => {
    expect(table(['a'], [['x | y']])).toBe('| a |\n| --- |\n| x \\| y |');
  });

  test('a plot of one level line is drawn', () => {
    const lines = [
      {
        name: '',
        points: [
          [0, 1],
          [1, 1],
        ] as const,
      },
    ];
    const svg = linePlotSvg({ title: 't', xLabel: 'x', yLabel: '<y>', logX: false, logY: false, lines });
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg).toContain('&lt;y&gt;');
  });
});
