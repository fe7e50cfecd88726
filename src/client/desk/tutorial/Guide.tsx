/** The guide of the tutorial: one lesson at a time, where the table says what is next, and below the other screens. */
import { type ReactElement, useEffect } from 'react';
import { useWords } from '../../i18n/words.ts';
import { makeStore, useStore } from '../../store/externalStore.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { TUTORIAL } from '../home/choices.ts';
import { Button } from '../parts/Button.tsx';
import { lessonAt, LESSONS } from './lessons.ts';

interface Progress {
  readonly gameId: string | null;
  /** Lessons before this one are behind the player. */
  readonly given: number;
  readonly isClosed: boolean;
}

const progress = makeStore<Progress>({ gameId: null, given: 0, isClosed: false });

/** Whether this game has a guide that the player has not sent away. */
export const useHasGuide = (): boolean => {
  const gameId = useClient((state) => state.gameId);
  const isTutorial = useClient((state) => state.session?.setup.scenarioId === TUTORIAL);
  const isClosed = useStore(progress, (state) => state.isClosed && state.gameId === gameId);
  return isTutorial && !isClosed;
};

const Lesson = (): ReactElement | null => {
  const words = useWords();
  const session = useSession();
  const gameId = useClient((state) => state.gameId);
  const screen = useClient((state) => state.screen);
  const selectedId = useClient((state) => state.selectedId);
  const theatreMode = useClient((state) => state.theatreMode);
  const working = useClient((state) => state.working);
  const given = useStore(progress, (state) => (state.gameId === gameId ? state.given : 0));
  const place = lessonAt(given, { screen, selectedId, theatreMode, working }, session);
  // What has been done once is not asked for again when the player looks elsewhere.
  useEffect(() => {
    if (place > given) progress.set({ gameId, given: place, isClosed: false });
  }, [place, given, gameId]);
  const lesson = LESSONS[place];
  if (lesson === undefined) return null;
  return (
    <section className="guide" aria-label={words.t('tutorial.title')}>
      <div aria-live="polite">
        <h2>
          {words.t(`tutorial.${lesson.id}.title`)}{' '}
          <span className="soft">{words.t('tutorial.count', { place: place + 1, count: LESSONS.length })}</span>
        </h2>
        <p>{words.t(`tutorial.${lesson.id}.text`)}</p>
      </div>
      <div className="actions">
        {lesson.isDone === undefined && place < LESSONS.length - 1 && (
          <Button onClick={() => progress.set({ gameId, given: place + 1, isClosed: false })}>
            {words.t('tutorial.goOn')}
          </Button>
        )}
        <Button look="quiet" onClick={() => progress.set({ gameId, given, isClosed: true })}>
          {words.t('tutorial.close')}
        </Button>
      </div>
    </section>
  );
};

export const Guide = (): ReactElement | null => (useHasGuide() ? <Lesson /> : null);
