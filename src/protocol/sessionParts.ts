/**
 * What a hosted game shows of itself, as types: the parts of the picture that the server sends (`part` of `session.ts`)
 * and the pages that are read from it. The server makes them (`src/session/pictures.ts`), the client shows them; here
 * both agree. Who gets which part is told in docs/session-protocol.md.
 */
import type {
  Finding,
  GameEvent,
  GameRecord,
  GameState,
  Order,
  Preview,
  PublicView,
  Ruling,
  SideView,
  TurnReport,
} from '../engine/index.ts';
import type { BySide, Side } from '../ruleset/terms.ts';
import type { ForecastQuestion, InjectTime, PartName, Role, Settings } from './session.ts';

export type SessionStage = 'lobby' | 'planning' | 'crisisRound' | 'resolving' | 'paused' | 'ended';

/** Somebody of a session, as everybody may know them. */
export interface MemberShown {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Status {
  readonly stage: SessionStage;
  /** The half-year on the table, from 1; in a crisis round the one that it belongs to. */
  readonly turn: number;
  readonly turnCount: number;
  /** Half-years and crisis rounds that have been resolved: the length of the book. */
  readonly playedCount: number;
  /** End of the time for this stage by the server's clock, ms since 1970; null where there is none. */
  readonly deadlineMs: number | null;
  /** While paused, what is left of the time, ms. */
  readonly remainingMs: number | null;
  readonly members: readonly MemberShown[];
  /** Id of the member who seals for each side; null where nobody sits. */
  readonly leaders: BySide<string | null>;
  readonly ledByBot: BySide<boolean>;
  /** Sides that a person leads and that have not sealed. */
  readonly awaited: readonly Side[];
  readonly settings: Settings;
  readonly outcome: GameState['outcome'];
  readonly isRevealed: boolean;
  /** The white cell's reason for taking the last result back, until there is another one. */
  readonly takenBack: string | null;
}

export interface SideTable {
  readonly view: SideView;
  /** What the staff would do this half-year. */
  readonly plan: readonly Order[];
  readonly news: readonly GameEvent[];
}
export interface RoomTable {
  readonly view: PublicView;
  readonly news: readonly GameEvent[];
}
export interface WhiteTable {
  readonly views: BySide<SideView>;
  readonly room: PublicView;
  readonly news: readonly GameEvent[];
}

export interface DraftOrder {
  readonly orderId: string;
  /** Who has placed it; empty where it came back with a half-year that was taken back. */
  readonly memberId: string;
  readonly order: Order;
}

/** Why a side's orders stand as they do. */
export type SealedBy = 'principal' | 'time' | 'bot' | 'white';

/** What a seal made of orders that were not legal together. */
export interface Trimmed {
  /** How many orders were made smaller. */
  readonly cutCount: number;
  /** Orders that were no longer legal together with the others. */
  readonly dropped: readonly Order[];
}

export interface SealedDraft extends Trimmed {
  readonly by: SealedBy;
  readonly orders: readonly Order[];
}

/** What lies on a side's desk; everybody of the side sees it. */
export interface Desk {
  readonly draft: readonly DraftOrder[];
  readonly sealed: SealedDraft | null;
}

/** Who a message is for; `all` is everybody in the room. */
export type Addressee = Side | 'white' | 'all';

export interface MessageShown {
  readonly messageId: string;
  readonly memberId: string;
  readonly from: Side | 'white';
  readonly to: Addressee;
  readonly text: string;
  /** Id of the message that this one answers. */
  readonly answers: string | null;
  /** ms since 1970. */
  readonly atMs: number;
  /** Half-years resolved when it was sent. */
  readonly turn: number;
}
export interface Message extends MessageShown {
  readonly state: 'delivered' | 'waiting' | 'intercepted';
}

export interface Intent {
  readonly memberId: string;
  readonly side: Side;
  readonly turn: number;
  readonly text: string;
  readonly question: ForecastQuestion;
  readonly prob: number;
}

export interface Talk {
  /** What of it the audience has heard; the white cell is told the state of each too. */
  readonly messages: readonly (MessageShown | Message)[];
  readonly intents: readonly Intent[];
}

export interface Inject {
  readonly injectId: string;
  readonly eventId: string;
  readonly when: InjectTime;
}
export interface Override {
  readonly overrideId: string;
  readonly memberId: string;
  readonly ruling: Extract<Ruling, { kind: 'override' }>;
}

export interface WhiteDesk {
  readonly desks: BySide<Desk>;
  /** Ids of the bots that lead; null where people do. */
  readonly bots: BySide<string | null>;
  readonly injects: readonly Inject[];
  readonly overrides: readonly Override[];
  /** Ids of cards that have not been played. */
  readonly deck: readonly string[];
}

export interface ScoredIntent extends Intent {
  readonly isTrue: boolean;
  /** Square of the difference between the forecast and what came: 0 the best, 1 the worst. */
  readonly brier: number;
}

export interface Reveal {
  readonly record: GameRecord;
  readonly intents: readonly ScoredIntent[];
  /** By member's id; null for whoever has foretold nothing that was played. */
  readonly meanBrier: Readonly<Record<string, number | null>>;
}

export interface Parts {
  readonly status: Status;
  readonly table: SideTable | RoomTable | WhiteTable;
  readonly desk: Desk;
  readonly talk: Talk;
  readonly white: WhiteDesk;
  readonly reveal: Reveal;
}

/** A part by its name: the type of what the server sends under it. */
export type Part = { readonly [N in PartName]: readonly [N, Parts[N]] }[PartName];

/** A page of a side's book: a half-year from its orders to its report. */
export interface Page {
  readonly side: Side;
  readonly orders: readonly Order[];
  /** What each order was said to do when it was sealed; empty where that cannot be told any more. */
  readonly expected: readonly Preview[];
  /** Null where the orders were sealed as they lay. */
  readonly trimmed: Trimmed | null;
  readonly before: SideView;
  readonly after: SideView;
  readonly report: TurnReport;
}

/** A page as the white cell reads it: both sides' and the truth. */
export interface WhitePage {
  readonly pages: readonly Page[];
  readonly truth: { readonly findings: readonly Finding[]; readonly events: readonly GameEvent[] };
  readonly rulings: readonly Ruling[];
}
