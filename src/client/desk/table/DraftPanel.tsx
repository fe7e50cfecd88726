/** The orders of this turn as cards with their cost and effect, the running budget, and the seal. */
import { type ReactElement, useMemo } from 'react';
import { draftCost, legalDraft, type Order, type Preview } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { fillStaffPlan, placeOrders, redo, seal, takeBackOrder, undo } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { effectWords, orderDetail, rejectionWords } from './orderWords.ts';

const OrderCard = ({
  order,
  preview,
  index,
}: {
  readonly order: Order;
  readonly preview: Preview | undefined;
  readonly index: number;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const effect = preview?.effects[0];
  return (
    <li className="order-card">
      <div>
        <strong>{words.order(order.kind)}</strong>
        <p>{orderDetail(order, words, formats)}</p>
        {preview && (
          <p className="soft">
            {words.t('draft.costs', { cost: formats.money(preview.cost.fundsMusd) })}
            {effect &&
              words.t('draft.effect', { name: words.figure(effect.name), value: effectWords(effect, formats) })}
          </p>
        )}
      </div>
      <button
        type="button"
        className="icon-button"
        onClick={() => takeBackOrder(index)}
        aria-label={words.t('draft.remove', { order: words.order(order.kind) })}
      >
        <Icon name="remove" />
      </button>
    </li>
  );
};

/** Why the draft cannot be sealed as it stands; nothing where it can. */
export const useDraft = () => {
  const { game, view, draft } = useSession();
  return useMemo(() => {
    const legal = legalDraft(game, view, draft.orders);
    const cost = draftCost(game, view, draft.orders);
    return {
      previews: legal.ok ? legal.value : [],
      rejections: legal.ok ? [] : legal.error,
      cost,
      fundsLeftMusd: view.own.fundsMusd - cost.fundsMusd,
      politicalCapitalLeft: view.own.politicalCapital - cost.politicalCapital,
    };
  }, [game, view, draft.orders]);
};

export const SealBar = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { draft, view } = useSession();
  const { cost, fundsLeftMusd, rejections } = useDraft();
  return (
    <div className="seal-bar">
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
      <Button
        isPrimary={draft.orders.length > 0}
        icon="check"
        disabled={rejections.length > 0}
        onClick={() => void seal()}
        aria-keyshortcuts="n"
      >
        {words.t(draft.orders.length === 0 ? 'draft.sealNone' : 'draft.seal', { count: draft.orders.length })}
      </Button>
    </div>
  );
};

export const DraftPanel = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { draft } = useSession();
  const { previews, rejections } = useDraft();
  return (
    <section className="draft" aria-label={words.t('draft.title')}>
      <header>
        <h2>{words.t('draft.count', { count: draft.orders.length })}</h2>
        <div className="draft-tools">
          <Button
            isPrimary={draft.orders.length === 0}
            icon="plan"
            onClick={() => void fillStaffPlan()}
            aria-keyshortcuts="s"
          >
            {words.t('draft.staffPlan')}
          </Button>
          <button
            type="button"
            className="icon-button"
            disabled={draft.past.length === 0}
            onClick={undo}
            aria-label={words.t('draft.undo')}
            aria-keyshortcuts="Control+Z"
          >
            <Icon name="undo" />
          </button>
          <button
            type="button"
            className="icon-button"
            disabled={draft.future.length === 0}
            onClick={redo}
            aria-label={words.t('draft.redo')}
            aria-keyshortcuts="Control+Shift+Z"
          >
            <Icon name="redo" />
          </button>
        </div>
      </header>
      {rejections.map((rejection) => (
        <p key={`${rejection.code}${rejection.field}`} className="refusal">
          {rejectionWords(rejection, words, formats)} <code>{rejection.code}</code>
        </p>
      ))}
      {draft.orders.length === 0 ? (
        <p className="empty soft">{words.t('draft.empty')}</p>
      ) : (
        <ol className="order-cards" aria-label={words.t('draft.title')}>
          {draft.orders.map((order, index) => (
            <OrderCard key={`${index}${JSON.stringify(order)}`} order={order} preview={previews[index]} index={index} />
          ))}
        </ol>
      )}
      {draft.orders.length > 0 && (
        <Button look="quiet" onClick={() => placeOrders([])}>
          {words.t('draft.clear')}
        </Button>
      )}
    </section>
  );
};
