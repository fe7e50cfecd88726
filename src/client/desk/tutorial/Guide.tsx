/** The guide of the tutorial: one lesson at a time beside the game, never over what it speaks of. */
import { type ReactElement, useEffect, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { lessonAt, LESSONS } from './lessons.ts';

export const TUTORIAL_SCENARIO = 'tutorial';

const Lessons = (): ReactElement | null => {
  const words = useWords();
  const session = useSession();
  const screen = useClient((state) => state.screen);
  const selectedId = useClient((state) => state.selectedId);
  const theatreMode = useClient((state) => state.theatreMode);
  const working = useClient((state) => state.working);
  const [given, setGiven] = useState(0);
  const [isClosed, close] = useState(false);
  const place = lessonAt(given, { screen, selectedId, theatreMode, working }, session);
  // What has been done once is not asked for again when the player looks elsewhere.
  useEffect(() => {
    if (place > given) setGiven(place);
  }, [place, given]);
  const lesson = LESSONS[place];
  if (isClosed || lesson === undefined) return null;
  return (
    <aside className="guide" aria-label={words.t('tutorial.title')}>
      <p className="guide-count soft">{words.t('tutorial.count', { place: place + 1, count: LESSONS.length })}</p>
      <div aria-live="polite">
        <h2>{words.t(`tutorial.${lesson.id}.title`)}</h2>
        <p>{words.t(`tutorial.${lesson.id}.text`)}</p>
      </div>
      <div className="actions">
        {lesson.isDone === undefined && place < LESSONS.length - 1 && (
          <Button onClick={() => setGiven(place + 1)}>{words.t('tutorial.goOn')}</Button>
        )}
        <Button look="quiet" onClick={() => close(true)}>
          {words.t('tutorial.close')}
        </Button>
      </div>
    </aside>
  );
};

export const Guide = (): ReactElement | null => {
  const isTutorial = useClient((state) => state.session?.setup.scenarioId === TUTORIAL_SCENARIO);
  return isTutorial ? <Lessons /> : null;
};
