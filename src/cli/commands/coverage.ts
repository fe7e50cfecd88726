/** `coverage`: many games of random legal orders on every scenario, each half-year checked, and what they went through. */
import { availableParallelism } from 'node:os';
import { badArgument, EXIT_DONE, EXIT_NO, readArguments, readCount, refuse, type Values } from '../arguments.ts';
import type { Command } from '../command.ts';
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
  workers: { type: 'string', default: String(availableParallelism()) },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const MOST_GAMES = 1_000_000;
const MOST_WORKERS = 256;

interface Request extends CoverageRequest {
  readonly ruleset: Ruleset;
  readonly workers: number;
}

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const all = ruleset.value.scenarios.map(({ id }) => id);
  const scenario = String(values['scenario']);
  const games = readCount('--games', values['games'], MOST_GAMES);
  const workers = readCount('--workers', values['workers'], MOST_WORKERS);
  const problems = [games, workers].flatMap((read) => (read.ok ? [] : [read.error]));
  if (scenario !== 'all' && !all.includes(scenario))
    problems.push(badArgument('--scenario', ['all', ...all].join(', '), scenario));
  if (!games.ok || !workers.ok || problems.length > 0) return err(problems);
  return ok({
    ruleset: ruleset.value,
    scenarioIds: scenario === 'all' ? all : [scenario],
    seed: String(values['seed']),
    games: games.value,
    workers: workers.value,
  });
};

export const coverageCommand: Command = {
  name: 'coverage',
  summary: 'play games of random legal orders, check every half-year, and show what they went through',
  run: async (args, io) => {
    const read = readArguments(args, OPTIONS);
    if (!read.ok) return refuse(io, 'coverage', [read.error]);
    const { values } = read.value;
    if (values['help'] === true) {
      io.stdout(HELP);
      return EXIT_DONE;
    }
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'coverage', request.error);
    const { ruleset, workers } = request.value;
    const report = await playCoverage(ruleset, request.value, workers, io.stderr);
    io.stdout(values['json'] === true ? `${JSON.stringify(report)}\n` : coverageText(report));
    return report.isWhole ? EXIT_DONE : EXIT_NO;
  },
};
