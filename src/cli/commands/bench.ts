/**
 * `bench`: what the engine costs on this machine, measured in one run: whole games a second on one
 * core, one turn by phase, the model's functions, the same orders put through boardgame.io on a
 * state of equal size, as a ratio, studies by several workers, and hosted sessions; then the built page
 * in a browser (`../pageBench.ts`). Figures are printed, never asserted.
 */
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import {
  emptyEnvironment,
  type Game,
  type GameState,
  hashState,
  type Order,
  type Phase,
  PHASES,
  resolveTurn,
  SIDES,
  startState,
  stepDebris,
  unitPerformance,
  viewFor,
} from '../../engine/index.ts';
import { type BotId, decide } from '../../bots/index.ts';
import { catalogue, evaluateModel } from '../../physics/catalogue.ts';
import { decayLifetime } from '../../physics/decay.ts';
import { lossOfLoadFromTable } from '../../physics/grid.ts';
import { RTS_HOURLY_FRAC } from '../../physics/rtsLoadShape.ts';
import { playGame } from '../../study/index.ts';
import type { BySide } from '../../ruleset/terms.ts';
import { type BenchRow, median, rowLines } from '../benchRow.ts';
import { loadGame, makeCommand, MOST_GAMES, readCount, refuse } from '../arguments.ts';
import { type CommandIo, EXIT_DONE } from '../command.ts';
import { type CoverageReport, coverageText, playCoverage } from '../coverageTable.ts';
import { benchPage, type PageBench } from '../pageBench.ts';
import { sessionRows } from '../sessionBench.ts';
import { studyRows } from '../studyBench.ts';
import { toyRows } from '../toyBench.ts';

const HELP = `Usage: npm run bench [-- --games <n>] [--study-games <n>] [--sessions <n>] [--random-games <n>] [--no-browser]
                     [--json]

Measures, in one run on one core: whole bot-against-bot games a second, a turn by phase, the model,
and the same orders through boardgame.io on a state of equal size; a toy race by boardgame.io's own bot
runner and by a loop like ours. Then one study with 1, 2 and 8 workers and through a Redis with workers
killed on the way: games a second, and whether all their files are the same bytes. Then hosted sessions
of 30 seats at work: how many one server process carries with 99% of acknowledgements within 100 ms,
memory a session and a sealed turn, beside the same job on Colyseus's and boardgame.io's own servers,
which judge, keep and model nothing; about three minutes. Then the page: what it weighs, how soon it is
there and answers, a forecast of 1,000 games and the page's frames meanwhile, and the theatre's frames,
in the Chromium that is found.
Then plays games of random legal orders on every scenario, on all cores, and shows what they went
through (see \`coverage --help\`).

  --games <n>          games to be timed (default 30)
  --study-games <n>    games of the study (default 10000); 0 leaves it out
  --sessions <n>       the most sessions at once (default 48); 0 leaves them out
  --random-games <n>   random games a scenario (default 10000); 0 plays none
  --no-browser         leaves out the page
  --json               prints one JSON object
`;

const SCENARIO = 'dawn-2026';
const BOTS = { us: 'balancer', cn: 'balancer' } as const;
const RANDOM = { us: 'random', cn: 'random' } as const;

const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const timeMs = (run: () => void): number => {
  const start = nowMs();
  run();
  return nowMs() - start;
};

interface RecordedGame {
  readonly orders: readonly BySide<readonly Order[]>[];
  readonly states: readonly GameState[];
}

/** The state at the end of a whole game between two opponents, played as batches play it: in place, nothing written down. */
const playOut = (game: Game, bots: BySide<BotId>, seed: string): GameState => {
  let state = startState(game, seed);
  while (state.outcome === null) {
    const views = { us: viewFor(game, state, 'us'), cn: viewFor(game, state, 'cn') };
    const orders = { us: decide(bots.us, game, views.us, seed), cn: decide(bots.cn, game, views.cn, seed) };
    const resolved = resolveTurn(game, state, orders, { collect: false, inPlace: true, views });
    if (!resolved.ok) throw new Error('a bot gave an illegal order');
    state = resolved.value.state;
  }
  return state;
};

const gamesRow = (game: Game, games: number): readonly BenchRow[] => {
  playOut(game, BOTS, 'warm-up');
  const eachMs = Array.from({ length: games }, (_, seed) => timeMs(() => void playOut(game, BOTS, `bench-${seed}`)));
  return [
    {
      what: `whole games, ${SCENARIO}, balancer against balancer, one core`,
      value: (1000 * games) / eachMs.reduce((a, b) => a + b, 0),
      unit: 'games/s',
    },
    { what: 'one game, median', value: median(eachMs), unit: 'ms' },
  ];
};

const RANDOM_GAMES = 200;
/** Games before the clock starts: by then the code they run is compiled, as it is in a batch of thousands. */
const WARM_UP_GAMES = 400;

/** Whole games of random legal orders, bots included, and how large their states are at the end. */
const randomRows = (game: Game): readonly BenchRow[] => {
  for (let seed = 0; seed < WARM_UP_GAMES; seed++) playOut(game, RANDOM, `warm-up-${seed}`);
  const ends: GameState[] = [];
  const spentMs = timeMs(() => {
    for (let seed = 0; seed < RANDOM_GAMES; seed++) ends.push(playOut(game, RANDOM, `bench-${seed}`));
  });
  const sizesKb = ends.map((state) => JSON.stringify(state).length / 1000);
  return [
    { what: `one game of random legal orders, mean of ${RANDOM_GAMES}`, value: spentMs / RANDOM_GAMES, unit: 'ms' },
    { what: 'its state at the end as JSON, median', value: median(sizesKb), unit: 'kB' },
    { what: 'its state at the end as JSON, largest', value: Math.max(...sizesKb), unit: 'kB' },
  ];
};

const phaseRows = (game: Game, { orders, states }: RecordedGame): readonly BenchRow[] => {
  const spentMs = new Map<Phase, number>(PHASES.map((phase) => [phase, 0]));
  let judgedMs = 0;
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    for (const [turn, sealed] of orders.entries()) {
      const before = states[turn];
      if (before === undefined) continue;
      const state = structuredClone(before);
      let phase: Phase | null = null;
      let since = nowMs();
      const onPhase = (next: Phase | null): void => {
        const now = nowMs();
        if (phase === null) judgedMs += now - since;
        else spentMs.set(phase, (spentMs.get(phase) ?? 0) + now - since);
        phase = next;
        since = now;
      };
      resolveTurn(game, state, sealed, { collect: false, inPlace: true, onPhase });
    }
  }
  const turns = rounds * orders.length;
  return [
    { what: 'turn: orders judged', value: (1000 * judgedMs) / turns, unit: 'us' },
    ...PHASES.map((phase) => ({
      what: `turn: ${phase}`,
      value: (1000 * (spentMs.get(phase) ?? 0)) / turns,
      unit: 'us',
    })),
    {
      what: 'turn: all of it',
      value: (1000 * (judgedMs + [...spentMs.values()].reduce((a, b) => a + b, 0))) / turns,
      unit: 'us',
    },
  ];
};

const wholeTurnRows = (game: Game, { orders, states }: RecordedGame): readonly BenchRow[] => {
  const withFindings = orders.map((sealed, turn) =>
    timeMs(() => void resolveTurn(game, states[turn] ?? startState(game, 'bench'), sealed)),
  );
  const last = states[states.length - 1];
  const rows: BenchRow[] = [
    { what: 'turn with findings and immer, median', value: 1000 * median(withFindings), unit: 'us' },
  ];
  if (last !== undefined) {
    rows.push({
      what: 'hash of a state, median',
      value: 1000 * median(Array.from({ length: 50 }, () => timeMs(() => void hashState(last)))),
      unit: 'us',
    });
    rows.push({ what: 'size of a state', value: JSON.stringify(last).length, unit: 'B' });
  }
  return rows;
};

const MODEL_ROUNDS = 200;
const modelRows = (): readonly BenchRow[] => {
  const requests = catalogue.flatMap(({ id, parameters }) => {
    const inputs: Record<string, number> = {};
    for (const [name, parameter] of Object.entries(parameters)) {
      if (parameter.kind !== 'number') return [];
      if (parameter.default === undefined && parameter.optional !== true)
        inputs[name] =
          parameter.integer === true
            ? Math.ceil(parameter.min + 1)
            : parameter.min + (Math.min(parameter.max, parameter.min + 1000) - parameter.min) / 3;
    }
    return evaluateModel(id, inputs).ok && id !== 'walkerCoverage' ? [{ id, inputs }] : [];
  });
  const spentMs = timeMs(() => {
    for (let round = 0; round < MODEL_ROUNDS; round++) for (const { id, inputs } of requests) evaluateModel(id, inputs);
  });
  return [
    {
      what: `model functions, checked (${requests.length} of the catalogue's)`,
      value: (1000 * MODEL_ROUNDS * requests.length) / spentMs,
      unit: '1/s',
    },
  ];
};

const CHAIN_GROUPS = 200;
const CHAIN_ROUNDS = 20;

const medianUs = (run: (round: number) => void): number =>
  1000 * median(Array.from({ length: CHAIN_ROUNDS }, (_, round) => timeMs(() => run(round))));

/** From 800 km, about 200 years. */
const decay = (): void => {
  decayLifetime.evaluate({ altitudeKm: 800, ballisticM2PerKg: 0.022, startYear: 2026, endAltitudeKm: 180 });
};

/** The parts of the model a turn leans on: the asset chain, the grid step, one long decay. */
const assetRows = (game: Game): readonly BenchRow[] => {
  const { programmes } = game.ruleset;
  const chain = (): void => {
    for (let group = 0; group < CHAIN_GROUPS; group++) {
      const programme = programmes[group % programmes.length];
      if (programme === undefined) continue;
      const { designId, shellId } = programme;
      unitPerformance(game, {
        designId,
        shellId,
        ageYears: (group % 10) / 2,
        chipFactor: 1,
        hardeningLevel: group % 3,
      });
    }
  };
  const regions = game.ruleset.grid.regions;
  const gridStep = (round: number): void => {
    for (const { id, peakLoadMw } of regions) {
      const table = game.outageTable(id, 5000 + round);
      lossOfLoadFromTable(
        table,
        table.installedMw,
        RTS_HOURLY_FRAC.map((frac) => frac * peakLoadMw),
      );
    }
  };
  const debris = game.debrisModel();
  const littered = emptyEnvironment(debris);
  const environment = { ...littered, fragments: littered.fragments.map((row) => row.map(() => 100)) };
  const debrisStep = (): void => {
    stepDebris(debris, environment, { startYear: 2026, years: 0.5 });
  };
  chain();
  debrisStep();
  gridStep(-1);
  decay();
  return [
    { what: `asset chain, ${CHAIN_GROUPS} groups, launched mass to compute`, value: medianUs(chain), unit: 'us' },
    {
      what: `grid step, ${regions.length} regions, new fleet and 8,736 hours each`,
      value: medianUs(gridStep),
      unit: 'us',
    },
    { what: `debris step, ${debris.parameters.bandCount} bands, half a year`, value: medianUs(debrisStep), unit: 'us' },
    { what: 'decay lifetime, 800 km, about 200 years', value: medianUs(decay), unit: 'us' },
  ];
};

interface PeerClient {
  readonly moves: Readonly<Record<string, (order: Order) => void>>;
  readonly events: { readonly endTurn?: () => void };
  readonly start: () => void;
  readonly stop: () => void;
}
type MakeClient = (options: { game: object; numPlayers: number; debug: boolean }) => PeerClient;

/** The same orders as moves of boardgame.io on a copy of our state; each move does one small edit, and nothing is modelled. */
const peerMs = (orders: readonly BySide<readonly Order[]>[], state: GameState): number => {
  process.env['NODE_ENV'] = 'production';
  const { Client } = createRequire(import.meta.url)('boardgame.io/client') as { Client: MakeClient };
  const game = {
    setup: () => structuredClone(state),
    moves: {
      order: ({ G }: { G: GameState }, order: Order): void => {
        const own = G.sides.us;
        own.fundsMusd -= order.kind.length;
      },
    },
  };
  const client = Client({ game, numPlayers: 2, debug: false });
  client.start();
  const spentMs = timeMs(() => {
    for (const turn of orders) {
      for (const side of SIDES) {
        for (const order of turn[side]) client.moves['order']?.(order);
        client.events.endTurn?.();
      }
    }
  });
  client.stop();
  return spentMs;
};

const peerRows = (game: Game, { orders, states }: RecordedGame): readonly BenchRow[] => {
  const state = states[states.length - 1];
  if (state === undefined) return [];
  const resolveAll = (): void => {
    let current = startState(game, 'bench');
    for (const sealed of orders) {
      const resolved = resolveTurn(game, current, sealed, { collect: false, inPlace: true });
      if (resolved.ok) current = resolved.value.state;
    }
  };
  resolveAll();
  const ownMs = median(Array.from({ length: 7 }, () => timeMs(resolveAll)));
  peerMs(orders, state);
  const otherMs = median(Array.from({ length: 7 }, () => peerMs(orders, state)));
  const count = orders.reduce((total, turn) => total + turn.us.length + turn.cn.length, 0);
  return [
    { what: `the game's ${count} orders, judged and resolved with all phases`, value: ownMs, unit: 'ms' },
    {
      what: `the same ${count} orders as boardgame.io moves (production), nothing modelled`,
      value: otherMs,
      unit: 'ms',
    },
    { what: 'ratio boardgame.io / Dawnline', value: otherMs / ownMs, unit: '' },
  ];
};

const recordGame = (game: Game): RecordedGame => {
  const { record } = playGame({ game, seed: 'bench', controllers: BOTS });
  const orders = record.turns.map((turn) => turn.orders);
  const states: GameState[] = [startState(game, 'bench')];
  for (const sealed of orders) {
    const before = states[states.length - 1];
    if (before === undefined) break;
    const resolved = resolveTurn(game, before, sealed, { collect: false });
    if (!resolved.ok) throw new Error('the recorded game does not replay');
    states.push(resolved.value.state);
  }
  return { orders, states };
};

/** Random games on every scenario, on all cores. */
const coverageOf = async ({ ruleset }: Game, games: number, io: CommandIo): Promise<CoverageReport | null> => {
  if (games === 0) return null;
  const scenarioIds = ruleset.scenarios.map(({ id }) => id);
  return playCoverage(ruleset, { scenarioIds, seed: 'bench', games }, availableParallelism(), io.stderr);
};

const pageText = ({ browser, graphics, rows }: PageBench): string =>
  `${browser ?? 'No browser'}${graphics === null ? '' : `, ${graphics}`}\n\n${rowLines(rows)}`;

const OPTIONS = {
  games: { type: 'string', default: '30' },
  'study-games': { type: 'string', default: '10000' },
  sessions: { type: 'string', default: '48' },
  'random-games': { type: 'string', default: '10000' },
  'no-browser': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const MOST_TIMED_GAMES = 10_000;
const MOST_SESSIONS = 1000;

export const benchCommand = makeCommand(
  { name: 'bench', summary: 'measure what the engine and the page cost on this machine', help: HELP, options: OPTIONS },
  async (values, io) => {
    const games = readCount('--games', values['games'], MOST_TIMED_GAMES);
    if (!games.ok) return refuse(io, 'bench', [games.error]);
    const randomGames = readCount('--random-games', values['random-games'], MOST_GAMES, 0);
    if (!randomGames.ok) return refuse(io, 'bench', [randomGames.error]);
    const studyGames = readCount('--study-games', values['study-games'], MOST_GAMES, 0);
    if (!studyGames.ok) return refuse(io, 'bench', [studyGames.error]);
    const sessions = readCount('--sessions', values['sessions'], MOST_SESSIONS, 0);
    if (!sessions.ok) return refuse(io, 'bench', [sessions.error]);
    const loaded = loadGame(SCENARIO);
    if (!loaded.ok) return refuse(io, 'bench', loaded.error);
    const game = loaded.value;
    // Batches first: code that has once met the drafts of immer is slower from then on, and no batch has any.
    const batches = [...gamesRow(game, games.value), ...randomRows(game)];
    const recorded = recordGame(game);
    const rows = [
      ...batches,
      ...phaseRows(game, recorded),
      ...wholeTurnRows(game, recorded),
      ...modelRows(),
      ...assetRows(game),
      ...peerRows(game, recorded),
      ...(await toyRows()),
      ...(await studyRows(studyGames.value)),
      ...(await sessionRows(sessions.value)),
    ];
    const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
    const page = values['no-browser'] === true ? null : await benchPage();
    const coverage = await coverageOf(game, randomGames.value, io);
    if (values['json'] === true) io.stdout(`${JSON.stringify({ machine, rows, page, coverage })}\n`);
    else {
      io.stdout(`Node ${machine.node}, ${machine.cores} x ${machine.cpu}\n\n${rowLines(rows)}`);
      if (page !== null) io.stdout(`\n${pageText(page)}`);
      if (coverage !== null) io.stdout(`\n${coverageText(coverage)}`);
    }
    return EXIT_DONE;
  },
);
