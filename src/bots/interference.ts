/** Acts against the other side: who is worth it, how often, and up to which tension. */
import type { RivalGroupView } from '../engine/index.ts';
import { POSTURES } from '../ruleset/terms.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';

const orbitalPops = ({ view }: Draft): number =>
  view.rival.groups.reduce((total, { deliveredPops }) => total + deliveredPops.value, 0);

/** Rival groups, the one whose service matters most first. Observation counts by its own weight. */
const targetsByWorth = (draft: Draft, weights: Weights): readonly RivalGroupView[] => {
  const totalPops = orbitalPops(draft);
  const worthOf = ({ architecture, deliveredPops, unitCount }: RivalGroupView): number => {
    if (unitCount <= 0) return 0;
    if (architecture === 'edge') return weights.jamEdge;
    return totalPops > 0 ? deliveredPops.value / totalPops : 0;
  };
  return draft.view.rival.groups
    .map((group) => ({ group, worth: worthOf(group) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.group.id < b.group.id ? -1 : 1))
    .map(({ group }) => group);
};

/** How many times a rate that is no whole number falls due in a turn: 0.5 is every second one. */
const dueInTurn = (rate: number, turn: number): number => Math.floor(rate * turn) - Math.floor(rate * (turn - 1));

const jamTargets = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  const answers = POSTURES.indexOf(view.own.posture) >= 2 && view.own.answerUntilTurn.jam >= view.turn ? 1 : 0;
  const wanted = view.tension <= weights.jamTension ? dueInTurn(weights.jam, view.turn) : 0;
  let left = Math.max(wanted, answers);
  if (left === 0) return;
  for (const { id } of targetsByWorth(draft, weights)) {
    if (left === 0) break;
    if (draft.place({ kind: 'jam', targetId: id })) left -= 1;
  }
};

/** A destructive strike: late, behind, against the largest platform, and never against a norm of one's own. */
const strikePlatform = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  const interceptorCount = Math.round(weights.strike);
  const trailingPoints = view.rival.points.value - view.own.points;
  const isTime =
    view.turn >= weights.strikeFrom * view.turnCount &&
    view.tension <= weights.strikeTension &&
    trailingPoints >= weights.strikeTrailing;
  const normStands = view.agreements.some(
    ({ id, machine }) => id === 'norm' && (machine === 'inForce' || machine === 'strained'),
  );
  if (interceptorCount === 0 || !isTime || normStands) return;
  const [target] = view.rival.groups
    .filter(({ architecture, unitCount }) => architecture === 'platform' && unitCount > 0)
    .sort((a, b) => b.powerKw.value - a.powerKw.value || (a.id < b.id ? -1 : 1));
  if (target !== undefined) draft.place({ kind: 'strike', targetId: target.id, interceptorCount });
};

export const interfere = (draft: Draft, weights: Weights): void => {
  strikePlatform(draft, weights);
  jamTargets(draft, weights);
};
