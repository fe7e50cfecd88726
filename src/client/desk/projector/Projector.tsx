/**
 * What the room sees: the picture, the race by public figures, the news, turn and crisis; nothing that only one side
 * knows, and nothing to press but the picture's own tools. Fed by the game's worker, in this window or another.
 */
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { type PublicSide, type PublicView, SIDES } from '../../../engine/index.ts';
import type { Ruleset } from '../../../ruleset/schema.ts';
import { CRISIS_RUNGS } from '../../../ruleset/terms.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { loadRules, reportCrash } from '../../store/client.ts';
import { ASK_FOR_PICTURE, PROJECTION_CHANNEL, type PublicPicture } from '../../store/projection.ts';
import { eventWords } from '../parts/eventWords.ts';
import { SideMark } from '../parts/SideMark.tsx';
import { stageTitle } from '../parts/stageTitle.ts';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Picture } from '../table/TheatrePane.tsx';
import './projector.css';

const MOST_NEWS = 8;

/** The latest picture of the game, or of whichever is played where none is named; null until one comes. */
const useProjection = (gameId: string): PublicPicture | null => {
  const [picture, setPicture] = useState<PublicPicture | null>(null);
  useEffect(() => {
    const channel = new BroadcastChannel(PROJECTION_CHANNEL);
    channel.addEventListener('message', ({ data }: MessageEvent<PublicPicture | typeof ASK_FOR_PICTURE>) => {
      if (data !== ASK_FOR_PICTURE && (gameId === '' || data.gameId === gameId)) setPicture(data);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
    channel.postMessage(ASK_FOR_PICTURE);
    return () => channel.close();
  }, [gameId]);
  return picture;
};

const useRules = (picture: PublicPicture | null): Ruleset | null => {
  const [rules, setRules] = useState<Ruleset | null>(null);
  const { scenarioId, packId, rules: carried = null } = picture ?? {};
  useEffect(() => {
    if (scenarioId === undefined || packId === undefined) return;
    loadRules(scenarioId, packId, carried).then(setRules, reportCrash);
  }, [scenarioId, packId, carried]);
  return rules;
};

const unitsOf = ({ groups }: PublicSide): number => groups.reduce((total, { unitCount }) => total + unitCount, 0);
const flightsOf = ({ lines }: PublicSide): number => lines.reduce((total, { flownFlights }) => total + flownFlights, 0);

const Race = ({ sides }: Pick<PublicView, 'sides'>): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const most = Math.max(1, ...SIDES.map((side) => sides[side].publishedPops));
  return (
    <section className="panel" aria-labelledby="projector-race">
      <h2 id="projector-race">{words.t('projector.race')}</h2>
      {SIDES.map((side) => (
        <div key={side} className={`projector-side side-${side}`}>
          <p>
            <SideMark side={side} />
            <span className="number">{formats.quantity(sides[side].publishedPops, 'POPS')}</span>
          </p>
          <div className="race-track" aria-hidden="true">
            <span className="race-own" style={{ inlineSize: `${(sides[side].publishedPops / most) * 100}%` }} />
          </div>
          <p className="soft">
            {words.t('projector.counts', {
              units: formats.number(unitsOf(sides[side]), 0),
              flights: formats.number(flightsOf(sides[side]), 0),
              firsts: formats.number(sides[side].milestones.length, 0),
            })}
          </p>
        </div>
      ))}
      <p className="soft">{words.t('projector.raceNote')}</p>
    </section>
  );
};

/** The rungs of the crisis from the lowest, and on which the world stands. */
const Ladder = ({ crisis }: Pick<PublicView, 'crisis'>): ReactElement => {
  const words = useWords();
  const at = CRISIS_RUNGS.indexOf(crisis);
  return (
    <section className="panel" aria-labelledby="projector-ladder">
      <h2 id="projector-ladder">{words.t('projector.ladder')}</h2>
      <ol className="projector-ladder">
        {CRISIS_RUNGS.map((rung, place) => (
          <li
            key={rung}
            className={place <= at ? 'is-climbed' : ''}
            aria-current={rung === crisis ? 'step' : undefined}
          >
            {words.state('crisis', rung)}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** The weightiest first, as many as the last row can read. */
const News = ({ news }: Pick<PublicPicture, 'news'>): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const shown = news.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_NEWS);
  return (
    <section className="panel" aria-labelledby="projector-news">
      <h2 id="projector-news">{words.t('projector.news')}</h2>
      {shown.length === 0 && <p className="soft">{words.t('projector.noNews')}</p>}
      <ul className="projector-news" aria-live="polite">
        {shown.map((event) => (
          <li key={event.id}>
            {event.side !== null && <SideMark side={event.side} />}
            <p>{eventWords(event, words, formats)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

type Room = Pick<PublicPicture, 'view' | 'news'> & {
  /** With the numbers of the game's pack. */
  readonly rules: Ruleset;
  /** What a hosted session says of its own course, under the date. */
  readonly course?: ReactNode;
  /** What stands over the race. */
  readonly lead?: ReactNode;
};

/** All that the room sees of a game, filling the window. */
export const RoomPicture = ({ view, news, rules, course, lead }: Room): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { turn, turnCount, crisis, tension, sides, outcome } = view;
  return (
    <>
      <header className="projector-top">
        <h1>{stageTitle(view, words, formats)}</h1>
        <p>{outcome === null ? words.t('top.turn', { turn, count: turnCount }) : words.t('projector.over')}</p>
        <p>
          {words.t('top.crisis')} <StateBadge chartId="crisis" state={crisis} />{' '}
          <span className="soft number">{words.t('top.tension', { tension: formats.number(tension, 0) })}</span>
        </p>
        {course}
      </header>
      <main className="projector-body">
        <Picture view={view} events={news} ruleset={rules} />
        <div className="projector-words">
          {lead}
          <Race sides={sides} />
          <Ladder crisis={crisis} />
          <News news={news} />
        </div>
      </main>
    </>
  );
};

export const Projector = ({ gameId }: { readonly gameId: string }): ReactElement => {
  const words = useWords();
  const picture = useProjection(gameId);
  const rules = useRules(picture);
  return (
    <div className="projector" data-theme="projector">
      {picture === null || rules === null ? (
        <main className="projector-waiting">
          <h1>{words.t('projector.title')}</h1>
          <p>{words.t('projector.waiting')}</p>
        </main>
      ) : (
        <RoomPicture view={picture.view} news={picture.news} rules={rules} />
      )}
    </div>
  );
};
