/** `events.yaml`: what neither side ordered, and when it may come. */
import { z } from 'zod';
import { AGREEMENT_KINDS, CRISIS_RUNGS, GRID_STEPS, RESEARCH_TRACKS } from '../terms.ts';
import { id, q, side, fact } from './fields.ts';

/** What an event does, once, in the turn in which it happens. Signed amounts may take as well as give. */
const eventEffect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('peakLoad'), regionId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('capacityOutage'), regionId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('newCapacity'), regionId: id, capacityMw: q('MW') }),
  z.strictObject({ kind: z.literal('fragments'), lowKm: q('km'), count: q('fragments') }),
  z.strictObject({ kind: z.literal('market'), factor: q('1') }),
  z.strictObject({ kind: z.literal('groundLine'), vehicleId: id, turns: q('turns') }),
  z.strictObject({ kind: z.literal('cadence'), vehicleId: id, flightsPerTurn: q('flights') }),
  z.strictObject({ kind: z.literal('standing'), side, standing: q('points') }),
  /** Standing for each side by the quality of its Earth observation. */
  z.strictObject({ kind: z.literal('standingByService'), standing: q('points') }),
  z.strictObject({ kind: z.literal('politicalCapital'), side, politicalCapital: q('points') }),
  z.strictObject({ kind: z.literal('tension'), tension: q('points') }),
  z.strictObject({ kind: z.literal('funds'), side, fundsMusd: q('MUSD') }),
  /** Share of the side's imports of minerals that does not arrive this turn. */
  z.strictObject({ kind: z.literal('mineralsImportCut'), side, frac: q('1') }),
  /** Minerals that something else claims this turn. */
  z.strictObject({ kind: z.literal('mineralsNeed'), side, needUnits: q('units') }),
  z.strictObject({ kind: z.literal('refining'), side, unitsPerTurn: q('units') }),
  z.strictObject({ kind: z.literal('chipSupply'), side, factor: q('1') }),
  /** Money's worth of progress towards the next level; the last step is the side's own. */
  z.strictObject({ kind: z.literal('researchGain'), side, track: z.enum(RESEARCH_TRACKS), amountMusd: q('MUSD') }),
  z.strictObject({ kind: z.literal('groupOutage'), programmeId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('unitLoss'), programmeId: id, frac: q('1') }),
  z.strictObject({ kind: z.literal('newUnits'), programmeId: id, unitCount: q('units') }),
]);
/** When an event may be drawn. Only what both sides can see is asked, so that the deck gives nothing away. */
const eventCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('turns'), fromTurn: q('turn'), toTurn: q('turn') }),
  z.strictObject({ kind: z.literal('crisisAtLeast'), rung: z.enum(CRISIS_RUNGS) }),
  z.strictObject({ kind: z.literal('controlAtLeast'), side, level: q('level') }),
  z.strictObject({ kind: z.literal('debrisAtLeast'), lowKm: q('km'), usedFrac: q('1') }),
  z.strictObject({ kind: z.literal('unitsAtLeast'), programmeId: id, unitCount: q('units') }),
  z.strictObject({ kind: z.literal('milestoneReached'), milestoneId: id }),
  z.strictObject({ kind: z.literal('lineFlies'), vehicleId: id, flies: z.boolean() }),
  /** The region's last peak took at least this step of the emergency ladder. */
  z.strictObject({ kind: z.literal('gridAtLeast'), regionId: id, step: z.enum(GRID_STEPS) }),
  z.strictObject({ kind: z.literal('agreement'), agreement: z.enum(AGREEMENT_KINDS), inForce: z.boolean() }),
  z.strictObject({ kind: z.literal('eventPlayed'), eventId: id }),
]);
export const eventsFile = z.strictObject({
  probPerTurn: q('1'),
  events: z.array(
    z.strictObject({
      id,
      facts: z.array(fact),
      half: z.enum(['first', 'second', 'any']),
      weight: q('1'),
      /** All must hold. */
      conditions: z.array(eventCondition).optional(),
      effects: z.array(eventEffect).min(1),
    }),
  ),
});
