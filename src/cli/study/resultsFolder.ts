/**
 * A study's folder. While it is played: the manifest, the plan, and a log to which each chunk's games are
 * added and written through to the disk, so that a kill loses no more than the chunks under way. When it is
 * done: tables, summary and charts, each put in its place whole, and the log is gone. Nothing in the folder
 * tells when, where or by how many workers it was made.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { type ChunkResult, chunksOf, type Plan, PLAN_FORMAT, PLAN_FORMAT_VERSION } from '../../study/index.ts';
import { canonicalJson } from '../../units/canonical.ts';
import { sha256Hex } from '../../units/hash.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { faultText } from '../command.ts';
import { StudyStopped, writeProblem } from './problems.ts';

export const PLAN_FILE = 'plan.json';
export const MANIFEST_FILE = 'manifest.yaml';
/** There only while a study is under way. */
export const LOG_FILE = 'chunks.jsonl';
/** The last file that is written: where it is, the study is done. */
export const SUMMARY_FILE = 'summary.json';

/** At the end of the name of a file that is being written. */
const PART = '.part';

export type FileContent = string | Uint8Array;

const writeAll = (handle: number, content: FileContent): void => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let written = 0;
  while (written < bytes.length) written += writeSync(handle, bytes, written);
  fsyncSync(handle);
};

/** Makes a folder and those above it, one after the other: Node's own tries for ever under /proc, which takes none. */
const makeFolder = (dir: string): void => {
  if (existsSync(dir)) return;
  makeFolder(path.dirname(dir));
  mkdirSync(dir);
};

const removeIfThere = (file: string): void => {
  if (existsSync(file)) rmSync(file);
};

/** Puts a whole file in its place, or leaves what was there. */
export const writeWhole = (dir: string, name: string, content: FileContent): void => {
  const file = path.join(dir, name);
  const beside = `${file}${PART}`;
  try {
    makeFolder(path.dirname(file));
    const handle = openSync(beside, 'w');
    try {
      writeAll(handle, content);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (fault) {
    removeIfThere(beside);
    throw new StudyStopped(writeProblem(file, fault));
  }
};

export const planText = (plan: Plan): string => `${JSON.stringify(plan, undefined, 1)}\n`;
export const planHash = (plan: Plan): string => sha256Hex(canonicalJson(JSON.parse(JSON.stringify(plan))));

const isResult = (plan: Plan, value: unknown): value is ChunkResult => {
  if (typeof value !== 'object' || value === null) return false;
  const { index, rows } = value as Partial<ChunkResult>;
  if (typeof index !== 'number' || !Array.isArray(rows)) return false;
  const chunk = chunksOf(plan)[index];
  return chunk !== undefined && rows.length === chunk.count && rows[0]?.game === chunk.first;
};

interface LogText {
  readonly results: readonly ChunkResult[];
  /** Bytes up to the end of the last whole line. */
  readonly length: number;
}

/** What a log holds; a last line that was cut short, or one that is no chunk of the plan, counts for nothing. */
const readLog = (plan: Plan, file: string): LogText => {
  // A device would be read without end.
  if (!existsSync(file) || !statSync(file).isFile()) return { results: [], length: 0 };
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const results = new Map<number, ChunkResult>();
  for (const line of whole.split('\n')) {
    try {
      const value: unknown = line === '' ? null : JSON.parse(line);
      if (isResult(plan, value)) results.set(value.index, value);
    } catch {
      // Damaged by whatever stopped the study: its games are played again.
    }
  }
  return { results: [...results.values()], length: new TextEncoder().encode(whole).length };
};

/** Results so far of a folder. */
export const resultsIn = (plan: Plan, dir: string): readonly ChunkResult[] =>
  readLog(plan, path.join(dir, LOG_FILE)).results;

export interface ChunkLog {
  readonly results: readonly ChunkResult[];
  readonly add: (result: ChunkResult) => void;
  readonly close: () => void;
}

/** Opens the log to go on after what it holds. */
export const openLog = (plan: Plan, dir: string): ChunkLog => {
  const file = path.join(dir, LOG_FILE);
  const { results, length } = readLog(plan, file);
  try {
    const handle = openSync(file, 'a');
    if (length > 0) ftruncateSync(handle, length);
    return {
      results,
      add: (result) => {
        try {
          writeAll(handle, `${JSON.stringify(result)}\n`);
        } catch (fault) {
          throw new StudyStopped(writeProblem(file, fault));
        }
      },
      close: () => closeSync(handle),
    };
  } catch (fault) {
    throw new StudyStopped(writeProblem(file, fault));
  }
};

/** Whether it is a plan that was written here; its parts are then as they were made. */
const isPlan = (value: unknown): value is Plan => {
  if (typeof value !== 'object' || value === null) return false;
  const { format, formatVersion, draws, chunkGames, ...plan } = value as Partial<Plan>;
  return (
    format === PLAN_FORMAT &&
    formatVersion === PLAN_FORMAT_VERSION &&
    [draws, chunkGames].every((count) => typeof count === 'number') &&
    [plan.assumptions, plan.variants, plan.outputs].every((list) => Array.isArray(list))
  );
};

/** The plan of a folder, or why it holds none. */
export const planIn = (dir: string): Result<Plan, Problem> => {
  const file = path.join(dir, PLAN_FILE);
  const unread = (got: string): Result<Plan, Problem> =>
    err({ code: 'study/no-study', path: file, expected: 'the plan of a study', got });
  try {
    const plan: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isPlan(plan) ? ok(plan) : unread('another file');
  } catch (fault) {
    return unread(faultText(fault));
  }
};

export const isDone = (dir: string): boolean => existsSync(path.join(dir, SUMMARY_FILE));

/** What lies in a folder, nothing where there is none; the problem is that it cannot be read, or is no folder. */
const namesIn = (dir: string): Result<readonly string[], Problem> => {
  try {
    return ok(existsSync(dir) ? readdirSync(dir) : []);
  } catch (fault) {
    return err(writeProblem(dir, fault));
  }
};

/** Makes a study's folder, or opens that of the same study to go on; the problem is what stands there already. */
export const openFolder = (dir: string, plan: Plan, manifest: string, isResumed: boolean): Result<null, Problem> => {
  const there = namesIn(dir);
  if (!there.ok) return there;
  const found = there.value;
  if (found.length > 0 && !isResumed)
    return err({
      code: 'study/folder-in-use',
      path: dir,
      expected: 'an empty folder, or --resume',
      got: found.join(', '),
    });
  if (found.some((name) => name !== `${PLAN_FILE}${PART}`)) {
    // What lies there and is no study is somebody else's.
    const known = planIn(dir);
    if (!known.ok) return known;
    const [expected, got] = [planHash(plan), planHash(known.value)];
    if (expected !== got) return err({ code: 'study/other-study', path: dir, expected: `the study ${expected}`, got });
  } else writeWhole(dir, PLAN_FILE, planText(plan));
  if (!found.includes(MANIFEST_FILE)) writeWhole(dir, MANIFEST_FILE, manifest);
  return ok(null);
};

/** Puts the results of a whole study in their places, the summary last, and takes the log away. */
export const finishFolder = (dir: string, files: ReadonlyMap<string, FileContent>, summary: string): void => {
  for (const [name, content] of files) writeWhole(dir, name, content);
  writeWhole(dir, SUMMARY_FILE, summary);
  rmSync(path.join(dir, LOG_FILE), { force: true });
};
