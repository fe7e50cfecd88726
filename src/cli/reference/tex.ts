/** Sets the trees of `src/physics/notation.ts` in TeX, with commands that both MathJax and KaTeX know. */
import type { Term } from '../../physics/notation.ts';

const GREEK: Readonly<Record<string, string>> = {
  pi: '\\pi',
  mu: '\\mu',
  sigma: '\\sigma',
  lambda: '\\lambda',
  alpha: '\\alpha',
  π: '\\pi',
  ρ: '\\rho',
  λ: '\\lambda',
  ε: '\\varepsilon',
};
const FUNCTIONS: Readonly<Record<string, string>> = {
  sin: '\\sin',
  cos: '\\cos',
  tan: '\\tan',
  ln: '\\ln',
  exp: '\\exp',
  min: '\\min',
  max: '\\max',
  log10: '\\log_{10}',
  log2: '\\log_{2}',
  asin: '\\arcsin',
  acos: '\\arccos',
};
const SIGNS: Readonly<Record<string, string>> = {
  '=': '=',
  '<': '\\lt',
  '>': '\\gt',
  '≥': '\\ge',
  '>=': '\\ge',
  '≤': '\\le',
  '<=': '\\le',
  '≈': '\\approx',
  '~': '\\sim',
};
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '|': '|' };

const upright = (name: string): string => `\\mathrm{${name}}`;

const letterTex = (name: string): string => GREEK[name] ?? (/^\p{L}'?$/u.test(name) ? name : upright(name));

const symbolTex = (name: string): string => {
  if (name === 'Re') return 'R_{E}';
  if (/^d\p{L}$/u.test(name)) return `\\mathrm{d} ${name.slice(1)}`;
  const [, base = name, digits] = /^(\p{L}|mu|sigma)(\d+)$/u.exec(name) ?? [];
  if (digits !== undefined) return `${letterTex(base)}_{${digits}}`;
  const [first = name, index] = name.split('_');
  return index === undefined ? letterTex(name) : `${letterTex(first)}_{${letterTex(index)}}`;
};

const numberTex = (text: string): string => {
  if (text === '½') return '\\tfrac{1}{2}';
  const [mantissa = text, exponent] = text.split('e');
  const digits = mantissa.replaceAll(',', '{,}');
  if (exponent === undefined) return digits;
  return digits === '1' ? `10^{${exponent}}` : `${digits} \\cdot 10^{${exponent}}`;
};

/** Without the brackets that a fraction, a root or an exponent makes needless. */
const bare = (term: Term): string => {
  const [only] = term.kind === 'group' && term.open !== '|' ? term.items : [];
  return term.kind === 'group' && only !== undefined && term.items.length === 1 ? tex(only) : tex(term);
};

const bracketed = (open: string, items: readonly Term[]): string =>
  `\\left${open} ${items.map(tex).join(', ')} \\right${CLOSING[open] ?? ')'}`;

const callTex = ({ name, open, power, arguments: given }: Extract<Term, { kind: 'call' }>): string => {
  const [first, second] = given;
  if (name === 'C' && first !== undefined && second !== undefined) return `\\binom{${tex(first)}}{${tex(second)}}`;
  if (name === 'sqrt' && given.length === 1 && first !== undefined) return `\\sqrt{${bare(first)}}`;
  const raised = power === undefined ? '' : `^{${tex(power)}}`;
  return `${FUNCTIONS[name] ?? symbolTex(name)}${raised}${bracketed(open, given)}`;
};

const seriesTex = ({ operator, over, range, of }: Extract<Term, { kind: 'series' }>): string => {
  const sign = operator === 'sum' ? '\\sum' : '\\prod';
  if (range !== undefined) return `${sign}_{${tex(range.index)} = ${tex(range.from)}}^{${tex(range.to)}} ${tex(of)}`;
  return over === '' ? `${sign} ${tex(of)}` : `${sign}_{\\text{${over}}} ${tex(of)}`;
};

/** A dot where two factors would otherwise run together. */
const productTex = (factors: readonly Term[]): string =>
  factors.map((factor) => (factor.kind === 'negative' ? bracketed('(', [factor]) : tex(factor))).join(' \\cdot ');

/** `a / b / c` is one fraction. */
const fractionTex = ({ over, under }: Extract<Term, { kind: 'fraction' }>): string =>
  over.kind === 'fraction'
    ? `\\frac{${bare(over.over)}}{${productTex([over.under, under])}}`
    : `\\frac{${bare(over)}}{${bare(under)}}`;

const withUnit = (factors: readonly Term[]): string | null => {
  const [number, unit] = factors;
  return factors.length === 2 && number !== undefined && unit?.kind === 'unit' ? `${tex(number)} ~ ${tex(unit)}` : null;
};

export const tex = (term: Term): string => {
  switch (term.kind) {
    case 'number':
      return numberTex(term.text);
    case 'symbol':
      return symbolTex(term.name);
    case 'unit':
      return upright(term.name);
    case 'degrees':
      return `${tex(term.of)}^{\\circ}`;
    case 'negative':
      return `-${tex(term.of)}`;
    case 'sum':
      return term.parts.map(({ sign, of }, index) => `${index === 0 ? '' : ` ${sign} `}${tex(of)}`).join('');
    case 'product':
      return withUnit(term.factors) ?? productTex(term.factors);
    case 'fraction':
      return fractionTex(term);
    case 'power':
      return `${term.base.kind === 'product' ? bracketed('(', [term.base]) : tex(term.base)}^{${bare(term.exponent)}}`;
    case 'group':
      return bracketed(term.open, term.items);
    case 'call':
      return callTex(term);
    case 'element':
      return `${tex(term.of)}_{${tex(term.at)}}`;
    case 'integral':
      return `\\int_{${tex(term.from)}}^{${tex(term.to)}} ${tex(term.of)}`;
    case 'series':
      return seriesTex(term);
    case 'relation':
      return term.terms
        .map((each, index) => (index === 0 ? tex(each) : ` ${SIGNS[term.signs[index - 1] ?? ''] ?? '='} ${tex(each)}`))
        .join('');
  }
};
