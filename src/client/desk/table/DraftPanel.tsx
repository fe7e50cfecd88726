/** The orders of this turn as cards with their cost and effect, the running budget, and the seal. */
import { type ReactElement, use, useId, useState } from 'react';
import { type Order, orderSeat, type Preview } from '../../../engine/index.ts';
import { SEATS, type Seat } from '../../../ruleset/terms.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import {
  clearSeat,
  fillSeat,
  fillStaffPlan,
  placeOrders,
  redo,
  seal,
  showForecast,
  takeBackOrder,
  toggleStanding,
  undo,
} from '../../store/client.ts';
import { isStanding } from '../../store/planning.ts';
import type { SealRight } from '../../store/session.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { BesideSeal } from './besideSeal.ts';
import { useJudgedDraft } from './JudgedDraft.tsx';
import { effectWords, orderDetail, rejectionWords, trimmedWords } from './orderWords.ts';
import { Reuse } from './Reuse.tsx';

const OrderCard = ({
  order,
  preview,
  index,
  author,
  isOwn,
  repeats,
}: {
  readonly order: Order;
  readonly preview: Preview | undefined;
  readonly index: number;
  /** Who has placed it, where several people write the draft; else empty. */
  readonly author: string;
  /** Whether it may be taken off here. */
  readonly isOwn: boolean;
  /** Whether it is given every turn. */
  readonly repeats: boolean;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { canRepeat } = useSession().rights;
  const effect = preview?.effects[0];
  const name = words.order(order.kind);
  return (
    <li className="order-card">
      <div>
        <strong>{name}</strong>
        <p>{orderDetail(order, words, formats)}</p>
        {preview && (
          <p className="soft">
            {words.t('draft.costs', { cost: formats.money(preview.cost.fundsMusd) })}
            {effect &&
              words.t('draft.effect', { name: words.figure(effect.name), value: effectWords(effect, formats) })}
          </p>
        )}
        {author !== '' && <p className="soft">{words.t('draft.by', { name: author })}</p>}
      </div>
      <div className="order-card-tools">
        {isOwn && (
          <button
            type="button"
            className="icon-button"
            onClick={() => takeBackOrder(index)}
            aria-label={words.t('draft.remove', { order: name })}
          >
            <Icon name="remove" />
          </button>
        )}
        {canRepeat && (
          <button
            type="button"
            className="icon-button"
            aria-pressed={repeats}
            onClick={() => void toggleStanding(order)}
            aria-label={words.t('draft.standing', { order: name })}
            title={words.t('draft.standingHint')}
          >
            <Icon name="repeat" />
          </button>
        )}
      </div>
    </li>
  );
};

interface Placed {
  readonly order: Order;
  readonly index: number;
}

/** One seat's part of the draft: its orders, and the staff's plan for it to take or to leave. */
const SeatOrders = ({ seat, placed }: { readonly seat: Seat; readonly placed: readonly Placed[] }): ReactElement => {
  const words = useWords();
  const { standing, rights } = useSession();
  const { previews } = useJudgedDraft();
  const name = words.or(`seat.${seat}`, seat);
  const isOwn = rights.seats.includes(seat);
  return (
    <section className="seat-orders" aria-label={name}>
      <header>
        <h3>{words.t('draft.seat', { seat: name, count: placed.length })}</h3>
        <div className="draft-tools">
          {isOwn && (
            <Button
              look="quiet"
              onClick={() => void fillSeat(seat)}
              aria-label={words.t('draft.seatPlanOf', { seat: name })}
            >
              {words.t('draft.seatPlan')}
            </Button>
          )}
          {isOwn && placed.length > 0 && (
            <Button
              look="quiet"
              onClick={() => void clearSeat(seat)}
              aria-label={words.t('draft.seatClearOf', { seat: name })}
            >
              {words.t('draft.seatClear')}
            </Button>
          )}
        </div>
      </header>
      {placed.length > 0 && (
        <ol className="order-cards" aria-label={words.t('draft.ordersOf', { seat: name })}>
          {placed.map(({ order, index }) => (
            <OrderCard
              key={`${index}${JSON.stringify(order)}`}
              order={order}
              preview={previews[index]}
              index={index}
              author={rights.authors[index] ?? ''}
              isOwn={isOwn}
              repeats={isStanding(standing, order)}
            />
          ))}
        </ol>
      )}
    </section>
  );
};

/** What was asked for and could not be had in full. */
const ShortfallNotes = (): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const { shortfall } = useSession();
  const { cut, dropped } = shortfall;
  if (cut.length + dropped.length === 0) return null;
  return (
    <ul className="shortfall">
      {cut.map(({ given, fitted }) => (
        <li key={JSON.stringify(given)}>
          {words.t('draft.cut', { order: words.order(given.kind), detail: orderDetail(fitted, words, formats) })}
        </li>
      ))}
      {dropped.map(({ order, rejection }) => (
        <li key={JSON.stringify(order)}>
          {words.t('draft.dropped', {
            order: words.order(order.kind),
            reason: rejectionWords(rejection, words, formats),
          })}
        </li>
      ))}
    </ul>
  );
};

/** In place of the seal where somebody else has it, or where it is done. */
const SealedBy = ({ seal: right }: { readonly seal: Exclude<SealRight, { kind: 'own' }> }): ReactElement => {
  const words = useWords();
  if (right.kind !== 'sealed')
    return (
      <p className="seal-note" role="status">
        {words.t(`seal.${right.kind}`, right.kind === 'other' ? { name: right.name } : {})}
      </p>
    );
  const { awaited } = right;
  const sealed = words.t('seal.sealed', {
    awaited: awaited.map(words.side).join(words.t('format.listSeparator')),
    count: awaited.length,
  });
  return (
    <p className="seal-note" role="status">
      {[sealed, ...trimmedWords(right, words)].join(' ')}
    </p>
  );
};

/** Whose orders come first where what lies on the desk is not legal together and is trimmed. */
const FirstSeat = ({
  value,
  onChange,
}: {
  readonly value: Seat | null;
  readonly onChange: (seat: Seat | null) => void;
}): ReactElement => {
  const words = useWords();
  const id = useId();
  return (
    <p className="seal-note">
      <label htmlFor={id}>{words.t('seal.first')}</label>{' '}
      <select
        id={id}
        value={value ?? ''}
        onChange={({ target }) => onChange(SEATS.find((seat) => seat === target.value) ?? null)}
      >
        <option value="">{words.t('seal.asPlaced')}</option>
        {SEATS.map((seat) => (
          <option key={seat} value={seat}>
            {words.or(`seat.${seat}`, seat)}
          </option>
        ))}
      </select>
    </p>
  );
};

const SealButton = (): ReactElement => {
  const words = useWords();
  const { draft, rights } = useSession();
  const { rejections } = useJudgedDraft();
  const [isDeciding, setDeciding] = useState(false);
  const [first, setFirst] = useState<Seat | null>(null);
  const sealAndWait = async (): Promise<void> => {
    setDeciding(true);
    await seal(first === null ? [] : [first]);
    setDeciding(false);
  };
  const isIllegal = rejections.length > 0;
  return (
    <>
      {isIllegal && rights.isTrimmed && <FirstSeat value={first} onChange={setFirst} />}
      <Button
        isPrimary={draft.orders.length > 0}
        icon="check"
        disabled={(isIllegal && !rights.isTrimmed) || isDeciding}
        onClick={() => void sealAndWait()}
        aria-keyshortcuts="n"
      >
        {isDeciding
          ? words.t('draft.deciding')
          : words.t(draft.orders.length === 0 ? 'draft.sealNone' : 'draft.seal', { count: draft.orders.length })}
      </Button>
      {/* Outside of the button, which would have no name of its own with a status in it. */}
      <span role="status" className="visually-hidden">
        {isDeciding && words.t('draft.deciding')}
      </span>
    </>
  );
};

export const SealBar = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { view, rights } = useSession();
  const { cost, fundsLeftMusd, rejections } = useJudgedDraft();
  const isMended = rights.seal.kind === 'sealed' && rejections.length > 0;
  const isForecastOpen = useClient((state) => state.isForecastOpen);
  return (
    <div className="seal-bar">
      {!isMended && (
        <p>
          <span className="soft">{words.t('draft.budget')}</span>
          <span className="number">
            {words.t('draft.budgetOf', {
              cost: formats.money(cost.fundsMusd),
              funds: formats.money(view.own.fundsMusd),
              left: formats.money(fundsLeftMusd),
            })}
          </span>
        </p>
      )}
      <Button
        look={isForecastOpen ? 'plain' : 'quiet'}
        icon="chart"
        aria-pressed={isForecastOpen}
        onClick={() => showForecast(!isForecastOpen)}
        aria-keyshortcuts="f"
        data-forecast
      >
        {words.t('forecast.open')}
      </Button>
      {use(BesideSeal)}
      {rights.seal.kind === 'own' ? <SealButton /> : <SealedBy seal={rights.seal} />}
    </div>
  );
};

export const DraftPanel = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { draft, rights } = useSession();
  const { rejections } = useJudgedDraft();
  const canWrite = rights.seats.length > 0;
  // What was wrong has been mended by the seal, which says how.
  const refused = rights.seal.kind === 'sealed' ? [] : rejections;
  const placed = draft.orders.map((order, index) => ({ order, index }));
  return (
    <section className="draft" aria-label={words.t('draft.title')}>
      <header>
        <h2>{words.t('draft.count', { count: draft.orders.length })}</h2>
        <div className="draft-tools">
          <Button
            isPrimary={draft.orders.length === 0}
            disabled={!canWrite}
            icon="plan"
            onClick={() => void fillStaffPlan()}
            aria-keyshortcuts="s"
          >
            {words.t('draft.staffPlan')}
          </Button>
          <button
            type="button"
            className="icon-button"
            disabled={draft.past.length === 0 || !canWrite}
            onClick={undo}
            aria-label={words.t('draft.undo')}
            aria-keyshortcuts="Control+Z"
          >
            <Icon name="undo" />
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={draft.future.length === 0 || !canWrite}
            onClick={redo}
            aria-label={words.t('draft.redo')}
            aria-keyshortcuts="Control+Shift+Z"
          >
            <Icon name="redo" />
          </button>
        </div>
      </header>
      {refused.map((rejection) => (
        <p key={`${rejection.code}${rejection.field}`} className="refusal">
          {rejectionWords(rejection, words, formats)} <code>{rejection.code}</code>
        </p>
      ))}
      <ShortfallNotes />
      {draft.orders.length === 0 && <p className="empty soft">{words.t('draft.empty')}</p>}
      {SEATS.map((seat) => (
        <SeatOrders key={seat} seat={seat} placed={placed.filter(({ order }) => orderSeat(order.kind) === seat)} />
      ))}
      {draft.orders.length > 0 && canWrite && (
        <Button look="quiet" onClick={() => placeOrders([])}>
          {words.t('draft.clear')}
        </Button>
      )}
      <Reuse />
    </section>
  );
};
