/** The face of a hosted game: what a server needs to hold one, and nothing that touches a socket, a disk or a clock. */
export type { Ruleset } from '../ruleset/schema.ts';
export { decideFrame, decideHour, decideJoining, decideOpening, nextFrameId, type Step } from './decide.ts';
export { ENGINE_VERSION } from '../engine/index.ts';
export type { LogEntry, SessionOpened } from './events.ts';
export { foldLog, type Member, newSession, type Session } from './fold.ts';
export { findGame, fitsRules, gameOf } from './games.ts';
export { type Audience, audienceOf, exportLog, exportOf, picturesFor, readPage } from './pictures.ts';
export { isReading, mayAsk } from './seats.ts';
