/** The value of what must not fail; otherwise the test ends with what was wrong. */
import type { Result } from '../../src/units/result.ts';

export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
