/** What stands between the two sides: a strained agreement is kept too, one that is only offered or has ended is not. */
import type { AgreementKind } from '../ruleset/terms.ts';
import type { Agreement } from './state.ts';

type Standing = Pick<Agreement, 'id' | 'machine'>;

export const isKept = ({ machine }: Pick<Agreement, 'machine'>): boolean =>
  machine === 'inForce' || machine === 'strained';

export const isAgreementKept = (agreements: readonly Readonly<Standing>[], id: AgreementKind): boolean =>
  agreements.some((agreement) => agreement.id === id && isKept(agreement));

/** Kept, and not under suspicion. */
export const isAgreementInForce = (agreements: readonly Readonly<Standing>[], id: AgreementKind): boolean =>
  agreements.some((agreement) => agreement.id === id && agreement.machine === 'inForce');
