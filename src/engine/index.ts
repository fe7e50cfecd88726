/**
 * The engine's public face: what people, bots, the client, the CLI and outside programs use, all in
 * the same way. Static facts of a game (`Game`) are apart from its state (`GameState`).
 */
export { baseDesignId } from './assets/unitDesign.ts';
export type { Game } from './game.ts';
export { makeGame } from './game.ts';
export { startState } from './start.ts';
export { viewFor } from './view.ts';
export type { PublicGroup, PublicSide, PublicView } from './publicView.ts';
export { finalScore } from './phases/accounts.ts';
export { imagineState } from './imagine.ts';
export { publicNews, publicView } from './publicView.ts';
export {
  availableOrders,
  draftCost,
  legalDraft,
  legalOrder,
  orderDomains,
  orderForm,
  orderGroup,
  orderRejections,
  orderSeat,
  parseOrder,
  parseOrders,
} from './orders/index.ts';
export type { ChosenValues, FilledForm, JudgedForm } from './orders/filled.ts';
export { filledForm, judgeForm, openedForm, suggestedValue } from './orders/filled.ts';
export type { OpenDraft } from './orders/openDraft.ts';
export { openDraft } from './orders/openDraft.ts';
export type { FittedDraft } from './orders/fit.ts';
export { fitDraft } from './orders/fit.ts';
export type { HalfYear, TurnReport, TurnResolution } from './resolve.ts';
export { reportFor, resolveTurn } from './resolve.ts';
export type { OverrideEffect, OverrideField, Ruling } from './rulings.ts';
export { EFFECTS_AT_ONCE, legalRulings, OVERRIDE_FIELDS, OVERRIDE_KINDS, REASON_CHARACTERS } from './rulings.ts';
export { cloneState, ENGINE_VERSION, hashState } from './hash.ts';
export type { GameRecord, RecordedDraft, RecordedTurn, Replayed } from './record.ts';
export { makeRecord, RECORD_FORMAT, RECORD_FORMAT_VERSION, recordFits, recordTurn, replayRecord } from './record.ts';
export type { Equation } from './equations.ts';
export { equationById, equations } from './equations.ts';
export type { Account, ComputeSpan, Graded, Metrics, Race, Swing } from './account.ts';
export { accountOf, GRADES, METERS, RACES, SWING_KINDS } from './account.ts';
export { isAgreementKept } from './agreements.ts';
export type { Flip } from './flip.ts';
export type { Stock } from './invariants.ts';
export { checkInvariants, takeStock } from './invariants.ts';
export { smallestFlip } from './flip.ts';
export { InvariantError } from './errors.ts';
export { emptyEnvironment, stepDebris } from './assets/debrisBands.ts';
export { unitPerformance } from './assets/orbitChain.ts';
export { turnDate } from './calendar.ts';
export { unitCountOf } from './context.ts';
export { centreMusdPerMw } from './formulas.ts';
export { botDice, MIRRORED_SEED } from './dice.ts';
export type { Domain } from './orders/definition.ts';
export { refusedOptions } from './orders/definition.ts';
export type { AnyChart, Edge } from './machines/index.ts';
export { charts, countEdges } from './machines/index.ts';
export { bySide, SIDES, rivalOf } from './sides.ts';
export type * from './state.ts';
export { END_KINDS, STAGES } from './state.ts';
export type * from './findings.ts';
export { PHASES } from './findings.ts';
export type * from './viewTypes.ts';
export type * from './orders/order.ts';
export { DESTRUCTIVE_KINDS, ORDER_GROUPS, ORDER_KINDS, REJECTION_CODES, REVERSIBLE_KINDS } from './orders/order.ts';
