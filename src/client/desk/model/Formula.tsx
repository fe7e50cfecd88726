/**
 * Sets an equation as mathematics: the trees of `src/physics/notation.ts` as MathML, which browsers draw
 * and read aloud themselves. A long formula is cut at its signs, so that it wraps on a narrow page.
 */
import { createElement, type ReactElement, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { ModelText } from '../parts/ModelText.tsx';
import { type Layout, useLayout } from '../parts/useLayout.ts';
import { parseEquation, type Term } from '../../../physics/notation.ts';

const GREEK: Readonly<Record<string, string>> = {
  pi: 'π',
  mu: 'μ',
  sigma: 'σ',
  lambda: 'λ',
  alpha: 'α',
};
const SIGNS: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '~': '∼', '-': '−' };
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '|': '|' };

/** React's types know no MathML. */
const node = (tag: string, ...children: readonly ReactNode[]): ReactElement => createElement(tag, null, ...children);
const row = (...children: readonly ReactNode[]): ReactElement => node('mrow', ...children);
/** Between two things, also where it begins a line. */
const sign = (text: string): ReactElement => createElement('mo', { form: 'infix' }, SIGNS[text] ?? text);
const minus = node('mo', '−');
const fence = (text: string): ReactElement => createElement('mo', { stretchy: 'true', fence: 'true' }, text);

const letter = (name: string): ReactElement => node('mi', GREEK[name] ?? name);

const symbol = (name: string): ReactElement => {
  if (name === 'Re') return node('msub', letter('R'), letter('E'));
  const [, base, digits] = /^(\p{L}|mu|sigma)(\d+)$/u.exec(name) ?? [];
  if (base !== undefined && digits !== undefined) return node('msub', letter(base), node('mn', digits));
  const [first = name, index] = name.split('_');
  return index === undefined ? letter(name) : node('msub', letter(first), letter(index));
};

const number = (text: string): ReactElement => {
  const [mantissa = text, exponent] = text.split('e');
  if (exponent === undefined) return node('mn', text);
  const power = node('msup', node('mn', '10'), row(node('mn', exponent.replace('-', '−'))));
  return mantissa === '1' ? power : row(node('mn', mantissa), sign('·'), power);
};

const separated = (items: readonly ReactNode[], mark: string): readonly ReactNode[] =>
  items.flatMap((item, index) => (index === 0 ? [item] : [sign(mark), item]));

const bracketed = (open: string, items: readonly Term[]): ReactElement =>
  row(fence(open), ...separated(items.map(math), ','), fence(CLOSING[open] ?? open));

/** Without the brackets that a fraction, a root or an exponent makes needless. */
const bare = (term: Term): ReactElement => {
  const [only] = term.kind === 'group' && term.open !== '|' && term.items.length === 1 ? term.items : [];
  return only === undefined ? math(term) : math(only);
};

const call = ({ name, open, power, arguments: given }: Extract<Term, { kind: 'call' }>): ReactElement => {
  const [first] = given;
  if (name === 'sqrt' && first !== undefined && given.length === 1) return node('msqrt', bare(first));
  const head = symbol(name);
  return row(power === undefined ? head : node('msup', head, math(power)), bracketed(open, given));
};

/** Words below a sign of summation. */
const Over = ({ english }: { readonly english: string }): ReactElement => node('mtext', useTexts()(english));

const seriesSign = ({ operator, over, range }: Extract<Term, { kind: 'series' }>): ReactElement => {
  const large = createElement('mo', { largeop: 'true' }, operator === 'sum' ? '∑' : '∏');
  if (range !== undefined)
    return node('munderover', large, row(math(range.index), sign('='), math(range.from)), math(range.to));
  return over === '' ? large : node('munder', large, createElement(Over, { english: over }));
};

const integralSign = ({ from, to }: Extract<Term, { kind: 'integral' }>): ReactElement =>
  node('msubsup', createElement('mo', { largeop: 'true' }, '∫'), math(from), math(to));

const product = (factors: readonly Term[]): ReactElement => {
  const [first, unit] = factors;
  if (factors.length === 2 && first !== undefined && unit?.kind === 'unit')
    return row(math(first), node('mtext', ` ${unit.name}`));
  const set = factors.map((factor) => (factor.kind === 'negative' ? bracketed('(', [factor]) : math(factor)));
  return row(...separated(set, '·'));
};

/** `a / b / c` is one fraction. */
const fraction = ({ over, under }: Extract<Term, { kind: 'fraction' }>): ReactElement =>
  over.kind === 'fraction'
    ? node('mfrac', bare(over.over), product([over.under, under]))
    : node('mfrac', bare(over), bare(under));

const math = (term: Term): ReactElement => {
  switch (term.kind) {
    case 'number':
      return number(term.text);
    case 'symbol':
      return symbol(term.name);
    case 'unit':
      return node('mtext', term.name);
    case 'degrees':
      return row(math(term.of), node('mo', '°'));
    case 'negative':
      return row(minus, math(term.of));
    case 'sum':
      return row(
        ...term.parts.flatMap((part, index) => (index === 0 ? [math(part.of)] : [sign(part.sign), math(part.of)])),
      );
    case 'product':
      return product(term.factors);
    case 'fraction':
      return fraction(term);
    case 'power':
      return node(
        'msup',
        term.base.kind === 'product' ? bracketed('(', [term.base]) : math(term.base),
        bare(term.exponent),
      );
    case 'group':
      return bracketed(term.open, term.items);
    case 'call':
      return call(term);
    case 'element':
      return node('msub', math(term.of), math(term.at));
    case 'integral':
      return row(integralSign(term), math(term.of));
    case 'series':
      return row(seriesSign(term), math(term.of));
    case 'relation':
      return row(
        ...term.terms.flatMap((each, index) =>
          index === 0 ? [math(each)] : [sign(term.signs[index - 1] ?? '='), math(each)],
        ),
      );
  }
};

const sumOf = (terms: readonly Term[], between: number): number =>
  terms.reduce((sum, each) => sum + widthOf(each) + between, 0);

/** About how many letters wide a term is drawn. */
const widthOf = (term: Term): number => {
  switch (term.kind) {
    case 'number':
      return term.text.length;
    case 'symbol':
    case 'unit':
      return term.name.length;
    case 'degrees':
    case 'negative':
      return widthOf(term.of) + 1;
    case 'sum':
      return sumOf(
        term.parts.map(({ of }) => of),
        3,
      );
    case 'product':
      return sumOf(term.factors, 1);
    case 'fraction':
      return Math.max(widthOf(term.over), widthOf(term.under));
    case 'power':
      return widthOf(term.base) + widthOf(term.exponent) / 2;
    case 'group':
      return sumOf(term.items, 1) + 1;
    case 'call':
      return term.name.length + sumOf(term.arguments, 1) + 1;
    case 'element':
      return widthOf(term.of) + widthOf(term.at) / 2;
    case 'integral':
      return Math.max(widthOf(term.from), widthOf(term.to)) / 2 + widthOf(term.of) + 2;
    case 'series':
      return Math.max(2, term.over.length / 2) + widthOf(term.of) + 1;
    case 'relation':
      return sumOf(term.terms, 3);
  }
};

/** Brackets grow with what is in them, so they cannot be cut around what is tall. */
const isTall = (term: Term): boolean => {
  switch (term.kind) {
    case 'fraction':
    case 'integral':
    case 'series':
      return true;
    case 'degrees':
    case 'negative':
    case 'element':
      return isTall(term.of);
    case 'sum':
      return term.parts.some(({ of }) => isTall(of));
    case 'product':
      return term.factors.some(isTall);
    case 'power':
      return isTall(term.base);
    case 'group':
      return term.items.some(isTall);
    case 'call':
      return term.arguments.some(isTall);
    case 'relation':
      return term.terms.some(isTall);
    case 'number':
    case 'symbol':
    case 'unit':
      return false;
  }
};

type Pieces = readonly ReactElement[];

/**
 * How a formula is cut: into pieces of so many letters. Where there is less room, fractions and roots that are wider
 * than a line are written on one line too, as the plain text writes them.
 */
interface Cut {
  readonly longest: number;
  readonly isLinear: boolean;
}
const CUT_OF: Readonly<Record<Layout, Cut>> = {
  wide: { longest: 44, isLinear: false },
  medium: { longest: 48, isLinear: true },
  narrow: { longest: 16, isLinear: true },
};

const withBefore = (before: readonly ReactNode[], [first, ...rest]: Pieces): Pieces =>
  before.length === 0 ? [first, ...rest].filter((piece) => piece !== undefined) : [row(...before, first), ...rest];
const withAfter = (pieces: Pieces, after: ReactNode): Pieces => [...pieces.slice(0, -1), row(pieces.at(-1), after)];

const bracketPieces = (before: readonly ReactNode[], open: string, items: readonly Term[], cut: Cut): Pieces => {
  const inner = items.flatMap((item, index) =>
    index < items.length - 1 ? withAfter(piecesOf(item, cut), sign(',')) : piecesOf(item, cut),
  );
  return withAfter(withBefore([...before, fence(open)], inner), fence(CLOSING[open] ?? open));
};

/** A fraction on one line: in brackets what a line would otherwise tear apart. */
const linearFraction = ({ over, under }: Extract<Term, { kind: 'fraction' }>, cut: Cut): Pieces => {
  const above = over.kind === 'sum' ? bracketPieces([], '(', [over], cut) : piecesOf(over, cut);
  const isSingle = under.kind !== 'sum' && under.kind !== 'product' && under.kind !== 'fraction';
  return [...above, ...withBefore([sign('/')], isSingle ? piecesOf(under, cut) : bracketPieces([], '(', [under], cut))];
};

const linearPower = ({ base, exponent }: Extract<Term, { kind: 'power' }>, cut: Cut): Pieces => {
  const below = base.kind === 'product' ? bracketPieces([], '(', [base], cut) : piecesOf(base, cut);
  const last = below.at(-1);
  return last === undefined ? [] : [...below.slice(0, -1), node('msup', last, bare(exponent))];
};

const callPieces = (term: Extract<Term, { kind: 'call' }>, cut: Cut): Pieces => {
  const { name, open, power, arguments: given } = term;
  if (name === 'sqrt') return cut.isLinear ? bracketPieces([node('mo', '√')], '(', given, cut) : [math(term)];
  if (isTall(term) && !cut.isLinear) return [math(term)];
  const head = symbol(name);
  return bracketPieces([power === undefined ? head : node('msup', head, math(power))], open, given, cut);
};

const cutPieces = (term: Term, cut: Cut): Pieces => {
  switch (term.kind) {
    case 'sum':
      return term.parts.flatMap(({ sign: mark, of }, index) =>
        index === 0 ? piecesOf(of, cut) : withBefore([sign(mark)], piecesOf(of, cut)),
      );
    case 'product':
      return term.factors.flatMap((factor, index) => {
        const isSigned = factor.kind === 'negative' && index > 0;
        const pieces = isSigned ? [bracketed('(', [factor])] : piecesOf(factor, cut);
        return withBefore(index === 0 ? [] : [sign('·')], pieces);
      });
    case 'negative':
      return withBefore([minus], piecesOf(term.of, cut));
    case 'fraction':
      return cut.isLinear ? linearFraction(term, cut) : [math(term)];
    case 'power':
      return cut.isLinear ? linearPower(term, cut) : [math(term)];
    case 'group':
      return isTall(term) && !cut.isLinear ? [math(term)] : bracketPieces([], term.open, term.items, cut);
    case 'call':
      return callPieces(term, cut);
    case 'series':
      return [seriesSign(term), ...piecesOf(term.of, cut)];
    case 'integral':
      return [integralSign(term), ...piecesOf(term.of, cut)];
    default:
      return [math(term)];
  }
};

/** A term in pieces that may stand on lines of their own: each sign with what follows it. */
const piecesOf = (term: Term, cut: Cut): Pieces => {
  if (term.kind === 'relation')
    return term.terms.flatMap((each, index) =>
      withBefore(index === 0 ? [] : [sign(term.signs[index - 1] ?? '=')], piecesOf(each, cut)),
    );
  return widthOf(term) <= cut.longest ? [math(term)] : cutPieces(term, cut);
};

/** `names` are symbols although they look like words: parameters and results. */
export const EquationText = ({
  text,
  names,
}: {
  readonly text: string;
  readonly names: readonly string[];
}): ReactElement => {
  const cut = CUT_OF[useLayout()];
  return (
    <div className="equation-set">
      {parseEquation(text, names).map((statement, index) =>
        statement.kind === 'prose' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the statements of one text never move
          <p key={index}>
            <ModelText english={statement.text} />
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the statements of one text never move
          <p key={index} className="formula">
            {piecesOf(statement.term, cut).map((piece, place) =>
              createElement('math', { key: place, displaystyle: 'true' }, piece),
            )}
          </p>
        ),
      )}
    </div>
  );
};
