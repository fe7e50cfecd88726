/** `replay`: plays a record again and says whether every hash comes out the same, or where it first differs. */
import { readFileSync } from 'node:fs';
import { type GameRecord, makeGame, recordFits, replayRecord } from '../../engine/index.ts';
import { parseGameFile } from '../../protocol/gameFile.ts';
import { err, type Problem, type Result } from '../../units/result.ts';
import { badArgument, makeCommand, refuse } from '../arguments.ts';
import { EXIT_DONE, EXIT_NO, faultText } from '../command.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';

const HELP = `Usage: npm run -s dawnline -- replay <file> [--json]

Plays a recorded or saved game again and verifies the hash of every turn.
Exit codes: 0 verified, 1 it differs (the turn and the field are named), 2 no game file, or one of another engine or ruleset.
`;

const readRecord = (file: string): Result<GameRecord, readonly Problem[]> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (fault) {
    return err([
      {
        code: 'cli/cannot-read',
        path: file,
        expected: 'a game file',
        got: faultText(fault),
      },
    ]);
  }
  return parseGameFile(text);
};

/** The game a record was made in: its scenario under its pack, refused when rules or engine are others. */
const openGame = (record: GameRecord) => {
  const ruleset = readRuleset();
  if (!ruleset.ok) return ruleset;
  const game = makeGame(ruleset.value, record.scenario, record.pack);
  if (!game.ok) return game;
  const unfit = recordFits(record, game.value.ruleset.hash);
  return unfit === null ? game : err([unfit]);
};

export const replayCommand = makeCommand(
  {
    name: 'replay',
    summary: 'play a recorded game again and verify it',
    help: HELP,
    options: { json: { type: 'boolean', default: false } },
    positionals: 1,
  },
  async (values, io, [file]) => {
    if (file === undefined) return refuse(io, 'replay', [badArgument('file', 'a game file', 'nothing')]);
    const record = readRecord(file);
    if (!record.ok) return refuse(io, 'replay', record.error);
    const game = openGame(record.value);
    if (!game.ok) return refuse(io, 'replay', game.error);
    const replayed = replayRecord(game.value, record.value);
    const asJson = values['json'] === true;
    if (!replayed.ok) {
      if (asJson) io.stdout(`${JSON.stringify({ verified: false, problem: replayed.error })}\n`);
      io.stderr(`dawnline replay: ${problemLine(replayed.error)}\n`);
      return EXIT_NO;
    }
    const { turn } = replayed.value.final;
    io.stdout(
      asJson
        ? `${JSON.stringify({ verified: true, turns: turn, outcome: replayed.value.final.outcome })}\n`
        : `verified: ${turn} turns\n`,
    );
    return EXIT_DONE;
  },
);
