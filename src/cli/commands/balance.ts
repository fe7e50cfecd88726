/** `balance`: is the game balanced, and what does it teach? All of it measured, with the gates beside the figures. */
import { BALANCE_PARTS, type BalancePart, balanceSize, gamesOf, studyBalance } from '../../study/index.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { badArgument, batchOptions, makeCommand, readBatch, refuse, sayProgress } from '../arguments.ts';
import { renderBalance } from '../balanceText.ts';
import { EXIT_DONE, EXIT_NO } from '../command.ts';
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
  ...batchOptions('2000', 'gate-1'),
  only: { type: 'string' },
} as const;

/** Scenarios that last long enough to be won; the others teach. */
const EVEN_SCENARIOS = ['classroom', 'dawn-2026', 'dawn-2027', 'mirror'];

const isPart = (name: string): name is BalancePart => (BALANCE_PARTS as readonly string[]).includes(name);

const readParts = (value: string | boolean | undefined): Result<readonly BalancePart[], Problem> => {
  if (value === undefined) return ok(BALANCE_PARTS);
  const names = String(value).split(',');
  const parts = names.filter(isPart);
  return parts.length === names.length
    ? ok(parts)
    : err(badArgument('--only', `some of ${BALANCE_PARTS.join(', ')}`, String(value)));
};

export const balanceCommand = makeCommand(
  { name: 'balance', summary: 'measure the balance of the game, with its gates', help: HELP, options: OPTIONS },
  async (values, io) => {
    const batch = readBatch(values, readParts(values['only']));
    if (!batch.ok) return refuse(io, 'balance', batch.error);
    const { ruleset, packId, scenarioId, seed, games, workers, named: parts } = batch.value;
    const pool = openWorkers({ ruleset, packId }, workers);
    const say = sayProgress(io);
    try {
      const report = await studyBalance({
        gameOf: gamesOf(ruleset, packId),
        run: pool.run,
        scenarioId,
        scenarioIds: EVEN_SCENARIOS.filter((id) => ruleset.scenarios.some((scenario) => scenario.id === id)),
        seed,
        size: balanceSize(games),
        parts,
        onProgress: (part, done, of) => say(`${part} ${Math.floor((10 * done) / of) * 10}%`),
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
