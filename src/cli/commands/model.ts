/**
 * `model`: evaluates the functions of the physics catalogue, one on the command line or thousands
 * from standard input.
 *
 * Bad input is answered with one line on standard error (the code, the parameter, what it allows)
 * and exit code 2; in `--jsonl` it is an answer line of its own, and the stream goes on.
 */
import { catalogue, evaluateModel, type ModelAnswer, modelById } from '../../physics/catalogue.ts';
import {
  MODEL_SECTIONS,
  type ModelDefinition,
  type ModelError,
  type ModelValue,
  type Parameter,
} from '../../physics/model.ts';
import { allowedText, describeValue } from '../../physics/validate.ts';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE } from '../command.ts';

const HELP = `usage:
  model list [--json]                    every function, by section
  model <id> name=value … [--json]       evaluate one
  model <id> --help                      its parameters, equation, sources and validity
  model --jsonl                          one request a line on standard input, one answer a line on standard output

A request is {"id":"circularPeriod","inputs":{"altitudeKm":550}}. Its answer is
{"id","inputs","result","unit","sources"} or {"id","error":{"code","parameter","message"}}, in the order of
the requests; blank lines are passed over, and errors do not change the exit code.
Numbers are decimal (550, -1.5, 3.2e-12); lists are JSON: likelihoodRatios='[2,0.5]'.

exit codes: 0 done, 2 bad input
`;

const modelError = (code: ModelError['code'], parameter: string, message: string): ModelError => ({
  code,
  parameter,
  message,
});

const refuse = (io: CommandIo, { code, parameter, message }: ModelError): number => {
  io.stderr(`${code} ${parameter}: ${message}\n`);
  return EXIT_BAD_INPUT;
};

const unitText = (unit: string): string => (unit === '' || unit === '1' ? '' : ` ${unit}`);

const definitionJson = (definition: ModelDefinition): object => {
  const { id, section, description, equation, sources, validity } = definition;
  return {
    id,
    section,
    description,
    parameters: Object.entries(definition.parameters).map(([name, parameter]) => ({ name, ...parameter })),
    results: Object.entries(definition.results).map(([name, result]) => ({ name, ...result })),
    equation,
    sources,
    validity,
  };
};

const listText = (): string =>
  MODEL_SECTIONS.map((section) => {
    const members = catalogue.filter((definition) => definition.section === section);
    const lines = members.map(
      ({ id, description, parameters }) => `  ${id} ${Object.keys(parameters).join(' ')}\n      ${description}`,
    );
    return `${[section, ...lines].join('\n')}\n`;
  }).join('\n');

const conditionText = (parameter: Parameter): string => {
  if (parameter.default !== undefined) return `, default ${parameter.default}`;
  return parameter.optional === true ? ', may be left out' : '';
};

const definitionText = (definition: ModelDefinition): string => {
  const { id, description, parameters, results, equation, sources, validity } = definition;
  const parameterLines = Object.entries(parameters).map(
    ([name, parameter]) =>
      `    ${name}: ${parameter.description}; ${allowedText(parameter)}${conditionText(parameter)}`,
  );
  const resultLines = Object.entries(results).map(
    ([name, result]) => `    ${name}${result.unit === '1' ? '' : ` [${result.unit}]`}: ${result.description}`,
  );
  return [
    `${id}: ${description}`,
    '  parameters',
    ...parameterLines,
    '  results',
    ...resultLines,
    `  equation   ${equation}`,
    `  validity   ${validity}`,
    `  sources    ${sources.join(', ')}`,
    '',
  ].join('\n');
};

const answerJson = (answer: ModelAnswer, id: string | null): object => {
  if (!answer.ok) return { id, error: answer.error };
  return { id: answer.id, inputs: answer.inputs, result: answer.result, unit: answer.unit, sources: answer.sources };
};

const valueText = (value: ModelValue): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const answerText = (answer: Extract<ModelAnswer, { readonly ok: true }>): string =>
  Object.entries(answer.result)
    .map(([name, value]) => `${name} = ${valueText(value)}${unitText(answer.unit[name] ?? '')}\n`)
    .join('');

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Text as the parameter's kind means it; what cannot be read stays text, for the check to refuse. */
const valueFromText = (parameter: Parameter | undefined, text: string): unknown => {
  if (parameter?.kind === 'number') {
    const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
    return Number.isFinite(value) ? value : text;
  }
  if (parameter?.kind === 'list') {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
};

type ParsedInputs =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: ModelError };

const inputsFromArgs = (definition: ModelDefinition, args: readonly string[]): ParsedInputs => {
  const entries = new Map<string, unknown>();
  for (const arg of args) {
    const at = arg.indexOf('=');
    if (at <= 0) {
      const allowed = Object.keys(definition.parameters).join(', ');
      const message = `${describeValue(arg)} is not name=value; ${definition.id} takes ${allowed}`;
      return {
        ok: false,
        error: modelError('model/bad-request', arg.startsWith('--') ? 'option' : 'argument', message),
      };
    }
    const name = arg.slice(0, at);
    const parameter = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
    if (entries.has(name)) {
      const message = `${name} is given twice`;
      return { ok: false, error: modelError('model/conflicting-parameters', describeValue(name), message) };
    }
    entries.set(name, valueFromText(parameter, arg.slice(at + 1)));
  }
  return { ok: true, value: Object.fromEntries(entries) };
};

const evaluateArgs = (id: string, args: readonly string[], json: boolean, io: CommandIo): number => {
  const definition = modelById(id);
  if (definition === undefined) {
    const message = `no model function is called ${describeValue(id)}; 'model list' names them all`;
    return refuse(io, modelError('model/unknown-id', 'id', message));
  }
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(definitionText(definition));
    return EXIT_DONE;
  }
  const inputs = inputsFromArgs(definition, args);
  if (!inputs.ok) return refuse(io, inputs.error);
  const answer = evaluateModel(id, inputs.value);
  if (!answer.ok) return refuse(io, answer.error);
  io.stdout(json ? `${JSON.stringify(answerJson(answer, id))}\n` : answerText(answer));
  return EXIT_DONE;
};

const answerLine = (line: string): string => {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    const message = `the line is not JSON: ${describeValue(line)}`;
    return JSON.stringify({ id: null, error: modelError('model/bad-json', 'line', message) });
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) {
    const message = `a request must be an object with id and inputs; got ${describeValue(request)}`;
    return JSON.stringify({ id: null, error: modelError('model/bad-request', 'request', message) });
  }
  const id: unknown = Object.hasOwn(request, 'id') && 'id' in request ? request.id : undefined;
  const inputs: unknown = Object.hasOwn(request, 'inputs') && 'inputs' in request ? request.inputs : undefined;
  return JSON.stringify(answerJson(evaluateModel(id, inputs), typeof id === 'string' ? id : null));
};

/** Text in chunks as it comes, each holding whole lines only. */
async function* wholeLines(stdin: CommandIo['stdin']): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stdin) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest + decoder.decode()];
}

const answerStream = async (io: CommandIo): Promise<number> => {
  for await (const lines of wholeLines(io.stdin)) {
    const answers = lines.filter((line) => line.trim() !== '').map((line) => `${answerLine(line)}\n`);
    if (answers.length > 0) io.stdout(answers.join(''));
  }
  return EXIT_DONE;
};

const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const json = args.includes('--json');
  const [first, ...rest] = args.filter((arg) => arg !== '--json');
  if (first === '--help' || first === '-h') {
    io.stdout(HELP);
    return EXIT_DONE;
  }
  if (first === '--jsonl' || first === 'list') {
    const extra = rest[0];
    if (extra === '--help' || extra === '-h') {
      io.stdout(HELP);
      return EXIT_DONE;
    }
    if (extra !== undefined) {
      return refuse(io, modelError('model/bad-request', 'argument', `${first} takes no ${describeValue(extra)}`));
    }
    if (first === '--jsonl') return answerStream(io);
    io.stdout(json ? `${JSON.stringify(catalogue.map(definitionJson), null, 2)}\n` : listText());
    return EXIT_DONE;
  }
  if (first === undefined || first.startsWith('-')) {
    const given = first === undefined ? 'nothing' : describeValue(first);
    const message = `expected list, --jsonl or the id of a model function; got ${given}; see model --help`;
    return refuse(io, modelError('model/bad-request', 'argument', message));
  }
  return evaluateArgs(first, rest, json, io);
};

export const modelCommand: Command = {
  name: 'model',
  summary: 'evaluate the model’s functions, one or thousands, and list them',
  run,
};
