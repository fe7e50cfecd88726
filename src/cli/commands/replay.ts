/** `replay`: plays a record again and says whether every hash comes out the same, or where it first differs. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Game, makeGame, recordFits, replayRecord } from '../../engine/index.ts';
import { type GameFile, parseWholeGameFile } from '../../protocol/gameFile.ts';
import { MOST_RULES_CHARACTERS, parseCompiledRules } from '../../ruleset/compiled.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { err, type Problem, type Result } from '../../units/result.ts';
import { badArgument, makeCommand, refuse } from '../arguments.ts';
import { EXIT_DONE, EXIT_NO, faultText } from '../command.ts';
import { problemLine, readRuleset } from '../rulesFolder.ts';

const HELP = `Usage: npm run -s dawnline -- replay <file> [--json]

Plays a recorded or saved game again and verifies the hash of every turn. A game of other rules is played under those
that came in its file.
Exit codes: 0 verified, 1 it differs (the turn and the field are named), 2 no game file, or one of another engine, or of other
rules that are not in it.
`;

const readFile = (file: string): Result<GameFile, readonly Problem[]> => {
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
  return parseWholeGameFile(text);
};

const unpackRules = (packed: string, own: Ruleset): Result<Ruleset, readonly Problem[]> => {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_RULES_CHARACTERS });
    return parseCompiledRules(bytes.toString('utf8'), own);
  } catch (fault) {
    return err([{ code: 'record/rules-damaged', path: 'rules', expected: 'packed rules', got: faultText(fault) }]);
  }
};

/** The game a record was made in: its scenario under its pack, by this build's rules or those in the file. */
const openGame = ({ record, rules }: GameFile): Result<Game, readonly Problem[]> => {
  const own = readRuleset();
  if (!own.ok) return own;
  const game = makeGame(own.value, record.scenario, record.pack);
  const unfit = recordFits(record, game.ok ? game.value.ruleset.hash : own.value.hash);
  if (unfit === null) return game;
  if (unfit.code !== 'record/other-rules' || rules === null) return err([unfit]);
  const carried = unpackRules(rules, own.value);
  return carried.ok ? makeGame(carried.value, record.scenario, record.pack) : carried;
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
    const read = readFile(file);
    if (!read.ok) return refuse(io, 'replay', read.error);
    const game = openGame(read.value);
    if (!game.ok) return refuse(io, 'replay', game.error);
    const replayed = replayRecord(game.value, read.value.record);
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
