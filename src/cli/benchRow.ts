/** One figure of the bench: printed as a line, or as an object of the list in JSON. */
export interface BenchRow {
  readonly what: string;
  /** Null where it could not be measured here; `why` then says so. */
  readonly value: number | null;
  readonly unit: string;
  readonly why?: string;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const figure = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** The rows as aligned lines. */
export const rowLines = (rows: readonly BenchRow[]): string => {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const line = ({ what, value, unit, why }: BenchRow): string =>
    value === null
      ? `${what.padEnd(width)}  not measured: ${why ?? 'unknown'}\n`
      : `${what.padEnd(width)}  ${figure(value).padStart(9)} ${unit}\n`;
  return rows.map(line).join('');
};
