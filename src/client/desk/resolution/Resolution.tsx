/** The turn played back phase by phase: cards of what happened, each of which opens its working. */
import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { type GameEvent, PHASES, type Phase, turnDate } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo, openWorking } from '../../store/client.ts';
import { useStore } from '../../store/externalStore.ts';
import { preferences } from '../../store/preferences.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { eventWords } from '../parts/eventWords.ts';
import { stageTitle } from '../parts/stageTitle.ts';
import { SideMark } from '../parts/SideMark.tsx';
import { TheatrePane } from '../table/TheatrePane.tsx';

const SPEEDS = [1, 2, 4] as const;
const PHASE_MS = 1400;

/** Phases in the order in which they were resolved; those after the turn's own are its epilogue's. */
interface PhaseCards {
  readonly turn: number;
  readonly phase: Phase;
  readonly events: readonly GameEvent[];
}

const phasesWithEvents = (events: readonly GameEvent[]): readonly PhaseCards[] =>
  [...new Set(events.map(({ turn }) => turn))].flatMap((turn) =>
    PHASES.map((phase) => ({
      turn,
      phase,
      events: events.filter((event) => event.turn === turn && event.phase === phase),
    })).filter((cards) => cards.events.length > 0),
  );

const EventCard = ({ event }: { readonly event: GameEvent }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const findingId = event.findingIds[0];
  const text = eventWords(event, words, formats);
  return (
    <li className={`event-card weight-${event.weight}`} data-event={event.kind}>
      {event.side && <SideMark side={event.side} />}
      <p>{text}</p>
      {findingId !== undefined && (
        <button
          type="button"
          className="link"
          data-working={findingId}
          onClick={() => openWorking({ kind: 'finding', id: findingId })}
        >
          {words.t('resolution.why')}
          <span className="visually-hidden">{text}</span>
        </button>
      )}
    </li>
  );
};

interface Playback {
  readonly shown: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly setSpeed: (speed: number) => void;
  readonly step: () => void;
  readonly skip: () => void;
}

/** Shows one phase more per beat until all are shown. With reduced motion everything is shown at once. */
const usePlayback = (count: number): Playback => {
  const reducedMotion = useStore(preferences, (chosen) => chosen.reducedMotion);
  const [shown, setShown] = useState(reducedMotion ? count : 1);
  const [isPlaying, setPlaying] = useState(!reducedMotion);
  const [speed, setSpeed] = useState<number>(1);
  const isRunning = isPlaying && shown < count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each shown phase starts the next beat
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setTimeout(() => setShown((value) => value + 1), PHASE_MS / speed);
    return () => clearTimeout(timer);
  }, [isRunning, speed, shown]);
  return {
    shown,
    isPlaying: isRunning,
    speed,
    setPlaying,
    setSpeed,
    step: () => setShown((value) => Math.min(count, value + 1)),
    skip: () => setShown(count),
  };
};

const Controls = ({ playback, count }: { readonly playback: Playback; readonly count: number }): ReactElement => {
  const words = useWords();
  const isDone = playback.shown >= count;
  return (
    <div className="playback" role="group" aria-label={words.t('resolution.controls')}>
      <Button
        icon={playback.isPlaying ? 'pause' : 'play'}
        disabled={isDone}
        onClick={() => playback.setPlaying(!playback.isPlaying)}
      >
        {words.t(playback.isPlaying ? 'resolution.pause' : 'resolution.play')}
      </Button>
      <Button icon="step" disabled={isDone} onClick={playback.step}>
        {words.t('resolution.step')}
      </Button>
      <Button icon="skip" disabled={isDone} onClick={playback.skip}>
        {words.t('resolution.skip')}
      </Button>
      <label>
        {words.t('resolution.speed')}
        <select value={playback.speed} onChange={({ target }) => playback.setSpeed(Number(target.value))}>
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {words.t('resolution.times', { speed: String(speed) })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};

export const Resolution = (): ReactElement => {
  const { game, pages } = useSession();
  const words = useWords();
  const formats = useFormats();
  const page = pages.at(-1);
  const phases = useMemo(() => phasesWithEvents(page?.report.events ?? []), [page]);
  const playback = usePlayback(phases.length);
  // A new list plays anew on the picture, so it changes only with the phase.
  const visibleEvents = useMemo(() => phases.slice(0, playback.shown).at(-1)?.events ?? [], [phases, playback.shown]);
  const end = useRef<HTMLDivElement>(null);
  const { shown } = playback;
  const reducedMotion = useStore(preferences, (chosen) => chosen.reducedMotion);
  useEffect(() => {
    if (shown > 1 && !reducedMotion) end.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [shown, reducedMotion]);
  const epilogueTitle = (turn: number): string => {
    const { year, half } = turnDate(game.scenario, turn);
    return words.t('resolution.epilogue', { date: formats.halfYear(year, half) });
  };
  if (page === undefined) return <p className="empty">{words.t('resolution.nothing')}</p>;
  return (
    <div className="resolution">
      <header className="screen-bar">
        <div>
          <h1>{words.t('resolution.title', { date: stageTitle(page.before, words, formats) })}</h1>
          <p className="soft">{words.t('top.turn', { turn: page.turn, count: page.before.turnCount })}</p>
        </div>
        <Controls playback={playback} count={phases.length} />
        <Button isPrimary icon="open" onClick={() => goTo('report')}>
          {words.t('resolution.toReport')}
        </Button>
      </header>
      <main className="resolution-body">
        <TheatrePane view={page.after} events={visibleEvents} />
        <div className="phases" aria-live="polite">
          {phases.length === 0 && <p className="empty">{words.t('resolution.nothing')}</p>}
          {phases.slice(0, shown).map(({ turn, phase, events: cards }) => (
            <section key={`${turn}.${phase}`} className="phase">
              <h2>
                {turn > page.turn && `${epilogueTitle(turn)} · `}
                {words.or(`phase.${phase}`, phase)}
              </h2>
              <ul className="event-cards">
                {cards.map((event) => (
                  <EventCard key={event.id} event={event} />
                ))}
              </ul>
            </section>
          ))}
          <div ref={end} />
        </div>
      </main>
    </div>
  );
};
