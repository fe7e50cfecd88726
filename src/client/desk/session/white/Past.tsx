/** Half-years that were played: what the white cell ruled in them, what happened, and both sides' orders and gains. */
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { Page, WhitePage } from '../../../../protocol/sessionParts.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { sendFrame } from '../../../store/hosted.ts';
import { eventWords } from '../../parts/eventWords.ts';
import { SideMark } from '../../parts/SideMark.tsx';
import { stageTitle } from '../../parts/stageTitle.ts';
import { useCell } from './cell.ts';
import { Rulings } from './Rulings.tsx';
import { OrderList } from './Sides.tsx';

/** A page of the book; null until it has come. It is read anew where the book has another length. */
const usePage = (place: number, playedCount: number): WhitePage | null => {
  const [read, setRead] = useState<{ readonly place: number; readonly page: WhitePage } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a step back the same place may hold another page
  useEffect(() => {
    let isWanted = true;
    const fetchPage = async (): Promise<void> => {
      const answered = await sendFrame({ kind: 'page.read', place });
      if (isWanted && answered.ok && answered.value.kind === 'page')
        setRead({ place, page: answered.value.page as WhitePage });
    };
    void fetchPage();
    return () => {
      isWanted = false;
    };
  }, [place, playedCount]);
  return read?.place === place ? read.page : null;
};

const GAINS = [
  ['deliveredPops', 'POPS'],
  ['points', 'points'],
  ['fundsMusd', 'MUSD'],
  ['standing', 'points'],
] as const;

const SidePage = ({ page }: { readonly page: Page }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { side, before, after, orders } = page;
  return (
    <section className={`white-side side-${side}`}>
      <h3>
        <SideMark side={side} />
      </h3>
      <table className="changes">
        <caption className="visually-hidden">{words.t('report.changes')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('report.what')}</th>
            <th scope="col">{words.t('report.before')}</th>
            <th scope="col">{words.t('report.after')}</th>
          </tr>
        </thead>
        <tbody>
          {GAINS.map(([name, unit]) => (
            <tr key={name}>
              <th scope="row">{words.figure(name)}</th>
              <td className="number soft">{formats.quantity(before.own[name], unit, name)}</td>
              <td className="number">{formats.quantity(after.own[name], unit, name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h4>{words.t('debrief.ordered')}</h4>
      <OrderList orders={orders} />
    </section>
  );
};

const Shown = ({ page }: { readonly page: WhitePage }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const [first] = page.pages;
  return (
    <div className="white-page">
      {first !== undefined && <h3>{stageTitle(first.before, words, formats)}</h3>}
      {page.rulings.length > 0 && (
        <section>
          <h4>{words.t('white.ruledThen')}</h4>
          <Rulings rulings={page.rulings} />
        </section>
      )}
      <section>
        <h4>{words.t('white.truth')}</h4>
        <ul className="plain-list white-events">
          {page.truth.events
            .toSorted((a, b) => b.weight - a.weight)
            .map((event) => (
              <li key={event.id}>{eventWords(event, words, formats)}</li>
            ))}
        </ul>
      </section>
      <div className="white-pair">
        {page.pages.map((each) => (
          <SidePage key={each.side} page={each} />
        ))}
      </div>
    </div>
  );
};

const Book = ({ playedCount }: { readonly playedCount: number }): ReactElement => {
  const words = useWords();
  const id = useId();
  /** Counted from the end, so that the last page stays the last. */
  const [back, setBack] = useState(0);
  const place = Math.max(0, playedCount - 1 - back);
  const page = usePage(place, playedCount);
  return (
    <>
      <div className="white-row">
        <label htmlFor={id}>{words.t('white.page')}</label>
        <select id={id} value={place} onChange={({ target }) => setBack(playedCount - 1 - Number(target.value))}>
          {Array.from({ length: playedCount }, (_, at) => (
            <option key={at} value={at}>
              {words.t('white.pageOf', { number: at + 1, count: playedCount })}
            </option>
          ))}
        </select>
      </div>
      {page === null ? <p className="loading">{words.t('white.loadingPage')}</p> : <Shown page={page} />}
    </>
  );
};

export const Past = (): ReactElement => {
  const words = useWords();
  const { status } = useCell();
  return (
    <section className="panel" aria-labelledby="white-past">
      <h2 id="white-past">{words.t('white.past')}</h2>
      {status.playedCount === 0 ? (
        <p className="soft">{words.t('white.nothingPlayed')}</p>
      ) : (
        <Book playedCount={status.playedCount} />
      )}
    </section>
  );
};
