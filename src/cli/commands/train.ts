/** `train`: finds the planners' plans anew by playing the doctrines, and writes them where the planners read them. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DOCTRINE_IDS, type Plan, PLANS } from '../../bots/index.ts';
import { makeGame } from '../../engine/index.ts';
import { type BySide, type Side, SIDES } from '../../ruleset/terms.ts';
import { climbPlan } from '../../study/index.ts';
import {
  badArgument,
  gatherProblems,
  makeCommand,
  readCount,
  readWorkers,
  refuse,
  WORKERS_OPTION,
} from '../arguments.ts';
import { EXIT_DONE } from '../command.ts';
import { readRuleset } from '../rulesFolder.ts';
import { openWorkers } from '../workers.ts';

const HELP = `Usage: npm run -s dawnline -- train [options]

Moves the plans of the planning opponents along the slope of what they earn against all doctrines, and
writes src/bots/planner/plans.json. Each step plays \`pairs\` errors and their opposites against every
doctrine: 16 games a pair. Measure afterwards with \`league\`, whose seeds are others.

  --side <id>        us or cn (default both, one after the other)
  --steps <n>        (default 300)
  --pairs <n>        errors that a step tries (default 20)
  --scenario <id>    (default dawn-2026)
  --seed <text>      (default train-1)
  --workers <n>      threads; changes the time only (default one a core)
  --dry              prints the plans and writes nothing
  --help
`;

const OPTIONS = {
  side: { type: 'string' },
  steps: { type: 'string', default: '300' },
  pairs: { type: 'string', default: '20' },
  scenario: { type: 'string', default: 'dawn-2026' },
  seed: { type: 'string', default: 'train-1' },
  workers: WORKERS_OPTION,
  dry: { type: 'boolean', default: false },
} as const;

const MOST = 100_000;
const INDENT = 2;
const FILE = path.resolve(import.meta.dirname, '../../bots/planner/plans.json');

/** Plans as their file has them. */
export const plansText = (plans: BySide<Plan>): string => `${JSON.stringify(plans, null, INDENT)}\n`;

export const trainCommand = makeCommand(
  { name: 'train', summary: 'find the plans of the planning opponents anew', help: HELP, options: OPTIONS },
  async (values, io) => {
    const { problems, take } = gatherProblems();
    const steps = take(readCount('--steps', values['steps'], MOST));
    const pairs = take(readCount('--pairs', values['pairs'], MOST));
    const workers = take(readWorkers(values));
    const named = values['side'];
    const sides = SIDES.filter((side) => named === undefined || side === named);
    if (sides.length === 0) problems.push(badArgument('--side', SIDES.join(' or '), String(named)));
    const ruleset = readRuleset();
    if (!ruleset.ok) return refuse(io, 'train', [...problems, ...ruleset.error]);
    const game = makeGame(ruleset.value, String(values['scenario']));
    if (!game.ok) problems.push(...game.error);
    if (problems.length > 0 || !game.ok || steps === null || pairs === null || workers === null)
      return refuse(io, 'train', problems);
    const pool = openWorkers({ ruleset: ruleset.value, packId: game.value.packId }, workers);
    try {
      const plans: Record<Side, Plan> = { ...PLANS };
      for (const side of sides)
        plans[side] = await climbPlan(
          pool.run,
          game.value,
          side,
          PLANS[side],
          { steps, pairs },
          `${String(values['seed'])}/${side}`,
          (step, earned) =>
            io.stderr(
              `${side} ${step}/${steps}: ${DOCTRINE_IDS.map((id, place) => `${id} ${(earned[place] ?? 0).toFixed(2)}`).join(', ')}\n`,
            ),
        );
      if (values['dry'] === true) io.stdout(plansText(plans));
      else {
        writeFileSync(FILE, plansText(plans));
        io.stdout(`written ${FILE}\n`);
      }
      return EXIT_DONE;
    } finally {
      await pool.close();
    }
  },
);
