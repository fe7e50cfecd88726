/** `tune`: finds the weights of the doctrines anew, with equal effort for all, and writes them into the rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import { DOCTRINE_IDS, type DoctrineId, type Weights } from '../../bots/index.ts';
import { makeGame } from '../../engine/index.ts';
import { POLICY_WEIGHTS, SIDES } from '../../ruleset/terms.ts';
import { type DoctrineTable, tuneDoctrines } from '../../study/index.ts';
import { badArgument, EXIT_DONE, readArguments, readCount, refuse } from '../arguments.ts';
import type { Command } from '../command.ts';
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
  workers: { type: 'string', default: String(availableParallelism()) },
  dry: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
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

export const tuneCommand: Command = {
  name: 'tune',
  summary: 'find the weights of the doctrines anew',
  run: async (args, io) => {
    const read = readArguments(args, OPTIONS);
    if (!read.ok) return refuse(io, 'tune', [read.error]);
    const { values } = read.value;
    if (values['help'] === true) {
      io.stdout(HELP);
      return EXIT_DONE;
    }
    const counts = (['rounds', 'generations', 'population', 'games', 'step', 'workers'] as const).map((name) =>
      readCount(`--${name}`, values[name], MOST),
    );
    const wrong = counts.flatMap((count) => (count.ok ? [] : [count.error]));
    const ids = String(values['only']).split(',');
    const known = DOCTRINE_IDS.filter((id) => ids.includes(id));
    if (known.length !== ids.length) wrong.push(badArgument('--only', DOCTRINE_IDS.join(', '), ids.join(',')));
    const ruleset = readRuleset();
    if (!ruleset.ok) return refuse(io, 'tune', ruleset.error);
    const game = makeGame(ruleset.value, String(values['scenario']));
    if (!game.ok) return refuse(io, 'tune', [...wrong, ...game.error]);
    if (wrong.length > 0) return refuse(io, 'tune', wrong);
    const [rounds = 1, generations = 1, population = 1, gamesEach = 1, percent = 1, workers = 1] = counts.map(
      (count) => (count.ok ? count.value : 1),
    );
    const pool = openWorkers({ ruleset: ruleset.value, packId: game.value.packId }, workers);
    try {
      const budget = { rounds, generations, population, gamesEach, step: percent / 100 };
      const table = await tuneDoctrines(
        pool.run,
        game.value,
        budget,
        String(values['seed']),
        known,
        (round, id, side) => io.stderr(`round ${round} ${id} ${side}\n`),
      );
      const text = withWeights(readFileSync(FILE, 'utf8'), ruleset.value.doctrines.weights, table);
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
};
