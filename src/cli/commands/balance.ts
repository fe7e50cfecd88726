/** `balance`: is the game balanced, and what does it teach? All of it measured, with the gates beside the figures. */
import { type Game, makeGame } from '../../engine/index.ts';
import { BASE_PACK, type Ruleset } from '../../ruleset/index.ts';
import { BALANCE_PARTS, type BalancePart, balanceSize, gamesOf, studyBalance } from '../../study/index.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
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
import { renderBalance } from '../balanceText.ts';
import { EXIT_DONE, EXIT_NO } from '../command.ts';
import { readRuleset } from '../rulesFolder.ts';
import { openWorkers } from '../workers.ts';

const HELP = `Usage: npm run -s dawnline -- balance [options]

Plays all doctrines against each other and answers: do both sides win their share, does a doctrine
dominate, can a free player exploit the rest, does a destructive strike pay, what is a backup worth,
which architecture wins, which announcements come true, how much is luck, is each scenario even.
Each gate of the design is printed beside its figure. Ends with exit code 1 when one is missed.

  --games <n>        games of the matrix; the other parts shrink with it below 2000 (default 2000)
  --only <parts>     a list with commas: ${BALANCE_PARTS.join(', ')}
  --scenario <id>    the scenario of all parts but \`scenarios\` (default dawn-2026)
  --pack <id>        a pack of assumptions of rules/packs (default base)
  --seed <text>      the same seed gives the same report (default gate-1)
  --workers <n>      threads; changes the time only (default one a core)
  --json             prints one JSON object
  --help
`;

const OPTIONS = {
  games: { type: 'string', default: '2000' },
  only: { type: 'string' },
  scenario: { type: 'string', default: 'dawn-2026' },
  pack: { type: 'string', default: BASE_PACK },
  seed: { type: 'string', default: 'gate-1' },
  workers: WORKERS_OPTION,
  json: { type: 'boolean', default: false },
} as const;

/** Scenarios that last long enough to be won; the others teach. */
const EVEN_SCENARIOS = ['classroom', 'dawn-2026', 'dawn-2027', 'mirror'];

interface Request {
  readonly ruleset: Ruleset;
  readonly packId: string;
  readonly gameOf: (scenarioId: string) => Game;
  readonly scenarioId: string;
  readonly seed: string;
  readonly games: number;
  readonly workers: number;
  readonly parts: readonly BalancePart[];
}

const isPart = (name: string): name is BalancePart => (BALANCE_PARTS as readonly string[]).includes(name);

const readParts = (value: string | boolean | undefined): Result<readonly BalancePart[], Problem> => {
  if (value === undefined) return ok(BALANCE_PARTS);
  const names = String(value).split(',');
  const parts = names.filter(isPart);
  return parts.length === names.length
    ? ok(parts)
    : err(badArgument('--only', `some of ${BALANCE_PARTS.join(', ')}`, String(value)));
};

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const { problems, take } = gatherProblems();
  const games = take(readCount('--games', values['games'], MOST_GAMES));
  const workers = take(readWorkers(values));
  const parts = take(readParts(values['only']));
  const seed = String(values['seed']);
  if (seed === '') problems.push(badArgument('--seed', 'some text', seed));
  const ruleset = readRuleset();
  if (!ruleset.ok) return err([...problems, ...ruleset.error]);
  const [scenarioId, packId] = [String(values['scenario']), String(values['pack'])];
  const made = makeGame(ruleset.value, scenarioId, packId);
  if (!made.ok) problems.push(...made.error);
  if (problems.length > 0 || games === null || workers === null || parts === null) return err(problems);
  const gameOf = gamesOf(ruleset.value, packId);
  return ok({ ruleset: ruleset.value, packId, gameOf, scenarioId, seed, games, workers, parts });
};

export const balanceCommand = makeCommand(
  { name: 'balance', summary: 'measure the balance of the game, with its gates', help: HELP, options: OPTIONS },
  async (values, io) => {
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'balance', request.error);
    const { ruleset, packId, gameOf, scenarioId, seed, games, workers, parts } = request.value;
    const pool = openWorkers({ ruleset, packId }, workers);
    let told = '';
    try {
      const report = await studyBalance({
        gameOf,
        run: pool.run,
        scenarioId,
        scenarioIds: EVEN_SCENARIOS.filter((id) => ruleset.scenarios.some((scenario) => scenario.id === id)),
        seed,
        size: balanceSize(games),
        parts,
        onProgress: (part, done, of) => {
          const line = `${part} ${Math.floor((10 * done) / of) * 10}%`;
          if (line !== told) io.stderr(`${line}\n`);
          told = line;
        },
      });
      io.stdout(
        values['json'] === true
          ? `${JSON.stringify({ rulesetHash: ruleset.hash, pack: packId, ...report })}\n`
          : renderBalance(report),
      );
      return report.gates.every(({ passes }) => passes) ? EXIT_DONE : EXIT_NO;
    } finally {
      await pool.close();
    }
  },
);
