/** What the world outside the sides makes of a turn: thanks for relief, partners, the market. */
import { type Side, SIDES } from '../../ruleset/terms.ts';
import {
  addStanding,
  clamp,
  note,
  ordersOf,
  PARTNER_SHOCKS,
  rivalReads,
  ruleInput,
  stateInput,
  subject,
  sum,
  tell,
  type TurnContext,
} from '../context.ts';
import { bandDensityPerKm3 } from '../debris.ts';
import { alliesTarget, isDisasterOn, reliefStanding } from '../formulas.ts';

export const thankForRelief = (context: TurnContext): void => {
  const { game, state, turn } = context;
  for (const side of SIDES) {
    for (const { order } of ordersOf(context, side, 'relief')) {
      const own = state.sides[side];
      const disasterOn = isDisasterOn(state.disasterTurn, turn);
      const quality = own.earthObservationQuality;
      const standing = reliefStanding(game, order.shareFrac, quality, disasterOn);
      addStanding(context, side, standing);
      if (disasterOn)
        context.outside.partners[side].relief +=
          (game.ruleset.economy.allies.relief * order.shareFrac) / game.ruleset.economy.relief.limitFrac;
      const findingId = note(context, () => ({
        subject: subject('side', side),
        question: 'reliefThanks',
        equationId: 'reliefThanks',
        inputs: [
          stateInput('shareFrac', order.shareFrac, '1', 'orders'),
          stateInput('earthObservationQuality', quality, '1', `sides.${side}.earthObservationQuality`),
          stateInput('disasterOn', disasterOn, '', 'disasterTurn'),
          ruleInput(game, 'limitFrac', 'economy.relief.limitFrac'),
          ruleInput(game, 'disasterStanding', 'economy.relief.disasterStanding'),
          ruleInput(game, 'quietStanding', 'economy.relief.quietStanding'),
        ],
        result: { standing },
        outcome: disasterOn ? 'disaster' : 'quiet',
        parts: rivalReads(side, ['disasterOn', 'limitFrac', 'disasterStanding', 'quietStanding'], ['standing']),
      }));
      tell(context, {
        kind: 'relief.given',
        subject: subject('side', side),
        side,
        values: { standing },
        findingIds: [findingId],
      });
    }
  }
};

/** A side's partners come nearer to what its standing and agreements deserve, and are moved by what it did. */
const movePartnersOf = (context: TurnContext, side: Side): void => {
  const { game, state } = context;
  const own = state.sides[side];
  const shocks = context.outside.partners[side];
  const agreementCount = sum(state.agreements, ({ machine }) => (machine === 'inForce' ? 1 : 0));
  const targetFrac = alliesTarget(game, own.standing, agreementCount);
  const before = own.allies;
  const shock = sum(PARTNER_SHOCKS, (name) => shocks[name]);
  own.allies = clamp(before + game.ruleset.economy.allies.adjustFrac * (targetFrac - before) + shock, 0, 1);
  const findingId = note(context, () => ({
    subject: subject('side', side),
    question: 'alliesMove',
    equationId: 'alliesMove',
    inputs: [
      stateInput('alliesBefore', before, '1', `sides.${side}.allies`),
      stateInput('standing', own.standing, 'points', `sides.${side}.standing`),
      stateInput('agreementCount', agreementCount, '1', 'agreements'),
      ...(['baseFrac', 'perStanding', 'perAgreement', 'adjustFrac'] as const).map((name) =>
        ruleInput(game, `allies.${name}`, `economy.allies.${name}`),
      ),
      ...PARTNER_SHOCKS.filter((name) => shocks[name] !== 0).map((name) =>
        stateInput(`shock.${name}`, shocks[name], '1', 'events'),
      ),
    ],
    result: { targetFrac, allies: own.allies },
    outcome: 'computed',
  }));
  if (shock !== 0)
    tell(context, {
      kind: shock > 0 ? 'partners.nearer' : 'partners.further',
      subject: subject('side', side),
      side,
      values: { allies: own.allies },
      findingIds: [findingId],
    });
};

export const movePartners = (context: TurnContext): void => {
  for (const side of SIDES) movePartnersOf(context, side);
};

/** The market comes back towards what debris leaves of it, and falls with attacks and blackouts. */
export const moveMarket = (context: TurnContext): void => {
  const { game, state, turn } = context;
  const { recoveryFrac, attackFall, reversibleAttackFall, blackoutFall, debrisFall, floor } =
    game.ruleset.economy.market;
  const { families } = game.ruleset.counterspace;
  const felt = state.operations.filter((operation) => operation.turn === turn && operation.felt);
  const destructiveCount = sum(felt, ({ family }) => (families[family].normStandingLoss > 0 ? 1 : 0));
  const reversibleCount = felt.length - destructiveCount;
  const blackoutCount = sum(state.regions, ({ machine }) => (machine === 'rotatingOutages' ? 1 : 0));
  const { unusableDensityPerKm3 } = game.ruleset.environment;
  // Of the room that others' debris left in the worst band.
  let usedFrac = 0;
  for (const band of state.bands) {
    const { backgroundPerKm3 } = band;
    const used = (bandDensityPerKm3(band) - backgroundPerKm3) / (unusableDensityPerKm3 - backgroundPerKm3);
    usedFrac = Math.max(usedFrac, Math.min(1, used));
  }
  const rest = 1 - debrisFall * usedFrac;
  const before = state.marketFactor;
  state.marketFactor = clamp(
    before +
      recoveryFrac * (rest - before) -
      attackFall * destructiveCount -
      reversibleAttackFall * reversibleCount -
      blackoutFall * blackoutCount,
    floor,
    1,
  );
  note(context, () => ({
    subject: subject('world', 'market'),
    question: 'marketMoves',
    equationId: 'marketMoves',
    inputs: [
      stateInput('marketBefore', before, '1', 'marketFactor'),
      stateInput('destructiveCount', destructiveCount, '1', 'operations'),
      stateInput('reversibleCount', reversibleCount, '1', 'operations'),
      stateInput('blackoutCount', blackoutCount, '1', 'regions'),
      stateInput('usedFrac', usedFrac, '1', 'bands'),
      ...(['recoveryFrac', 'attackFall', 'reversibleAttackFall', 'blackoutFall', 'debrisFall', 'floor'] as const).map(
        (name) => ruleInput(game, `market.${name}`, `economy.market.${name}`),
      ),
    ],
    result: { marketFactor: state.marketFactor },
    outcome: 'computed',
  }));
};
