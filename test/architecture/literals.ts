/**
 * Numbers written into the engine. A number that decides play belongs in `rules/`, with a range and a
 * source; one that stays in the code has to be on a reviewed list, with the reason why.
 */
import { isSyntaxNode, type SourceFile, type SyntaxNode, walk } from './source.ts';

export interface NumberLiteral {
  readonly file: string;
  readonly line: number;
  /** Name of the innermost declaration around it. */
  readonly within: string;
  readonly value: number;
}

/** Counting, halving, decimal scales, and the edges of a share: nothing that could be another number. */
const HARMLESS = new Set([0, 1, 2, 0.5, 10, 100, 1000]);
/** Smaller numbers are tolerances of floating point. */
const LARGEST_TOLERANCE = 1e-6;

const nameIn = (node: unknown): string | null =>
  isSyntaxNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : null;

const declaredName = (node: SyntaxNode): string | null =>
  /^(VariableDeclarator|FunctionDeclaration|MethodDefinition|ClassDeclaration)$/.test(node.type)
    ? nameIn(node.id ?? node.key)
    : null;

const isIndex = (node: SyntaxNode, parent: SyntaxNode | null): boolean =>
  parent?.type === 'MemberExpression' && parent.computed === true && parent.property === node;

/** `weight: 3` of an event orders the report that it stands in, and nothing else. */
const isEventWeight = (node: SyntaxNode): boolean => node.type === 'Property' && nameIn(node.key) === 'weight';

/** Numbers of a file that are neither harmless, nor an index, nor part of a type. */
export const findNumberLiterals = (file: SourceFile): readonly NumberLiteral[] => {
  const within = new Map<SyntaxNode, string>();
  const ordering = new Set<SyntaxNode>();
  const found: NumberLiteral[] = [];
  for (const [node, parent] of walk(file.program)) {
    within.set(node, declaredName(node) ?? (parent === null ? '' : (within.get(parent) ?? '')));
    if (isEventWeight(node) || (parent !== null && ordering.has(parent))) ordering.add(node);
    if (node.type !== 'Literal' || typeof node.value !== 'number') continue;
    const { value } = node;
    const isPlain = HARMLESS.has(value) || (value > 0 && value <= LARGEST_TOLERANCE);
    if (isPlain || isIndex(node, parent) || parent?.type === 'TSLiteralType' || ordering.has(node)) continue;
    const line = file.text.slice(0, node.start).split('\n').length;
    found.push({ file: file.path, line, within: within.get(node) ?? '', value });
  }
  return found;
};

/** One reviewed place: every number of that value inside that declaration. */
export interface AllowedLiteral {
  readonly file: string;
  readonly within: string;
  readonly values: readonly number[];
  readonly reason: string;
}

export const isAllowed = ({ file, within, value }: NumberLiteral, allowed: readonly AllowedLiteral[]): boolean =>
  allowed.some((entry) => entry.file === file && entry.within === within && entry.values.includes(value));

/** Entries, or values of entries, that no longer stand in the code. */
export const unusedAllowances = (
  literals: readonly NumberLiteral[],
  allowed: readonly AllowedLiteral[],
): readonly string[] =>
  allowed.flatMap(({ file, within, values }) =>
    values
      .filter((value) => !literals.some((each) => each.file === file && each.within === within && each.value === value))
      .map((value) => `${file} ${within} ${value}`),
  );
