/** A manifest on the disk, with the game file of its branch, as a plan. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GameRecord } from '../../engine/index.ts';
import { parseGameFile } from '../../protocol/gameFile.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import type { Plan } from '../../study/index.ts';
import { readManifest } from '../../study/plan/readManifest.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { faultText } from '../command.ts';

const recordAt = (file: string): Result<GameRecord, readonly Problem[]> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (fault) {
    return err([{ code: 'study/missing-record', path: file, expected: 'a game file', got: faultText(fault) }]);
  }
  return parseGameFile(text);
};

export interface ManifestFile {
  readonly text: string;
  readonly plan: Plan;
}

export const readManifestFile = (file: string, ruleset: Ruleset): Result<ManifestFile, readonly Problem[]> => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (fault) {
    return err([{ code: 'cli/cannot-read', path: file, expected: 'a manifest', got: faultText(fault) }]);
  }
  const openRecord = (from: string) => recordAt(path.resolve(path.dirname(file), from));
  const plan = readManifest(path.basename(file), text, ruleset, openRecord);
  return plan.ok ? ok({ text, plan: plan.value }) : plan;
};
