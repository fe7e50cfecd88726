/**
 * What each seat may see of a session, in parts. A side gets its own view and desk, the room what everybody may know,
 * the white cell both sides; nothing else of the session leaves it. Parts are made once an audience, not once a seat.
 */
import { bySide, type GameState, legalDraft, publicView, reportFor } from '../engine/index.ts';
import type { ForecastQuestion, PartName } from '../protocol/session.ts';
import type {
  Desk,
  MessageShown,
  Page,
  Part,
  Parts,
  Reveal,
  ScoredIntent,
  Status,
  Talk,
  WhiteDesk,
  WhitePage,
} from '../protocol/sessionParts.ts';
import { type Side, SIDES } from '../ruleset/terms.ts';
import { awaited, isHeard, staffPlan } from './decide.ts';
import type { LogEntry, SessionEvent } from './events.ts';
import { type Member, type Played, recordOf, resolutionOf, type Session } from './fold.ts';
import { leaderOf, viewOf } from './seats.ts';

/** Who sees alike. */
export type Audience = Side | 'white' | 'room';

export const audienceOf = ({ role }: Member): Audience => {
  if (role.kind === 'side') return role.side;
  return role.kind === 'white' ? 'white' : 'room';
};

const statusOf = (session: Session): Status => ({
  stage: session.stage,
  turn: session.state.turn + (session.state.stage === 'turn' && session.state.outcome === null ? 1 : 0),
  turnCount: session.game.scenario.turnCount,
  playedCount: session.played.length,
  deadlineMs: session.deadlineMs,
  remainingMs: session.remainingMs,
  members: session.members.map(({ id, name, role }) => ({ id, name, role })),
  leaders: bySide((side) => leaderOf(session, side)?.id ?? null),
  ledByBot: bySide((side) => session.bots[side] !== null),
  awaited: session.stage === 'lobby' || session.stage === 'ended' ? [] : awaited(session),
  settings: session.settings,
  outcome: session.state.outcome,
  isRevealed: session.isRevealed,
  takenBack: session.takenBack,
});

/** Tables as a state shows them, made once a state; the news of a state never changes. */
const tables = new WeakMap<GameState, Map<Audience, Parts['table']>>();
const tableOf = (session: Session, audience: Audience): Parts['table'] => {
  const { game, state, news } = session;
  const made = tables.get(state) ?? new Map<Audience, Parts['table']>();
  tables.set(state, made);
  const known = made.get(audience);
  if (known !== undefined) return known;
  let table: Parts['table'];
  if (audience === 'room') table = { view: publicView(game, state), news };
  else if (audience === 'white')
    table = { views: bySide((side) => viewOf(game, state, side)), room: publicView(game, state), news };
  else {
    const plan = state.outcome === null ? staffPlan(session, audience) : [];
    table = { view: viewOf(game, state, audience), plan, news };
  }
  made.set(audience, table);
  return table;
};

const sideDesk = ({ drafts, sealed }: Session, side: Side): Desk => ({ draft: drafts[side], sealed: sealed[side] });

const heardOf = (session: Session, audience: Audience): Talk => {
  if (audience === 'white') return { messages: session.messages, intents: session.intents };
  if (audience === 'room')
    return { messages: session.messages.filter(({ to }) => to === 'all').map(shown), intents: [] };
  return {
    messages: session.messages.filter((message) => isHeard(message, audience)).map(shown),
    intents: session.intents.filter(({ side }) => side === audience),
  };
};
/** A message as players see it: whether it was held up or kept back is the white cell's to know. */
const shown = ({ state: _state, ...message }: Session['messages'][number]): MessageShown => message;

interface KnownTalk {
  readonly intents: Session['intents'];
  readonly byAudience: Map<Audience, Talk>;
}
/** Talk as an audience has heard it, made once while nothing is said; most steps of a session say nothing. */
const talks = new WeakMap<Session['messages'], KnownTalk>();
const talkOf = (session: Session, audience: Audience): Talk => {
  const { messages, intents } = session;
  let known = talks.get(messages);
  if (known?.intents !== intents) {
    known = { intents, byAudience: new Map() };
    talks.set(messages, known);
  }
  const talk = known.byAudience.get(audience) ?? heardOf(session, audience);
  known.byAudience.set(audience, talk);
  return talk;
};

const whiteDesk = (session: Session): WhiteDesk => ({
  desks: bySide((side) => sideDesk(session, side)),
  bots: session.bots,
  injects: session.injects,
  overrides: session.overrides,
  deck: session.game.ruleset.events.events.map(({ id }) => id).filter((id) => !session.state.eventsPlayed.includes(id)),
});

// --- forecasts

const pointsIn = ({ sides }: GameState, side: Side): number =>
  Object.values(sides[side].pointsThisTurn).reduce((sum, points) => sum + points, 0);

/** Whether what a forecast asked came out so. */
const cameTrue = (question: ForecastQuestion, side: Side, before: GameState, after: GameState): boolean => {
  switch (question) {
    case 'outscores':
      return SIDES.every((each) => each === side || pointsIn(after, side) > pointsIn(after, each));
    case 'tensionRises':
      return after.tension > before.tension;
    case 'losesCompute':
      return after.sides[side].lostPops > 0;
  }
};

/** The intents of half-years that were played, each with its score. */
export const scoredIntents = ({ intents, played, state }: Session): readonly ScoredIntent[] =>
  intents.flatMap((intent) => {
    const at = played.findIndex(({ before }) => before.stage === 'turn' && before.turn + 1 === intent.turn);
    const [from, to] = [played[at], played[at + 1]?.before ?? state];
    if (from === undefined) return [];
    const isTrue = cameTrue(intent.question, intent.side, from.before, to);
    const miss = intent.prob - (isTrue ? 1 : 0);
    return [{ ...intent, isTrue, brier: miss * miss }];
  });

const meanBrier = (scored: readonly ScoredIntent[]): number | null =>
  scored.length === 0 ? null : scored.reduce((sum, { brier }) => sum + brier, 0) / scored.length;

/** The fog lifted: the record, which plays the game again, and how everybody foresaw it. */
const revealOf = (session: Session): Reveal => {
  const scored = scoredIntents(session);
  return {
    record: recordOf(session),
    intents: scored,
    meanBrier: Object.fromEntries(
      session.members.map(({ id }) => [id, meanBrier(scored.filter(({ memberId }) => memberId === id))]),
    ),
  };
};

/** The parts of the picture that an audience sees; the status is the last, so that what it speaks of has come. */
export const picturesFor = (session: Session, audience: Audience): ReadonlyMap<PartName, unknown> => {
  const parts: Part[] = [
    ['table', tableOf(session, audience)],
    ['talk', talkOf(session, audience)],
  ];
  if (audience === 'white') parts.push(['white', whiteDesk(session)]);
  else if (audience !== 'room') parts.push(['desk', sideDesk(session, audience)]);
  if (session.isRevealed) parts.push(['reveal', revealOf(session)]);
  parts.push(['status', statusOf(session)]);
  return new Map<PartName, unknown>(parts);
};

const pageOf = (session: Session, played: Played, side: Side): Page => {
  const { game } = session;
  const resolution = resolutionOf(game, played);
  const before = viewOf(game, played.before, side);
  const orders = played.orders[side];
  const previews = legalDraft(game, before, orders);
  return {
    side,
    orders,
    expected: previews.ok ? previews.value : [],
    trimmed: played.trimmed[side],
    before,
    after: viewOf(game, resolution.state, side),
    report: reportFor(resolution, side),
  };
};

/** The page at a place of the book, 0 the first; null where the audience has none. White gets both sides' and the truth. */
export const readPage = (session: Session, audience: Audience, place: number): Page | WhitePage | null => {
  const played = session.played[place];
  if (played === undefined || audience === 'room') return null;
  if (audience !== 'white') return pageOf(session, played, audience);
  const { findings, events } = resolutionOf(session.game, played);
  return {
    pages: SIDES.map((side) => pageOf(session, played, side)),
    truth: { findings, events },
    rulings: played.rulings,
  };
};

const withoutHash = (event: SessionEvent): SessionEvent =>
  event.kind === 'member.joined' ? { ...event, tokenHash: '' } : event;

export const EXPORT_FORMAT = 'dawnline-session';

/** A log as text, without what opens a seat: all that is kept of a session, whatever rules it was played under. */
export const exportLog = (log: readonly LogEntry[]): string => JSON.stringify(exported(log));
const exported = (log: readonly LogEntry[]) => ({
  format: EXPORT_FORMAT,
  formatVersion: 1,
  log: log.map((entry) => ({ ...entry, events: entry.events.map(withoutHash) })),
});

/** Everything of a session as text: its log without what opens a seat, its record, its forecasts. */
export const exportOf = (session: Session, log: readonly LogEntry[]): string =>
  JSON.stringify({ ...exported(log), record: recordOf(session), intents: scoredIntents(session) });
