/** A number that the model made: a button that opens its working. Without a working it is plain text. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openWorking, openWorkingFrom, type WorkingTarget } from '../../store/client.ts';

interface FigureProps {
  readonly target: WorkingTarget | null;
  /** What the number is, for screen readers. */
  readonly label: string;
  /** True inside the working panel, where a number opens on top of the present one. */
  readonly isInner?: boolean;
  readonly children: ReactNode;
}

export const Figure = ({ target, label, isInner = false, children }: FigureProps): ReactElement => {
  const { t } = useTranslation();
  if (target === null) return <span className="number">{children}</span>;
  const open = isInner ? openWorkingFrom : openWorking;
  return (
    <button type="button" className="figure number" onClick={() => open(target)} title={t('working.open')}>
      {children}
      <span className="visually-hidden">{t('working.openOf', { name: label })}</span>
    </button>
  );
};
