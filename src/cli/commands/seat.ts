/** `seat`: a game in which a program or a language model leads a side, over standard input and output or a socket. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { BOT_IDS, isBotId } from '../../bots/index.ts';
import { type Game, type GameRecord, makeGame, recordFits, rivalOf, SIDES } from '../../engine/index.ts';
import { makeGameFile, parseGameFile } from '../../protocol/gameFile.ts';
import { BASE_PACK } from '../../ruleset/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { greet, hostMinds, type StartLimit, type Wire } from '../../session/hostMinds.ts';
import {
  openTable,
  OUTSIDE,
  type OutsideTable,
  outsideSides,
  reopenTable,
  tableRecord,
} from '../../session/outsideTable.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { badArgument, gatherProblems, makeCommand, readCount, refuse, type Values } from '../arguments.ts';
import { type CommandIo, EXIT_DONE, EXIT_NO, faultText, type ProcessStreams } from '../command.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';
import { hostModel } from '../seat/model.ts';
import { seatSchemaText } from '../seat/schema.ts';
import { listenForMinds } from '../seat/sockets.ts';
import { wireOf } from '../seat/wire.ts';

const DEFAULT_LIMIT_S = 600;
const LONGEST_LIMIT_S = 86_400;
const LONGEST_SEED = 200;
const PORT_MAX = 65_535;
const MS_PER_S = 1000;

const HELP = `Usage: npm run -s dawnline -- seat [options]

Plays a game in which an outside program leads a side. It speaks JSON lines over
this command's standard input and output, or over a socket of this machine:
docs/outside-minds.md tells the protocol, examples/ has programs that speak it.

  --game <id|file>    a scenario of rules/scenarios, or a game file to go on from
                      (default dawn-2026)
  --side <us|cn>      the side that the program leads (default us)
  --opponent <id>     who leads the other (default balancer): one of
                      ${BOT_IDS.join(', ')},
                      or outside: another program, over the socket
  --seed <text>       any text; the same seed gives the same game (default 1)
  --pack <id>         a pack of assumptions of rules/packs (default ${BASE_PACK})
  --turn-seconds <n>  time for a turn, and for saying hello (default ${DEFAULT_LIMIT_S}); a turn
                      that is not sealed in it is passed
  --record <file>     writes the record of the game after every turn
  --listen <address>  a socket, e.g. 127.0.0.1:0 for any free port; prints a line a
                      side with its address and key, and how the game ends
  --mcp               speaks the Model Context Protocol over standard input and output,
                      for a language model
  --schema            prints the JSON Schema of the protocol
  --json              what --listen prints, as JSON lines
  --help

An invalid, late or absent answer costs the program its turn, never the game.
`;

const OPTIONS = {
  game: { type: 'string', default: 'dawn-2026' },
  side: { type: 'string' },
  opponent: { type: 'string' },
  seed: { type: 'string' },
  pack: { type: 'string' },
  'turn-seconds': { type: 'string', default: String(DEFAULT_LIMIT_S) },
  record: { type: 'string' },
  listen: { type: 'string' },
  mcp: { type: 'boolean', default: false },
  schema: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Address {
  readonly host: string;
  readonly port: number;
}

interface Request {
  readonly table: OutsideTable;
  readonly turnLimitS: number;
  readonly recordFile: string | null;
  readonly address: Address | null;
  readonly mcp: boolean;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/;

const readAddress = (text: string): Result<Address, Problem> => {
  const [, host = '', port = ''] = LOOPBACK.exec(text) ?? [];
  return host === '' || Number(port) > PORT_MAX
    ? err(badArgument('--listen', '127.0.0.1:<port>, localhost:<port> or [::1]:<port>', text))
    : ok({ host: host.replaceAll(/[[\]]/g, ''), port: Number(port) });
};

const readSide = (text: string): Result<Side, Problem> => {
  const side = SIDES.find((each) => each === text);
  return side === undefined ? err(badArgument('--side', SIDES.join(' or '), text)) : ok(side);
};

const readOpponent = (text: string): Result<string, Problem> =>
  isBotId(text) || text === OUTSIDE
    ? ok(text)
    : err(badArgument('--opponent', `one of ${[...BOT_IDS, OUTSIDE].join(', ')}`, text));

const readSeed = (text: string): Result<string, Problem> =>
  text !== '' && text.length <= LONGEST_SEED
    ? ok(text)
    : err(badArgument('--seed', `1 to ${LONGEST_SEED} characters`, text.slice(0, LONGEST_SEED)));

const given = (values: Values, name: string): string | null =>
  values[name] === undefined ? null : String(values[name]);

interface Leaders {
  readonly side: Side;
  readonly opponent: string;
}

const controllersOf = ({ side, opponent }: Leaders): BySide<string> => {
  const of = (each: Side): string => (each === side ? OUTSIDE : opponent);
  return { us: of('us'), cn: of('cn') };
};

/** Who leads what, as a record says: the side that no bot leads is the program's. */
const leadersOf = ({ controllers }: GameRecord): Leaders => {
  const side = SIDES.find((each) => !isBotId(controllers[each])) ?? 'us';
  const opponent = controllers[rivalOf(side)];
  return { side, opponent: isBotId(opponent) ? opponent : 'balancer' };
};

const readRecord = (file: string): Result<GameRecord, readonly Problem[]> => {
  try {
    return parseGameFile(readFileSync(file, 'utf8'));
  } catch (fault) {
    return err([{ code: 'cli/cannot-read', path: file, expected: 'a game file', got: faultText(fault) }]);
  }
};

interface Opening {
  readonly leaders: (standing: Leaders) => Leaders;
  readonly seed: string | null;
  readonly pack: string | null;
}

const openScenario = (id: string, { leaders, seed, pack }: Opening): Result<OutsideTable, readonly Problem[]> => {
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const game = makeGame(ruleset.value, id, pack ?? BASE_PACK);
  if (!game.ok) return game;
  const controllers = controllersOf(leaders({ side: 'us', opponent: 'balancer' }));
  return ok(openTable(game.value, seed ?? '1', controllers));
};

const openRecord = (file: string, { leaders, seed, pack }: Opening): Result<OutsideTable, readonly Problem[]> => {
  const record = readRecord(file);
  if (!record.ok) return record;
  const { value } = record;
  const fixed = [
    ...(seed === null ? [] : [badArgument('--seed', 'the seed of the game file', seed)]),
    ...(pack === null ? [] : [badArgument('--pack', 'the pack of the game file', pack)]),
  ];
  if (fixed.length > 0) return err(fixed);
  if (value.outcome !== null)
    return err([{ code: 'order/game-over', path: file, expected: 'a game under way', got: value.outcome.end }]);
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const made: Result<Game, readonly Problem[]> = makeGame(ruleset.value, value.scenario, value.pack);
  if (!made.ok) return made;
  const unfit = recordFits(value, made.value.ruleset.hash);
  if (unfit !== null) return err([unfit]);
  const table = reopenTable(made.value, value, controllersOf(leaders(leadersOf(value))));
  return table.ok ? table : err([table.error]);
};

const readRequest = (values: Values): Result<Request, readonly Problem[]> => {
  const { problems, take } = gatherProblems();
  const taken = <T>(name: string, read: (text: string) => Result<T, Problem>): T | null => {
    const text = given(values, name);
    return text === null ? null : take(read(text));
  };
  const side = taken('side', readSide);
  const opponent = taken('opponent', readOpponent);
  const seed = taken('seed', readSeed);
  const turnLimitS = take(readCount('--turn-seconds', values['turn-seconds'], LONGEST_LIMIT_S));
  const address = taken('listen', readAddress);
  const mcp = values['mcp'] === true;
  if (mcp && given(values, 'listen') !== null)
    problems.push(badArgument('--mcp', 'standard input and output', '--listen'));
  if (opponent === OUTSIDE && given(values, 'listen') === null)
    problems.push(badArgument('--opponent', 'two programs need a socket: --listen 127.0.0.1:0', OUTSIDE));
  const game = String(values['game']);
  const opening: Opening = {
    leaders: (standing) => ({ side: side ?? standing.side, opponent: opponent ?? standing.opponent }),
    seed,
    pack: given(values, 'pack'),
  };
  const scenario = openScenario(game, opening);
  const isFile =
    !scenario.ok && scenario.error.some(({ code }) => code === 'game/unknown-scenario') && existsSync(game);
  const opened = isFile ? openRecord(game, opening) : scenario;
  if (!opened.ok) problems.push(...opened.error);
  if (problems.length > 0 || turnLimitS === null || !opened.ok) return err(problems);
  return ok({ table: opened.value, turnLimitS, recordFile: given(values, 'record'), address, mcp });
};

/** Of a limit that was called off. */
const NEVER = new Promise<void>(() => undefined);

const limitOf =
  (turnLimitS: number): StartLimit =>
  () => {
    const waiting = new AbortController();
    const { signal } = waiting;
    const passed = pause(turnLimitS * MS_PER_S, undefined, { signal }).catch(() => NEVER);
    return { passed, cancel: () => waiting.abort() };
  };

/** Writes a record whole or not at all, so that a game cut short can be gone on with. */
const writeRecord = (file: string, table: OutsideTable): void => {
  const part = `${file}.part`;
  writeFileSync(part, makeGameFile(tableRecord(table)));
  renameSync(part, file);
};

/** Keeps the record after every turn; a disk that fails is told of once a turn, and does not stop the game. */
const makeKeeper = (recordFile: string | null, io: CommandIo) => {
  let isKept = true;
  return {
    keep: (table: OutsideTable): void => {
      if (recordFile === null) return;
      try {
        writeRecord(recordFile, table);
        isKept = true;
      } catch (fault) {
        isKept = false;
        const problem = {
          code: 'cli/cannot-write',
          path: '--record',
          expected: 'a file that can be written',
          got: faultText(fault),
        };
        io.stderr(`dawnline seat: ${problemLine(problem)}\n`);
      }
    },
    exitCode: (): number => (isKept ? EXIT_DONE : EXIT_NO),
  };
};

/** The process's streams, or where there is no process those of the command. */
const streamsOf = (io: CommandIo): ProcessStreams =>
  io.takeStreams?.() ?? {
    input: Readable.from(io.stdin),
    output: new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        io.stdout(chunk.toString('utf8'));
        done();
      },
    }),
  };

const outcomeText = ({ state: { outcome } }: OutsideTable): string =>
  outcome === null
    ? ''
    : `end: ${outcome.end}; winner: ${outcome.winner ?? (outcome.mutualLoss ? 'nobody (both lose)' : 'draw')}; score: us ${outcome.score.us.toFixed(1)}, cn ${outcome.score.cn.toFixed(1)}\n`;

export const seatCommand = makeCommand(
  { name: 'seat', summary: 'let a program or a language model lead a side', help: HELP, options: OPTIONS },
  async (values, io) => {
    if (values['schema'] === true) {
      io.stdout(seatSchemaText());
      return EXIT_DONE;
    }
    const request = readRequest(values);
    if (!request.ok) return refuse(io, 'seat', request.error);
    const { table, turnLimitS, recordFile, address, mcp } = request.value;
    const keeper = makeKeeper(recordFile, io);
    const host = (seat: (side: Side) => Promise<Wire | null>): Promise<OutsideTable> =>
      hostMinds({
        table,
        seat,
        startLimit: limitOf(turnLimitS),
        turnLimitS,
        keep: keeper.keep,
        recordPath: recordFile === null ? null : path.resolve(recordFile),
      });
    if (address === null) {
      const streams = streamsOf(io);
      const [side] = outsideSides(table);
      if (side === undefined) throw new Error('a seat was to be hosted at which nobody sits');
      if (mcp) await hostModel(streams, side, host);
      else {
        const { input, output } = streams;
        const wire = wireOf(input, output, () => input.destroy());
        await host(async () => ((await greet(wire, () => side)) === null ? null : wire));
        wire.close();
      }
      return keeper.exitCode();
    }
    const asJson = values['json'] === true;
    try {
      const seats = await listenForMinds(address.host, address.port, outsideSides(table));
      for (const [side, key] of seats.keys)
        io.stdout(
          asJson
            ? `${JSON.stringify({ side, host: address.host, port: seats.port, key })}\n`
            : `${side} ${address.host} port ${seats.port} key ${key}\n`,
        );
      const ended = await host(seats.seat);
      await seats.close();
      io.stdout(asJson ? `${JSON.stringify({ outcome: ended.state.outcome })}\n` : outcomeText(ended));
      return keeper.exitCode();
    } catch (fault) {
      if (!(fault instanceof Error && 'code' in fault)) throw fault;
      return refuse(io, 'seat', [
        { code: 'seat/cannot-listen', path: '--listen', expected: 'a free port', got: faultText(fault) },
      ]);
    }
  },
);
