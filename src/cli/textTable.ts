/** Tables and sections of a report in plain text. */

/** Rows with their columns in line, two spaces in. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
};

export const section = (title: string, ...lines: readonly string[]): string => `${title}\n${lines.join('\n')}\n\n`;
