/** Politics: agreements, posture, controls, what is made public, and funds raised at home. */
import { AGREEMENT_KINDS, GREENLAND_APPROACHES, POSTURES } from '../ruleset/terms.ts';
import { isAgreementKept, type SideView } from '../engine/index.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';

/** A readiness from 0 to 1 means yes from here on. */
export const YES = 0.5;

/** To settle now: for a side that believes itself ahead, or where war is near. */
const wantsAccord = ({ own, rival, crisis }: SideView): boolean =>
  own.points > rival.points.high || crisis === 'crisis' || crisis === 'clash';

const offerAgreements = (draft: Draft, weights: Weights): void => {
  for (const kind of AGREEMENT_KINDS) {
    const agreement = draft.view.agreements.find(({ id }) => id === kind);
    const stands = isAgreementKept(draft.view.agreements, kind);
    const wanted = weights[kind] >= YES && (kind !== 'accord' || wantsAccord(draft.view));
    if (wanted && !stands && agreement?.offeredByOwn !== true) draft.place({ kind: 'offer', agreementId: kind });
  }
};

/** One step a turn towards the level of control that the doctrine wants. */
const setControls = (draft: Draft, weights: Weights): void => {
  const now = draft.view.own.exportControlLevel;
  const wanted = Math.round(weights.exportControl);
  if (wanted !== now) draft.place({ kind: 'setExportControl', level: now + Math.sign(wanted - now) });
};

export const negotiate = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  offerAgreements(draft, weights);
  const posture = POSTURES[Math.round(weights.posture)];
  if (posture !== undefined && posture !== view.own.posture) draft.place({ kind: 'setPosture', posture });
  setControls(draft, weights);
  if (weights.publishEvidence >= YES)
    for (const { id, attributed, turn } of view.sufferedOperations)
      if (!attributed && turn === view.turn - 1) draft.place({ kind: 'publishEvidence', operationId: id });
  const approach = GREENLAND_APPROACHES[Math.round(weights.greenland) - 1];
  if (approach !== undefined && !view.own.greenland.includes(approach)) draft.place({ kind: 'greenland', approach });
};

/** In a crisis round: a word to the other side, offers, posture. Who would escalate warns, everybody else reassures. */
export const answerCrisis = (draft: Draft, weights: Weights): void => {
  const isHard = POSTURES[Math.round(weights.posture)] === 'escalate';
  draft.place({ kind: 'signal', message: isHard ? 'warn' : 'reassure' });
  negotiate(draft, weights);
};

/** Turns the political capital above the reserve into money. */
export const raiseFunds = (draft: Draft, { politicalReserve }: Weights): void => {
  const politicalCapital = Math.floor(draft.leftCapital - politicalReserve);
  if (politicalCapital >= 1) draft.place({ kind: 'raiseFunds', politicalCapital });
};
