/**
 * Writing one order: group, kind, parameters, and at once what it would cost and do, or why it is
 * refused and what would mend it. The engine gives the domains and judges; nothing is judged here.
 */
import { type ReactElement, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import {
  availableOrders,
  type ChosenValues,
  filledForm,
  judgeForm,
  openedForm,
  suggestedValue,
  ORDER_GROUPS,
  ORDER_KINDS,
  type OrderGroup,
  type OrderKind,
  orderGroup,
  orderSeat,
  type ParameterDomain,
  type Preview,
  type Rejection,
} from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { placeOrder } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { useComposing } from './Composing.tsx';
import { Button } from '../parts/Button.tsx';
import { FigureName } from '../parts/Term.tsx';
import { effectWords, optionWords, rejectionWords } from './orderWords.ts';

/** A share is written as a percentage, as the rest of the desk shows it. */
const isShareField = ({ name, unit }: Extract<ParameterDomain, { kind: 'number' }>): boolean =>
  unit === '1' && name.endsWith('Frac');

/** Units that the name of the parameter already says. */
const COUNTED = new Set(['units', 'flights', 'shots', 'points']);

const NumberField = ({
  domain,
  value,
  onChange,
}: {
  readonly domain: Extract<ParameterDomain, { kind: 'number' }>;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const id = `parameter-${domain.name}`;
  // What is being typed, until the field is left: an emptied field is on its way to another number.
  const [typed, setTyped] = useState<string | null>(null);
  const isShare = isShareField(domain);
  const times = isShare ? 100 : 1;
  const shown = (number: number): number => Number((number * times).toPrecision(12));
  const set = (text: string): void => {
    const next = Number(text);
    if (text.trim() !== '' && Number.isFinite(next)) onChange(next / times);
  };
  const unit = isShare ? words.t('chart.percent') : COUNTED.has(domain.unit) ? '' : formats.unit(domain.unit);
  return (
    <div className="field">
      <label htmlFor={id}>
        {words.or(`parameter.${domain.name}`, domain.name)}
        {unit !== '' && <span className="soft">{words.t('format.inUnit', { unit })}</span>}
      </label>
      <div className="field-number">
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={shown(domain.min)}
          max={shown(domain.max)}
          step="any"
          value={typed ?? shown(value)}
          onChange={({ target }) => {
            setTyped(target.value);
            set(target.value);
          }}
          onBlur={() => setTyped(null)}
          aria-describedby={`${id}-range`}
        />
        <input
          type="range"
          min={shown(domain.min)}
          max={shown(domain.max)}
          step={shown(domain.step)}
          value={shown(value)}
          onChange={({ target }) => set(target.value)}
          aria-label={words.t('composer.slider', { name: words.or(`parameter.${domain.name}`, domain.name) })}
        />
      </div>
      <small id={`${id}-range`} className="soft">
        {words.t('composer.range', { range: formats.range(domain.min, domain.max, domain.unit, domain.name) })}
      </small>
    </div>
  );
};

const ChoiceField = ({
  domain,
  value,
  onChange,
}: {
  readonly domain: Extract<ParameterDomain, { kind: 'choice' }>;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement => {
  const words = useWords();
  const id = `parameter-${domain.name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{words.or(`parameter.${domain.name}`, domain.name)}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {domain.options.map((option) => (
          <option key={option} value={option}>
            {optionWords(domain, option, words)}
          </option>
        ))}
      </select>
    </div>
  );
};

export const PreviewFacts = ({ preview }: { readonly preview: Preview }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { cost, leadTurns, effects } = preview;
  return (
    <dl className="facts facts-tight">
      <div>
        <dt>{words.t('preview.cost')}</dt>
        <dd className="number">{formats.money(cost.fundsMusd)}</dd>
      </div>
      {cost.politicalCapital !== 0 && (
        <div>
          <dt>{words.t('preview.politicalCapital')}</dt>
          <dd className="number">{formats.number(cost.politicalCapital, 1)}</dd>
        </div>
      )}
      <div>
        <dt>{words.t('preview.lead')}</dt>
        <dd>{words.t('preview.leadTurns', { turns: leadTurns })}</dd>
      </div>
      {effects.map((effect) => (
        <div key={effect.name}>
          <dt>
            <FigureName name={effect.name} />
          </dt>
          <dd className="number">{effectWords(effect, formats)}</dd>
        </div>
      ))}
    </dl>
  );
};

const Refusal = ({ rejection }: { readonly rejection: Rejection }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { step } = rejection.data;
  return (
    <div className="refusal">
      <p>
        <strong>{words.t('composer.refused')}</strong> {rejectionWords(rejection, words, formats)}
      </p>
      <p className="soft">
        {typeof step === 'number'
          ? words.t('mend.step', { step: formats.quantity(step, String(rejection.data.unit ?? ''), rejection.field) })
          : words.or(`mend.${rejection.code}`, '')}{' '}
        <code>{rejection.code}</code>
      </p>
    </div>
  );
};

const NOTHING_CHOSEN: ChosenValues = {};

const OrderForm = ({ kind }: { readonly kind: OrderKind }): ReactElement => {
  const session = useSession();
  const words = useWords();
  const { chosen: written, compose } = useComposing();
  const chosen = written?.kind === kind ? written.values : NOTHING_CHOSEN;
  const setChosen = (next: ChosenValues): void => compose({ chosen: { kind, values: next } });
  const { domains, values } = useMemo(() => {
    const { game, view, draft } = session;
    return filledForm(game, view, draft.orders, kind, openedForm(game, view, draft.orders, kind, chosen));
  }, [session, kind, chosen]);
  const { order, judged } = useMemo(
    () => judgeForm(session.game, session.view, session.draft.orders, kind, values),
    [session, kind, values],
  );
  // What stands above the changed field stays as it is shown; what was not chosen below it may open anew.
  const choose = (name: string, value: string | number): void => {
    const place = domains.findIndex((domain) => domain.name === name);
    const above = domains.slice(0, place).flatMap((domain) => {
      const shown = values[domain.name];
      return shown === undefined ? [] : [[domain.name, shown] as const];
    });
    setChosen({ ...chosen, ...Object.fromEntries(above), [name]: value });
  };
  const place = (): void => {
    if (order === null || !judged.ok) return;
    placeOrder(order);
    setChosen(NOTHING_CHOSEN);
  };
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        place();
      }}
    >
      <div className="order-fields">
        <h3>{words.order(kind)}</h3>
        <p className="soft">{words.or(`order.${kind}.does`, '')}</p>
        {domains.map((domain) => {
          const value = values[domain.name];
          if (domain.kind === 'number')
            return (
              <NumberField
                key={domain.name}
                domain={domain}
                value={typeof value === 'number' ? value : suggestedValue(domain)}
                onChange={(next) => choose(domain.name, next)}
              />
            );
          return (
            <ChoiceField
              key={domain.name}
              domain={domain}
              value={typeof value === 'string' ? value : ''}
              onChange={(next) => choose(domain.name, next)}
            />
          );
        })}
      </div>
      <div className="order-preview" aria-live="polite">
        <header>
          <h4>{words.t('composer.preview')}</h4>
          <Button isSubmit icon="add" disabled={!judged.ok}>
            {words.t('composer.add')}
          </Button>
        </header>
        {judged.ok ? <PreviewFacts preview={judged.value} /> : <Refusal rejection={judged.error} />}
      </div>
    </form>
  );
};

const kindsIn = (group: OrderGroup): readonly OrderKind[] => ORDER_KINDS.filter((kind) => orderGroup(kind) === group);

const FIRST_GROUP: OrderGroup = 'orbit';

/** The group that the composer opens with: one in which something can be ordered, as in a crisis round only few can. */
const firstOpen = (available: readonly OrderKind[]): OrderGroup =>
  [FIRST_GROUP, ...ORDER_GROUPS].find((group) => kindsIn(group).some((kind) => available.includes(kind))) ??
  FIRST_GROUP;

/** An order that nothing is left for this turn: said, with what would open it, rather than hidden. */
const ClosedOrder = ({ kind }: { readonly kind: OrderKind }): ReactElement => {
  const words = useWords();
  const { rights } = useSession();
  const seat = orderSeat(kind);
  let why = rights.seats.length === 0 ? 'notNow' : 'otherSeat';
  if (rights.seats.includes(seat)) why = 'closed';
  return (
    <div className="order-form">
      <div className="order-fields">
        <h3>{words.order(kind)}</h3>
        <p className="soft">{words.or(`order.${kind}.does`, '')}</p>
        <p className="refusal">{words.t(`composer.${why}`, { seat: words.or(`seat.${seat}`, seat) })}</p>
      </div>
    </div>
  );
};

export const Composer = (): ReactElement => {
  const session = useSession();
  const words = useWords();
  const available = useMemo(
    () =>
      availableOrders(session.game, session.view, session.draft.orders).filter((kind) =>
        session.rights.seats.includes(orderSeat(kind)),
      ),
    [session],
  );
  const { group: openedGroup, wantedKind, compose } = useComposing();
  // The group stays as it was when the table opened, whatever the orders on the desk leave to be ordered.
  const [greeting] = useState<OrderGroup>(() => firstOpen(available));
  const group = openedGroup ?? greeting;
  const kinds = kindsIn(group);
  // What nothing is left for is shown when it is asked for, and does not greet the reader with a refusal.
  const kind = kinds.find((id) => id === wantedKind) ?? kinds.find((id) => available.includes(id)) ?? kinds[0];
  return (
    <section className="composer" aria-label={words.t('composer.title')}>
      <h2 className="visually-hidden">{words.t('composer.title')}</h2>
      <Tabs
        className="order-groups"
        selectedKey={group}
        onSelectionChange={(key) => compose({ group: ORDER_GROUPS.find((id) => id === key) ?? FIRST_GROUP })}
      >
        <TabList aria-label={words.t('composer.groups')} className="tabs">
          {ORDER_GROUPS.map((id) => (
            <Tab key={id} id={id}>
              {words.or(`orderGroup.${id}`, id)}
            </Tab>
          ))}
        </TabList>
        {/* A panel of its own for each tab: one that changes its id is no longer what the tab says it controls. */}
        <TabPanel key={group} id={group} className="composer-body">
          <ul className="order-kinds" aria-label={words.t('composer.kinds')}>
            {kinds.map((id) => (
              <li key={id}>
                <button
                  type="button"
                  className={available.includes(id) ? undefined : 'is-closed'}
                  aria-pressed={id === kind}
                  onClick={() => compose({ group, wantedKind: id })}
                >
                  {words.order(id)}
                </button>
              </li>
            ))}
          </ul>
          {kind !== undefined &&
            (available.includes(kind) ? <OrderForm key={kind} kind={kind} /> : <ClosedOrder kind={kind} />)}
        </TabPanel>
      </Tabs>
    </section>
  );
};
