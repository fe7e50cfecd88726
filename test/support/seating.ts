/** Who sits where in a class: the seats that several people share, by turns, a side at a time. */
import type { Role } from '../../src/protocol/session.ts';
import { SEATS, SIDES } from '../../src/ruleset/terms.ts';

const SHARED: readonly Role[] = SIDES.flatMap((side) =>
  SEATS.filter((seat) => seat !== 'principal').map((seat): Role => ({ kind: 'side', side, seat })),
);

/** Roles of so many players beside the principals. */
export const classRoles = (count: number): readonly Role[] =>
  Array.from({ length: count }, (_, place) => SHARED[place % SHARED.length] ?? { kind: 'observer' });
