/** The `model` command, run in process on streams of its own. */
import { describe, expect, it } from 'vitest';
import { modelCommand } from '../../src/cli/commands/model.ts';
import { catalogue } from '../../src/physics/catalogue.ts';

const run = async (args: readonly string[], input: readonly (string | Uint8Array)[] = []) => {
  let out = '';
  let err = '';
  const stdin = (async function* () {
    yield* input;
  })();
  const code = await modelCommand.run(args, {
    stdin,
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
  });
  return { code, out, err };
};
const parsedLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('model <id>', () => {
  it('prints id, inputs, result, unit and sources with --json', async () => {
    const { code, out } = await run(['circularPeriod', 'altitudeKm=550', '--json']);
    expect(code).toBe(0);
    const answer = parsedLines(out)[0];
    expect(Object.keys(answer ?? {})).toEqual(['id', 'inputs', 'result', 'unit', 'sources']);
    expect(answer).toMatchObject({ id: 'circularPeriod', inputs: { altitudeKm: 550 }, unit: { periodMin: 'min' } });
  });

  it('reads lists as JSON', async () => {
    const { code, out } = await run(['attributionPosterior', 'priorProb=0.5', 'likelihoodRatios=[3]', '--json']);
    expect(code).toBe(0);
    expect(parsedLines(out)).toMatchObject([{ result: { posteriorProb: expect.closeTo(0.75, 12) } }]);
  });

  it.each([
    [['circularPeriod', 'altitudeKm='], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm=NaN'], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm=Infinity'], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm=0x10'], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm=1e999'], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm= 5'], 'model/not-a-number altitudeKm'],
    [['circularPeriod', 'altitudeKm=-1'], 'model/out-of-range altitudeKm'],
    [['circularPeriod', 'altitudeKm=1', 'altitudeKm=2'], 'model/conflicting-parameters'],
    [['circularPeriod', 'altitude=1'], 'model/unknown-parameter altitude'],
    [['circularPeriod', '__proto__=1'], 'model/unknown-parameter __proto__'],
    [['circularPeriod'], 'model/missing-parameter altitudeKm'],
    [['circularPeriod', '550'], 'model/bad-request'],
    [['sunSynchronousInclination', 'semiMajorAxisKm=13000'], 'model/no-solution semiMajorAxisKm'],
    [['noSuchModel'], 'model/unknown-id'],
    [['list', 'all'], 'model/bad-request'],
    [[], 'model/bad-request'],
  ])('%j: exit code 2 and one line with code and parameter', async (args, start) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.startsWith(start)).toBe(true);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('names the unit and the allowed range', async () => {
    const { err } = await run(['circularPeriod', 'altitudeKm=-1']);
    expect(err).toContain('from 0 to 500000 km');
  });
});

describe('model list', () => {
  it('lists every function, as text and as JSON', async () => {
    const { out } = await run(['list']);
    for (const { id } of catalogue) expect(out).toContain(`  ${id} `);
    const listed: Record<string, unknown>[] = JSON.parse((await run(['list', '--json'])).out);
    expect(listed.map(({ id }) => id)).toEqual(catalogue.map(({ id }) => id));
    expect(listed[0]).toMatchObject({
      id: 'circularPeriod',
      section: 'orbits',
      parameters: [{ name: 'altitudeKm', kind: 'number', unit: 'km', min: 0 }],
      results: [{ name: 'periodMin', unit: 'min' }],
    });
  });

  it('explains itself and each function', async () => {
    expect((await run(['--help'])).out).toContain('model --jsonl');
    expect((await run(['lossOfLoad', '--help'])).out).toContain('equation');
  });
});

describe('model --jsonl', () => {
  it('answers thousands of requests in order, however the input is cut', async () => {
    const requests = Array.from({ length: 5000 }, (_, index) => ({
      id: 'circularSpeed',
      inputs: { altitudeKm: index },
    }));
    const bytes = new TextEncoder().encode(requests.map((request) => JSON.stringify(request)).join('\n'));
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += 997) chunks.push(bytes.subarray(at, at + 997));
    const { code, out } = await run(['--jsonl'], chunks);
    expect(code).toBe(0);
    expect(parsedLines(out).map(({ inputs }) => inputs)).toEqual(requests.map(({ inputs }) => inputs));
  });

  it('answers a bad line with an error and goes on', async () => {
    const { code, out } = await run(
      ['--jsonl'],
      [
        'nonsense\r\n\n[]\n{"id":"circularPeriod"}\n{"id":"circularPeriod","inputs":{"altitudeKm":"550"}}\n{"id":"circ',
        'ularPeriod","inputs":{"altitudeKm":550}}',
      ],
    );
    expect(code).toBe(0);
    expect(parsedLines(out)).toMatchObject([
      { id: null, error: { code: 'model/bad-json' } },
      { id: null, error: { code: 'model/bad-request' } },
      { id: 'circularPeriod', error: { code: 'model/bad-request', parameter: 'inputs' } },
      { id: 'circularPeriod', error: { code: 'model/not-a-number', parameter: 'altitudeKm' } },
      { id: 'circularPeriod', result: { periodMin: expect.closeTo(95.65, 2) } },
    ]);
  });
});
