/** `tune`: finds the weights of the doctrines anew, with equal effort for all, and writes them into the rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import { DOCTRINE_IDS, type DoctrineId, type Weights } from '../../bots/index.ts';
import { type Game, makeGame } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { POLICY_WEIGHTS, SIDES } from '../../ruleset/terms.ts';
import { type DoctrineTable, type TuneBudget, tuneDoctrines } from '../../study/index.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import {
  badArgument,
  gatherProblems,
  makeCommand,
  readCount,
  readWorkers,
  refuse,
  type Values,
  WORKERS_OPTION,
} from '../arguments.ts';
import { EXIT_DONE } from '../command.ts';
import { readRuleset, RULES_DIR } from '../rulesFolder.ts';
import { openWorkers } from '../workers.ts';

const HELP = `Usage: npm run -s dawnline -- tune [options]

Searches for better weights of every doctrine against all doctrines of the other side, with the same
number of games for all and within what makes each the doctrine it is, and writes rules/doctrines.yaml.
Measure afterwards with \`balance\`, whose seeds are others.

  --rounds <n>       times that all doctrines search (default 3)
  --generations <n>  of a search (default 6)
  --population <n>   candidates a generation (default 12)
  --games <n>        of a candidate against each doctrine in a generation (default 2)
  --step <percent>   first step, in hundredths of a weight's range (default 15)
  --only <ids>       doctrines to tune, a list with commas (default all)
  --scenario <id>    (default dawn-2026)
  --seed <text>      (default tune-1)
  --workers <n>      threads; changes the time only (default one a core)
  --dry              prints the weights and writes nothing
  --help
`;

const OPTIONS = {
  rounds: { type: 'string', default: '3' },
  generations: { type: 'string', default: '6' },
  population: { type: 'string', default: '12' },
  games: { type: 'string', default: '2' },
  step: { type: 'string', default: '15' },
  only: { type: 'string', default: DOCTRINE_IDS.join(',') },
  scenario: { type: 'string', default: 'dawn-2026' },
  seed: { type: 'string', default: 'tune-1' },
  workers: WORKERS_OPTION,
  dry: { type: 'boolean', default: false },
} as const;

const MOST = 1000;
const LINE_WIDTH = 0;
const FILE = join(RULES_DIR, 'doctrines.yaml');

/** The file with these weights in it: only what differs from the weights that all share is written. */
export const withWeights = (text: string, shared: Weights, table: DoctrineTable): string => {
  const document = parseDocument(text);
  const doctrines = document.get('doctrines');
  if (!isSeq(doctrines)) return text;
  for (const doctrine of doctrines.items) {
    if (!isMap(doctrine)) continue;
    const own = table[String(doctrine.get('id')) as DoctrineId];
    for (const side of SIDES) {
      const set = POLICY_WEIGHTS.filter((weight) => own[side][weight] !== shared[weight]);
      const node = new Document(Object.fromEntries(set.map((weight) => [weight, own[side][weight]]))).contents;
      if (isMap(node)) node.flow = true;
      doctrine.set(side, node);
    }
  }
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true });
};

interface Request {
  /** As written; the game's own is moved to its scenario. */
  readonly ruleset: Ruleset;
  readonly game: Game;
  readonly ids: readonly DoctrineId[];
  readonly budget: TuneBudget;
  readonly workers: number;
}

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const { problems, take } = gatherProblems();
  const count = (name: string): number => take(readCount(`--${name}`, values[name], MOST)) ?? 1;
  const budget = {
    rounds: count('rounds'),
    generations: count('generations'),
    population: count('population'),
    gamesEach: count('games'),
    step: count('step') / 100,
  };
  const workers = take(readWorkers(values));
  const named = String(values['only']).split(',');
  const ids = DOCTRINE_IDS.filter((id) => named.includes(id));
  if (ids.length !== named.length) problems.push(badArgument('--only', DOCTRINE_IDS.join(', '), named.join(',')));
  const ruleset = readRuleset();
  if (!ruleset.ok) return err([...problems, ...ruleset.error]);
  const game = makeGame(ruleset.value, String(values['scenario']));
  if (!game.ok) problems.push(...game.error);
  if (problems.length > 0 || workers === null || !game.ok) return err(problems);
  return ok({ ruleset: ruleset.value, game: game.value, ids, budget, workers });
};

export const tuneCommand = makeCommand(
  { name: 'tune', summary: 'find the weights of the doctrines anew', help: HELP, options: OPTIONS },
  async (values, io) => {
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'tune', request.error);
    const { ruleset, game, ids, budget, workers } = request.value;
    const pool = openWorkers({ ruleset, packId: game.packId }, workers);
    try {
      const table = await tuneDoctrines(pool.run, game, budget, String(values['seed']), ids, (round, id, side) =>
        io.stderr(`round ${round} ${id} ${side}\n`),
      );
      const text = withWeights(readFileSync(FILE, 'utf8'), ruleset.doctrines.weights, table);
      if (values['dry'] === true) io.stdout(text);
      else {
        writeFileSync(FILE, text);
        io.stdout(`written ${FILE}\n`);
      }
      return EXIT_DONE;
    } finally {
      await pool.close();
    }
  },
);
