/** Acts against the other side: who is worth it, how often, by what means, and up to which tension. */
import { isAgreementKept, type Order, type RivalGroupView } from '../engine/index.ts';
import { POSTURES } from '../ruleset/terms.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import { YES } from './politics.ts';

const MEANS = ['jam', 'dazzle', 'cyber', 'intrude', 'sabotage'] as const;
type Means = (typeof MEANS)[number];

const orbitalPops = ({ view }: Draft): number =>
  view.rival.groups.reduce((total, { deliveredPops }) => total + deliveredPops.value, 0);

/** Rival groups, the one whose service matters most first. Observation counts by its own weight. */
const targetsByWorth = (draft: Draft, weights: Weights): readonly RivalGroupView[] => {
  const totalPops = orbitalPops(draft);
  const worthOf = ({ architecture, deliveredPops, unitCount }: RivalGroupView): number => {
    if (unitCount <= 0) return 0;
    if (architecture === 'edge') return weights.observers;
    return totalPops > 0 ? deliveredPops.value / totalPops : 0;
  };
  return draft.view.rival.groups
    .map((group) => ({ group, worth: worthOf(group) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.group.id < b.group.id ? -1 : 1))
    .map(({ group }) => group);
};

/** How many times a rate that is no whole number has fallen due by the end of a turn: 0.5 is every second one. */
const dueBy = (rate: number, turn: number): number => Math.floor(rate * turn);

/** Steps of the golden ratio fall evenly over any shares. */
const GOLDEN_STEP = 0.6180339887498949;

/** The means of the n-th act: each in its share, none in a row longer than it must. */
const meansAt = (weights: Weights, number: number): Means | null => {
  const total = MEANS.reduce((sum, means) => sum + weights[means], 0);
  if (total <= 0) return null;
  const at = ((number * GOLDEN_STEP) % 1) * total;
  let below = 0;
  for (const means of MEANS) {
    below += weights[means];
    if (at < below) return means;
  }
  return null;
};

/** Orders for an act by such means, the worthiest target first. */
const ordersFor = (draft: Draft, weights: Weights, means: Means): readonly Order[] => {
  const { rival } = draft.view;
  switch (means) {
    case 'sabotage':
      return rival.regions.map(({ id }) => ({ kind: means, regionId: id }));
    case 'intrude':
      // Backups first where there is something in orbit to back up, else the centres themselves.
      return rival.centres
        .toSorted((a, b) => (a.role === b.role ? (a.id < b.id ? -1 : 1) : a.role === 'primary' ? -1 : 1))
        .map(({ id }) => ({ kind: means, targetId: id }));
    default:
      return targetsByWorth(draft, weights)
        .filter(({ architecture }) => means !== 'dazzle' || architecture === 'edge')
        .map(({ id }) => ({ kind: means, targetId: id }));
  }
};

const act = (draft: Draft, weights: Weights, means: Means): boolean =>
  ordersFor(draft, weights, means).some((order) => draft.place(order));

/** The family of operations that each means is answered as. */
const ANSWERS = {
  jam: 'jam',
  dazzle: 'dazzle',
  cyber: 'cyberSpace',
  intrude: 'cyberGround',
  sabotage: 'sabotage',
} as const;

/** First what answers in kind, where its posture says so, which costs no political capital; then what is due. */
const actNow = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  const answers = POSTURES.indexOf(view.own.posture) >= POSTURES.indexOf('reciprocate');
  if (answers)
    for (const means of MEANS) if (view.own.answerUntilTurn[ANSWERS[means]] >= view.turn) act(draft, weights, means);
  if (view.tension > weights.actTension) return;
  for (let number = dueBy(weights.acts, view.turn - 1); number < dueBy(weights.acts, view.turn); number++) {
    const means = meansAt(weights, number);
    // What has no target gives way to what always has one.
    if (means !== null && !act(draft, weights, means)) act(draft, weights, 'jam');
  }
};

/** Destruction: late, behind, against the largest platform, and never against a norm of one's own. */
const destroy = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  const interceptorCount = Math.round(weights.strike);
  const trailingPoints = view.rival.points.value - view.own.points;
  const isTime =
    view.turn >= weights.strikeFrom * view.turnCount &&
    view.tension <= weights.strikeTension &&
    trailingPoints >= weights.strikeTrailing;
  const normStands = isAgreementKept(view.agreements, 'norm');
  const near = view.ownOperations.find(
    ({ family, machine }) => family === 'coOrbital' && (machine === 'ready' || machine === 'exposed'),
  );
  if (interceptorCount === 0 || !isTime || normStands) {
    // A craft beside a target that is not to be destroyed is a provocation for nothing.
    if (near !== undefined && normStands) draft.place({ kind: 'withdrawApproach', targetId: near.targetId });
    return;
  }
  const [target] = view.rival.groups
    .filter(({ architecture, unitCount }) => architecture === 'platform' && unitCount > 0)
    .sort((a, b) => b.powerKw.value - a.powerKw.value || (a.id < b.id ? -1 : 1));
  if (target === undefined) return;
  if (weights.coOrbital < YES) draft.place({ kind: 'strike', targetId: target.id, interceptorCount });
  else if (near !== undefined) draft.place({ kind: 'attackCoOrbital', targetId: near.targetId });
  else draft.place({ kind: 'approach', targetId: target.id });
};

export const interfere = (draft: Draft, weights: Weights): void => {
  destroy(draft, weights);
  actNow(draft, weights);
};
