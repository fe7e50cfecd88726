/**
 * The forecast drawer: what follows if the draft on the desk is sealed, played on many times from what the side knows.
 * It covers the picture and the orders' forms; draft and seal stay beside it.
 */
import { type ReactElement, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { Order } from '../../../engine/index.ts';
import type { Level } from '../../../ruleset/packs.ts';
import { tornadoOf, turnableNumbers } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { showForecast } from '../../store/client.ts';
import { useStore } from '../../store/externalStore.ts';
import { FORECAST_GAMES, forecastStore, startForecast, stopForecast, SWING_GAMES } from '../../store/forecast.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Assumptions } from './Assumptions.tsx';
import { Chances, Changed } from './Chances.tsx';
import { FanCharts } from './FanCharts.tsx';
import { Tornado } from './Tornado.tsx';
import './forecast.css';

const AS_THE_RULES: readonly Level[] = [];
const NO_GAMES = [] as const;

const sameOrders = (a: readonly Order[], b: readonly Order[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

interface ProgressProps {
  readonly swingCount: number;
  readonly onAgain: () => void;
}

const Progress = ({ swingCount, onAgain }: ProgressProps): ReactElement => {
  const words = useWords();
  const played = useStore(forecastStore, (state) => state.played);
  const swingsPlayed = useStore(forecastStore, (state) => state.swingsPlayed);
  const isRunning = useStore(forecastStore, (state) => state.isRunning);
  const isSwinging = played >= FORECAST_GAMES && swingCount > 0;
  const [done, count] = isSwinging ? [swingsPlayed, swingCount] : [played, FORECAST_GAMES];
  const text = words.t(isSwinging ? 'forecast.progressSwings' : 'forecast.progress', { done, count });
  return (
    <div className="forecast-progress" data-played={played} data-swings={swingsPlayed} data-running={isRunning}>
      <progress value={done} max={count} aria-label={words.t('forecast.progressName')}>
        {text}
      </progress>
      <span className="number soft">{text}</span>
      {isRunning ? (
        <Button icon="remove" onClick={stopForecast}>
          {words.t('forecast.stop')}
        </Button>
      ) : (
        <Button icon="play" onClick={onAgain}>
          {words.t('forecast.again')}
        </Button>
      )}
    </div>
  );
};

/** Told once, when it ends or is stopped: a reader who listens is not interrupted by every new fan. */
const Ended = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const isRunning = useStore(forecastStore, (state) => state.isRunning);
  const games = useStore(forecastStore, ({ now }) => now?.games ?? NO_GAMES);
  return (
    <p role="status" className="soft">
      {!isRunning && games.length > 0 && words.t('forecast.ended', { games: formats.number(games.length, 0) })}
    </p>
  );
};

export const Forecast = (): ReactElement => {
  const session = useSession();
  const words = useWords();
  const { game, draft, view } = session;
  const now = useStore(forecastStore, (state) => state.now);
  const before = useStore(forecastStore, (state) => state.before);
  const swings = useStore(forecastStore, (state) => state.swings);
  const assumptions = useMemo(() => turnableNumbers(game), [game]);
  const levels = now?.asked.levels ?? AS_THE_RULES;
  const heading = useRef<HTMLHeadingElement>(null);
  const ask = useCallback(
    (asked: readonly Level[]): void => void startForecast(session, asked, assumptions),
    [session, assumptions],
  );

  useEffect(() => {
    if (forecastStore.get().now === null) void startForecast(session, AS_THE_RULES, assumptions);
  }, [session, assumptions]);
  useEffect(() => {
    heading.current?.focus();
    // Whoever closes the drawer is back where it was opened.
    return () => document.querySelector<HTMLElement>('[data-forecast]')?.focus();
  }, []);

  // Charts are worked out between frames, one after the other, and not all in one.
  const shown = useDeferredValue(now?.games ?? NO_GAMES);
  const tornado = useMemo(() => tornadoOf(now?.games ?? NO_GAMES, swings), [now?.games, swings]);
  const isOutdated = now !== null && !sameOrders(now.asked.draft, draft.orders);
  return (
    <section className="forecast panel" aria-labelledby="forecast-title">
      <header className="forecast-bar">
        <h2 id="forecast-title" ref={heading} tabIndex={-1}>
          {words.t('forecast.title')}
        </h2>
        <Button look="quiet" icon="remove" onClick={() => showForecast(false)} aria-keyshortcuts="Escape">
          {words.t('forecast.close')}
        </Button>
      </header>
      <p className="soft forecast-note">
        {words.t('forecast.note', { side: words.side(view.side), rival: words.side(view.rival.side) })}
      </p>
      <Progress swingCount={assumptions.length * 2 * SWING_GAMES} onAgain={() => ask(levels)} />
      {isOutdated && <p className="forecast-outdated">{words.t('forecast.outdated')}</p>}
      <Ended />
      {now !== null && now.games.length > 0 && (
        <>
          <Chances games={now.games} />
          {before !== null && <Changed before={before} now={now} />}
          <FanCharts view={view} games={shown} before={before?.games ?? NO_GAMES} />
        </>
      )}
      <div className="forecast-pair">
        <Assumptions assumptions={assumptions} levels={levels} onChange={ask} />
        <Tornado swings={tornado} assumptions={assumptions} />
      </div>
    </section>
  );
};
