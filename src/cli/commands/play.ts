/** `play`: whole games between two bots, one with its hashes and record, or many with their counts. */
import { writeFileSync } from 'node:fs';
import { BOT_IDS, isBotId, type BotId } from '../../bots/index.ts';
import {
  type Account,
  ENGINE_VERSION,
  type Game,
  type Graded,
  METERS,
  RACES,
  type GameEvent,
  type Stage,
  turnDate,
} from '../../engine/index.ts';
import { makeGameFile } from '../../protocol/gameFile.ts';
import { playBatch, playGame } from '../../study/index.ts';
import { BASE_PACK } from '../../ruleset/index.ts';
import type { BySide } from '../../ruleset/terms.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import {
  badArgument,
  gatherProblems,
  loadGame,
  makeCommand,
  MOST_GAMES,
  readCount,
  refuse,
  type Values,
} from '../arguments.ts';
import { type CommandIo, EXIT_DONE, faultText } from '../command.ts';

const HELP = `Usage: npm run -s dawnline -- play [options]

Plays a whole game between two bots.

  --us <bot>         the bot of the United States (default balancer)
  --cn <bot>         the bot of China (default balancer)
                     one of ${BOT_IDS.join(', ')}
  --scenario <id>    a scenario of rules/scenarios (default dawn-2026)
  --pack <id>        a pack of assumptions of rules/packs (default base)
  --seed <text>      any text; the same seed gives the same game (default 1);
                     with ~ at its end the same luck with the sides exchanged
  --games <n>        plays n games, seeds <seed>, <seed>~, <seed>+1, <seed>+1~, …,
                     each luck once for each side, and counts how they end
  --record <file>    writes the record of the game, for \`replay\`
  --why              prints the account of why the game ended as it did
  --json             prints one JSON object
  --help
`;

const OPTIONS = {
  us: { type: 'string', default: 'balancer' },
  cn: { type: 'string', default: 'balancer' },
  scenario: { type: 'string', default: 'dawn-2026' },
  pack: { type: 'string', default: BASE_PACK },
  seed: { type: 'string', default: '1' },
  games: { type: 'string' },
  record: { type: 'string' },
  why: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const LONGEST_SEED = 200;

interface Request {
  readonly game: Game;
  readonly seed: string;
  readonly controllers: BySide<BotId>;
  readonly games: number | null;
  readonly recordFile: string | null;
  readonly why: boolean;
}

const readBot = (name: string, value: string): Result<BotId, Problem> =>
  isBotId(value) ? ok(value) : err(badArgument(`--${name}`, `one of ${BOT_IDS.join(', ')}`, value));

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const { problems, take } = gatherProblems();
  const us = take(readBot('us', String(values['us'])));
  const cn = take(readBot('cn', String(values['cn'])));
  const seed = String(values['seed']);
  if (seed === '' || seed.length > LONGEST_SEED)
    problems.push(badArgument('--seed', `1 to ${LONGEST_SEED} characters`, seed.slice(0, LONGEST_SEED)));
  let games: number | null = null;
  if (values['games'] !== undefined) games = take(readCount('--games', values['games'], MOST_GAMES));
  const recordFile = values['record'] === undefined ? null : String(values['record']);
  if (games !== null && recordFile !== null)
    problems.push(badArgument('--record', 'one game, without --games', recordFile));
  const loaded = loadGame(String(values['scenario']), String(values['pack']));
  if (!loaded.ok) problems.push(...loaded.error);
  if (problems.length > 0 || us === null || cn === null || !loaded.ok) return err(problems);
  return ok({ game: loaded.value, seed, controllers: { us, cn }, games, recordFile, why: values['why'] === true });
};

/** What the epilogue brought, half-year by half-year, without its routine. */
const epilogueOf = (game: Game, events: readonly GameEvent[]) =>
  [...new Set(events.map(({ turn }) => turn))].map((turn) => ({
    ...turnDate(game.scenario, turn),
    events: events
      .filter((event) => event.turn === turn && event.weight > 1 && event.kind !== 'game.ended')
      .map(({ kind, side, subject }) => ({ kind, side, subject: subject.id })),
  }));

const shown = (value: number | null, digits = 1): string => (value === null ? '?' : value.toFixed(digits));

const shownGrade = (graded: Graded | null): string =>
  graded === null ? '?' : `${graded.grade} ${shown(graded.value, 2)}`;

/** The account in lines: points by race, what swung the game, meters, what the world lost. */
const whyText = ({ races, swings, meters, world }: Account): string =>
  [
    'why',
    ...RACES.map((race) => `  ${race.padEnd(16)} us ${shown(races.us[race])}, cn ${shown(races.cn[race])}`),
    ...swings.map(
      ({ turn, kind, side, points, event, findingIds }) =>
        `  turn ${turn} ${kind} ${side ?? 'both'} ${points > 0 ? '+' : ''}${shown(points)}  ${event.kind} ${event.subject.id} [${findingIds.join(', ')}]`,
    ),
    ...METERS.map((meter) => {
      return `  ${meter.padEnd(16)} us ${shownGrade(meters.us[meter])}, cn ${shownGrade(meters.cn[meter])}`;
    }),
    `  world            orbit ${shown(world.orbit, 2)}, lights ${shown(world.lights, 2)}, peace ${shown(world.peace, 2)}`,
    '',
  ].join('\n');

const playOne = ({ game, seed, controllers, recordFile, why }: Request, asJson: boolean, io: CommandIo): number => {
  const { turns, epilogue, outcome, record, account } = playGame({ game, seed, controllers, explain: why });
  if (recordFile !== null) {
    try {
      writeFileSync(recordFile, makeGameFile(record));
    } catch (fault) {
      return refuse(io, 'play', [
        {
          code: 'cli/cannot-write',
          path: '--record',
          expected: 'a file that can be written',
          got: faultText(fault),
        },
      ]);
    }
  }
  if (asJson) {
    const briefOf = (stage: Stage) =>
      turns
        .filter((entry) => entry.stage === stage)
        .map(({ turn, hash, deliveredPops }) => ({ turn, hash, deliveredPops }));
    const { end, winner, mutualLoss, score, worldScore } = outcome;
    io.stdout(
      `${JSON.stringify({ engineVersion: ENGINE_VERSION, rulesetHash: game.ruleset.hash, scenario: game.scenario.id, pack: game.packId, seed, controllers, turns: briefOf('turn'), crisisRounds: briefOf('crisisRound'), epilogue: epilogueOf(game, epilogue), outcome: { end, winner, mutualLoss, score, worldScore }, ...(account === null ? {} : { account }) })}\n`,
    );
    return EXIT_DONE;
  }
  for (const { turn, stage, hash, deliveredPops } of turns) {
    io.stdout(
      `${stage === 'turn' ? 'turn' : 'crisis round'} ${String(turn).padStart(2)}  ${hash}  delivered POPS: us ${Math.round(deliveredPops.us)}, cn ${Math.round(deliveredPops.cn)}\n`,
    );
  }
  for (const { year, half, events } of epilogueOf(game, epilogue)) {
    const told = events.map(({ kind, side }) => (side === null ? kind : `${kind} ${side}`));
    io.stdout(`epilogue ${year}-H${half}  ${told.length === 0 ? 'quiet' : told.join(', ')}\n`);
  }
  io.stdout(
    `end: ${outcome.end}; winner: ${outcome.winner ?? (outcome.mutualLoss ? 'nobody (both lose)' : 'draw')}; score: us ${outcome.score.us.toFixed(1)}, cn ${outcome.score.cn.toFixed(1)}; world: ${outcome.worldScore.toFixed(0)}\n`,
  );
  if (account !== null) io.stdout(whyText(account));
  return EXIT_DONE;
};

const playMany = ({ game, seed, controllers }: Request, games: number, asJson: boolean, io: CommandIo): number => {
  const result = playBatch(game, seed, controllers, games);
  if (asJson) {
    io.stdout(
      `${JSON.stringify({ engineVersion: ENGINE_VERSION, rulesetHash: game.ruleset.hash, scenario: game.scenario.id, pack: game.packId, seed, controllers, ...result })}\n`,
    );
    return EXIT_DONE;
  }
  io.stdout(
    `${games} games: us wins ${result.usWins}, cn wins ${result.cnWins}, draws ${result.draws}, both lose ${result.mutualLosses}; mean score: us ${result.meanScore.us.toFixed(1)}, cn ${result.meanScore.cn.toFixed(1)}; world: ${result.meanWorldScore.toFixed(0)}\n`,
  );
  return EXIT_DONE;
};

export const playCommand = makeCommand(
  { name: 'play', summary: 'play whole games between two bots', help: HELP, options: OPTIONS },
  async (values, io) => {
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'play', request.error);
    const asJson = values['json'] === true;
    const { games } = request.value;
    return games === null ? playOne(request.value, asJson, io) : playMany(request.value, games, asJson, io);
  },
);
