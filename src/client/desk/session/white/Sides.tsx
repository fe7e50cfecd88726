/** Both sides at a glance: what each has and takes the other for, and what lies on both desks. */
import type { ReactElement } from 'react';
import { type Order, SIDES, type SideView } from '../../../../engine/index.ts';
import type { Desk } from '../../../../protocol/sessionParts.ts';
import type { Side } from '../../../../ruleset/terms.ts';
import { useFormats } from '../../../i18n/format.ts';
import { useWords } from '../../../i18n/words.ts';
import { SideMark } from '../../parts/SideMark.tsx';
import { FigureName } from '../../parts/Term.tsx';
import { orderDetail } from '../../table/orderWords.ts';
import { useCell } from './cell.ts';
import { beliefsOf } from './beliefs.ts';

const HAD: readonly (readonly [name: string, unit: string, of: (view: SideView) => number])[] = [
  ['deliveredPops', 'POPS', ({ own }) => own.deliveredPops],
  ['deliveredOrbitalPops', 'POPS', ({ own }) => own.deliveredOrbitalPops],
  ['points', 'points', ({ own }) => own.points],
  ['fundsMusd', 'MUSD', ({ own }) => own.fundsMusd],
  ['politicalCapital', 'points', ({ own }) => own.politicalCapital],
  ['standing', 'points', ({ own }) => own.standing],
  ['reserveMarginFrac', '1', ({ regions }) => Math.min(...regions.map(({ reserveMarginFrac }) => reserveMarginFrac))],
];

const Glance = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { table } = useCell();
  return (
    <section className="panel" aria-labelledby="white-glance">
      <h2 id="white-glance">{words.t('white.glance')}</h2>
      <table className="changes">
        <caption className="visually-hidden">{words.t('white.glance')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('report.what')}</th>
            {SIDES.map((side) => (
              <th key={side} scope="col">
                <SideMark side={side} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {HAD.map(([name, unit, of]) => (
            <tr key={name}>
              <th scope="row">
                <FigureName name={name} />
              </th>
              {SIDES.map((side) => (
                <td key={side} className="number">
                  {formats.quantity(of(table.views[side]), unit, name)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {words.t('white.shared', {
          tension: formats.number(table.room.tension, 0),
          crisis: words.state('crisis', table.room.crisis),
        })}
      </p>
    </section>
  );
};

const Believed = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { table } = useCell();
  return (
    <section className="panel" aria-labelledby="white-believed">
      <h2 id="white-believed">{words.t('white.believed')}</h2>
      <p className="soft">{words.t('report.rivalNote')}</p>
      <div className="white-pair">
        {SIDES.map((side) => (
          <table key={side} className="changes">
            <caption>
              <SideMark side={side} /> {words.t('white.believes')}
            </caption>
            <thead>
              <tr>
                <th scope="col">{words.t('report.what')}</th>
                <th scope="col">{words.t('report.likelyRange')}</th>
                <th scope="col">{words.t('debrief.truth')}</th>
              </tr>
            </thead>
            <tbody>
              {beliefsOf(table.views, side).map(({ name, unit, estimate, truth }) => (
                <tr key={name}>
                  <th scope="row">
                    <FigureName name={name} />
                  </th>
                  <td className="number">{formats.range(estimate.low, estimate.high, unit, name)}</td>
                  <td className="number">
                    {formats.quantity(truth, unit, name)}{' '}
                    <span className="soft">
                      {words.t(truth >= estimate.low && truth <= estimate.high ? 'debrief.within' : 'debrief.outside')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </section>
  );
};

export const OrderList = ({ orders }: { readonly orders: readonly Order[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  if (orders.length === 0) return <p className="soft">{words.t('debrief.noOrders')}</p>;
  return (
    <ul className="plain-list">
      {orders.map((order, place) => (
        <li key={`${place}${order.kind}`}>
          <strong>{words.order(order.kind)}</strong> <span className="soft">{orderDetail(order, words, formats)}</span>
        </li>
      ))}
    </ul>
  );
};

const DeskOf = ({ side, desk }: { readonly side: Side; readonly desk: Desk }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { status } = useCell();
  const nameOf = (memberId: string): string => status.members.find(({ id }) => id === memberId)?.name ?? '';
  const { draft, sealed } = desk;
  return (
    <section className={`white-side side-${side}`}>
      <h3>
        <SideMark side={side} />{' '}
        <span className={`badge${sealed === null ? '' : ' badge-good'}`}>
          {words.t(sealed === null ? 'white.drafting' : `white.sealedBy.${sealed.by}`)}
        </span>
      </h3>
      {sealed !== null ? (
        <>
          <OrderList orders={sealed.orders} />
          {(sealed.cutCount > 0 || sealed.dropped.length > 0) && (
            <p className="soft">{words.t('white.trimmed', { cut: sealed.cutCount, dropped: sealed.dropped.length })}</p>
          )}
        </>
      ) : draft.length === 0 ? (
        <p className="soft">{words.t('white.emptyDesk')}</p>
      ) : (
        <ul className="plain-list">
          {draft.map(({ orderId, memberId, order }) => (
            <li key={orderId}>
              <strong>{words.order(order.kind)}</strong>{' '}
              <span className="soft">
                {orderDetail(order, words, formats)}
                {nameOf(memberId) !== '' && ` · ${nameOf(memberId)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Desks = (): ReactElement => {
  const words = useWords();
  const { white } = useCell();
  return (
    <section className="panel" aria-labelledby="white-desks">
      <h2 id="white-desks">{words.t('white.desks')}</h2>
      <div className="white-pair">
        {SIDES.map((side) => (
          <DeskOf key={side} side={side} desk={white.desks[side]} />
        ))}
      </div>
    </section>
  );
};

export const Sides = (): ReactElement => (
  <>
    <Desks />
    <Glance />
    <Believed />
  </>
);
