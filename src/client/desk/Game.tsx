/** The screens of a game; a chunk of their own, loaded when a game is opened. */
import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { INTL_LOCALE } from '../i18n/languages.ts';
import { soundGame } from '../sound/gameCues.ts';
import type { Screen } from '../store/savedGame.ts';
import { useStore } from '../store/externalStore.ts';
import { preferences } from '../store/preferences.ts';
import { useClient } from '../store/useClient.ts';
import { Briefing } from './briefing/Briefing.tsx';
import { Curtain } from './curtain/Curtain.tsx';
import { End } from './end/End.tsx';
import { Report } from './report/Report.tsx';
import { Resolution } from './resolution/Resolution.tsx';
import { Table } from './table/Table.tsx';
import { Guide } from './tutorial/Guide.tsx';
import { WorkingPanel } from './working/WorkingPanel.tsx';

const LazyDebrief = lazy(() => import('./debrief/Debrief.tsx').then((module) => ({ default: module.Debrief })));

/** Brings its charts, so it comes when it is asked for. */
const Debrief = (): ReactElement => {
  const { t } = useTranslation();
  return (
    <Suspense fallback={<p className="loading">{t('debrief.loading')}</p>}>
      <LazyDebrief />
    </Suspense>
  );
};

const SCREEN_OF: Readonly<Record<Exclude<Screen, 'home'>, () => ReactElement | null>> = {
  briefing: Briefing,
  table: Table,
  resolution: Resolution,
  report: Report,
  end: End,
  debrief: Debrief,
  curtain: Curtain,
};

/** Says which screen has opened: its heading takes the focus, and Tab goes on from there. */
const useHeadingFocus = (screen: Screen): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: every screen has a heading of its own
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [screen]);
};

export const Game = ({ screen }: { readonly screen: Exclude<Screen, 'home'> }): ReactElement => {
  const language = useStore(preferences, (chosen) => chosen.language);
  const hasWorking = useClient((state) => state.working.length > 0);
  const Shown = SCREEN_OF[screen];
  useEffect(soundGame, []);
  useHeadingFocus(screen);
  return (
    <I18nProvider locale={INTL_LOCALE[language]}>
      <div className={hasWorking ? 'guide-foot has-working' : 'guide-foot'}>
        <Shown />
        {screen !== 'table' && screen !== 'debrief' && <Guide />}
      </div>
      <WorkingPanel />
    </I18nProvider>
  );
};
