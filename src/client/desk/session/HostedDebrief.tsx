/** The debrief for those of a hosted session who have no desk in it, over their own screen until they go back. */
import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { useWords } from '../../i18n/words.ts';
import { openHostedDebrief } from '../../store/hostedDebrief.ts';
import { useClient } from '../../store/useClient.ts';
import { WorkingPanel } from '../working/WorkingPanel.tsx';

const Debrief = lazy(() => import('../debrief/Debrief.tsx').then((module) => ({ default: module.Debrief })));

export const HostedDebrief = ({ onLeave }: { readonly onLeave: () => void }): ReactElement => {
  const words = useWords();
  const hasDesk = useClient((state) => state.session !== null);
  useEffect(openHostedDebrief, []);
  const loading = <p className="loading">{words.t('debrief.loading')}</p>;
  if (!hasDesk) return loading;
  return (
    <>
      <Suspense fallback={loading}>
        <Debrief onLeave={onLeave} leaveText={words.t('white.fromDebrief')} />
      </Suspense>
      <WorkingPanel />
    </>
  );
};
