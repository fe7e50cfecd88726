/**
 * Reads the plain text of an equation, as the definitions write it, into statements: formulas as trees,
 * and the prose around them. Whoever shows equations sets them from the trees; nothing is written twice.
 *
 * Both ways of writing products are read, `a·b` and `a b`, left to right with `/` at the same level. A
 * plain word that is no symbol ends a formula: what is not read for certain stays prose.
 */

export type Term =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'unit'; readonly name: string }
  | { readonly kind: 'degrees'; readonly of: Term }
  | { readonly kind: 'negative'; readonly of: Term }
  | { readonly kind: 'sum'; readonly parts: readonly { readonly sign: '+' | '-'; readonly of: Term }[] }
  | { readonly kind: 'product'; readonly factors: readonly Term[] }
  | { readonly kind: 'fraction'; readonly over: Term; readonly under: Term }
  | { readonly kind: 'power'; readonly base: Term; readonly exponent: Term }
  | { readonly kind: 'group'; readonly open: '(' | '[' | '|'; readonly items: readonly Term[] }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly open: '(' | '[';
      readonly power?: Term;
      readonly arguments: readonly Term[];
    }
  | { readonly kind: 'element'; readonly of: Term; readonly at: Term }
  | { readonly kind: 'integral'; readonly of: Term; readonly from: Term; readonly to: Term }
  | {
      readonly kind: 'series';
      readonly operator: 'sum' | 'product';
      /** `over hours of`: words; `for i from a to b of`: index, from, to. */
      readonly over: string;
      readonly range?: { readonly index: Term; readonly from: Term; readonly to: Term };
      readonly of: Term;
    }
  | { readonly kind: 'relation'; readonly terms: readonly Term[]; readonly signs: readonly string[] };

export type Statement =
  | { readonly kind: 'formula'; readonly term: Term; readonly text: string }
  | { readonly kind: 'prose'; readonly text: string };

interface Token {
  readonly kind: 'number' | 'word' | 'sign';
  readonly text: string;
  readonly spaceBefore: boolean;
}

const TOKEN =
  /\s*(?:((?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e-?\d+)?|½)|([\p{L}_][\p{L}\d_]*'?)|(>=|<=|[-+−·*/^²³⁴()[\]|,=<>≥≤≈~°∫]))/uy;
const SUPERSCRIPTS: Readonly<Record<string, string>> = { '²': '2', '³': '3', '⁴': '4' };
const RELATIONS = new Set(['=', '<', '>', '≥', '≤', '>=', '<=', '≈', '~']);
/** Words in lower case that are symbols everywhere. */
const KNOWN = new Set(['pi', 'mu', 'sigma', 'lambda', 'alpha', 'dx', 'dy', 'dt', 'da', 'dN']);
/** Functions that may stand before their argument without brackets. */
const PREFIXES = new Set(['sin', 'cos', 'tan', 'ln', 'exp', 'log10', 'log2', 'sqrt']);
/** Words that end a formula and begin its conditions. */
const TAILS = / (?=(?:where|with|for|below|while|\(collision\)|\(explosion\)|\(kg)(?: |,|$|\b))/;

class NotAFormula extends Error {}

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) throw new NotAFormula(text.slice(end));
    const [whole, number, word, sign] = match;
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    tokens.push({ kind, text: number ?? word ?? sign ?? '', spaceBefore: /^\s/.test(whole) });
    end = TOKEN.lastIndex;
  }
  return tokens;
};

/** A word that cannot be anything but a symbol: camelCase, one letter, with a digit or mark, or known. */
const isSurelySymbol = (word: string): boolean =>
  KNOWN.has(word) ||
  /[\d_']/.test(word) ||
  /\p{Ll}\p{Lu}/u.test(word) ||
  /^\p{L}$/u.test(word) ||
  /^\p{Lu}+$/u.test(word) ||
  word === 'Re';

class Reader {
  private readonly tokens: readonly Token[];
  private readonly symbols: ReadonlySet<string>;
  private position = 0;
  private barsOpen = 0;

  constructor(tokens: readonly Token[], symbols: ReadonlySet<string>) {
    this.tokens = tokens;
    this.symbols = symbols;
  }

  /** A relation or an expression that takes every token. */
  readAll(): Term {
    const term = this.relation();
    if (this.position < this.tokens.length) throw new NotAFormula(this.peek()?.text);
    return term;
  }

  private peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  private takeSign(...texts: readonly string[]): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'sign' || !texts.includes(token.text)) return undefined;
    this.position += 1;
    return token.text;
  }

  private expectSign(text: string): void {
    if (this.takeSign(text) === undefined) throw new NotAFormula(`expected ${text}`);
  }

  private takeWord(...texts: readonly string[]): string | undefined {
    const token = this.peek();
    if (token?.kind !== 'word' || (texts.length > 0 && !texts.includes(token.text))) return undefined;
    this.position += 1;
    return token.text;
  }

  private relation(): Term {
    const first = this.sum();
    const terms = [first];
    const signs: string[] = [];
    for (let sign = this.takeSign(...RELATIONS); sign !== undefined; sign = this.takeSign(...RELATIONS)) {
      signs.push(sign);
      terms.push(this.sum());
    }
    return signs.length === 0 ? first : { kind: 'relation', terms, signs };
  }

  private sum(): Term {
    const parts: { sign: '+' | '-'; of: Term }[] = [{ sign: '+', of: this.product() }];
    for (let sign = this.takeSign('+', '-', '−'); sign !== undefined; sign = this.takeSign('+', '-', '−'))
      parts.push({ sign: sign === '+' ? '+' : '-', of: this.product() });
    const [first] = parts;
    return parts.length === 1 && first !== undefined ? first.of : { kind: 'sum', parts };
  }

  private product(): Term {
    if (this.takeSign('-', '−') !== undefined) return { kind: 'negative', of: this.product() };
    let factors: Term[] = [this.power()];
    const soFar = (): Term => {
      const [first] = factors;
      return factors.length === 1 && first !== undefined ? first : { kind: 'product', factors };
    };
    for (;;) {
      if (this.takeSign('·', '*') !== undefined) factors.push(this.power());
      else if (this.takeSign('/') !== undefined) factors = [{ kind: 'fraction', over: soFar(), under: this.power() }];
      else if (this.beginsFactor()) {
        const before = factors.at(-1);
        const factor = this.power();
        if (this.isPlainWord(before) || this.isPlainWord(factor)) throw new NotAFormula('two words');
        factors.push(factor);
      } else return soFar();
    }
  }

  /** Prose betrays itself by plain words side by side; a plain word alone may be a symbol. */
  private isPlainWord(term: Term | undefined): boolean {
    if (term?.kind === 'group') return term.items.some((item) => this.isPlainWord(item));
    return term?.kind === 'symbol' && !isSurelySymbol(term.name) && !this.symbols.has(term.name);
  }

  private beginsFactor(): boolean {
    const token = this.peek();
    if (token === undefined) return false;
    if (token.kind !== 'sign') return !['from', 'to', 'of', 'and', 'or', 'for', 'by'].includes(token.text);
    return token.text === '(' || token.text === '[' || (token.text === '|' && this.barsOpen === 0);
  }

  private power(): Term {
    const base = this.primary();
    const token = this.peek();
    const superscript = token === undefined ? undefined : SUPERSCRIPTS[token.text];
    if (superscript !== undefined) {
      this.position += 1;
      return { kind: 'power', base, exponent: { kind: 'number', text: superscript } };
    }
    if (this.takeSign('°') !== undefined) return { kind: 'degrees', of: base };
    if (this.takeSign('^') === undefined) return base;
    const negative = this.takeSign('-', '−') !== undefined;
    const exponent = this.power();
    return { kind: 'power', base, exponent: negative ? { kind: 'negative', of: exponent } : exponent };
  }

  private items(close: string): readonly Term[] {
    const items = [this.relation()];
    while (this.takeSign(',') !== undefined) items.push(this.relation());
    this.expectSign(close);
    return items;
  }

  private primary(): Term {
    const token = this.peek();
    if (token === undefined) throw new NotAFormula('end');
    this.position += 1;
    if (token.kind === 'number') {
      const next = this.peek();
      const isUnit = next?.kind === 'word' && next.spaceBefore && /^(s|d|h|yr|km|m)$/.test(next.text);
      const number: Term = { kind: 'number', text: token.text };
      if (!isUnit || this.symbols.has(next.text)) return number;
      this.position += 1;
      return { kind: 'product', factors: [number, { kind: 'unit', name: next.text }] };
    }
    if (token.kind === 'word') return this.named(token.text);
    if (token.text === '∫') return this.integral();
    if (token.text === '(' || token.text === '[')
      return { kind: 'group', open: token.text, items: this.items(token.text === '(' ? ')' : ']') };
    if (token.text === '|') {
      this.barsOpen += 1;
      const of = this.sum();
      this.expectSign('|');
      this.barsOpen -= 1;
      return { kind: 'group', open: '|', items: [of] };
    }
    throw new NotAFormula(token.text);
  }

  private named(name: string): Term {
    if ((name === 'sum' || name === 'product') && this.peek()?.kind === 'word') return this.series(name);
    const next = this.peek();
    const power = PREFIXES.has(name) && next !== undefined ? SUPERSCRIPTS[next.text] : undefined;
    if (power !== undefined) this.position += 1;
    const open = this.peek();
    const opens = open?.kind === 'sign' && !open.spaceBefore ? open.text : undefined;
    const raised = power === undefined ? {} : { power: { kind: 'number', text: power } as const };
    if (opens === '(' || (opens === '[' && name === 'E')) {
      this.position += 1;
      return { kind: 'call', name, open: opens, ...raised, arguments: this.items(opens === '(' ? ')' : ']') };
    }
    if (opens === '[') {
      this.position += 1;
      const [at] = this.items(']');
      if (at === undefined) throw new NotAFormula('index');
      return { kind: 'element', of: { kind: 'symbol', name }, at };
    }
    if (PREFIXES.has(name)) return { kind: 'call', name, open: '(', ...raised, arguments: [this.bareArgument()] };
    return { kind: 'symbol', name };
  }

  /** What a function without brackets takes: `M`, or `2M`. */
  private bareArgument(): Term {
    const first = this.power();
    const next = this.peek();
    const joined = first.kind === 'number' && next?.kind === 'word' && !next.spaceBefore;
    return joined ? { kind: 'product', factors: [first, this.power()] } : first;
  }

  private series(operator: 'sum' | 'product'): Term {
    if (this.takeWord('of') !== undefined) return { kind: 'series', operator, over: '', of: this.product() };
    if (this.takeWord('over') !== undefined) {
      const words: string[] = [];
      for (let word = this.takeWord(); word !== 'of'; word = this.takeWord()) {
        if (word === undefined) throw new NotAFormula('of');
        words.push(word);
      }
      return { kind: 'series', operator, over: words.join(' '), of: this.product() };
    }
    if (this.takeWord('for') === undefined) throw new NotAFormula(operator);
    const index = this.primary();
    const [from, to] = this.range();
    if (this.takeWord('of') === undefined) throw new NotAFormula('of');
    return { kind: 'series', operator, over: '', range: { index, from, to }, of: this.product() };
  }

  private range(): readonly [Term, Term] {
    if (this.takeWord('from') === undefined) throw new NotAFormula('from');
    const from = this.sum();
    if (this.takeWord('to') === undefined) throw new NotAFormula('to');
    return [from, this.sum()];
  }

  private integral(): Term {
    const of = this.product();
    const [from, to] = this.range();
    return { kind: 'integral', of, from, to };
  }
}

const asFormula = (text: string, symbols: ReadonlySet<string>): Term | null => {
  try {
    const term = new Reader(tokensOf(text), symbols).readAll();
    return term.kind === 'relation' ? term : null;
  } catch (fault) {
    if (fault instanceof NotAFormula) return null;
    throw fault;
  }
};

interface Piece {
  readonly text: string;
  /** What stood between this piece and the next. */
  readonly mark: string;
}

/** Cuts at marks outside brackets: `;`, `:`, a comma or a full stop before a space. */
const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const here = text.charAt(at);
    if (here === '(' || here === '[') depth += 1;
    if (here === ')' || here === ']') depth -= 1;
    const isMark = depth === 0 && /[;:,.]/.test(here) && /^(\s|$)/.test(text.slice(at + 1));
    if (!isMark) continue;
    pieces.push({ text: text.slice(start, at).trim(), mark: here });
    start = at + 1;
  }
  const rest = text.slice(start).trim();
  return rest === '' ? pieces : [...pieces, { text: rest, mark: '' }];
};

/** The formula at the head of a piece and the words after it, or the whole as prose. */
const statementsOf = (text: string, symbols: ReadonlySet<string>): readonly Statement[] => {
  const whole = asFormula(text, symbols);
  if (whole !== null) return [{ kind: 'formula', term: whole, text }];
  const [head = ''] = text.split(TAILS);
  const term = head.length < text.length ? asFormula(head, symbols) : null;
  if (term === null) return [{ kind: 'prose', text }];
  return [
    { kind: 'formula', term, text: head },
    { kind: 'prose', text: text.slice(head.length).trim() },
  ];
};

/**
 * Statements of an equation in order. `symbols` are names that are symbols although they look like
 * words: parameters and results of the function.
 */
export const parseEquation = (text: string, symbols: Iterable<string> = []): readonly Statement[] => {
  const known = new Set(symbols);
  const statements: Statement[] = [];
  let mark = '';
  for (const piece of piecesOf(text)) {
    for (const statement of statementsOf(piece.text, known)) {
      const before = statements.at(-1);
      if (statement.kind === 'prose' && before?.kind === 'prose' && mark !== '')
        statements[statements.length - 1] = { kind: 'prose', text: `${before.text}${mark} ${statement.text}` };
      else if (before?.kind === 'prose' && mark === ':')
        statements.splice(-1, 1, { kind: 'prose', text: `${before.text}:` }, statement);
      else statements.push(statement);
    }
    mark = piece.mark;
  }
  return statements;
};

/** The plain text of an equation with its prose as `say` gives it; its formulas stay as they are. */
export const inWords = (text: string, symbols: Iterable<string>, say: (prose: string) => string): string => {
  let left = text;
  let said = '';
  for (const { kind, text: own } of parseEquation(text, symbols)) {
    const end = left.indexOf(own) + own.length;
    said += left.slice(0, end - own.length) + (kind === 'prose' ? say(own) : own);
    left = left.slice(end);
  }
  return said + left;
};
