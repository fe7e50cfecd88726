/** Each order as it was sealed beside what came of it: cost, time, effects and odds, in words and numbers. */
import type { ReactElement, ReactNode } from 'react';
import type { Cost, GameEvent, PreviewEffect } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';
import { eventWords } from '../parts/eventWords.ts';
import { stageTitle } from '../parts/stageTitle.ts';
import { effectWords, orderDetail, trimmedWords } from '../table/orderWords.ts';
import {
  type Arrival,
  arrivalsIn,
  type ComparedEffect,
  type ComparedOrder,
  compareOrders,
  isOdds,
} from './happened.ts';

const useShown = () => {
  const words = useWords();
  const formats = useFormats();
  const cost = ({ fundsMusd, politicalCapital }: Cost): string =>
    [
      ...(fundsMusd !== 0 || politicalCapital === 0 ? [formats.money(fundsMusd)] : []),
      ...(politicalCapital === 0 ? [] : [words.t('report.capital', { amount: formats.number(politicalCapital, 1) })]),
    ].join(words.t('format.listSeparator'));
  const happened = (effect: PreviewEffect, value: number): string =>
    isOdds(effect) ? words.t(value > 0 ? 'yes' : 'no') : formats.quantity(value, effect.unit, effect.name);
  /** The mean, and between what it lies where that is known. */
  const expected = (effect: PreviewEffect): string =>
    effect.low === undefined || effect.high === undefined || effect.low === effect.high
      ? effectWords(effect, formats)
      : words.t('report.meanAndRange', {
          mean: formats.quantity(effect.value, effect.unit, effect.name),
          range: effectWords(effect, formats),
        });
  return { words, formats, cost, expected, happened };
};

const Row = ({
  name,
  expected,
  children,
}: {
  readonly name: string;
  readonly expected: string;
  readonly children: ReactNode;
}): ReactElement => (
  <tr>
    <th scope="row">{name}</th>
    <td className="number soft">{expected}</td>
    <td className="number">{children}</td>
  </tr>
);

const EffectRow = ({ compared: { effect, happened } }: { readonly compared: ComparedEffect }): ReactElement => {
  const shown = useShown();
  return (
    <Row name={shown.words.figure(effect.name)} expected={shown.expected(effect)}>
      {happened === null ? (
        <>
          <span aria-hidden="true">{shown.words.t('report.nothingTold')}</span>
          <span className="visually-hidden">{shown.words.t('report.notToldApart')}</span>
        </>
      ) : (
        shown.happened(effect, happened)
      )}
    </Row>
  );
};

/** Date of a turn counted from a page's own. */
const useDateOf = (page: TurnPage): ((turn: number) => string) => {
  const formats = useFormats();
  const { year, half, turn: now } = page.before;
  return (turn) => {
    const halves = year * 2 + (half - 1) + (turn - now);
    return formats.halfYear(Math.floor(halves / 2), halves % 2 === 0 ? 1 : 2);
  };
};

const Events = ({ events }: { readonly events: readonly GameEvent[] }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  if (events.length === 0) return null;
  return (
    <ul className="plain-list">
      {events.map((event) => {
        const [findingId] = event.findingIds;
        const text = eventWords(event, words, formats);
        return (
          <li key={event.id}>
            {findingId === undefined ? (
              text
            ) : (
              <button type="button" className="link" onClick={() => openWorking({ kind: 'finding', id: findingId })}>
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Outcome = ({ compared, page }: { readonly compared: ComparedOrder; readonly page: TurnPage }): ReactElement => {
  const { words, formats, cost } = useShown();
  const dateOf = useDateOf(page);
  const { order, expected, paid, dueTurn, effects, events, verdict } = compared;
  const name = words.order(order.kind);
  return (
    <li data-verdict={verdict}>
      <p className="split">
        <strong>{name}</strong>
        <span className={`verdict verdict-${verdict}`}>{words.t(`report.verdict.${verdict}`)}</span>
      </p>
      <p>{orderDetail(order, words, formats)}</p>
      <table className="changes compared">
        <caption className="visually-hidden">{words.t('report.comparedOf', { order: name })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('report.what')}</th>
            <th scope="col">{words.t('report.expectedHead')}</th>
            <th scope="col">{words.t('report.happened')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={words.t('preview.cost')} expected={cost(expected.cost)}>
            {cost(paid)}
          </Row>
          {(expected.leadTurns > 0 || dueTurn !== null) && (
            <Row name={words.t('preview.lead')} expected={words.t('preview.leadTurns', { turns: expected.leadTurns })}>
              {words.t(dueTurn === null ? 'report.from' : 'report.due', {
                date: dateOf(dueTurn ?? page.turn + expected.leadTurns),
              })}
            </Row>
          )}
          {effects.map((each) => (
            <EffectRow key={each.effect.name} compared={each} />
          ))}
        </tbody>
      </table>
      <Events events={events} />
    </li>
  );
};

const Arrived = ({ arrival }: { readonly arrival: Arrival }): ReactElement => {
  const { words, formats } = useShown();
  const { order, expected, ordered, events } = arrival;
  return (
    <li>
      <p>
        <strong>{words.order(order.kind)}</strong>{' '}
        <span className="soft">
          {words.t('report.orderedIn', { date: stageTitle(ordered.before, words, formats) })}
        </span>
      </p>
      <p>{orderDetail(order, words, formats)}</p>
      <p className="soft">
        {words.t('report.expected', {
          effects: expected.effects
            .map((effect) =>
              words.t('report.effect', { name: words.figure(effect.name), value: effectWords(effect, formats) }),
            )
            .join(words.t('format.listSeparator')),
        })}
      </p>
      {events.length === 0 ? <p>{words.t('report.notArrived')}</p> : <Events events={events} />}
    </li>
  );
};

const NOTHING_TRIMMED = { cutCount: 0, dropped: [] };

export const Orders = ({ page }: { readonly page: TurnPage }): ReactElement => {
  const words = useWords();
  const compared = compareOrders(page);
  return (
    <section className="panel panel-long">
      <h2>{words.t('report.orders')}</h2>
      {trimmedWords(page.trimmed ?? NOTHING_TRIMMED, words).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {compared.length === 0 ? (
        <p className="soft">{words.t('report.noOrders')}</p>
      ) : (
        <ol className="order-results">
          {compared.map((each, index) => (
            <Outcome key={`${index}${JSON.stringify(each.order)}`} compared={each} page={page} />
          ))}
        </ol>
      )}
    </section>
  );
};

/** Orders of earlier half-years whose effect came in this one. */
export const Arrivals = ({ pages }: { readonly pages: readonly TurnPage[] }): ReactElement | null => {
  const words = useWords();
  const arrivals = arrivalsIn(pages);
  if (arrivals.length === 0) return null;
  return (
    <section className="panel">
      <h2>{words.t('report.arrivals')}</h2>
      <ol className="order-results">
        {arrivals.map((arrival, index) => (
          <Arrived key={`${index}${JSON.stringify(arrival.order)}`} arrival={arrival} />
        ))}
      </ol>
    </section>
  );
};
