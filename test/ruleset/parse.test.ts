/** Each way to break the rules gives its own code, at the right file, line and path. */
import { describe, expect, it } from 'vitest';
import { type Document, parse, parseDocument, stringify } from 'yaml';
import { z } from 'zod';
import { readDocument } from '../../src/ruleset/document.ts';
import { parseRuleset } from '../../src/ruleset/parse.ts';
import { problemsOfIssue, RULE_PROBLEM_CODES } from '../../src/ruleset/problems.ts';
import type { Problem } from '../../src/units/result.ts';
import { makeRulesFiles, sampleQuantity } from './fixtures.ts';

const FILES = makeRulesFiles();

const problemsOf = (
  files: Readonly<Record<string, string>>,
  modelSources: readonly string[] = [],
): readonly Problem[] => {
  const result = parseRuleset(files, modelSources);
  return result.ok ? [] : result.error;
};

const textOf = (file: string): string => {
  const text = FILES[file];
  if (text === undefined) throw new Error(`no fixture is called ${file}`);
  return text;
};

/** Line of the last needle when each is searched for after the one before. */
const lineOf = (text: string, needles: readonly string[]): number => {
  const offset = needles.reduce((from, needle) => {
    const found = text.indexOf(needle, from);
    if (found < 0) throw new Error(`${needle} is not in the text`);
    return found + needle.length;
  }, 0);
  return text.slice(0, offset).split('\n').length;
};

interface Breakage {
  readonly code: string;
  readonly file: string;
  readonly edit: (document: Document) => void;
  readonly path: string;
  /** Successive texts that lead to the line. */
  readonly at: readonly string[];
  readonly got?: string;
}

const PAYLOAD = [0, 'payloadKg'];
const AT_PAYLOAD = ['- id: alpha', 'payloadKg:'];
const set = (path: readonly unknown[], value: unknown) => (document: Document) => document.setIn(path, value);
const drop = (path: readonly unknown[]) => (document: Document) => {
  document.deleteIn(path);
};
const vehicles = (
  code: string,
  edit: (document: Document) => void,
  path: string,
  at: readonly string[],
  got?: string,
): Breakage => ({
  code,
  file: 'vehicles.yaml',
  edit,
  path: `vehicles.${path}`,
  at,
  ...(got === undefined ? {} : { got }),
});

const BREAKAGES: readonly Breakage[] = [
  {
    code: 'rules/value-outside-range',
    file: 'doctrines.yaml',
    edit: set(['doctrines', 0, 'us', 'grid'], 0.9),
    path: 'doctrines.doctrines.alpha.us.grid',
    at: ['doctrines:', 'grid:'],
    got: '0.9',
  },
  {
    code: 'rules/value-outside-range',
    file: 'doctrines.yaml',
    edit: set(['doctrines', 0, 'identity', 'grid'], { low: 0.3, high: 0.9 }),
    path: 'doctrines.doctrines.alpha.identity.grid',
    at: ['doctrines:', 'grid:'],
  },
  {
    code: 'rules/unknown-field',
    file: 'doctrines.yaml',
    edit: set(['doctrines', 0, 'cn', 'luck'], 1),
    path: 'doctrines.doctrines.alpha.cn.luck',
    at: ['doctrines:', 'luck:'],
  },
  vehicles('rules/missing-unit', drop([...PAYLOAD, 'unit']), 'alpha.payloadKg.unit', AT_PAYLOAD, 'nothing'),
  vehicles('rules/missing-unit', set([...PAYLOAD, 'unit'], null), 'alpha.payloadKg.unit', [...AT_PAYLOAD, 'unit:']),
  vehicles('rules/missing-source', drop([...PAYLOAD, 'source']), 'alpha.payloadKg.source', AT_PAYLOAD),
  vehicles('rules/missing-source', set([...PAYLOAD, 'source'], ''), 'alpha.payloadKg.source', [
    ...AT_PAYLOAD,
    'source:',
  ]),
  vehicles('rules/missing-field', drop([...PAYLOAD, 'confidence']), 'alpha.payloadKg.confidence', AT_PAYLOAD),
  vehicles('rules/missing-field', drop([1, 'payloadKg']), 'beta.payloadKg', ['- id: beta']),
  vehicles(
    'rules/wrong-unit',
    set([...PAYLOAD, 'unit'], 'lb'),
    'alpha.payloadKg.unit',
    [...AT_PAYLOAD, 'unit:'],
    '"lb"',
  ),
  vehicles('rules/wrong-type', set(PAYLOAD, 22_800), 'alpha.payloadKg', AT_PAYLOAD, '22800'),
  vehicles(
    'rules/not-a-number',
    set([...PAYLOAD, 'value'], Number.NaN),
    'alpha.payloadKg.value',
    [...AT_PAYLOAD, 'value:'],
    'NaN',
  ),
  vehicles('rules/not-a-number', set([...PAYLOAD, 'high'], Number.POSITIVE_INFINITY), 'alpha.payloadKg.high', [
    ...AT_PAYLOAD,
    'high:',
  ]),
  vehicles(
    'rules/not-a-number',
    set([...PAYLOAD, 'low'], '22,800'),
    'alpha.payloadKg.low',
    [...AT_PAYLOAD, 'low:'],
    '"22,800"',
  ),
  vehicles(
    'rules/value-outside-range',
    set([...PAYLOAD, 'value'], 0.8),
    'alpha.payloadKg.value',
    [...AT_PAYLOAD, 'value:'],
    '0.8',
  ),
  vehicles('rules/value-outside-range', set([...PAYLOAD, 'value'], 0.2), 'alpha.payloadKg.value', [
    ...AT_PAYLOAD,
    'value:',
  ]),
  vehicles(
    'rules/value-outside-range',
    set([...PAYLOAD, 'low'], 0.9),
    'alpha.payloadKg.low',
    [...AT_PAYLOAD, 'low:'],
    '0.9',
  ),
  vehicles('rules/negative', set([...PAYLOAD, 'low'], -1), 'alpha.payloadKg.low', [...AT_PAYLOAD, 'low:'], '-1'),
  vehicles('rules/negative', set([0, 'learningRateFrac', 'low'], -0.1), 'alpha.learningRateFrac.low', [
    'learningRateFrac:',
    'low:',
  ]),
  vehicles('rules/above-one', set([0, 'matureSuccessProb', 'high'], 1.1), 'alpha.matureSuccessProb.high', [
    'matureSuccessProb:',
    'high:',
  ]),
  vehicles('rules/not-one-of', set([...PAYLOAD, 'confidence'], 'hearsay'), 'alpha.payloadKg.confidence', [
    ...AT_PAYLOAD,
    'confidence:',
  ]),
  vehicles('rules/unknown-source', set([...PAYLOAD, 'source'], 'hearsay'), 'alpha.payloadKg.source', [
    ...AT_PAYLOAD,
    'source:',
  ]),
  vehicles(
    'rules/unknown-field',
    set([...PAYLOAD, 'mean'], 1),
    'alpha.payloadKg.mean',
    [...AT_PAYLOAD, 'mean:'],
    '"mean"',
  ),
  vehicles('rules/unknown-field', set([1, 'payloadLb'], 1), 'beta.payloadLb', ['- id: beta', 'payloadLb:']),
  vehicles('rules/duplicate-id', set([1, 'id'], 'alpha'), 'alpha.id', ['- id: alpha', '- id: alpha']),
  {
    code: 'rules/unknown-reference',
    file: 'programmes/alpha.yaml',
    edit: set(['startDesignId'], 'zeta'),
    path: 'programmes.alpha.startDesignId',
    at: ['startDesignId:'],
    got: '"zeta"',
  },
  {
    code: 'rules/unknown-reference',
    file: 'scenarios/beta.yaml',
    edit: set(['sides', 'cn', 'lines', 1, 'vehicleId'], 'zeta'),
    path: 'scenarios.beta.sides.cn.lines.1.vehicleId',
    at: ['sides:', '\n  cn:', 'lines:', 'vehicleId:', 'vehicleId:'],
  },
  {
    code: 'rules/unknown-reference',
    file: 'events.yaml',
    edit: set(['events', 0, 'effects', 0, 'regionId'], 'zeta'),
    path: 'events.events.alpha.effects.0.regionId',
    at: ['effects:', 'regionId:'],
  },
  {
    code: 'rules/not-one-of',
    file: 'events.yaml',
    edit: set(['events', 0, 'effects', 0, 'kind'], 'miracle'),
    path: 'events.events.alpha.effects.0.kind',
    at: ['effects:', 'kind:'],
  },
  {
    code: 'rules/unknown-source',
    file: 'economy.yaml',
    edit: set(['backupStartProb', 'hot', 'source'], 'hearsay'),
    path: 'economy.backupStartProb.hot.source',
    at: ['backupStartProb:', 'hot:', 'source:'],
  },
  {
    code: 'rules/above-one',
    file: 'economy.yaml',
    edit: set(['backupStartProb', 'hot', 'high'], 2),
    path: 'economy.backupStartProb.hot.high',
    at: ['backupStartProb:', 'hot:', 'high:'],
  },
  {
    code: 'rules/unused-source',
    file: 'sources.yaml',
    edit: set(['manual'], { title: 'A manual', publisher: 'A maker', year: 2026 }),
    path: 'sources.manual',
    at: ['manual:'],
  },
  {
    code: 'rules/wrong-format',
    file: 'sources.yaml',
    edit: set(['handbook', 'url'], 'no address'),
    path: 'sources.handbook.url',
    at: ['url:'],
  },
  {
    code: 'rules/not-an-integer',
    file: 'sources.yaml',
    edit: set(['handbook', 'year'], 2026.5),
    path: 'sources.handbook.year',
    at: ['year:'],
  },
  {
    code: 'rules/out-of-range',
    file: 'scenarios/alpha.yaml',
    edit: set(['turnCount'], 0),
    path: 'scenarios.alpha.turnCount',
    at: ['turnCount:'],
  },
  {
    code: 'rules/wrong-length',
    file: 'research.yaml',
    edit: drop(['levelOpensAtTurn', 4]),
    path: 'research.levelOpensAtTurn',
    at: ['levelOpensAtTurn:'],
  },
  {
    code: 'rules/id-is-not-file-name',
    file: 'scenarios/alpha.yaml',
    edit: set(['id'], 'gamma'),
    path: 'scenarios.alpha.id',
    at: ['id:'],
    got: '"gamma"',
  },
  {
    code: 'rules/scenario-needs-sides',
    file: 'scenarios/alpha.yaml',
    edit: drop(['sides']),
    path: 'scenarios.alpha',
    at: [],
    got: 'neither',
  },
  {
    code: 'rules/scenario-needs-sides',
    file: 'scenarios/beta.yaml',
    edit: set(['sidesScenarioId'], 'alpha'),
    path: 'scenarios.beta',
    at: [],
    got: 'both',
  },
  {
    code: 'rules/unknown-reference',
    file: 'scenarios/alpha.yaml',
    edit: set(['events', 'onlyEventIds', 1], 'gamma'),
    path: 'scenarios.alpha.events.onlyEventIds.1',
    at: ['onlyEventIds:', 'gamma'],
    got: '"gamma"',
  },
  {
    code: 'rules/unknown-reference',
    file: 'scenarios/alpha.yaml',
    edit: set(['milestones', 'withoutMilestoneIds', 0], 'gamma'),
    path: 'scenarios.alpha.milestones.withoutMilestoneIds.0',
    at: ['withoutMilestoneIds:', 'gamma'],
    got: '"gamma"',
  },
  {
    code: 'rules/unknown-reference',
    file: 'scenarios/alpha.yaml',
    edit: set(['start', 'units', 0, 'programmeId'], 'gamma'),
    path: 'scenarios.alpha.start.units.0.programmeId',
    at: ['units:', 'programmeId:'],
    got: '"gamma"',
  },
  {
    code: 'rules/unknown-reference',
    file: 'scenarios/alpha.yaml',
    edit: set(['start', 'clouds', 0, 'lowKm'], { ...sampleQuantity('km'), value: 0.6 }),
    path: 'scenarios.alpha.start.clouds.0.lowKm',
    at: ['clouds:', 'lowKm:'],
    got: '0.6',
  },
  {
    code: 'rules/unknown-path',
    file: 'scenarios/alpha.yaml',
    edit: set(['replaces', 0, 'path'], 'vehicles.gamma.payloadKg'),
    path: 'scenarios.alpha.replaces.0.path',
    at: ['replaces:', 'path:'],
    got: 'vehicles.gamma.payloadKg',
  },
  {
    code: 'rules/shell-needs-one-of',
    file: 'shells.yaml',
    edit: set([1, 'ltanH'], sampleQuantity('h')),
    path: 'shells.beta',
    at: ['- id: beta'],
    got: 'both',
  },
  {
    code: 'rules/shell-needs-one-of',
    file: 'shells.yaml',
    edit: drop([0, 'inclinationDeg']),
    path: 'shells.alpha',
    at: ['- id: alpha'],
    got: 'neither',
  },
];

describe('a broken field', () => {
  it.each(BREAKAGES.map((breakage) => [`${breakage.code} ${breakage.path}`, breakage] as const))(
    '%s',
    (_name, breakage) => {
      const document = parseDocument(textOf(breakage.file));
      breakage.edit(document);
      const text = String(document);
      const { code, path, file } = breakage;
      const problems = problemsOf({ ...FILES, [file]: text });
      const got = breakage.got === undefined ? {} : { got: breakage.got };
      expect(problems).toMatchObject([{ code, path, file, line: lineOf(text, breakage.at), ...got }]);
    },
  );
});

const BROKEN_TEXTS: readonly (readonly [string, string, (text: string) => string, string, number | undefined])[] = [
  [
    'a text cut off inside a flow map',
    'rules/yaml-syntax',
    () => '- id: alpha\n  payloadKg: { value: 1, uni',
    'vehicles.0.payloadKg.uni',
    2,
  ],
  ['a tab for indentation', 'rules/yaml-syntax', () => '- id: alpha\n\tpayloadKg: 1', 'vehicles.0.id', 2],
  ['two documents', 'rules/yaml-syntax', (text) => `${text}---\n[]\n`, 'vehicles', undefined],
  ['YAML 1.1', 'rules/yaml-syntax', (text) => `%YAML 1.1\n---\n${text}`, 'vehicles', 1],
  [
    'a tag',
    'rules/yaml-syntax',
    (text) => text.replace('value: 0.5', 'value: !!js/function 0.5'),
    'vehicles.0.payloadKg.value',
    3,
  ],
  ['an alias to nothing', 'rules/yaml-syntax', () => '- id: *nobody\n', 'vehicles', 1],
  ['aliases that multiply', 'rules/yaml-syntax', () => billionLaughs(), 'vehicles', 1],
  ['nesting without end', 'rules/yaml-syntax', () => '['.repeat(50_000), `vehicles${'.0'.repeat(16)}`, 1],
  [
    'a key given twice',
    'rules/duplicate-key',
    (text) => text.replace('unit: kg', 'unit: kg\n    unit: kg'),
    'vehicles.0.payloadKg.unit',
    5,
  ],
  [
    'a key with a meaning in JavaScript',
    'rules/unknown-field',
    (text) => text.replace('unit: kg', '__proto__: {}'),
    'vehicles.0.payloadKg.__proto__',
    4,
  ],
  ['an empty file', 'rules/wrong-type', () => '', 'vehicles', 1],
  ['a file of comments', 'rules/wrong-type', () => '# nothing yet\n', 'vehicles', 1],
  ['a map where a list belongs', 'rules/wrong-type', () => 'alpha: 1\n', 'vehicles', 1],
  [
    'minus zero',
    'rules/not-a-number',
    (text) => text.replace('low: 0.25', 'low: -0'),
    'vehicles.alpha.payloadKg.low',
    5,
  ],
];

function billionLaughs(): string {
  const levels = Array.from({ length: 9 }, (_item, level) => `- &a${level + 1} [${`*a${level}, `.repeat(9)}]`);
  return `- &a0 lol\n${levels.join('\n')}\n`;
}

describe('a broken text', () => {
  it.each(BROKEN_TEXTS)('%s', (_name, code, edit, path, line) => {
    const problems = problemsOf({ ...FILES, 'vehicles.yaml': edit(textOf('vehicles.yaml')) });
    const place = line === undefined ? {} : { path, line };
    expect(problems).toContainEqual(expect.objectContaining({ file: 'vehicles.yaml', code, ...place }));
  });

  it('is no reason to call its sources unused or its ids unknown', () => {
    expect(problemsOf({ ...FILES, 'vehicles.yaml': '- {' }).filter(({ code }) => code !== 'rules/yaml-syntax')).toEqual(
      [],
    );
  });
});

describe('the folder', () => {
  const without = (file: string) =>
    Object.fromEntries(Object.entries(FILES).filter(([name]) => !name.startsWith(file)));

  it.each(Object.keys(FILES).filter((file) => !file.includes('/')))('needs %s', (file) => {
    expect(problemsOf(without(file)).map(({ code, path }) => [code, path])).toEqual([['rules/missing-file', file]]);
  });

  it.each(['programmes', 'scenarios'])('needs something in %s', (folder) => {
    const missing = problemsOf(without(`${folder}/`)).find(({ code }) => code === 'rules/missing-file');
    expect(missing?.path).toBe(`${folder}/<id>.yaml`);
  });

  it.each([
    'economy.yml',
    'vehicle.yaml',
    'programmes/Alpha.yaml',
    'programmes/a/b.yaml',
    'toString',
    '__proto__/a.yaml',
  ])('refuses %s', (file) => {
    const files = Object.fromEntries([...Object.entries(FILES), [file, '[]']]);
    expect(problemsOf(files)).toMatchObject([{ code: 'rules/unknown-file', path: file, file }]);
  });

  it('reports the problems of all files at once, sorted by file and line', () => {
    const problems = problemsOf({
      ...FILES,
      'vehicles.yaml': textOf('vehicles.yaml')
        .replace('unit: kg', 'unit: lb')
        .replace('confidence: design', 'confidence: none'),
      'chips.yaml': '[',
      'economy.yaml': `${textOf('economy.yaml')}extra: 1\n`,
    });
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'chips.yaml rules/yaml-syntax',
      'economy.yaml rules/unknown-field',
      'vehicles.yaml rules/wrong-unit',
      'vehicles.yaml rules/not-one-of',
    ]);
  });

  it('lists the sources of equations too', () => {
    const sources = `${textOf('sources.yaml')}manual: { title: A manual, publisher: A maker, year: 2026 }\n`;
    expect(problemsOf({ ...FILES, 'sources.yaml': sources }, ['manual'])).toEqual([]);
    expect(problemsOf(FILES, ['manual', 'manual'])).toMatchObject([
      { code: 'rules/unknown-source', path: 'model.manual' },
    ]);
  });

  it('may use anchors and aliases', () => {
    const text = textOf('chips.yaml')
      .replace('denseInt8Tops:\n', 'denseInt8Tops: &q\n')
      .replace(/powerW:\n( {4}.*\n)+/, 'powerW: { <<: *q, unit: W }\n');
    expect(problemsOf({ ...FILES, 'chips.yaml': text }).map(({ code }) => code)).toContain('rules/unknown-field');
    const aliased = textOf('chips.yaml')
      .replace('source: handbook', 'source: &s handbook')
      .replaceAll('source: handbook', 'source: *s');
    expect(aliased).toContain('*s');
    expect(problemsOf({ ...FILES, 'chips.yaml': aliased })).toEqual([]);
  });
});

it('has a case here for every code', () => {
  const elsewhere = [
    'rules/unreadable-folder',
    'rules/unreadable-file',
    'rules/missing-file',
    'rules/unknown-file',
    'rules/refused',
  ];
  const covered = new Set([
    ...BREAKAGES.map(({ code }) => code),
    ...BROKEN_TEXTS.map(([, code]) => code),
    ...elsewhere,
  ]);
  expect([...covered].sort()).toEqual([...RULE_PROBLEM_CODES].sort());
});

it('passes on the words of a condition that a schema adds', () => {
  const schema = z.strictObject({ count: z.number().refine((count) => count % 2 === 0, 'an even number') });
  const { document } = readDocument('pairs.yaml', 'pairs', 'count: 3\n');
  if (document === undefined) throw new Error('the document is in order');
  const file = { file: 'pairs.yaml', prefix: 'pairs', schema, document, places: [] };
  const issues = z.safeParse(schema, document.value).error?.issues ?? [];
  expect(issues.flatMap((issue) => problemsOfIssue(file, issue))).toEqual([
    { code: 'rules/refused', path: 'pairs.count', expected: 'an even number', got: '3', file: 'pairs.yaml', line: 1 },
  ]);
});

const valueOf = (files: Readonly<Record<string, string>>) => {
  const result = parseRuleset(files);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe('a ruleset', () => {
  it('has plain numbers, with where they come from beside them by path', () => {
    const ruleset = valueOf(FILES);
    expect(ruleset.vehicles.map(({ id, payloadKg }) => [id, payloadKg])).toEqual([
      ['alpha', 0.5],
      ['beta', 0.5],
    ]);
    expect(ruleset.provenance['vehicles.beta.payloadKg']).toEqual(sampleQuantity('kg'));
    expect(ruleset.provenance['scenarios.alpha.sides.us.tech.bus']).toEqual(sampleQuantity('level'));
    expect(ruleset.provenance['economy.demandResponseComputeLossFrac.3']).toEqual(sampleQuantity('1'));
    expect(ruleset.provenance['grid.regions.alpha.fleet.0.count']).toEqual(sampleQuantity('units'));
  });

  it('has lists as written, programmes and scenarios by id', () => {
    const written = parse(textOf('vehicles.yaml')) as unknown[];
    const files = { ...FILES, 'vehicles.yaml': stringify(written.toReversed()) };
    const shuffled = Object.fromEntries(Object.entries(files).toReversed());
    const ruleset = valueOf(shuffled);
    expect(ruleset.vehicles.map(({ id }) => id)).toEqual(['beta', 'alpha']);
    expect(ruleset.programmes.map(({ id }) => id)).toEqual(['alpha', 'beta']);
    expect(ruleset.scenarios.map(({ id }) => id)).toEqual(['alpha', 'beta']);
  });
});
