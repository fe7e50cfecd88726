/** Standing instructions, which cost no money: load, connection, permits, and what compute is used for. */
import { CONNECTION_POLICIES } from '../ruleset/terms.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import { YES } from './politics.ts';

/** Reserve at which load that was called off comes back, as a share of the peak. */
const EASY_MARGIN_FRAC = 0.06;
/** Uses of compute nearer than this to what is wanted are left alone. */
const SAME_FRAC = 0.01;

const instructRegions = (draft: Draft, weights: Weights): void => {
  const { view, game } = draft;
  const policy = CONNECTION_POLICIES[Math.round(weights.connectionPolicy)];
  const called = Math.round(weights.demandResponse);
  for (const region of view.regions) {
    if (policy !== undefined && policy !== region.connectionPolicy)
      draft.place({ kind: 'setConnectionPolicy', regionId: region.id, policy });
    const isThin = region.marginMw < game.region(region.id).reserveRequirementMw;
    const isEasy = region.reserveMarginFrac > EASY_MARGIN_FRAC;
    const level = isThin ? called : isEasy ? 0 : region.demandResponseLevel;
    if (level !== region.demandResponseLevel) draft.place({ kind: 'setDemandResponse', regionId: region.id, level });
    if (weights.permitReform >= YES && !region.permitsReformed)
      draft.place({ kind: 'permitReform', regionId: region.id });
  }
};

/** Computing lent where there is a disaster to lend it to. */
const lendRelief = (draft: Draft, { relief }: Weights): void => {
  const range = draft.view.disasterOn ? draft.range('relief', 'shareFrac') : undefined;
  const shareFrac = Math.min(relief, range?.max ?? 0);
  if (range !== undefined && shareFrac >= range.min) draft.place({ kind: 'relief', shareFrac });
};

export const instruct = (draft: Draft, weights: Weights): void => {
  const { workload } = draft.view.own;
  instructRegions(draft, weights);
  lendRelief(draft, weights);
  const isAsWanted =
    Math.abs(workload.earthObservation - weights.earthObservation) < SAME_FRAC &&
    Math.abs(workload.training - weights.training) < SAME_FRAC;
  if (!isAsWanted)
    draft.place({
      kind: 'setWorkload',
      earthObservationFrac: weights.earthObservation,
      trainingFrac: weights.training,
    });
};
