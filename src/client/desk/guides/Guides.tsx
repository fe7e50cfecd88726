/**
 * The guide for teachers and umpires: agendas, role cards, questions. A screen of its own beside any game, to be
 * read by chapter, and printed by chapter, by card or whole.
 */
import { type ReactElement, use, useDeferredValue, useEffect, useRef } from 'react';
import type { Chapter, Guide, Part } from 'virtual:guides/*';
import type { Language } from '../../i18n/languages.ts';
import { useWords } from '../../i18n/words.ts';
import { useStore } from '../../store/externalStore.ts';
import { type GuidePlace, GUIDES_HOME, guideAddress, WHOLE_GUIDE } from '../../store/guidePlace.ts';
import { preferences } from '../../store/preferences.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { BlockShown } from './Blocks.tsx';
import { guideIn } from './guides.ts';
import '../model/model.css';
import './guides.css';

const PLAYING = '#play';
const HOME = '#';

const PartShown = ({ part, colon }: { readonly part: Part; readonly colon: string }): ReactElement => (
  <section className={part.isCard ? 'guides-part guides-card' : 'guides-part'}>
    {part.title !== '' && (
      <header>
        {part.side !== null && <SideMark side={part.side} />}
        <h3>{part.title}</h3>
      </header>
    )}
    {part.blocks.map((block) => (
      <div key={block.title ?? block.kind} className="guides-block">
        {block.title !== null && (part.title === '' ? <h3>{block.title}</h3> : <h4>{block.title}</h4>)}
        <BlockShown block={block} colon={colon} />
      </div>
    ))}
  </section>
);

interface ChapterProps {
  readonly chapter: Chapter;
  readonly colon: string;
  /** Shown alone, where it names a part. */
  readonly partId: string;
}

const ChapterShown = ({ chapter, colon, partId }: ChapterProps): ReactElement => {
  const chosen = chapter.parts.filter(({ id }) => id === partId);
  const parts = chosen.length > 0 ? chosen : chapter.parts;
  return (
    <section className="guides-chapter">
      <header>
        <h2 tabIndex={-1}>{chapter.title}</h2>
        <p>{chapter.lead}</p>
      </header>
      {parts.map((part) => (
        <PartShown key={part.id} part={part} colon={colon} />
      ))}
    </section>
  );
};

interface EntryProps {
  readonly address: string;
  readonly title: string;
  /** Address of what is shown. */
  readonly shown: string;
}

const Entry = ({ address, title, shown }: EntryProps): ReactElement => (
  <a href={address} aria-current={shown === address ? 'page' : undefined}>
    {title}
  </a>
);

const Contents = ({ guide, place }: { readonly guide: Guide; readonly place: GuidePlace }): ReactElement => {
  const words = useWords();
  const shown = guideAddress(place.chapterId === '' ? (guide.chapters[0]?.id ?? '') : place.chapterId, place.partId);
  const nameOf = ({ title, side }: Part): string =>
    side === null ? title : `${words.side(side)}${guide.colon}${title}`;
  return (
    <nav className="model-contents guides-contents" aria-label={guide.contents}>
      <ul className="plain-list">
        {guide.chapters.map(({ id, title, parts }) => (
          <li key={id}>
            <Entry address={guideAddress(id)} title={title} shown={shown} />
            {parts.some(({ isCard }) => isCard) && parts.length > 1 && (
              <ul className="plain-list">
                {parts.map((part) => (
                  <li key={part.id}>
                    <Entry address={guideAddress(id, part.id)} title={nameOf(part)} shown={shown} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
        <li>
          <Entry address={guideAddress(WHOLE_GUIDE)} title={words.t('guides.whole')} shown={shown} />
        </li>
      </ul>
    </nav>
  );
};

const Page = ({ guide, place }: { readonly guide: Guide; readonly place: GuidePlace }): ReactElement => {
  const sheet = useRef<HTMLElement>(null);
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current.chapterId === place.chapterId && shown.current.partId === place.partId) return;
    shown.current = place;
    window.scrollTo(0, 0);
    sheet.current?.querySelector('h2')?.focus({ preventScroll: true });
  }, [place]);
  const [first] = guide.chapters;
  const found = guide.chapters.filter(({ id }) => place.chapterId === WHOLE_GUIDE || id === place.chapterId);
  const chapters = found.length > 0 || first === undefined ? found : [first];
  return (
    <article className="panel model-page guides-page" ref={sheet}>
      {chapters.map((chapter) => (
        <ChapterShown key={chapter.id} chapter={chapter} colon={guide.colon} partId={place.partId} />
      ))}
    </article>
  );
};

export const Guides = ({ place }: { readonly place: GuidePlace }): ReactElement => {
  const words = useWords();
  // Another language is shown when it is there; until then the page stays as it is.
  const language: Language = useDeferredValue(useStore(preferences, (chosen) => chosen.language));
  const guide = use(guideIn(language));
  const isPlaying = useClient((state) => state.session !== null);
  return (
    <div className={place.chapterId === '' ? 'model guides model-at-contents' : 'model guides'}>
      <header className="screen-bar">
        <h1>
          <a href={GUIDES_HOME}>{words.t('guides.title')}</a>
        </h1>
        <Preferences />
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {words.t('briefing.print')}
        </Button>
        <a className="button button-plain" href={isPlaying ? PLAYING : HOME}>
          <Icon name="back" />
          {words.t(isPlaying ? 'model.backToGame' : 'model.backHome')}
        </a>
      </header>
      <div className="model-body">
        <Contents guide={guide} place={place} />
        <main>
          <a className="model-to-contents" href={GUIDES_HOME}>
            {words.t('model.toContents')}
          </a>
          {place.chapterId === '' && <p className="guides-lead">{words.t('home.guidesNote')}</p>}
          <Page guide={guide} place={place} />
        </main>
      </div>
    </div>
  );
};
