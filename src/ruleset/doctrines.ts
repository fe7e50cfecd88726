/**
 * Doctrines: each weight that a doctrine sets lies in the range that all share, and in the narrower one
 * that makes the doctrine what it is.
 */
import type { Problem } from '../units/result.ts';
import type { RulePath } from './document.ts';
import { describeValue, problemAt, type RulesFile } from './problems.ts';
import { SIDES } from './terms.ts';
import { fieldOf } from './walk.ts';

interface Range {
  readonly low: number;
  readonly high: number;
}

const rangeOf = (value: unknown): Range | undefined => {
  const [low, high] = [fieldOf(value, 'low'), fieldOf(value, 'high')];
  return typeof low === 'number' && typeof high === 'number' ? { low, high } : undefined;
};

const isInside = (value: number, { low, high }: Range): boolean => value >= low && value <= high;

const fieldsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

export const doctrineProblems = (file: RulesFile): Problem[] => {
  const root = file.document.value;
  const doctrines = fieldOf(root, 'doctrines');
  if (!Array.isArray(doctrines)) return [];
  const outside = (path: RulePath, { low, high }: Range, got: unknown): Problem =>
    problemAt(file, path, 'rules/value-outside-range', `${low} to ${high}`, describeValue(got));
  return doctrines.flatMap((doctrine: unknown, place) => {
    const identity = fieldOf(doctrine, 'identity');
    const narrowed = fieldsOf(identity).flatMap((weight) => {
      const shared = rangeOf(fieldOf(fieldOf(root, 'weights'), weight));
      const own = rangeOf(fieldOf(identity, weight));
      if (shared === undefined || own === undefined) return [];
      const fits = own.low <= own.high && isInside(own.low, shared) && isInside(own.high, shared);
      return fits ? [] : [outside(['doctrines', place, 'identity', weight], shared, `${own.low} to ${own.high}`)];
    });
    const set = SIDES.flatMap((side) =>
      fieldsOf(fieldOf(root, 'weights')).flatMap((weight) => {
        const entry = fieldOf(fieldOf(root, 'weights'), weight);
        const given = fieldOf(fieldOf(doctrine, side), weight);
        const value = given ?? fieldOf(entry, 'value');
        const range = rangeOf(fieldOf(identity, weight)) ?? rangeOf(entry);
        if (range === undefined || typeof value !== 'number' || isInside(value, range)) return [];
        const path = given === undefined ? ['doctrines', place, side] : ['doctrines', place, side, weight];
        return [outside(path, range, value)];
      }),
    );
    return [...narrowed, ...set];
  });
};
