/** `study worker`: joins this machine to the studies of a Redis. */
import { gatherProblems, makeCommand, readCount, readWorkers, refuse, WORKERS_OPTION } from '../arguments.ts';
import { EXIT_BAD_INPUT, EXIT_DONE } from '../command.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';
import { readRedisUrl } from './redisUrl.ts';
import { workOverRedis } from './redisWorker.ts';

const HELP = `Usage: npm run -s dawnline -- study worker --redis redis://<host>:<port> [options]

Joins the studies that wait in a Redis and plays their games until it is stopped (Ctrl+C: it finishes what
it has begun; twice: at once). Any number of workers on any number of machines give the same results as one.
A worker plays only studies of its own engine and rules, and names the others that it refuses.

  --redis <url>        the Redis that the studies were given with \`study run --redis\`
  --workers <n>        threads (default: one a core)
  --lost-after <s>     seconds after which a silent worker's games go to another (default 15)
  --help
`;

const OPTIONS = {
  redis: { type: 'string', default: 'redis://127.0.0.1:6379' },
  workers: WORKERS_OPTION,
  'lost-after': { type: 'string', default: '15' },
} as const;

const MOST_LOST_AFTER_S = 3600;

export const workerCommand = makeCommand(
  { name: 'study worker', summary: 'play the games of studies that wait in a Redis', help: HELP, options: OPTIONS },
  async (values, io) => {
    const { problems, take } = gatherProblems();
    const url = take(readRedisUrl(String(values['redis'])));
    const threads = take(readWorkers(values));
    const lostAfterS = take(readCount('--lost-after', values['lost-after'], MOST_LOST_AFTER_S));
    if (url === null || threads === null || lostAfterS === null) return refuse(io, 'study worker', problems);
    const ruleset = readRuleset();
    if (!ruleset.ok) return refuse(io, 'study worker', ruleset.error);
    const leave = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave.abort());
    const problem = await workOverRedis({
      url,
      ruleset: ruleset.value,
      threads,
      lostAfterMs: 1000 * lostAfterS,
      say: (line) => io.stderr(`${line}\n`),
      signal: leave.signal,
    });
    if (problem === null) return EXIT_DONE;
    io.stderr(`dawnline study worker: ${problemLine(problem)}\n`);
    return EXIT_BAD_INPUT;
  },
);
