/**
 * `rules`: checks a folder of rules, shows where a number comes from and where each fact of the articles
 * is met, keeps the JSON Schemas current.
 */
import { parseArgs } from 'node:util';
import { type ArticleRow, articleTable, nearestPaths, type Provenance, type Ruleset } from '../../ruleset/index.ts';
import type { Problem } from '../../units/result.ts';
import { type Command, type CommandIo, EXIT_BAD_INPUT, EXIT_DONE, EXIT_NO, faultText } from '../command.ts';
import { isUnreadable, problemLine, RULES_DIR, readRuleset, SCHEMA_DIR } from '../rulesFolder.ts';
import { staleRuleSchemas, writeRuleSchemas } from '../writeRuleSchemas.ts';

const HELP = `usage:
  rules check [folder] [--json]            every problem of a folder of rules (default: the game's own)
  rules show <path> [--rules folder] [--json]
                                           a number, its range, its source; or all numbers below a path
  rules articles [F1 … F22] [--rules folder] [--json]
                                           the facts the game is built from, where each is met, its numbers
  rules schema [--check] [--out folder]    write the JSON Schemas for editors; --check only compares

exit codes: 0 done, 1 the answer is no (problems, stale schemas), 2 bad input
`;

interface Options {
  readonly json: boolean;
  readonly check: boolean;
  readonly rules: string;
  readonly out: string;
}

const printJson = (io: CommandIo, value: unknown): void => io.stdout(`${JSON.stringify(value, undefined, 2)}\n`);

const badInput = (io: CommandIo, message: string): number => {
  io.stderr(`${message}\n${HELP}`);
  return EXIT_BAD_INPUT;
};

const printProblems = (io: CommandIo, problems: readonly Problem[], json: boolean): number => {
  if (json) printJson(io, { ok: false, problems });
  else io.stdout(`${problems.map(problemLine).join('\n')}\n`);
  return isUnreadable(problems) ? EXIT_BAD_INPUT : EXIT_NO;
};

const checkRules = (dir: string, json: boolean, io: CommandIo): number => {
  const ruleset = readRuleset(dir);
  if (!ruleset.ok) return printProblems(io, ruleset.error, json);
  const { hash, provenance, sources } = ruleset.value;
  const summary = { ok: true, quantities: Object.keys(provenance).length, sources: Object.keys(sources).length, hash };
  if (json) printJson(io, summary);
  else
    io.stdout(
      `the rules are in order: ${summary.quantities} quantities from ${summary.sources} sources, hash ${hash}\n`,
    );
  return EXIT_DONE;
};

const quantityText = (path: string, quantity: Provenance, { sources }: Ruleset): string => {
  const { value, unit, low, high, confidence, source } = quantity;
  const entry = sources[source];
  const rows = [
    ['value', `${value} ${unit}`],
    ['range', `${low} … ${high} ${unit}`],
    ['confidence', confidence],
    [
      'source',
      entry === undefined ? source : `${source}: ${entry.title}. ${entry.publisher}, ${entry.year}. ${entry.url ?? ''}`,
    ],
  ];
  return [path, ...rows.map(([name, text]) => `  ${name?.padEnd(12)}${text}`.trimEnd()), ''].join('\n');
};

const showRules = (path: string, { rules, json }: Options, io: CommandIo): number => {
  const ruleset = readRuleset(rules);
  if (!ruleset.ok) return printProblems(io, ruleset.error, json);
  const { provenance, sources } = ruleset.value;
  const found = Object.entries(provenance).filter(([name]) => name === path || name.startsWith(`${path}.`));
  if (found.length === 0) {
    const near = nearestPaths(path, Object.keys(provenance));
    io.stderr(`there is no quantity at ${path}\n${near.map((name) => `  perhaps ${name}\n`).join('')}`);
    return EXIT_BAD_INPUT;
  }
  if (json) {
    printJson(
      io,
      Object.fromEntries(
        found.map(([name, quantity]) => [name, { ...quantity, sourceEntry: sources[quantity.source] }]),
      ),
    );
  } else io.stdout(found.map(([name, quantity]) => quantityText(name, quantity, ruleset.value)).join('\n'));
  return EXIT_DONE;
};

const articleText = ({ id, name, statement, source, met, numbers }: ArticleRow): string => {
  const width = Math.max(0, ...numbers.map(({ path }) => path.length));
  const rows = [
    `${id}  ${name}`,
    `  ${statement} (${source})`,
    ...Object.entries(met).map(([kind, ids]) => `  ${kind.padEnd(12)}${ids.join(', ')}`),
    ...numbers.map(
      ({ path, value, unit, source: from }) =>
        `  ${path.padEnd(width)}  ${value}${unit === '1' ? '' : ` ${unit}`}  ${from}`,
    ),
  ];
  return `${rows.join('\n')}\n`;
};

const showArticles = (factId: string | undefined, { rules, json }: Options, io: CommandIo): number => {
  const ruleset = readRuleset(rules);
  if (!ruleset.ok) return printProblems(io, ruleset.error, json);
  const table = articleTable(ruleset.value).filter(({ id }) => factId === undefined || id === factId);
  if (table.length === 0) return badInput(io, `there is no fact ${factId}`);
  if (json) printJson(io, table);
  else io.stdout(table.map(articleText).join('\n'));
  return EXIT_DONE;
};

const keepSchemas = ({ check, out }: Options, io: CommandIo): number => {
  const stale = check ? staleRuleSchemas(out) : writeRuleSchemas(out);
  const state = check ? 'stale' : 'written';
  io.stdout(
    stale.length === 0 ? 'the JSON Schemas are up to date\n' : stale.map((name) => `${state} ${name}\n`).join(''),
  );
  return check && stale.length > 0 ? EXIT_NO : EXIT_DONE;
};

const parseOptions = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      rules: { type: 'string', default: RULES_DIR },
      out: { type: 'string', default: SCHEMA_DIR },
    },
  });

const runRules = async (args: readonly string[], io: CommandIo): Promise<number> => {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (fault) {
    return badInput(io, faultText(fault));
  }
  const { values, positionals } = parsed;
  const [verb, operand, ...surplus] = positionals;
  if (values.help) {
    io.stdout(HELP);
    return EXIT_DONE;
  }
  if (surplus.length > 0) return badInput(io, `too many arguments: ${surplus.join(' ')}`);
  if (verb === 'check') return checkRules(operand ?? values.rules, values.json, io);
  if (verb === 'show' && operand !== undefined) return showRules(operand, values, io);
  if (verb === 'articles') return showArticles(operand, values, io);
  if (verb === 'schema' && operand === undefined) return keepSchemas(values, io);
  return badInput(io, verb === undefined ? 'rules: say what to do' : `rules: cannot ${positionals.join(' ')}`);
};

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'check the rules, show where a number comes from and what each fact became, write the JSON Schemas',
  run: runRules,
};
