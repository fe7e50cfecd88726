/** Small statistics of many games. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;

/** Population standard deviation. */
export const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) * (value - centre))));
};

export const share = <T>(list: readonly T[], is: (each: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(is).length / list.length;

/** The value below which so great a share lies; 0 for an empty list. */
export const quantile = (values: readonly number[], frac: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(frac * sorted.length))] ?? 0;
};
