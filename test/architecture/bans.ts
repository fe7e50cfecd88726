/**
 * What must not appear: anything that differs between machines in the pure rooms, any question which side
 * is which, and visible text in the client's code.
 */
import { isSyntaxNode, type SourceFile, type SyntaxNode, type Violation, violation, walk } from './source.ts';

const PURE_ROOMS = ['units', 'physics', 'ruleset', 'engine', 'bots', 'study', 'protocol'];
const MATHEMATICS_DOOR = 'src/units/math.ts';

/** Members of `Math` that give the same bits everywhere. */
const EXACT_MATH = new Set([
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
]);

/** The page's own names (`document`, `window`) are unknown to the compiler in the pure rooms. */
const BANNED_GLOBALS = new Set([
  'Date',
  'Intl',
  'XMLHttpRequest',
  'console',
  'crypto',
  'fetch',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'requestAnimationFrame',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

const LOCALE_METHOD = /^toLocale|^localeCompare$/;
const SORT_METHODS = new Set(['sort', 'toSorted']);

const nameOf = (node: unknown): string | null =>
  isSyntaxNode(node) && (node.type === 'Identifier' || node.type === 'Literal')
    ? String(node.type === 'Identifier' ? node.name : node.value)
    : null;

const isPure = (filePath: string): boolean => PURE_ROOMS.some((room) => filePath.startsWith(`src/${room}/`));

/** An identifier that stands for a value, not for a property, a key, or a type. */
const isReference = (node: SyntaxNode, parent: SyntaxNode | null): boolean => {
  if (parent === null) return true;
  if (parent.type === 'MemberExpression' && parent.property === node && parent.computed !== true) return false;
  if (parent.type === 'Property' && parent.key === node && parent.computed !== true && parent.shorthand !== true)
    return false;
  return !parent.type.startsWith('TS') && !parent.type.startsWith('Import') && !parent.type.startsWith('Export');
};

/** Names that the file itself declares, and which therefore are not the global ones. */
const declaredNames = (file: SourceFile): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const [node, parent] of walk(file.program)) {
    const isBinding =
      parent !== null &&
      ((parent.type === 'VariableDeclarator' && parent.id === node) ||
        /^Import.*Specifier$/.test(parent.type) ||
        (/Function/.test(parent.type) &&
          (parent.id === node || (Array.isArray(parent.params) && parent.params.includes(node)))));
    const name = isBinding ? nameOf(node) : null;
    if (name !== null) names.add(name);
  }
  return names;
};

const faultOfMember = (node: SyntaxNode): string | null => {
  const property = nameOf(node.property);
  if (nameOf(node.object) === 'Math' && !(property !== null && EXACT_MATH.has(property)))
    return `Math.${property ?? '[…]'}`;
  return property !== null && LOCALE_METHOD.test(property) ? property : null;
};

const faultOfCall = (node: SyntaxNode): string | null => {
  const { callee } = node;
  const method = isSyntaxNode(callee) && callee.type === 'MemberExpression' ? nameOf(callee.property) : null;
  const hasComparator = Array.isArray(node.arguments) && node.arguments.length > 0;
  return method !== null && SORT_METHODS.has(method) && !hasComparator ? `${method}() without comparator` : null;
};

const isPower = (node: SyntaxNode): boolean =>
  (node.type === 'BinaryExpression' && node.operator === '**') ||
  (node.type === 'AssignmentExpression' && node.operator === '**=');

const faultOfNode = (node: SyntaxNode, parent: SyntaxNode | null, declared: ReadonlySet<string>): string | null => {
  if (isPower(node)) return '**';
  if (node.type === 'MemberExpression') return faultOfMember(node);
  if (node.type === 'CallExpression') return faultOfCall(node);
  if (node.type !== 'Identifier') return null;
  const name = nameOf(node) ?? '';
  return BANNED_GLOBALS.has(name) && !declared.has(name) && isReference(node, parent) ? name : null;
};

/** Uses, in a pure room, of what is not the same on every machine and at every time. */
export const findImpurities = (file: SourceFile): readonly Violation[] => {
  if (!isPure(file.path) || file.path === MATHEMATICS_DOOR) return [];
  const declared = declaredNames(file);
  const found: Violation[] = [];
  for (const [node, parent] of walk(file.program)) {
    const fault = faultOfNode(node, parent, declared);
    if (fault !== null) found.push(violation(file, node, `uses ${fault} in a pure room`));
  }
  return found;
};

const SIDE_LITERALS = new Set(['us', 'cn']);
const EQUALITIES = new Set(['===', '!==', '==', '!=']);

const isSideLiteral = (node: unknown): boolean =>
  isSyntaxNode(node) && node.type === 'Literal' && typeof node.value === 'string' && SIDE_LITERALS.has(node.value);

/** Comparisons with a side's name: sides are rows of data, not branches of code. */
export const findSideBranches = (file: SourceFile): readonly Violation[] => {
  const found: Violation[] = [];
  for (const [node] of walk(file.program)) {
    const isComparison =
      node.type === 'BinaryExpression' &&
      EQUALITIES.has(String(node.operator)) &&
      (isSideLiteral(node.left) || isSideLiteral(node.right));
    const isCase = node.type === 'SwitchCase' && isSideLiteral(node.test);
    if (isComparison || isCase) found.push(violation(file, node, 'asks which side it is'));
  }
  return found;
};

const TEXT_ATTRIBUTES = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);
const LETTER = /\p{L}/u;

/** The fixed text of a literal or template, or null where the node is neither. */
const fixedText = (node: unknown): string | null => {
  if (!isSyntaxNode(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis))
    return node.quasis.map((quasi: { value: { raw: string } }) => quasi.value.raw).join('');
  return node.type === 'JSXExpressionContainer' ? fixedText(node.expression) : null;
};

const isVisibleText = (node: SyntaxNode, parent: SyntaxNode | null): boolean => {
  if (node.type === 'JSXText') return LETTER.test(String(node.value));
  if (node.type === 'JSXAttribute') {
    const name = isSyntaxNode(node.name) ? String(node.name.name) : '';
    return TEXT_ATTRIBUTES.has(name) && LETTER.test(fixedText(node.value) ?? '');
  }
  const isChild = parent !== null && (parent.type === 'JSXElement' || parent.type === 'JSXFragment');
  return node.type === 'JSXExpressionContainer' && isChild && LETTER.test(fixedText(node) ?? '');
};

/** Words that a person would read, written into the code where no translator finds them. */
export const findVisibleText = (file: SourceFile): readonly Violation[] => {
  const found: Violation[] = [];
  for (const [node, parent] of walk(file.program)) {
    if (isVisibleText(node, parent)) found.push(violation(file, node, 'has visible text outside the locales'));
  }
  return found;
};
