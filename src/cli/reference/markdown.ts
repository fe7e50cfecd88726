/** The few pieces of Markdown that the generated pages are made of; the same text on every machine. */

/** A number in at most `digits` significant digits, without grouping: 0.0123, 5410.5, 1.30e-7. */
export const shownNumber = (value: number, digits = 6): string => {
  if (value === 0 || Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : value.toExponential();
  const size = Math.abs(value);
  const text = size >= 1e-3 && size < 1e9 ? value.toPrecision(digits) : value.toExponential(digits - 1);
  const [mantissa = text, exponent] = text.split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  return exponent === undefined ? short : `${short}e${exponent.replace('+', '')}`;
};

export const shownValue = (value: unknown, digits = 6): string =>
  typeof value === 'number' ? shownNumber(value, digits) : String(value);

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** Blocks apart by an empty line, and a line end at the end. */
export const page = (blocks: readonly string[]): string => `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
