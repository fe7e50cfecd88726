/** Orders of supply beyond refining: stock bought on the market, chip plants, and Greenland. */
import { GREENLAND_APPROACHES } from '../../ruleset/terms.ts';
import { greenlandOutcome, stockpileMusdPerUnit } from '../formulas.ts';
import { addedRefinedUnits } from './policy.ts';
import { amount, choice, count, FREE, type OrderDefinition, refusedBut } from './definition.ts';

const POWER_STEP_MW = 10;

export const mine: OrderDefinition<'mine'> = {
  kind: 'mine',
  group: 'supply',
  fields: { unitsPerTurn: 'number' },
  onceBy: '',
  form: ({ game }) => [
    count('unitsPerTurn', 'units', game.ruleset.economy.minerals.mineLimitUnits, 'order/limit-reached', 1),
  ],
  cost: ({ game }, { unitsPerTurn }) => {
    const { mineMusdPerUnit, minePoliticalCapital } = game.ruleset.economy.minerals;
    return { fundsMusd: mineMusdPerUnit * unitsPerTurn, politicalCapital: minePoliticalCapital };
  },
  preview: ({ game, view }, { unitsPerTurn }) => ({
    leadTurns: game.ruleset.economy.minerals.mineLeadTurns,
    effects: [
      { name: 'mineralsOre', unit: 'units', value: unitsPerTurn },
      // Where refining is the narrow place, ore brings nothing.
      { name: 'refinedUnits', unit: 'units', value: addedRefinedUnits(view, { mineralsOre: unitsPerTurn }) },
    ],
  }),
};

export const stockpile: OrderDefinition<'stockpile'> = {
  kind: 'stockpile',
  group: 'supply',
  fields: { unitCount: 'number' },
  onceBy: '',
  form: ({ game, view }) => {
    // Where imports are cut off there is no market to buy on.
    const isEmbargoed = view.own.mineralsMachine === 'embargoed';
    const max = isEmbargoed ? 0 : game.ruleset.economy.minerals.stockpileLimitUnits;
    return [count('unitCount', 'units', max, 'order/limit-reached', 1)];
  },
  cost: ({ game, view }, { unitCount }) => ({
    ...FREE,
    fundsMusd: unitCount * stockpileMusdPerUnit(game, view.rival.side, view.rival.exportControlLevel, view.own.allies),
  }),
  preview: ({ view }, { unitCount }) => ({
    leadTurns: 0,
    effects: [{ name: 'mineralsStock', unit: 'units', value: view.own.mineralsStock + unitCount }],
  }),
};

export const chipPlant: OrderDefinition<'chipPlant'> = {
  kind: 'chipPlant',
  group: 'supply',
  fields: { powerMw: 'number' },
  onceBy: '',
  form: ({ game }) => [
    amount('powerMw', 'MW', {
      min: POWER_STEP_MW,
      max: game.ruleset.economy.chipPlantLimitMwPerTurn,
      step: POWER_STEP_MW,
      suggested: 100,
      aboveMax: 'order/limit-reached',
    }),
  ],
  cost: ({ game }, { powerMw }) => ({ ...FREE, fundsMusd: game.ruleset.economy.chipPlantMusdPerMw * powerMw }),
  preview: ({ game, view }, { powerMw }) => ({
    leadTurns: game.ruleset.economy.chipPlantLeadTurns,
    effects: [
      { name: 'addedChipsMw', unit: 'MW', value: powerMw },
      { name: 'chipSupplyMw', unit: 'MW', value: view.own.chipSupplyMw },
    ],
  }),
};

export const greenland: OrderDefinition<'greenland'> = {
  kind: 'greenland',
  group: 'supply',
  fields: { approach: 'text' },
  onceBy: '',
  form: ({ game, view }) => {
    const hasAccess = game.scenario.sides[view.side].greenlandAccess;
    const open = GREENLAND_APPROACHES.filter((approach) => hasAccess && !view.own.greenland.includes(approach));
    const refused = refusedBut(GREENLAND_APPROACHES, open, () =>
      hasAccess ? 'order/nothing-to-do' : 'order/out-of-reach',
    );
    return [choice('approach', 'approach', open, refused)];
  },
  cost: ({ game, view }, { approach }) => ({
    fundsMusd: greenlandOutcome(game, approach, view.turn).costMusd,
    politicalCapital: game.ruleset.economy.greenland.politicalCapital[approach],
  }),
  preview: ({ game, view }, { approach }) => {
    const { mineLeadTurns, arcticCostFactor, standing, tension, allies, mineFrac } = game.ruleset.economy.greenland;
    const outcome = greenlandOutcome(game, approach, view.turn);
    return {
      leadTurns: mineFrac[approach] > 0 ? mineLeadTurns : 0,
      effects: [
        { name: 'standing', unit: 'points', value: standing[approach] },
        { name: 'tension', unit: 'points', value: tension[approach] },
        { name: 'allies', unit: '1', value: allies[approach] },
        { name: 'arcticCostFactor', unit: '1', value: arcticCostFactor },
        { name: 'oreUnitsPerTurn', unit: 'units', value: outcome.oreUnitsPerTurn },
        { name: 'oreFromTurn', unit: 'turn', value: outcome.oreFromTurn },
        { name: 'oreByEndUnits', unit: 'units', value: outcome.oreByEndUnits },
        {
          name: 'refinedUnits',
          unit: 'units',
          value: addedRefinedUnits(view, { mineralsOre: outcome.oreUnitsPerTurn }),
        },
      ],
    };
  },
};
