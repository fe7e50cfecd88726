/** What the engine says of the draft on the desk: worked out once for the whole table, read by its parts. */
import { createContext, type ReactElement, type ReactNode, useContext, useMemo } from 'react';
import { draftCost, legalDraft, type Preview, type Rejection } from '../../../engine/index.ts';
import type { Session } from '../../store/session.ts';
import { useSession } from '../../store/useClient.ts';

interface JudgedDraft {
  /** One for each order; none while the draft cannot be sealed as it stands. */
  readonly previews: readonly Preview[];
  /** Why it cannot be sealed; none where it can. */
  readonly rejections: readonly Rejection[];
  readonly cost: Preview['cost'];
  readonly fundsLeftMusd: number;
  readonly politicalCapitalLeft: number;
}

const judgeDraft = ({ game, view, draft }: Pick<Session, 'game' | 'view' | 'draft'>): JudgedDraft => {
  const legal = legalDraft(game, view, draft.orders);
  const cost = draftCost(game, view, draft.orders);
  return {
    previews: legal.ok ? legal.value : [],
    rejections: legal.ok ? [] : legal.error,
    cost,
    fundsLeftMusd: view.own.fundsMusd - cost.fundsMusd,
    politicalCapitalLeft: view.own.politicalCapital - cost.politicalCapital,
  };
};

const Judged = createContext<JudgedDraft | null>(null);

export const JudgedDraftProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const { game, view, draft } = useSession();
  const judged = useMemo(() => judgeDraft({ game, view, draft }), [game, view, draft]);
  return <Judged value={judged}>{children}</Judged>;
};

export const useJudgedDraft = (): JudgedDraft => {
  const judged = useContext(Judged);
  if (judged === null) throw new Error('a part of the table was shown outside of it');
  return judged;
};
