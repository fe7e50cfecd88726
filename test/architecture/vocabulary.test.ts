/** docs/vocabulary.md lists every error code that the source can give, and none that it cannot. */
import { expect, test } from 'vitest';
import { listFiles, parseSource, readProjectFile, type SourceFile, walk } from './source.ts';

const VOCABULARY = 'docs/vocabulary.md';
const CODE = '[a-z]+/[a-z]+(?:-[a-z]+)*';

const codesOfDocument = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(new RegExp(`\`(${CODE})\``, 'g'))].map((match) => match[1] ?? ''));

/** Codes of the families given: whole strings, and templates that say `code: …`. */
const codesOfSource = (file: SourceFile, families: ReadonlySet<string>): readonly string[] => {
  const texts: string[] = [];
  for (const [node] of walk(file.program)) {
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(`${node.value}:`);
    if (node.type === 'TemplateElement') texts.push(file.text.slice(node.start, Number(node.end)));
  }
  return texts
    .flatMap((text) => [...text.matchAll(new RegExp(`(?:^|\\s)(${CODE}):`, 'g'))].map((match) => match[1] ?? ''))
    .filter((code) => families.has(code.split('/')[0] ?? ''));
};

test('a code in a string or a message is found', () => {
  const file = parseSource(
    'src/a.ts',
    "const a = 'order/new-one'; const b = `dawnline: cli/${a}: x`; const c = `x cli/odd: y`;",
  );
  expect(codesOfSource(file, new Set(['order', 'cli']))).toEqual(['order/new-one', 'cli/odd']);
});

test('document and source list the same codes', () => {
  const documented = codesOfDocument(readProjectFile(VOCABULARY));
  const families = new Set([...documented].map((code) => code.split('/')[0] ?? ''));
  const used = new Set(
    listFiles('src')
      .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.endsWith('.d.ts'))
      .flatMap((file) => codesOfSource(parseSource(file, readProjectFile(file)), families)),
  );
  expect({
    undocumented: [...used].filter((code) => !documented.has(code)),
    unused: [...documented].filter((code) => !used.has(code)),
  }).toEqual({ undocumented: [], unused: [] });
});
