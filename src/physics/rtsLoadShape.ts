/**
 * The hourly load shape of the IEEE Reliability Test System 1979: 52 weeks of 7 days of 24 hours,
 * each hour a fraction of the year's peak = week% × day% × hour%. Also used by the Roy Billinton
 * Test System. Source: `ieee-rts-79`; load factor 0.6143996.
 */

/** Weekly peak, percent of the annual peak, weeks 1 to 52 (week 1 is in January). */
const WEEK_PERCENT = [
  86.2, 90.0, 87.8, 83.4, 88.0, 84.1, 83.2, 80.6, 74.0, 73.7, 71.5, 72.7, 70.4, 75.0, 72.1, 80.0, 75.4, 83.7, 87.0,
  88.0, 85.6, 81.1, 90.0, 88.7, 89.6, 86.1, 75.5, 81.6, 80.1, 88.0, 72.2, 77.6, 80.0, 72.9, 72.6, 70.5, 78.0, 69.5,
  72.4, 72.4, 74.3, 74.4, 80.0, 88.1, 88.5, 90.9, 94.0, 89.0, 94.2, 97.0, 100.0, 95.2,
];

/** Daily peak, percent of the weekly peak, Monday to Sunday. */
const DAY_PERCENT = [93, 100, 98, 96, 94, 77, 75];

/** Hourly peak, percent of the daily peak, from the hour 00–01. */
const HOUR_PERCENT = {
  winter: {
    weekday: [67, 63, 60, 59, 59, 60, 74, 86, 95, 96, 96, 95, 95, 95, 93, 94, 99, 100, 100, 96, 91, 83, 73, 63],
    weekend: [78, 72, 68, 66, 64, 65, 66, 70, 80, 88, 90, 91, 90, 88, 87, 87, 91, 100, 99, 97, 94, 92, 87, 81],
  },
  summer: {
    weekday: [64, 60, 58, 56, 56, 58, 64, 76, 87, 95, 99, 100, 99, 100, 100, 97, 96, 96, 93, 92, 92, 93, 87, 72],
    weekend: [74, 70, 66, 65, 64, 62, 62, 66, 81, 86, 91, 93, 93, 92, 91, 91, 92, 94, 95, 95, 100, 93, 88, 80],
  },
  springFall: {
    weekday: [63, 62, 60, 58, 59, 65, 72, 85, 95, 99, 100, 99, 93, 92, 90, 88, 90, 92, 96, 98, 96, 90, 80, 70],
    weekend: [75, 73, 69, 66, 65, 65, 68, 74, 83, 89, 92, 94, 91, 90, 90, 86, 85, 88, 92, 100, 97, 95, 90, 85],
  },
} as const;

/** The season of a week, 1 to 52. */
const seasonOf = (week: number): keyof typeof HOUR_PERCENT => {
  if (week <= 8 || week >= 44) return 'winter';
  return week >= 18 && week <= 30 ? 'summer' : 'springFall';
};

/** The 8,736 hours of the year as fractions of its peak, Monday of week 1 first. Treat as read-only. */
export const RTS_HOURLY_FRAC: Float64Array = Float64Array.from(
  WEEK_PERCENT.flatMap((weekPercent, weekIndex) =>
    DAY_PERCENT.flatMap((dayPercent, dayIndex) => {
      const hours = HOUR_PERCENT[seasonOf(weekIndex + 1)][dayIndex < 5 ? 'weekday' : 'weekend'];
      return hours.map((hourPercent) => (weekPercent * dayPercent * hourPercent) / 1e6);
    }),
  ),
);

/** Steps of load in which hours are kept by how high they are. */
const LEVELS = 64;
const hoursByLevel: (Float64Array | undefined)[] = [];

/** The hours of the year, in their order, without those that are surely no higher than `frac` of the peak. */
export const rtsHoursAbove = (frac: number): Float64Array => {
  const level = Math.min(LEVELS, Math.max(0, Math.floor(frac * LEVELS)));
  let hours = hoursByLevel[level];
  if (hours === undefined) {
    hours = level === 0 ? RTS_HOURLY_FRAC : RTS_HOURLY_FRAC.filter((each) => each * LEVELS > level);
    hoursByLevel[level] = hours;
  }
  return hours;
};
