/** Phase 1: something neither side ordered, drawn from the deck of the rules. */
import { decide, lineById, note, ruleInput, stateInput, subject, sum, tell, type TurnContext } from '../context.ts';
import { turnDate } from '../calendar.ts';
import { addCloud } from '../debris.ts';
import type { Ruleset } from '../../ruleset/schema.ts';

type EventRules = Ruleset['events']['events'][number];

const inSeason = (context: TurnContext, event: EventRules): boolean => {
  const { half } = turnDate(context.game.scenario, context.turn);
  return event.half === 'any' || event.half === (half === 1 ? 'first' : 'second');
};

const applyEffect = (context: TurnContext, { effect }: EventRules): void => {
  const { state } = context;
  switch (effect.kind) {
    case 'peakLoad':
    case 'capacityOutage': {
      const stress = context.regionStress.get(effect.regionId) ?? { peakFrac: 0, capacityOutageFrac: 0 };
      if (effect.kind === 'peakLoad') stress.peakFrac += effect.frac;
      else stress.capacityOutageFrac += effect.frac;
      context.regionStress.set(effect.regionId, stress);
      return;
    }
    case 'fragments': {
      const band = state.bands.find(({ lowKm }) => lowKm === effect.lowKm);
      if (band !== undefined) addCloud(context.game, state, (band.lowKm + band.highKm) / 2, 'explosion', effect.count);
      return;
    }
    case 'market':
      state.marketFactor = effect.factor;
      return;
    case 'groundLine': {
      for (const { id } of state.lines.filter(({ vehicleId }) => vehicleId === effect.vehicleId)) {
        const line = lineById(state, id);
        if (line.machine !== 'operational') continue;
        line.machine = 'grounded';
        line.groundedUntilTurn = context.turn + effect.turns;
      }
    }
  }
};

/** The event at a draw among those left, by weight. */
const eventAt = (deck: readonly EventRules[], draw: number): EventRules | undefined => {
  const aim = draw * sum(deck, ({ weight }) => weight);
  let below = 0;
  return deck.find(({ weight }) => {
    below += weight;
    return aim < below;
  });
};

export const eventsPhase = (context: TurnContext): void => {
  const { game, state, dice, turn } = context;
  state.marketFactor = 1;
  const deck = game.ruleset.events.events.filter(
    (event) => !state.eventsPlayed.includes(event.id) && inSeason(context, event),
  );
  const prob = deck.length === 0 ? 0 : game.ruleset.events.probPerTurn;
  const happens = decide(context, 'events/happens', prob, ['happened', 'nothing'], () => ({
    subject: subject('world', 'events'),
    question: 'eventHappens',
    equationId: 'eventHappens',
    inputs: [
      ruleInput(game, 'probPerTurn', 'events.probPerTurn'),
      stateInput('deckCount', deck.length, '1', 'eventsPlayed'),
    ],
    result: { prob },
  }));
  if (!happens.yes) return;
  const draw = dice.draw('events/which');
  const event = eventAt(deck, draw);
  if (event === undefined) return;
  state.eventsPlayed.push(event.id);
  applyEffect(context, event);
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
  tell(context, {
    kind: 'event.happened',
    subject: subject('event', event.id),
    side: null,
    values: { turn },
    findingIds: [findingId, happens.findingId],
    weight: 3,
  });
};
