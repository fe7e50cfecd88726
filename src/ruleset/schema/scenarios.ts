/** `scenarios/` and `packs/`: starts and lengths, and named sets of assumptions. */
import { z } from 'zod';
import { AGREEMENT_KINDS, CONFIDENCES, CRISIS_RUNGS, SCENARIO_DELIVERIES } from '../terms.ts';
import { id, text, q, bySide, byTrack, side } from './fields.ts';

const lineStart = z.strictObject({
  vehicleId: id,
  operational: z.boolean(),
  cadencePerTurn: q('flights'),
  flownFlights: q('flights'),
});
const sideStart = z.strictObject({
  fundsMusd: q('MUSD'),
  incomeMusd: q('MUSD'),
  incomeGrowthFrac: q('1'),
  politicalCapital: q('points'),
  standing: q('points'),
  popsPerKw: q('POPS/kW'),
  chipSupplyMw: q('MW'),
  chipSupplyGrowthFrac: q('1'),
  exportControlLevel: q('level'),
  /** What this side's export controls take from the other. */
  exportControlBites: z.enum(['chips', 'minerals']),
  mineralsImported: q('units'),
  /** What the side can refine a turn, and the ore it mines: only ore that is refined counts. */
  mineralsRefining: q('units'),
  mineralsOre: q('units'),
  mineralsStock: q('units'),
  /** Fighters and submarines begun in a turn: they draw on the same rare earths. */
  defenceFighters: q('units'),
  defenceSubmarines: q('units'),
  /** Whether Greenland is this side's to court, to invest in, or to press. */
  greenlandAccess: z.boolean(),
  tech: byTrack(q('level')),
  lines: z.array(lineStart),
});

/** Numbers that replace those of the rules, each with its own range and source. */
const overrides = z.array(
  z.strictObject({
    /** Path of the number it replaces: `vehicles.starship.floorPriceUsdPerKg`. */
    path: text,
    value: z.number(),
    unit: text,
    low: z.number(),
    high: z.number(),
    source: id,
    confidence: z.enum(CONFIDENCES),
    note: text.optional(),
  }),
);

/** What is already there when a scenario opens. */
const scenarioStart = z.strictObject({
  /**
   * Satellites in orbit; a programme named here has these in place of its own. Where a share was lost before the
   * start, a platform opens damaged by so much, and a group of which these are what is left opens degraded.
   */
  units: z
    .array(
      z.strictObject({
        programmeId: id,
        designId: id,
        unitCount: q('units'),
        ageYears: q('yr'),
        lostFrac: q('1').optional(),
      }),
    )
    .optional(),
  /** Fragments of break-ups before the first turn, at the middle of the band. */
  clouds: z.array(z.strictObject({ lowKm: q('km'), fragmentCount: q('fragments') })).optional(),
  agreements: z.array(z.strictObject({ agreement: z.enum(AGREEMENT_KINDS), untilTurn: q('turn') })).optional(),
  /** Capacity under construction, MW. */
  deliveries: z
    .array(z.strictObject({ kind: z.enum(SCENARIO_DELIVERIES), regionId: id, capacityMw: q('MW'), dueTurn: q('turn') }))
    .optional(),
});

/** The longest game, half-years. */
const MOST_TURNS = 40;
const TITLE_CHARACTERS = 80;
const ABOUT_CHARACTERS = 600;

/** A card that is played at a set time, or the first of several, once, and is never drawn. */
const inject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('turn'), eventId: id, turn: z.number().int().min(1).max(MOST_TURNS) }),
  /** When a half-year opens on this rung of the crisis ladder or a higher one. */
  z.strictObject({ kind: z.literal('crisis'), eventId: id, rung: z.enum(CRISIS_RUNGS) }),
]);

/**
 * A start and a length. Where the sides' own rows are not written out they are those of another
 * scenario (`sidesScenarioId`). Dates of the rules (numbers in `turn`) count from January 2026: a
 * scenario that starts later has them that much sooner, and its own `replaces` count from its start.
 */
export const scenarioSchema = z.strictObject({
  id,
  /** What an author calls it and says of it, in words of their own; the game's own scenarios have words in each language. */
  title: text.max(TITLE_CHARACTERS).optional(),
  about: text.max(ABOUT_CHARACTERS).optional(),
  startYear: z.number().int(),
  turnCount: z.number().int().min(1).max(MOST_TURNS),
  handicapPoints: bySide(q('points')),
  sides: bySide(sideStart).optional(),
  sidesScenarioId: id.optional(),
  /** Both sides have what this side has, each thing twice: `us-starcloud` and `cn-starcloud`. */
  mirrorOf: side.optional(),
  start: scenarioStart.optional(),
  events: z.strictObject({ onlyEventIds: z.array(id).optional(), withoutEventIds: z.array(id).optional() }).optional(),
  injects: z.array(inject).optional(),
  milestones: z.strictObject({ withoutMilestoneIds: z.array(id) }).optional(),
  replaces: overrides.optional(),
});

/** A named set of assumptions: numbers that replace those of the rules, each with its own range and source. */
export const packSchema = z.strictObject({ id, overrides });
