/** Intents of a half-year, and when they may be stated. Pure. */
import type { Desk, Intent, Status } from '../../../../protocol/sessionParts.ts';
import { intentKey } from '../../../../protocol/talk.ts';

/** What has been stated for a half-year, in an order that does not change when something is stated anew. */
export const statedOf = (intents: readonly Intent[], turn: number): readonly Intent[] =>
  intents.filter((each) => each.turn === turn).sort((a, b) => (intentKey(a) < intentKey(b) ? -1 : 1));

/** While a half-year is planned, until the side has sealed. */
export const mayStateIntent = (status: Pick<Status, 'stage'> | null, desk: Pick<Desk, 'sealed'> | null): boolean =>
  status?.stage === 'planning' && desk !== null && desk.sealed === null;
