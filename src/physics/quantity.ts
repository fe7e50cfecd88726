/**
 * One line for one numeric parameter: `quantity('km', 'altitude above the equator', 100, 40_000)`.
 * Keeps the definitions of the model functions short enough to be read as a table.
 */
import type { NumberParameter } from './model.ts';

export type QuantityOptions = Partial<
  Pick<NumberParameter, 'default' | 'optional' | 'integer' | 'minExclusive' | 'maxExclusive'>
>;

/** Both ends belong to the range unless the options say otherwise. */
export const quantity = (
  unit: string,
  description: string,
  min: number,
  max: number,
  options: QuantityOptions = {},
): NumberParameter => ({ kind: 'number', unit, description, min, max, ...options });

/** A share or a chance between 0 and 1. */
export const fraction = (description: string, options: QuantityOptions = {}): NumberParameter =>
  quantity('1', description, 0, 1, options);
