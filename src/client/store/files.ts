/** Games as files: one JSON that any engine of the same version plays to the same hashes. */
import { makeGameFile, parseGameFile } from '../../protocol/gameFile.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import type { SavedGame } from './savedGame.ts';
import { personsSide, recordOf, type Session } from './session.ts';

export const gameFileName = ({ setup, turns }: Session): string =>
  `dawnline-${setup.scenarioId}-${setup.side}-${setup.seed}-${turns.length}.json`;

/** Gives the browser a file to keep. */
export const downloadGame = (session: Session): void => {
  const blob = new Blob([makeGameFile(recordOf(session))], { type: 'application/json' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = gameFileName(session);
  link.click();
  URL.revokeObjectURL(address);
};

/** Reads a game file; it opens at the table, or at the end where the game is over. */
export const savedFromFile = (text: string, savedAtMs: number): Result<SavedGame, readonly Problem[]> => {
  const parsed = parseGameFile(text);
  if (!parsed.ok) return parsed;
  const record = parsed.value;
  const side = personsSide(record);
  if (side === null)
    return err([
      {
        code: 'record/no-person',
        path: 'controllers',
        expected: 'person',
        got: `${record.controllers.us}, ${record.controllers.cn}`,
      },
    ]);
  return ok({ record, side, screen: record.outcome === null ? 'table' : 'end', past: [], future: [], savedAtMs });
};
