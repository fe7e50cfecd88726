/** The room where the game is played: rules, engine and opponents, in a chunk that loads after Home. */
import ruleset from 'virtual:ruleset';

export { ruleset };
export { downloadGame, savedFromFile } from './files.ts';
export { withoutSeat, withSeatPlan, withStaffPlan, withStanding, withTemplate } from './planning.ts';
export { openSession, reopenSession, saveOf, sealTurn } from './session.ts';
