/** Orders against debris and interceptors: a turn of manoeuvres, and the removal of fragments. */
import { amount, choice, chosenOption, FREE, type OrderDefinition } from './definition.ts';
import { isAgreementInForce } from '../agreements.ts';
import { unitCountOf } from '../context.ts';
import { removalMusdPerFragment } from '../formulas.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import { groupOf, isClosed, programmeChoice } from './programme.ts';

export const evade: OrderDefinition<'evade'> = {
  kind: 'evade',
  group: 'orbit',
  fields: { programmeId: 'text' },
  onceBy: 'programmeId',
  form: (desk) => {
    const { deltaVMPerS } = desk.game.ruleset.environment.evade;
    return [
      programmeChoice(
        desk,
        (group) => !isClosed(group) && group.cohorts.length > 0 && group.manoeuvreMPerS >= deltaVMPerS,
      ),
    ];
  },
  cost: ({ game, view }, { programmeId }) => {
    const group = groupOf({ view }, programmeId) ?? { cohorts: [] };
    return { ...FREE, fundsMusd: game.ruleset.environment.evade.musdPerUnit * unitCountOf(group) };
  },
  preview: ({ game, view }, { programmeId }) => {
    const { outageFrac, collisionFrac, hitFrac, deltaVMPerS } = game.ruleset.environment.evade;
    const left = groupOf({ view }, programmeId)?.manoeuvreMPerS ?? 0;
    return {
      leadTurns: 0,
      effects: [
        { name: 'outageFrac', unit: '1', value: outageFrac },
        { name: 'collisionFrac', unit: '1', value: collisionFrac },
        { name: 'hitFrac', unit: '1', value: hitFrac },
        { name: 'manoeuvreMPerS', unit: 'm/s', value: left - deltaVMPerS },
      ],
    };
  },
};

const MONEY_STEP_MUSD = 20;

/** Where both sides clean up together it is cheaper, and thanked to both. */
const priceOf = (game: Game, { agreements }: SideView): number =>
  removalMusdPerFragment(game, isAgreementInForce(agreements, 'cleanup'));

/** Whether there is anything in a band to be taken out. */
const isDirty = ({ fragmentCount }: SideView['bands'][number]): boolean => fragmentCount >= 1;

export const clean: OrderDefinition<'clean'> = {
  kind: 'clean',
  group: 'orbit',
  fields: { bandId: 'text', amountMusd: 'number' },
  onceBy: 'bandId',
  formFields: ['bandId'],
  form: ({ game, view }, chosen) => {
    const { limitMusdPerTurn } = game.ruleset.environment.clean;
    const musdPerFragment = priceOf(game, view);
    const open = view.bands.filter(isDirty).map(({ lowKm }) => `${lowKm}`);
    const refused = () =>
      Object.fromEntries(
        view.bands.filter((band) => !isDirty(band)).map(({ lowKm }) => [`${lowKm}`, 'order/nothing-to-do' as const]),
      );
    const bandId = chosenOption(chosen, 'bandId', open);
    const there = view.bands.find(({ lowKm }) => `${lowKm}` === bandId)?.fragmentCount ?? 0;
    const max = Math.min(limitMusdPerTurn, there * musdPerFragment);
    return [
      choice('bandId', 'band', open, refused),
      amount('amountMusd', 'MUSD', {
        min: Math.min(MONEY_STEP_MUSD, max),
        max,
        step: MONEY_STEP_MUSD,
        aboveMax: 'order/limit-reached',
      }),
    ];
  },
  cost: (_desk, { amountMusd }) => ({ ...FREE, fundsMusd: amountMusd }),
  preview: ({ game, view }, { bandId, amountMusd }) => {
    const { standingPerHundred } = game.ruleset.environment.clean;
    const musdPerFragment = priceOf(game, view);
    const there = view.bands.find(({ lowKm }) => `${lowKm}` === bandId)?.fragmentCount ?? 0;
    const removed = Math.min(there, amountMusd / musdPerFragment);
    return {
      leadTurns: 0,
      effects: [
        { name: 'fragmentsAfter', unit: 'fragments', value: there - removed },
        { name: 'standing', unit: 'points', value: (standingPerHundred * removed) / 100 },
      ],
    };
  },
};
