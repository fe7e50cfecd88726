/** `coverage`: many games of random legal orders on every scenario, each half-year checked, and what they went through. */
import {
  badArgument,
  gatherProblems,
  makeCommand,
  MOST_GAMES,
  readCount,
  readWorkers,
  refuse,
  type Values,
  WORKERS_OPTION,
} from '../arguments.ts';
import { EXIT_DONE, EXIT_NO } from '../command.ts';
import { coverageText, playCoverage } from '../coverageTable.ts';
import { readRuleset } from '../rulesFolder.ts';
import type { CoverageRequest } from '../../study/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';

const HELP = `Usage: npm run -s dawnline -- coverage [options]

Plays games of random legal orders, checks every half-year of them (money, mass, compute, power, minerals,
ids, ends), tries every kind of order in every wrong way, and shows what the games went through: orders
accepted and refused, states and transitions of every machine. Exit code 1 where anything is broken or missing.

  --games <n>        games a scenario (default 1000)
  --scenario <id>    one scenario, or all (default all)
  --seed <text>      games are <seed>, <seed>+1, … (default coverage)
  --workers <n>      threads (default: one a core); the counts are the same with any number
  --json             prints one JSON object
  --help
`;

const OPTIONS = {
  games: { type: 'string', default: '1000' },
  scenario: { type: 'string', default: 'all' },
  seed: { type: 'string', default: 'coverage' },
  workers: WORKERS_OPTION,
  json: { type: 'boolean', default: false },
} as const;

interface Request extends CoverageRequest {
  readonly ruleset: Ruleset;
  readonly workers: number;
}

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const all = ruleset.value.scenarios.map(({ id }) => id);
  const scenario = String(values['scenario']);
  const { problems, take } = gatherProblems();
  const games = take(readCount('--games', values['games'], MOST_GAMES));
  const workers = take(readWorkers(values));
  if (scenario !== 'all' && !all.includes(scenario))
    problems.push(badArgument('--scenario', ['all', ...all].join(', '), scenario));
  if (problems.length > 0 || games === null || workers === null) return err(problems);
  return ok({
    ruleset: ruleset.value,
    scenarioIds: scenario === 'all' ? all : [scenario],
    seed: String(values['seed']),
    games,
    workers,
  });
};

export const coverageCommand = makeCommand(
  {
    name: 'coverage',
    summary: 'play games of random legal orders, check every half-year, and show what they went through',
    help: HELP,
    options: OPTIONS,
  },
  async (values, io) => {
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'coverage', request.error);
    const { ruleset, workers } = request.value;
    const report = await playCoverage(ruleset, request.value, workers, io.stderr);
    io.stdout(values['json'] === true ? `${JSON.stringify(report)}\n` : coverageText(report));
    return report.isWhole ? EXIT_DONE : EXIT_NO;
  },
);
