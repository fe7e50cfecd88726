/** Who holds which seats of a side, and who may ask for what. */
import { type SideView, viewFor, type GameState, type Game } from '../engine/index.ts';
import { roleMaySend } from '../protocol/roles.ts';
import type { SeatFrame, SeatFrameKind } from '../protocol/session.ts';
import { SEATS, type Seat, type Side } from '../ruleset/terms.ts';
import type { Member, Session } from './fold.ts';

export const sideOf = ({ role }: Member): Side | null => (role.kind === 'side' ? role.side : null);
const seatOf = ({ role }: Member): Seat | null => (role.kind === 'side' ? role.seat : null);

export const membersOf = ({ members }: Session, side: Side): readonly Member[] =>
  members.filter((member) => sideOf(member) === side);

/** Who seals for a side: its principal or, where nobody is, whoever sits in the seat that comes first. */
export const leaderOf = (session: Session, side: Side): Member | null => {
  const own = membersOf(session, side);
  return SEATS.flatMap((seat) => own.filter((member) => seatOf(member) === seat))[0] ?? null;
};

/** Seats whose orders a member may give: his own, and for the leader those in which nobody sits. */
export const heldSeats = (session: Session, member: Member): readonly Seat[] => {
  const side = sideOf(member);
  if (side === null) return [];
  const taken = membersOf(session, side).map(seatOf);
  const isLeader = leaderOf(session, side)?.id === member.id;
  return SEATS.filter((seat) => seat === seatOf(member) || (isLeader && !taken.includes(seat)));
};

/** Whether a member's role may send frames of a kind at all. */
export const mayAsk = ({ role }: Member, kind: SeatFrameKind): boolean => roleMaySend(role, kind);

const views = new WeakMap<GameState, Map<Side, SideView>>();
/** A side's view of a state, made once. */
export const viewOf = (game: Game, state: GameState, side: Side): SideView => {
  let ofState = views.get(state);
  if (ofState === undefined) {
    ofState = new Map();
    views.set(state, ofState);
  }
  let view = ofState.get(side);
  if (view === undefined) {
    view = viewFor(game, state, side);
    ofState.set(side, view);
  }
  return view;
};

/** Frames that change nothing of the session, and are not in its log. */
export const isReading = ({ kind }: SeatFrame): boolean =>
  kind === 'page.read' || kind === 'session.export' || kind === 'session.erase';
