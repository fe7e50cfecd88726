/** Phase 1: something neither side ordered, drawn from the deck of the rules. */
import {
  addStanding,
  addTension,
  book,
  clamp,
  decide,
  groupById,
  lineById,
  note,
  regionById,
  ruleInput,
  stateInput,
  stressRegion,
  subject,
  sum,
  tell,
  type TurnContext,
  unitCountOf,
} from '../context.ts';
import { turnDate } from '../calendar.ts';
import { addCloud, bandDensityPerKm3 } from '../debris.ts';
import { researchCostMusd } from '../formulas.ts';
import { SIDES } from '../sides.ts';
import { CRISIS_RUNGS, GRID_STEPS } from '../../ruleset/terms.ts';
import type { Ruleset, Scenario } from '../../ruleset/schema.ts';
import type { FindingInput } from '../findings.ts';
import { loseUnits } from './counterspace/losses.ts';
import { isClosed } from '../orders/programme.ts';
import type { Ruling } from '../rulings.ts';
import { commission } from './launch.ts';

type EventRules = Ruleset['events']['events'][number];
type EventEffect = EventRules['effects'][number];
type EventCondition = NonNullable<EventRules['conditions']>[number];

const seasonOf = ({ game, turn }: TurnContext): EventRules['half'] =>
  turnDate(game.scenario, turn).half === 1 ? 'first' : 'second';

const unitsOf = ({ state }: TurnContext, programmeId: string): number => unitCountOf(groupById(state, programmeId));

/** Whether a condition holds in the state as the turn found it; reads only what both sides can see. */
const holds = (context: TurnContext, condition: EventCondition): boolean => {
  const { game, state, turn } = context;
  switch (condition.kind) {
    case 'turns':
      return turn >= condition.fromTurn && turn <= condition.toTurn;
    case 'crisisAtLeast':
      return CRISIS_RUNGS.indexOf(state.crisis) >= CRISIS_RUNGS.indexOf(condition.rung);
    case 'controlAtLeast':
      return state.sides[condition.side].exportControlLevel >= condition.level;
    case 'debrisAtLeast': {
      const band = state.bands.find(({ lowKm }) => lowKm === condition.lowKm);
      const { unusableDensityPerKm3 } = game.ruleset.environment;
      return band !== undefined && bandDensityPerKm3(band) >= condition.usedFrac * unusableDensityPerKm3;
    }
    case 'unitsAtLeast':
      return unitsOf(context, condition.programmeId) >= condition.unitCount;
    case 'milestoneReached':
      return SIDES.some((side) => state.sides[side].milestones.some(({ id }) => id === condition.milestoneId));
    case 'lineFlies':
      return state.lines.some(
        ({ vehicleId, machine }) =>
          vehicleId === condition.vehicleId && (machine === 'operational') === condition.flies,
      );
    case 'gridAtLeast': {
      const steps: readonly string[] = GRID_STEPS;
      return steps.indexOf(regionById(state, condition.regionId).machine) >= steps.indexOf(condition.step);
    }
    case 'agreement':
      return state.agreements.some(
        ({ id, machine }) => id === condition.agreement && (machine === 'inForce') === condition.inForce,
      );
    case 'eventPlayed':
      return state.eventsPlayed.includes(condition.eventId);
  }
};

type Inject = NonNullable<Scenario['injects']>[number];

/** Whether the scenario plays this card itself, at a time that it sets. */
const isInjected = ({ game }: TurnContext, { id }: EventRules): boolean =>
  game.scenario.injects?.some(({ eventId }) => eventId === id) === true;

const isDue = ({ state, turn }: TurnContext, inject: Inject): boolean =>
  !state.eventsPlayed.includes(inject.eventId) &&
  (inject.kind === 'turn'
    ? inject.turn === turn
    : CRISIS_RUNGS.indexOf(state.crisis) >= CRISIS_RUNGS.indexOf(inject.rung));

/** What the scenario has prepared for this half-year. All is judged by the state as the half-year found it. */
const playInjects = (context: TurnContext): void => {
  const { game } = context;
  const due = (game.scenario.injects ?? []).filter((inject) => isDue(context, inject));
  for (const { eventId } of due) {
    const card = game.ruleset.events.events.find(({ id }) => id === eventId);
    // A mirror leaves out cards that only the side which it does not have could meet.
    if (card !== undefined) playEvent(context, card);
  }
};

const mayBeDrawn = (context: TurnContext, event: EventRules, season: EventRules['half']): boolean =>
  !isInjected(context, event) &&
  (event.half === 'any' || event.half === season) &&
  !context.state.eventsPlayed.includes(event.id) &&
  (event.conditions === undefined || event.conditions.every((condition) => holds(context, condition)));

const groundLines = ({ state, turn }: TurnContext, vehicleId: string, turns: number): void => {
  for (const { id } of state.lines.filter((line) => line.vehicleId === vehicleId)) {
    const line = lineById(state, id);
    if (line.machine !== 'operational') continue;
    line.machine = 'grounded';
    line.groundedUntilTurn = turn + turns;
  }
};

/** Progress given from outside never reaches the level itself: a side's own money opens it. */
const gainResearch = (
  { game, state }: TurnContext,
  { side, track, amountMusd }: Extract<EventEffect, { kind: 'researchGain' }>,
): void => {
  const own = state.sides[side];
  const mostMusd = Math.max(own.researchMusd[track], researchCostMusd(game, own.tech[track]) - LAST_STEP_MUSD);
  own.researchMusd[track] = Math.min(mostMusd, own.researchMusd[track] + amountMusd);
};
const LAST_STEP_MUSD = 100;

const applyEffect = (context: TurnContext, effect: EventEffect): void => {
  const { game, state } = context;
  switch (effect.kind) {
    case 'peakLoad':
      return stressRegion(context, effect.regionId, effect.frac, 0);
    case 'capacityOutage':
      return stressRegion(context, effect.regionId, 0, effect.frac);
    case 'newCapacity':
      regionById(state, effect.regionId).newUnitCount += Math.round(effect.capacityMw / game.ruleset.grid.newUnitMw);
      return;
    case 'fragments': {
      const band = state.bands.find(({ lowKm }) => lowKm === effect.lowKm);
      if (band !== undefined) addCloud(game, state, (band.lowKm + band.highKm) / 2, 'explosion', effect.count);
      return;
    }
    case 'market':
      context.outside.eventMarketFactor *= effect.factor;
      return;
    case 'groundLine':
      return groundLines(context, effect.vehicleId, effect.turns);
    case 'cadence':
      for (const line of state.lines)
        if (line.vehicleId === effect.vehicleId) line.cadencePerTurn += effect.flightsPerTurn;
      return;
    case 'standing':
      return addStanding(context, effect.side, effect.standing);
    case 'standingByService':
      state.disasterTurn = context.turn;
      for (const side of SIDES) addStanding(context, side, effect.standing * state.sides[side].earthObservationQuality);
      return;
    case 'politicalCapital': {
      const own = state.sides[effect.side];
      const { politicalCapitalCap } = game.ruleset.economy;
      own.politicalCapital = clamp(own.politicalCapital + effect.politicalCapital, 0, politicalCapitalCap);
      return;
    }
    case 'tension':
      addTension(context, effect.tension);
      return;
    case 'funds':
      book(context, effect.side, 'eventsMusd', effect.fundsMusd);
      return;
    case 'mineralsImportCut':
      context.mineralsStress[effect.side].importCutFrac = effect.frac;
      return;
    case 'mineralsNeed':
      context.mineralsStress[effect.side].needUnits += effect.needUnits;
      return;
    case 'refining':
      state.sides[effect.side].mineralsRefining += effect.unitsPerTurn;
      return;
    case 'chipSupply':
      state.sides[effect.side].chipSupplyMw *= effect.factor;
      return;
    case 'researchGain':
      return gainResearch(context, effect);
    case 'groupOutage': {
      const group = groupById(state, effect.programmeId);
      group.outageFrac += (1 - group.outageFrac) * effect.frac;
      return;
    }
    case 'unitLoss':
      // A share below one leaves something: an order against the group still finds it.
      loseUnits(groupById(state, effect.programmeId), Math.floor(unitsOf(context, effect.programmeId) * effect.frac));
      return;
    case 'newUnits': {
      const group = groupById(state, effect.programmeId);
      // A programme that has closed takes no more.
      if (isClosed(group)) return;
      commission(context, group, group.designId, effect.unitCount, game.design(group.designId).massKg);
    }
  }
};

/** The numbers of an effect, from the rules. */
const effectInputs = ({ game }: TurnContext, path: string, effect: EventEffect): readonly FindingInput[] =>
  Object.entries(effect).flatMap(([name, value]) =>
    typeof value === 'number' ? [ruleInput(game, name, `${path}.${name}`)] : [],
  );

/** The event at a draw among those left, by weight. */
const eventAt = (deck: readonly EventRules[], draw: number): EventRules | undefined => {
  const aim = draw * sum(deck, ({ weight }) => weight);
  let below = 0;
  return deck.find(({ weight }) => {
    below += weight;
    return aim < below;
  });
};

/** Plays a card: its effects in their order, and the news of it. */
const playEvent = (
  context: TurnContext,
  event: EventRules,
  before: readonly string[] = [],
  after: readonly string[] = [],
): void => {
  context.state.eventsPlayed.push(event.id);
  const effectIds = event.effects.map((effect, place) => {
    applyEffect(context, effect);
    return note(context, () => ({
      subject: subject('event', event.id),
      question: 'eventEffect',
      equationId: 'eventEffect',
      inputs: effectInputs(context, `events.events.${event.id}.effects.${place}`, effect),
      result: {},
      outcome: `effect:${effect.kind}`,
    }));
  });
  tell(context, {
    kind: 'event.happened',
    subject: subject('event', event.id),
    side: null,
    values: { turn: context.turn, eventId: event.id },
    findingIds: [...before, ...effectIds, ...after],
    weight: 3,
  });
};

/** Carries out what the white cell has laid into the half-year, in the order in which it was laid. */
const applyRuling = (context: TurnContext, ruling: Ruling): void => {
  const { game, turn } = context;
  if (ruling.kind === 'inject') {
    const card = game.ruleset.events.events.find(({ id }) => id === ruling.eventId);
    if (card !== undefined) playEvent(context, card);
    return;
  }
  // The accounts conclude the game that is called.
  if (ruling.kind === 'end') return;
  for (const effect of ruling.effects) applyEffect(context, effect);
  tell(context, {
    kind: 'ruling.made',
    subject: subject('world', 'ruling'),
    side: null,
    values: { turn, reason: ruling.reason },
    findingIds: [],
    weight: 3,
  });
};

export const eventsPhase = (context: TurnContext): void => {
  for (const ruling of context.rulings) applyRuling(context, ruling);
  playInjects(context);
  const { game, dice } = context;
  const { events, probPerTurn } = game.ruleset.events;
  const season = seasonOf(context);
  const isInDeck = (event: EventRules): boolean => mayBeDrawn(context, event, season);
  const prob = events.some(isInDeck) ? probPerTurn : 0;
  const happens = decide(context, 'events/happens', prob, ['happened', 'nothing'], () => ({
    subject: subject('world', 'events'),
    question: 'eventHappens',
    equationId: 'eventHappens',
    inputs: [
      ruleInput(game, 'probPerTurn', 'events.probPerTurn'),
      stateInput('deckCount', events.filter(isInDeck).length, '1', 'eventsPlayed'),
    ],
    result: { prob },
  }));
  if (!happens.yes) return;
  const deck = events.filter(isInDeck);
  const draw = dice.draw('events/which');
  const event = eventAt(deck, draw);
  if (event === undefined) return;
  const findingId = note(context, () => ({
    subject: subject('event', event.id),
    question: 'whichEvent',
    equationId: 'whichEvent',
    inputs: [
      stateInput('deckCount', deck.length, '1', 'eventsPlayed'),
      ruleInput(game, 'weight', `events.events.${event.id}.weight`),
    ],
    result: { weightShare: event.weight / sum(deck, ({ weight }) => weight) },
    stream: 'events/which',
    draw,
    outcome: event.id,
  }));
  playEvent(context, event, [findingId], [happens.findingId]);
};
