/**
 * Source files as the architecture tests see them: path from the project's root, text, syntax tree.
 *
 * A check takes a `SourceFile` and returns what it found, so that each can be tried on a small bad sample.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** A node of the tree, as loosely as a search needs it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export interface SourceFile {
  /** From the project's root with forward slashes: `src/engine/state.ts`. */
  readonly path: string;
  readonly text: string;
  readonly program: SyntaxNode;
}

/** Something that a check does not allow, as `file:line what`. */
export type Violation = string;

export const isSyntaxNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

/** Parses one file; a file that does not parse is an error of the test, not of a check. */
export const parseSource = (filePath: string, text: string): SourceFile => {
  const { program, errors } = parseSync(filePath, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${filePath}: ${error.message}`);
  if (!isSyntaxNode(program)) throw new Error(`${filePath}: no syntax tree`);
  return { path: filePath, text, program };
};

/** Every node below and including one, each with the node it hangs from. */
export function* walk(
  node: SyntaxNode,
  parent: SyntaxNode | null = null,
): Generator<readonly [SyntaxNode, SyntaxNode | null]> {
  yield [node, parent];
  for (const value of Object.values(node)) {
    const children: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const child of children) if (isSyntaxNode(child)) yield* walk(child, node);
  }
}

export const violation = (file: SourceFile, node: SyntaxNode, what: string): Violation => {
  const line = file.text.slice(0, node.start).split('\n').length;
  return `${file.path}:${line} ${what}`;
};

/** Paths of all files under a folder of the project, sorted. */
export const listFiles = (folder: string): readonly string[] =>
  readdirSync(path.join(projectFolder, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : 1));

export const readProjectFile = (filePath: string): string => readFileSync(path.join(projectFolder, filePath), 'utf8');

/** Every TypeScript file under a folder, parsed. */
export const readSources = (folder: string): readonly SourceFile[] =>
  listFiles(folder)
    .filter((filePath) => /\.tsx?$/.test(filePath))
    .map((filePath) => parseSource(filePath, readProjectFile(filePath)));
