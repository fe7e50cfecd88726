/**
 * From a frame, or from the hour, to what happens: a step of the log, or the reason why there is none.
 *
 * What follows by itself happens in the same step: when both sides have sealed, or their time is up, the turn is
 * resolved, the next one opens and its timer starts. The clock is the caller's.
 */
import { decide as botOrders, isBotId } from '../bots/index.ts';
import {
  fitDraft,
  type GameState,
  legalOrder,
  legalRulings,
  type Order,
  orderSeat,
  parseOrder,
  type Rejection,
  type Ruling,
  type SideView,
} from '../engine/index.ts';
import { type Refusal, refuse, type SeatFrame } from '../protocol/session.ts';
import { type BySide, type Seat, type Side, SIDES } from '../ruleset/terms.ts';
import { err, ok, type Result } from '../units/result.ts';
import type { SealedBy } from '../protocol/sessionParts.ts';
import type { Cause, LogEntry, SessionEvent } from './events.ts';
import { applyEvent, closeEntry, dueInjects, type Member, onTable, resolvedEvent, type Session } from './fold.ts';
import { heldSeats, leaderOf, mayAsk, membersOf, sideOf, viewOf } from './seats.ts';
import { canTake, type StageEvent } from './stages.ts';

/** A step taken: its entry, to be kept before anybody is told, and the session after it. */
export interface Step {
  readonly entry: LogEntry;
  readonly session: Session;
}

const MOST_MEMBERS = 60;
const MOST_ORDERS = 80;
const MOST_MESSAGES = 2000;
const MOST_INTENTS = 2000;
const MOST_INJECTS = 60;
const SECOND_MS = 1000;

/** A session on its way through a step. */
interface Run {
  session: Session;
  readonly nowMs: number;
  readonly events: SessionEvent[];
}

const begin = (session: Session, nowMs: number): Run => ({ session, nowMs, events: [] });
const happen = (run: Run, event: SessionEvent): void => {
  run.session = applyEvent(run.session, event, run.nowMs);
  run.events.push(event);
};

const finish = ({ session, nowMs, events }: Run, cause: Cause | null): Step => {
  const entry: LogEntry = { seq: session.seq + 1, atMs: nowMs, cause, events };
  return { entry, session: closeEntry(session, entry) };
};

const can = ({ stage, state }: Session, type: StageEvent['type']): boolean =>
  canTake(stage, { type, table: onTable(state) });
const isOpen = ({ stage }: Session): boolean => stage === 'planning' || stage === 'crisisRound';

// --- the turn

const startTimer = (run: Run): void => {
  const { stage, settings } = run.session;
  if (!isOpen(run.session)) return;
  const seconds = stage === 'crisisRound' ? settings.roundSeconds : settings.turnSeconds;
  if (seconds === null) return;
  happen(run, { kind: 'timer.changed', deadlineMs: run.nowMs + seconds * SECOND_MS, remainingMs: null });
};

const ordersOn = ({ drafts }: Session, side: Side): readonly Order[] => drafts[side].map(({ order }) => order);

const plans = new WeakMap<GameState, Map<Side, readonly Order[]>>();
/** What the staff would do for a side: always legal. */
export const staffPlan = ({ game, state, opened }: Session, side: Side): readonly Order[] => {
  const ofState = plans.get(state) ?? new Map<Side, readonly Order[]>();
  plans.set(state, ofState);
  const known = ofState.get(side);
  if (known !== undefined) return known;
  const plan = botOrders('balancer', game, viewOf(game, state, side), opened.seed);
  ofState.set(side, plan);
  return plan;
};

/** Seals what lies on a side's desk, as much of it as is legal together. */
const sealDesk = (run: Run, side: Side, by: SealedBy, priorities?: readonly Seat[]): void => {
  const { session } = run;
  const view = viewOf(session.game, session.state, side);
  const given = ordersOn(session, side);
  const isBare = given.length === 0 && by !== 'principal' && session.settings.absent === 'plan';
  const { orders, cut, dropped } = fitDraft(
    session.game,
    view,
    isBare ? staffPlan(session, side) : given,
    priorities ?? [],
  );
  happen(run, {
    kind: 'side.sealed',
    side,
    by,
    orders,
    cutCount: cut.length,
    dropped: dropped.map(({ order }) => order),
  });
};

const sealBot = (run: Run, side: Side): void => {
  const { game, state, opened, bots } = run.session;
  const botId = bots[side];
  if (botId === null) return;
  const orders = botOrders(botId, game, viewOf(game, state, side), opened.seed);
  happen(run, { kind: 'side.sealed', side, by: 'bot', orders, cutCount: 0, dropped: [] });
};

const rulingsDue = (session: Session): readonly Ruling[] => {
  const { game, state, overrides } = session;
  if (state.stage !== 'turn') return [];
  const wanted: readonly Ruling[] = [
    ...dueInjects(session).map(({ eventId }): Ruling => ({ kind: 'inject', eventId })),
    ...overrides.map(({ ruling }) => ruling),
  ];
  // What was right when it was prepared may have been overtaken: a card that has come by itself is not played again.
  return wanted.filter((ruling) => legalRulings(game, state, [ruling]).ok);
};

const resolveTable = (run: Run, more: readonly Ruling[] = []): void => {
  for (const side of SIDES) if (run.session.bots[side] !== null) sealBot(run, side);
  const { sealed } = run.session;
  const orders: BySide<readonly Order[]> = { us: sealed.us?.orders ?? [], cn: sealed.cn?.orders ?? [] };
  happen(run, resolvedEvent(run.session, orders, [...rulingsDue(run.session), ...more]));
  startTimer(run);
};

/** Sides that a person leads and that have not sealed. */
export const awaited = ({ bots, sealed }: Session): readonly Side[] =>
  SIDES.filter((side) => bots[side] === null && sealed[side] === null);

/** Resolves what nobody has to be waited for any more. Where bots lead both sides, the white cell says when. */
const settle = (run: Run): void => {
  const isLed = SIDES.some((side) => run.session.bots[side] === null);
  if (isLed && isOpen(run.session) && awaited(run.session).length === 0) resolveTable(run);
};

const sealRest = (run: Run, by: SealedBy, more: readonly Ruling[] = []): void => {
  for (const side of awaited(run.session)) sealDesk(run, side, by);
  resolveTable(run, more);
};

/** What the hour brings: time up for those who have not sealed. Null where it brings nothing. */
export const decideHour = (session: Session, nowMs: number): Step | null => {
  if (!isOpen(session) || session.deadlineMs === null || nowMs < session.deadlineMs) return null;
  const run = begin(session, nowMs);
  sealRest(run, 'time');
  return finish(run, null);
};

// --- coming and going

export type Opening = Extract<SessionEvent, { kind: 'session.opened' }>;
export type Joining = Extract<SessionEvent, { kind: 'member.joined' }>;

/** The first step of a session: opened, with its controller. */
export const decideOpening = (session: Session, opened: Opening, controller: Joining, nowMs: number): Step => {
  const run = begin(session, nowMs);
  happen(run, opened);
  happen(run, controller);
  return finish(run, null);
};

/** Somebody comes in. Seats of the white cell are given by its controller, never taken. */
export const decideJoining = (session: Session, joining: Joining, nowMs: number): Result<Step, Refusal> => {
  const { members } = session;
  if (members.length >= MOST_MEMBERS) return err(refuse('session/full'));
  if (joining.role.kind === 'white') return err(refuse('session/not-allowed', 'role'));
  if (members.some(({ name }) => name === joining.name)) return err(refuse('session/name-taken', 'name'));
  if (joining.role.kind === 'side' && isTaken(session, joining.role)) return err(refuse('session/seat-taken', 'role'));
  const run = begin(session, nowMs);
  happen(run, joining);
  return ok(finish(run, null));
};

/** One principal seals for a side; a class shares the other seats. */
const MOST_IN_SEAT: Readonly<Record<Seat, number>> = {
  principal: 1,
  energyFinance: 6,
  spaceMilitary: 6,
  intelligenceDiplomacy: 6,
};

const isTaken = (
  session: Session,
  { side, seat }: { readonly side: Side; readonly seat: Seat },
  except = '',
): boolean => {
  const others = membersOf(session, side).filter(
    ({ id, role }) => id !== except && role.kind === 'side' && role.seat === seat,
  );
  return others.length >= MOST_IN_SEAT[seat];
};

// --- frames

type Frame<K extends SeatFrame['kind']> = Extract<SeatFrame, { kind: K }>;
type Outcome = Refusal | null;

interface Desk {
  readonly side: Side;
  readonly view: SideView;
  readonly held: readonly Seat[];
  readonly draft: Session['drafts'][Side];
}

/** The desk at which a member may write now, or why not. */
const deskOf = (session: Session, member: Member): Result<Desk, Refusal> => {
  const side = sideOf(member);
  if (side === null) return err(refuse('session/not-allowed'));
  if (!isOpen(session)) return err(refuse('session/wrong-stage'));
  if (session.bots[side] !== null) return err(refuse('session/led-by-bot'));
  if (session.sealed[side] !== null) return err(refuse('session/sealed'));
  const view = viewOf(session.game, session.state, side);
  return ok({ side, view, held: heldSeats(session, member), draft: session.drafts[side] });
};

const ofOrder = ({ code, field }: Rejection): Refusal => refuse(code, `order.${field}`);

const judge = (
  { game }: Session,
  { view, held, draft }: Desk,
  given: Readonly<Record<string, unknown>>,
  except?: string,
): Result<Order, Refusal> => {
  const others = draft.filter(({ orderId }) => orderId !== except).map(({ order }) => order);
  const parsed = parseOrder(given);
  if (!parsed.ok) return err(ofOrder(parsed.error));
  const judged = legalOrder(game, view, others, parsed.value, held);
  return judged.ok ? parsed : err(ofOrder(judged.error));
};

const placeOrder = (run: Run, member: Member, frame: Frame<'order.add'> | Frame<'order.replace'>): Outcome => {
  const desk = deskOf(run.session, member);
  if (!desk.ok) return desk.error;
  const { side, draft, held } = desk.value;
  const replaced = frame.kind === 'order.replace' ? frame.orderId : undefined;
  if (replaced === undefined && draft.length >= MOST_ORDERS) return refuse('session/too-many', 'order');
  if (replaced !== undefined) {
    const old = draft.find(({ orderId }) => orderId === replaced);
    if (old === undefined) return refuse('session/unknown-order', 'orderId');
    if (!held.includes(orderSeat(old.order.kind))) return refuse('order/not-this-seat', 'orderId');
  }
  const judged = judge(run.session, desk.value, frame.order, replaced);
  if (!judged.ok) return judged.error;
  const orderId = replaced ?? `${member.id}-${frame.id}`;
  const kind = replaced === undefined ? 'order.added' : 'order.replaced';
  happen(run, { kind, side, memberId: member.id, orderId, order: judged.value });
  return null;
};

const removeOrder = (run: Run, member: Member, { orderId }: Frame<'order.remove'>): Outcome => {
  const desk = deskOf(run.session, member);
  if (!desk.ok) return desk.error;
  const { side, draft, held } = desk.value;
  const old = draft.find((each) => each.orderId === orderId);
  if (old === undefined) return refuse('session/unknown-order', 'orderId');
  if (!held.includes(orderSeat(old.order.kind))) return refuse('order/not-this-seat', 'orderId');
  happen(run, { kind: 'order.removed', side, orderId });
  return null;
};

/** Clears the orders of the member's seats, and lays the staff's plan for them on the desk where that is asked. */
const refill = (run: Run, member: Member, frame: Frame<'draft.plan'> | Frame<'draft.clear'>): Outcome => {
  const desk = deskOf(run.session, member);
  if (!desk.ok) return desk.error;
  const { side, view, draft, held } = desk.value;
  const isHeld = (order: Order): boolean => held.includes(orderSeat(order.kind));
  const kept = draft.filter(({ order }) => !isHeld(order));
  for (const { orderId, order } of draft) if (isHeld(order)) happen(run, { kind: 'order.removed', side, orderId });
  if (frame.kind === 'draft.clear') return null;
  const before = kept.map(({ order }) => order);
  const plan = staffPlan(run.session, side).filter(isHeld);
  const fitted = fitDraft(run.session.game, view, [...before, ...plan], []).orders.slice(before.length);
  for (const [place, order] of fitted.entries())
    happen(run, {
      kind: 'order.added',
      side,
      memberId: member.id,
      orderId: `${member.id}-${frame.id}-${place + 1}`,
      order,
    });
  return null;
};

const seal = (run: Run, member: Member, frame: Frame<'seal'>): Outcome => {
  const desk = deskOf(run.session, member);
  if (!desk.ok) return desk.error;
  const { side, view } = desk.value;
  if (leaderOf(run.session, side)?.id !== member.id) return refuse('session/not-principal');
  if (frame.turn !== view.turn || frame.stage !== view.stage) return refuse('session/other-turn', 'turn');
  sealDesk(run, side, 'principal', frame.priorities);
  settle(run);
  return null;
};

const stateIntent = (run: Run, member: Member, frame: Frame<'intent.state'>): Outcome => {
  const { session } = run;
  const side = sideOf(member);
  if (side === null || !isOpen(session)) return refuse('session/wrong-stage');
  if (frame.turn !== viewOf(session.game, session.state, side).turn || session.stage !== 'planning')
    return refuse('session/other-turn', 'turn');
  if (session.sealed[side] !== null) return refuse('session/sealed');
  if (session.intents.length >= MOST_INTENTS) return refuse('session/too-many');
  const { turn, text, question, prob } = frame;
  happen(run, { kind: 'intent.stated', memberId: member.id, side, turn, text, question, prob });
  return null;
};

const sendMessage = (run: Run, member: Member, { id, to, text, answers }: Frame<'message.send'>): Outcome => {
  const { session } = run;
  const from = sideOf(member) ?? 'white';
  if (from !== 'white' && to === 'all') return refuse('session/not-allowed', 'to');
  if (session.messages.length >= MOST_MESSAGES) return refuse('session/too-many');
  if (answers !== null && !session.messages.some((each) => each.messageId === answers && isHeard(each, from)))
    return refuse('session/unknown-message', 'answers');
  const isCross = from !== 'white' && to !== 'white' && to !== from;
  const isWaiting = isCross && session.settings.isTalkReviewed;
  happen(run, {
    kind: 'message.sent',
    messageId: `${member.id}-${id}`,
    memberId: member.id,
    from,
    to,
    text,
    answers,
    isWaiting,
  });
  return null;
};

/** Whether a message has come to somebody, or is their own. */
export const isHeard = (message: Session['messages'][number], by: Side | 'white'): boolean =>
  by === 'white' ||
  message.from === by ||
  ((message.to === by || message.to === 'all') && message.state === 'delivered');

const ruleMessage = (run: Run, { kind, messageId }: Frame<'message.release'> | Frame<'message.intercept'>): Outcome => {
  const message = run.session.messages.find((each) => each.messageId === messageId);
  if (message?.state !== 'waiting') return refuse('session/unknown-message', 'messageId');
  happen(run, { kind: kind === 'message.release' ? 'message.released' : 'message.intercepted', messageId });
  return null;
};

const moveMember = (run: Run, { memberId, role }: Frame<'member.move'>): Outcome => {
  const { session } = run;
  const member = session.members.find(({ id }) => id === memberId);
  if (member === undefined) return refuse('session/unknown-member', 'memberId');
  if (role.kind === 'side' && isTaken(session, role, memberId)) return refuse('session/seat-taken', 'role');
  if (isLastController(session, memberId) && !(role.kind === 'white' && role.office === 'controller'))
    return refuse('session/last-controller');
  happen(run, { kind: 'member.moved', memberId, role });
  return null;
};

const isController = ({ role }: Member): boolean => role.kind === 'white' && role.office === 'controller';
const isLastController = ({ members }: Session, memberId: string): boolean =>
  members.every((member) => isController(member) === (member.id === memberId));

const removeMember = (run: Run, { memberId }: Frame<'member.remove'>): Outcome => {
  const { session } = run;
  if (!session.members.some(({ id }) => id === memberId)) return refuse('session/unknown-member', 'memberId');
  if (isLastController(session, memberId)) return refuse('session/last-controller');
  happen(run, { kind: 'member.removed', memberId });
  return null;
};

const ledBy = (run: Run, { side, botId }: Frame<'side.bot'>): Outcome => {
  if (botId !== null && !isBotId(botId)) return refuse('session/unknown-bot', 'botId');
  if (run.session.stage === 'ended') return refuse('session/wrong-stage');
  happen(run, { kind: 'side.led', side, botId });
  // A side that has sealed waits for nobody, now that a bot leads the other.
  settle(run);
  return null;
};

const begins = (run: Run): Outcome => {
  if (!can(run.session, 'start')) return refuse('session/wrong-stage');
  const { session } = run;
  if (SIDES.some((side) => session.bots[side] === null && membersOf(session, side).length === 0))
    return refuse('session/empty-side');
  happen(run, { kind: 'session.started' });
  startTimer(run);
  return null;
};

const pause = (run: Run): Outcome => {
  const { session, nowMs } = run;
  if (!can(session, 'pause')) return refuse('session/wrong-stage');
  const remainingMs = session.deadlineMs === null ? null : Math.max(0, session.deadlineMs - nowMs);
  happen(run, { kind: 'session.paused' });
  happen(run, { kind: 'timer.changed', deadlineMs: null, remainingMs });
  return null;
};

const resume = (run: Run): Outcome => {
  const { session, nowMs } = run;
  if (!can(session, 'resume')) return refuse('session/wrong-stage');
  happen(run, { kind: 'session.resumed' });
  const deadlineMs = session.remainingMs === null ? null : nowMs + session.remainingMs;
  happen(run, { kind: 'timer.changed', deadlineMs, remainingMs: null });
  return null;
};

const setTimer = (run: Run, frame: Frame<'timer.set'> | Frame<'timer.extend'>): Outcome => {
  const { session, nowMs } = run;
  const isPaused = session.stage === 'paused';
  if (!isPaused && !isOpen(session)) return refuse('session/wrong-stage');
  const leftMs = isPaused ? (session.remainingMs ?? 0) : Math.max(0, (session.deadlineMs ?? nowMs) - nowMs);
  const added = frame.seconds === null ? null : frame.seconds * SECOND_MS;
  let ms = added;
  if (added !== null && frame.kind === 'timer.extend') ms = leftMs + added;
  happen(run, {
    kind: 'timer.changed',
    deadlineMs: ms === null || isPaused ? null : nowMs + ms,
    remainingMs: isPaused ? ms : null,
  });
  return null;
};

const prepareInject = (run: Run, member: Member, { id, eventId, when }: Frame<'inject.prepare'>): Outcome => {
  const { game, state, injects } = run.session;
  const known = injects.find((each) => each.eventId === eventId);
  if (known === undefined && injects.length >= MOST_INJECTS) return refuse('session/too-many');
  const openState: GameState = { ...state, stage: 'turn' };
  const legal = legalRulings(game, openState, [{ kind: 'inject', eventId }]);
  if (!legal.ok) return refuse(legal.error[0]?.code ?? 'ruling/unknown-kind', 'eventId');
  happen(run, { kind: 'inject.prepared', injectId: known?.injectId ?? `${member.id}-${id}`, eventId, when });
  return null;
};

const makeOverride = (run: Run, member: Member, { id, reason, effects }: Frame<'override.make'>): Outcome => {
  const { game, state, overrides } = run.session;
  if (state.outcome !== null) return refuse('session/wrong-stage');
  if (overrides.length >= MOST_INJECTS) return refuse('session/too-many');
  const legal = legalRulings(game, { ...state, stage: 'turn' }, [{ kind: 'override', reason, effects }]);
  if (!legal.ok) return refuse(legal.error[0]?.code ?? 'ruling/unknown-kind', legal.error[0]?.path ?? '');
  const [ruling] = legal.value;
  if (ruling?.kind !== 'override') return refuse('ruling/unknown-kind');
  happen(run, { kind: 'override.made', overrideId: `${member.id}-${id}`, ruling, memberId: member.id });
  return null;
};

const force = (run: Run): Outcome => {
  if (!isOpen(run.session)) return refuse('session/wrong-stage');
  sealRest(run, 'white');
  return null;
};

const stepBack = (run: Run, { reason }: Frame<'turn.back'>): Outcome => {
  const { session } = run;
  if (session.played.length === 0 || session.isRevealed || !can(session, 'stepBack'))
    return refuse('session/wrong-stage');
  happen(run, { kind: 'turn.steppedBack', reason });
  startTimer(run);
  return null;
};

/** Closes a lobby. A game is called: what lies on the desks is played, an answer to a crisis first, and then scored. */
const endSession = (run: Run): Outcome => {
  if (!can(run.session, 'end')) return refuse('session/wrong-stage');
  if (run.session.stage === 'lobby') {
    happen(run, { kind: 'session.ended' });
    return null;
  }
  if (run.session.stage === 'paused') happen(run, { kind: 'session.resumed' });
  if (run.session.stage === 'crisisRound') sealRest(run, 'white');
  if (isOpen(run.session)) sealRest(run, 'white', [{ kind: 'end' }]);
  return null;
};

const reveal = (run: Run): Outcome => {
  if (run.session.stage !== 'ended') return refuse('session/wrong-stage');
  happen(run, { kind: 'session.revealed' });
  return null;
};

/** Carries a frame out on the run; a refusal leaves it as it was. */
const carryOut = (run: Run, member: Member, frame: SeatFrame): Outcome => {
  switch (frame.kind) {
    case 'order.add':
    case 'order.replace':
      return placeOrder(run, member, frame);
    case 'order.remove':
      return removeOrder(run, member, frame);
    case 'draft.plan':
    case 'draft.clear':
      return refill(run, member, frame);
    case 'seal':
      return seal(run, member, frame);
    case 'intent.state':
      return stateIntent(run, member, frame);
    case 'message.send':
      return sendMessage(run, member, frame);
    case 'message.release':
    case 'message.intercept':
      return ruleMessage(run, frame);
    case 'session.start':
      return begins(run);
    case 'session.pause':
      return pause(run);
    case 'session.resume':
      return resume(run);
    case 'session.end':
      return endSession(run);
    case 'session.reveal':
      return reveal(run);
    case 'settings.set':
      happen(run, { kind: 'settings.changed', settings: frame.settings });
      return null;
    case 'timer.set':
    case 'timer.extend':
      return setTimer(run, frame);
    case 'member.move':
      return moveMember(run, frame);
    case 'member.remove':
      return removeMember(run, frame);
    case 'side.bot':
      return ledBy(run, frame);
    case 'inject.prepare':
      return prepareInject(run, member, frame);
    case 'inject.withdraw':
      if (!run.session.injects.some(({ injectId }) => injectId === frame.injectId))
        return refuse('session/unknown-ruling');
      happen(run, { kind: 'inject.withdrawn', injectId: frame.injectId });
      return null;
    case 'override.make':
      return makeOverride(run, member, frame);
    case 'override.withdraw':
      if (!run.session.overrides.some(({ overrideId }) => overrideId === frame.overrideId))
        return refuse('session/unknown-ruling');
      happen(run, { kind: 'override.withdrawn', overrideId: frame.overrideId });
      return null;
    case 'turn.force':
      return force(run);
    case 'turn.back':
      return stepBack(run, frame);
    case 'page.read':
    case 'session.export':
    case 'session.erase':
      return refuse('frame/unknown-kind');
  }
};

/** What becomes of a frame: a step, a repeat of one that was taken already, or a refusal. */
export type Decision =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal });

/** Decides on a frame that changes something. `digest` tells one text from another. */
export const decideFrame = (
  session: Session,
  memberId: string,
  frame: SeatFrame,
  digest: string,
  nowMs: number,
): Decision => {
  const member = session.members.find(({ id }) => id === memberId);
  if (member === undefined) return refused(refuse('session/unknown-member'));
  const known = member.frames.find(({ id }) => id === frame.id);
  if (known !== undefined)
    return known.digest === digest ? { kind: 'repeat' } : refused(refuse('frame/replayed', 'id'));
  if (frame.id < nextFrameId(member)) return refused(refuse('frame/out-of-order', 'id'));
  if (!mayAsk(member, frame.kind)) return refused(refuse('session/not-allowed', 'kind'));
  const run = begin(session, nowMs);
  const refusal = carryOut(run, member, frame);
  return refusal === null
    ? { kind: 'step', step: finish(run, { memberId, frameId: frame.id, digest }) }
    : refused(refusal);
};

/** The least number that a member's next frame may have. */
export const nextFrameId = ({ frames }: Member): number => (frames.at(-1)?.id ?? 0) + 1;
