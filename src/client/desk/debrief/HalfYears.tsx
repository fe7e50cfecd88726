/** Half-year by half-year: what each side had, ordered and believed. */
import type { ReactElement } from 'react';
import { isBotId } from '../../../bots/index.ts';
import type { Ruling } from '../../../engine/index.ts';
import { type Side, SIDES } from '../../../ruleset/terms.ts';
import { type Chapter, type Debrief, marginAfter, type SideChapter } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { eventWords } from '../parts/eventWords.ts';
import { SideMark } from '../parts/SideMark.tsx';
import { orderDetail } from '../table/orderWords.ts';
import { Rulings } from '../session/white/Rulings.tsx';
import { BotWhy } from './BotWhy.tsx';

const HAD: readonly (readonly [name: keyof Omit<SideChapter, 'orders' | 'beliefs'>, unit: string])[] = [
  ['points', 'points'],
  ['deliveredPops', 'POPS'],
  ['deliveredOrbitalPops', 'POPS'],
  ['orbitalMw', 'MW'],
  ['unitCount', 'units'],
  ['groundPowerMw', 'MW'],
  ['fundsMusd', 'MUSD'],
  ['standing', 'points'],
  ['reserveMarginFrac', '1'],
];

/** The head of a column: whose it is. */
export const SideHeads = (): ReactElement => (
  <>
    {SIDES.map((side) => (
      <th key={side} scope="col">
        <SideMark side={side} />
      </th>
    ))}
  </>
);

const Had = ({ chapter }: { readonly chapter: Chapter }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <table className="changes">
      <caption>{words.t('debrief.had')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('report.what')}</th>
          <SideHeads />
        </tr>
      </thead>
      <tbody>
        {HAD.map(([name, unit]) => (
          <tr key={name}>
            <th scope="row">{words.figure(name)}</th>
            {SIDES.map((side) => (
              <td key={side} className="number">
                {formats.quantity(chapter.sides[side][name], unit, name)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What a side believed of the other, beside the truth. */
const Believed = ({ chapter, side }: { readonly chapter: Chapter; readonly side: Side }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <table className="changes">
      <caption>{words.t('debrief.believed')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('report.what')}</th>
          <th scope="col">{words.t('report.likelyRange')}</th>
          <th scope="col">{words.t('debrief.truth')}</th>
        </tr>
      </thead>
      <tbody>
        {chapter.sides[side].beliefs.map(({ name, unit, estimate, truth }) => {
          const isWithin = truth >= estimate.low && truth <= estimate.high;
          return (
            <tr key={name}>
              <th scope="row">{words.figure(name)}</th>
              <td className="number">{formats.range(estimate.low, estimate.high, unit, name)}</td>
              <td className="number">
                {formats.quantity(truth, unit, name)}{' '}
                <span className="soft">{words.t(isWithin ? 'debrief.within' : 'debrief.outside')}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

interface OrderedProps {
  readonly chapter: Chapter;
  readonly side: Side;
  /** Who led the side: a bot's id, or a person. */
  readonly controller: string;
}

const Ordered = ({ chapter, side, controller }: OrderedProps): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { orders } = chapter.sides[side];
  return (
    <section>
      <h3>
        <SideMark side={side} />
      </h3>
      <h4>{words.t('debrief.ordered')}</h4>
      {orders.length === 0 ? (
        <p className="soft">{words.t('debrief.noOrders')}</p>
      ) : (
        <ul className="plain-list">
          {orders.map((order, place) => (
            <li key={`${place}${order.kind}`}>
              <strong>{words.order(order.kind)}</strong>{' '}
              <span className="soft">{orderDetail(order, words, formats)}</span>
            </li>
          ))}
        </ul>
      )}
      {isBotId(controller) && <BotWhy chapter={chapter} side={side} botId={controller} />}
      <Believed chapter={chapter} side={side} />
    </section>
  );
};

interface HalfYearProps {
  readonly chapter: Chapter;
  /** What a white cell laid into it; nothing where there was none. */
  readonly rulings: readonly Ruling[];
  readonly controllers: Debrief['record']['controllers'];
  readonly isOpen: boolean;
}

const HalfYear = ({ chapter, rulings, controllers, isOpen }: HalfYearProps): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const date = formats.halfYear(chapter.year, chapter.half);
  const margin = marginAfter(chapter, view.side);
  return (
    <details className="half-year" open={isOpen}>
      <summary>
        <strong>{chapter.stage === 'crisisRound' ? words.t('stage.crisisRound', { date }) : date}</strong>{' '}
        <span className="soft number">
          {words.t('debrief.halfYear', {
            turn: chapter.turn,
            us: formats.number(chapter.sides.us.points, 1),
            cn: formats.number(chapter.sides.cn.points, 1),
            side: words.side(margin >= 0 ? view.side : view.rival.side),
            margin: formats.number(Math.abs(margin), 1),
          })}
        </span>{' '}
        {rulings.length > 0 && (
          <span className="badge badge-warn">{words.t('debrief.ruled', { count: rulings.length })}</span>
        )}
      </summary>
      <div className="half-year-body">
        {rulings.length > 0 && (
          <section>
            <h3>{words.t('white.ruledThen')}</h3>
            <Rulings rulings={rulings} />
          </section>
        )}
        <Had chapter={chapter} />
        <section>
          <h3>{words.t('debrief.happened')}</h3>
          <ul className="plain-list">
            {chapter.events.map((event) => {
              const text = eventWords(event, words, formats);
              const [id] = event.findingIds;
              return (
                <li key={event.id}>
                  {id === undefined ? (
                    text
                  ) : (
                    <button type="button" className="link" onClick={() => openWorking({ kind: 'finding', id })}>
                      {text}
                    </button>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
        {SIDES.map((side) => (
          <Ordered key={side} chapter={chapter} side={side} controller={controllers[side]} />
        ))}
      </div>
    </details>
  );
};

export const HalfYears = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const words = useWords();
  const largest = debrief.turningPoints.toSorted((a, b) => b.points - a.points)[0];
  return (
    <section className="panel">
      <h2>{words.t('debrief.byHalfYear')}</h2>
      <p className="soft">{words.t('debrief.byHalfYearNote')}</p>
      <div className="half-years">
        {debrief.chapters.map((chapter, place) => (
          <HalfYear
            key={`${chapter.turn}${chapter.stage}`}
            chapter={chapter}
            rulings={debrief.record.turns[place]?.rulings?.made ?? []}
            controllers={debrief.record.controllers}
            isOpen={chapter.stage === 'turn' && chapter.turn === largest?.turn}
          />
        ))}
      </div>
    </section>
  );
};
