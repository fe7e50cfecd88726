/**
 * One YAML file of the rules: its plain value, and the line on which any part of it stands.
 *
 * YAML 1.2 core only. Keys are texts and unique, anchors and aliases are allowed, other tags and
 * several documents in one file are not. Whatever the text is, nothing here throws.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Problem } from '../units/result.ts';

export type RulePath = readonly (string | number)[];

export interface YamlDocument {
  readonly value: unknown;
  /** Line of the innermost part that exists along the path, counted from 1. */
  readonly lineOf: (path: RulePath) => number;
}

export interface ReadDocument {
  /** Absent where the text is no YAML. */
  readonly document?: YamlDocument;
  readonly problems: readonly Problem[];
}

type MaybeNode = Node | null | undefined;

const startOf = (node: unknown): number | undefined => {
  const range = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range;
  return range?.[0];
};

const followAlias = (document: Document, node: MaybeNode): MaybeNode =>
  isAlias(node) ? (node.resolve(document) as MaybeNode) : node;

/** Offset of the deepest existing part on the path: the key of a map's entry, the start of a list's. */
const offsetOf = (document: Document, path: RulePath): number => {
  let node: MaybeNode = document.contents;
  let offset = 0;
  for (const segment of path) {
    const here: MaybeNode = followAlias(document, node);
    if (isMap(here)) {
      const pair = here.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value as MaybeNode;
    } else if (isSeq(here) && typeof segment === 'number' && segment < here.items.length) {
      node = here.items[segment] as MaybeNode;
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
};

/** Deeper than the rules ever nest: broken text may nest without end. */
const MAX_PATH = 16;

/** The last entry of a map or list that starts at or before an offset, with its name. */
const entryAt = (
  node: unknown,
  offset: number,
): { readonly name: string | number; readonly value: unknown } | undefined => {
  const startsBefore = (part: unknown): boolean => (startOf(part) ?? Number.POSITIVE_INFINITY) <= offset;
  if (isMap(node)) {
    const pair = node.items.findLast((item) => startsBefore(item.key));
    return pair === undefined || !isScalar(pair.key) ? undefined : { name: String(pair.key.value), value: pair.value };
  }
  const index = isSeq(node) ? node.items.findLastIndex(startsBefore) : -1;
  return isSeq(node) && index >= 0 ? { name: index, value: node.items[index] } : undefined;
};

/** The path of the part that holds an offset, as far as the broken text allows. */
const pathAt = (root: unknown, offset: number): RulePath => {
  const path: (string | number)[] = [];
  let entry = entryAt(root, offset);
  while (entry !== undefined && path.length < MAX_PATH) {
    path.push(entry.name);
    entry = entryAt(entry.value, offset);
  }
  return path;
};

/** JavaScript gives this key a meaning of its own, so it never reaches the schemas. */
const forbiddenKeyOffsets = (document: Document): number[] => {
  const offsets: number[] = [];
  visit(document, {
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && pair.key.value === '__proto__') offsets.push(startOf(pair.key) ?? 0);
    },
  });
  return offsets;
};

/** After so many, faults of syntax are only echoes of the first. */
const MAX_SYNTAX_PROBLEMS = 12;

const readChecked = (file: string, prefix: string, text: string): ReadDocument => {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    uniqueKeys: true,
    strict: true,
    prettyErrors: false,
    lineCounter: counter,
  });
  const lineAt = (offset: number): number => Math.max(1, counter.linePos(offset).line);
  const problemAt = (offset: number, code: string, expected: string, got: string): Problem => ({
    code,
    path: [prefix, ...pathAt(document.contents, offset)].join('.'),
    expected,
    got,
    file,
    line: lineAt(offset),
  });
  const problems = [...document.errors, ...document.warnings]
    .slice(0, MAX_SYNTAX_PROBLEMS)
    .map((fault) =>
      fault.code === 'DUPLICATE_KEY'
        ? problemAt(fault.pos[0], 'rules/duplicate-key', 'each key once', fault.message)
        : problemAt(fault.pos[0], 'rules/yaml-syntax', 'YAML 1.2', fault.message),
    );
  if (document.directives?.yaml.version !== '1.2') {
    problems.push(
      problemAt(0, 'rules/yaml-syntax', 'YAML 1.2', `YAML ${document.directives?.yaml.version ?? 'of no version'}`),
    );
  }
  for (const offset of forbiddenKeyOffsets(document)) {
    problems.push(problemAt(offset, 'rules/unknown-field', 'a field of the schema', '__proto__'));
  }
  if (problems.length > 0) return { problems };
  const value: unknown = document.toJS();
  return { document: { value, lineOf: (path) => lineAt(offsetOf(document, path)) }, problems };
};

/** `prefix` is what the paths of the file's problems begin with. */
export const readDocument = (file: string, prefix: string, text: string): ReadDocument => {
  try {
    return readChecked(file, prefix, text);
  } catch (fault) {
    // The YAML library throws for text nested too deeply and for aliases that multiply without end.
    const got = fault instanceof Error ? fault.message : String(fault);
    return { problems: [{ code: 'rules/yaml-syntax', path: prefix, expected: 'YAML 1.2', got, file, line: 1 }] };
  }
};
