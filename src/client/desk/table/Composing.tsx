/**
 * What is being written in the order form, kept by the table: it stands while the forecast covers the form, and goes
 * with the table or with the round that it was written for.
 */
import { createContext, type ReactElement, type ReactNode, useContext, useMemo, useState } from 'react';
import type { ChosenValues, OrderGroup, OrderKind, SideView } from '../../../engine/index.ts';
import { useSession } from '../../store/useClient.ts';

interface Composing {
  /** The group that was opened; null while it is the one that the form opens with. */
  readonly group: OrderGroup | null;
  /** The kind that was asked for; null while it is the first that can be ordered. */
  readonly wantedKind: OrderKind | null;
  /** What was chosen in the form of one kind. */
  readonly chosen: { readonly kind: OrderKind; readonly values: ChosenValues } | null;
}

interface Desk extends Composing {
  readonly compose: (part: Partial<Composing>) => void;
}

const NOTHING: Composing = { group: null, wantedKind: null, chosen: null };

const Written = createContext<Desk | null>(null);

/** Views come anew while a round lasts, in a session, and leave alone what is being written. */
const roundOf = ({ side, turn, stage }: SideView): string => [side, turn, stage].join('/');

export const ComposingProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const { view } = useSession();
  const round = roundOf(view);
  const [written, setWritten] = useState<{ readonly round: string; readonly composing: Composing } | null>(null);
  const composing = written?.round === round ? written.composing : NOTHING;
  const desk = useMemo(
    (): Desk => ({ ...composing, compose: (part) => setWritten({ round, composing: { ...composing, ...part } }) }),
    [round, composing],
  );
  return <Written value={desk}>{children}</Written>;
};

export const useComposing = (): Desk => {
  const desk = useContext(Written);
  if (desk === null) throw new Error('an order form was shown outside of the table');
  return desk;
};
