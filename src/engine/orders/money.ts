/** Orders of money: research, and funds raised at the price of political capital. */
import { RESEARCH_TRACKS, type ResearchTrack } from '../../ruleset/terms.ts';
import { researchCostMusd } from '../formulas.ts';
import {
  amount,
  choice,
  chosenOption,
  count,
  FREE,
  type OrderDefinition,
  type PlanningDesk,
  refusedBut,
} from './definition.ts';

const RESEARCH_STEP_MUSD = 100;

/** Money the level under way still takes, MUSD; 0 where the next level is not open. */
const researchLeftMusd = ({ game, view }: PlanningDesk, track: ResearchTrack): number => {
  const level = view.own.tech[track];
  const { maxLevel, levelOpensAtTurn } = game.ruleset.research;
  const opensAtTurn = levelOpensAtTurn[level];
  if (level >= maxLevel || opensAtTurn === undefined || view.turn < opensAtTurn) return 0;
  return Math.max(0, researchCostMusd(game, level) - view.own.researchMusd[track]);
};

export const research: OrderDefinition<'research'> = {
  kind: 'research',
  group: 'money',
  fields: { track: 'text', amountMusd: 'number' },
  onceBy: 'track',
  formFields: ['track'],
  form: (desk, chosen) => {
    const open = RESEARCH_TRACKS.filter((track) => researchLeftMusd(desk, track) > 0);
    const track = chosenOption(chosen, 'track', open) as ResearchTrack;
    const max =
      open.length === 0 ? 0 : Math.min(desk.game.ruleset.research.trackLimitMusdPerTurn, researchLeftMusd(desk, track));
    return [
      choice(
        'track',
        'track',
        open,
        refusedBut(RESEARCH_TRACKS, open, () => 'order/level-not-open'),
      ),
      amount('amountMusd', 'MUSD', {
        min: Math.min(RESEARCH_STEP_MUSD, max),
        max,
        step: RESEARCH_STEP_MUSD,
        suggested: max / 2,
        aboveMax: 'order/limit-reached',
      }),
    ];
  },
  cost: (_desk, { amountMusd }) => ({ fundsMusd: amountMusd, politicalCapital: 0 }),
  preview: (desk, { track, amountMusd }) => {
    const leftMusd = researchLeftMusd(desk, track);
    return {
      leadTurns: 0,
      effects: [
        { name: 'levelGained', unit: 'level', value: amountMusd >= leftMusd ? 1 : 0 },
        { name: 'researchLeftMusd', unit: 'MUSD', value: Math.max(0, leftMusd - amountMusd) },
      ],
    };
  },
};

export const raiseFunds: OrderDefinition<'raiseFunds'> = {
  kind: 'raiseFunds',
  group: 'money',
  fields: { politicalCapital: 'number' },
  onceBy: '',
  form: ({ view }) => [
    count('politicalCapital', 'points', Math.floor(view.own.politicalCapital), 'order/political-capital-exceeded', 1),
  ],
  cost: ({ game }, { politicalCapital }) => ({
    fundsMusd: -game.ruleset.economy.emergencyFundMusdPerPoint * politicalCapital,
    politicalCapital,
  }),
  preview: ({ game }, { politicalCapital }) => ({
    leadTurns: 0,
    effects: [
      { name: 'fundsMusd', unit: 'MUSD', value: game.ruleset.economy.emergencyFundMusdPerPoint * politicalCapital },
    ],
  }),
};

/** Names the author of an act that stayed deniable. Only a side that suffered an act has evidence of it, and only while it is fresh. */
export const publishEvidence: OrderDefinition<'publishEvidence'> = {
  kind: 'publishEvidence',
  group: 'know',
  inCrisisRound: true,
  fields: { operationId: 'text' },
  onceBy: 'operationId',
  form: ({ view }) => {
    // In a crisis round the acts of its own turn are fresh.
    const lastTurn = view.stage === 'crisisRound' ? view.turn : view.turn - 1;
    const open = view.sufferedOperations
      .filter(({ turn, attributed, waits }) => !attributed && !waits && turn === lastTurn)
      .map(({ id }) => id);
    return [choice('operationId', 'operation', open, refusedBut(view.sufferedOperations, open))];
  },
  cost: ({ game }) => ({
    fundsMusd: game.ruleset.counterspace.evidenceMusd,
    politicalCapital: game.ruleset.counterspace.evidencePoliticalCapital,
  }),
  preview: ({ game, view }, { operationId }) => {
    const { families, responseStanding, responseTension, deniableTensionFrac, reciprocalStandingFactor } =
      game.ruleset.counterspace;
    const { reciprocalTensionFactor } = game.ruleset.counterspace;
    const family = view.sufferedOperations.find(({ id }) => id === operationId)?.family ?? 'jam';
    const { standingLoss, tension } = families[family];
    const leftTension = tension * (1 - deniableTensionFrac);
    // Whether it was an answer in kind is its author's to know.
    return {
      leadTurns: 0,
      effects: [
        {
          name: 'rivalStanding',
          unit: 'points',
          value: 0 - standingLoss,
          low: 0 - standingLoss,
          high: 0 - standingLoss * reciprocalStandingFactor,
        },
        { name: 'standing', unit: 'points', value: responseStanding[view.own.posture] },
        {
          name: 'tension',
          unit: 'points',
          value: leftTension + responseTension[view.own.posture],
          low: leftTension * reciprocalTensionFactor + responseTension[view.own.posture],
          high: leftTension + responseTension[view.own.posture],
        },
      ],
    };
  },
};

export const surveil: OrderDefinition<'surveil'> = {
  kind: 'surveil',
  group: 'know',
  fields: {},
  onceBy: '',
  form: () => [],
  cost: ({ game }) => ({ ...FREE, fundsMusd: game.ruleset.counterspace.surveilMusdPerTurn }),
  preview: ({ game }) => ({
    leadTurns: 0,
    effects: [{ name: 'estimateErrorFactor', unit: '1', value: game.ruleset.counterspace.surveilErrorFactor }],
  }),
};
