/** Chooses the screen, and keeps the page's language, theme and motion as the reader wants them. */
import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CrashBoundary, CrashScreen } from './desk/Crash.tsx';
import { Home } from './desk/home/Home.tsx';
import { Elsewhere } from './desk/parts/Elsewhere.tsx';
import { NoticeBar } from './desk/parts/Notice.tsx';
import { Shortcuts } from './desk/parts/Shortcuts.tsx';
import { UpdateNotice } from './desk/parts/UpdateNotice.tsx';
import { chooseLanguage } from './i18n/setup.ts';
import { wantTexts } from './i18n/texts.ts';
import { useStore } from './store/externalStore.ts';
import { preferences } from './store/preferences.ts';
import { parseGuidePlace } from './store/guidePlace.ts';
import { parseModelPlace, useAddress } from './store/modelPlace.ts';
import { parseProjectorPlace } from './store/projection.ts';
import { parseScenarioPlace } from './store/scenarioPlace.ts';
import { parseSessionPlace } from './store/sessionPlace.ts';
import { isStudyPlace } from './store/studyPlace.ts';
import { useClient } from './store/useClient.ts';

/** A screen that shows texts of the model comes with them. */
const withTexts = async <Screen,>(screen: Promise<Screen>): Promise<Screen> => {
  const [loaded] = await Promise.all([screen, wantTexts(preferences.get().language)]);
  return loaded;
};

const Game = lazy(() => withTexts(import('./desk/Game.tsx')).then((module) => ({ default: module.Game })));
const Projector = lazy(() =>
  import('./desk/projector/Projector.tsx').then((module) => ({ default: module.Projector })),
);
const Guides = lazy(() => import('./desk/guides/Guides.tsx').then((module) => ({ default: module.Guides })));
const Model = lazy(() => withTexts(import('./desk/model/Model.tsx')).then((module) => ({ default: module.Model })));
const Scenarios = lazy(() =>
  withTexts(import('./desk/scenarios/Scenarios.tsx')).then((module) => ({ default: module.Scenarios })),
);
const Study = lazy(() => import('./desk/study/Study.tsx').then((module) => ({ default: module.Study })));
const Session = lazy(() => import('./desk/session/Session.tsx').then((module) => ({ default: module.Session })));

/** The page's own attributes follow the preferences. */
const usePageAttributes = (): void => {
  const { language, theme, reducedMotion } = useStore(preferences, (chosen) => chosen);
  const { t } = useTranslation();
  useEffect(() => {
    void chooseLanguage(language);
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['motion'] = reducedMotion ? 'reduced' : 'full';
  }, [theme, reducedMotion]);
  useEffect(() => {
    document.title = t('app.title');
  }, [t]);
};

const Shown = (): ReactElement => {
  const { t } = useTranslation();
  const screen = useClient((state) => state.screen);
  const isCurtainDown = useClient((state) => state.curtain !== null);
  const hasGame = useClient((state) => state.session !== null || state.curtain !== null);
  const isElsewhere = useClient((state) => state.elsewhere !== null);
  const address = useAddress();
  const modelPlace = parseModelPlace(address);
  const guidePlace = parseGuidePlace(address);
  const projectorPlace = parseProjectorPlace(address);
  if (projectorPlace !== null) {
    return (
      <Suspense fallback={<p className="loading">{t('app.loading')}</p>}>
        <Projector gameId={projectorPlace} />
      </Suspense>
    );
  }
  if (modelPlace !== null) {
    return (
      <Suspense fallback={<p className="loading">{t('model.loading')}</p>}>
        <Model place={modelPlace} />
      </Suspense>
    );
  }
  if (guidePlace !== null) {
    return (
      <Suspense fallback={<p className="loading">{t('guides.loading')}</p>}>
        <Guides place={guidePlace} />
      </Suspense>
    );
  }
  const scenarioPlace = parseScenarioPlace(address);
  if (scenarioPlace !== null) {
    return (
      <Suspense fallback={<p className="loading">{t('scenarios.loading')}</p>}>
        <Scenarios place={scenarioPlace} />
      </Suspense>
    );
  }
  if (isStudyPlace(address)) {
    return (
      <Suspense fallback={<p className="loading">{t('app.loading')}</p>}>
        <Study />
      </Suspense>
    );
  }
  const sessionPlace = parseSessionPlace(address);
  if (sessionPlace !== null) {
    return (
      <Suspense fallback={<p className="loading">{t('app.loading')}</p>}>
        <Session key={address} place={sessionPlace} />
      </Suspense>
    );
  }
  if (isElsewhere) return <Elsewhere />;
  if (screen === 'home' || !hasGame) return <Home />;
  // React remembers what a component showed last for as long as it stays: behind the curtain none stays.
  return (
    <Suspense key={isCurtainDown ? 'curtain' : 'desk'} fallback={<p className="loading">{t('app.loading')}</p>}>
      <Game screen={screen} />
    </Suspense>
  );
};

export const App = (): ReactElement => {
  usePageAttributes();
  const crash = useClient((state) => state.crash);
  if (crash !== null) return <CrashScreen crash={crash} />;
  return (
    <CrashBoundary>
      <NoticeBar />
      <UpdateNotice />
      <Shown />
      <Shortcuts />
    </CrashBoundary>
  );
};
