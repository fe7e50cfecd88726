/** Which rights a member has at the desk of their side, as everybody of the session may know them. Pure. */
import type { Looked, Role } from '../../protocol/session.ts';
import type { Desk, MemberShown, Status } from '../../protocol/sessionParts.ts';
import { SEATS, type Seat, type Side, SIDES } from '../../ruleset/terms.ts';
import type { DeskRights, SealRight } from './session.ts';

const seatOf = ({ role }: MemberShown): Seat | null => (role.kind === 'side' ? role.seat : null);

export const membersOf = ({ members }: Pick<Status, 'members'>, side: Side): readonly MemberShown[] =>
  members.filter(({ role }) => role.kind === 'side' && role.side === side);

/** Seats whose orders a member gives: their own, and for the leader those in which nobody sits. */
export const heldSeats = (status: Pick<Status, 'members' | 'leaders'>, memberId: string): readonly Seat[] => {
  const own = status.members.find(({ id }) => id === memberId);
  if (own?.role.kind !== 'side') return [];
  const { side, seat: ownSeat } = own.role;
  const taken = membersOf(status, side).map(seatOf);
  const isLeader = status.leaders[side] === memberId;
  return SEATS.filter((seat) => seat === ownSeat || (isLeader && !taken.includes(seat)));
};

const nameOf = ({ members }: Status, memberId: string | null): string =>
  members.find(({ id }) => id === memberId)?.name ?? '';

const sealRight = (status: Status, desk: Desk, side: Side, memberId: string): SealRight => {
  if (status.stage === 'paused' || status.stage === 'ended') return { kind: status.stage };
  if (status.ledByBot[side]) return { kind: 'bot' };
  if (desk.sealed !== null) {
    const { cutCount, dropped } = desk.sealed;
    return { kind: 'sealed', awaited: status.awaited, cutCount, dropped };
  }
  const leader = status.leaders[side];
  return leader === memberId ? { kind: 'own' } : { kind: 'other', name: nameOf(status, leader) };
};

export const rightsOf = (status: Status, desk: Desk, side: Side, memberId: string): DeskRights => {
  const seal = sealRight(status, desk, side, memberId);
  const isOpen = seal.kind === 'own' || seal.kind === 'other';
  return {
    seats: isOpen ? heldSeats(status, memberId) : [],
    authors: desk.draft.map((order) => nameOf(status, order.memberId)),
    seal,
    isTrimmed: true,
    canRepeat: false,
    isOurs: false,
    isShared: false,
    canDebrief: status.isRevealed && status.outcome !== null,
  };
};

type SideRole = Extract<Role, { kind: 'side' }>;
const MOST_PRINCIPALS = 1;

const countIn = (roles: readonly Role[], side: Side, seat?: Seat): number =>
  roles.filter((role) => role.kind === 'side' && role.side === side && (seat === undefined || role.seat === seat))
    .length;

/** The seat that needs somebody most: on the side with fewer people, the first one empty, else the one with fewest. */
export const freeSeat = ({ roles, ledByBot }: Pick<Looked, 'roles' | 'ledByBot'>): SideRole => {
  const sides = SIDES.filter((side) => !ledByBot[side]);
  const side = (sides.length === 0 ? SIDES : sides).reduce((best, each) =>
    countIn(roles, each) < countIn(roles, best) ? each : best,
  );
  const open = SEATS.filter((seat) => seat !== 'principal' || countIn(roles, side, seat) < MOST_PRINCIPALS);
  const seat = open.reduce((best, each) => (countIn(roles, side, each) < countIn(roles, side, best) ? each : best));
  return { kind: 'side', side, seat };
};
