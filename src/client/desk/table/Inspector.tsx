/** What is selected: its facts, its machine, the physics chain behind its compute, and its history. */
import type { ReactElement } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { openWorking, select } from '../../store/client.ts';
import type { Session } from '../../store/session.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { eventWords } from '../parts/eventWords.ts';
import { SideMark } from '../parts/SideMark.tsx';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Chain, chainOf } from './Chain.tsx';
import { FactRows } from './FactRows.tsx';
import { designFactsOf, factsOf, sideOf } from './facts.ts';
import { MINERALS_ID, RELATIONS_ID, groupChartId, type Selection, selectionOf } from './selection.ts';
import { type ChartId, StateDiagram } from './StateDiagram.tsx';

interface Machine {
  readonly chartId: ChartId;
  readonly state: string;
}

const machineOf = (session: Session, selection: Selection): Machine | null => {
  switch (selection.kind) {
    case 'group':
      return { chartId: groupChartId(selection.item), state: selection.item.machine };
    case 'line':
    case 'rivalLine':
      return { chartId: 'launchLine', state: selection.item.machine };
    case 'region':
    case 'rivalRegion':
      return { chartId: 'gridRegion', state: selection.item.machine };
    case 'centre':
      return { chartId: 'groundCentre', state: selection.item.machine };
    case 'minerals':
      return { chartId: 'minerals', state: session.view.own.mineralsMachine };
    case 'relations':
      return { chartId: 'crisis', state: session.view.crisis };
    case 'rivalGroup':
      return null;
  }
};

const SUBJECT_KIND = {
  group: 'group',
  rivalGroup: 'group',
  line: 'line',
  rivalLine: 'line',
  region: 'region',
  rivalRegion: 'region',
  centre: 'centre',
} as const;

const useTitle = (selection: Selection): string => {
  const words = useWords();
  if (selection.kind === 'minerals') return words.t('tree.minerals');
  if (selection.kind === 'relations') return words.t('tree.relations');
  return words.subject(SUBJECT_KIND[selection.kind], selection.item.id);
};

const subjectIds = (selection: Selection, session: Session): readonly string[] => {
  if (selection.kind === 'minerals') return [session.view.side];
  if (selection.kind === 'relations') return ['ladder', 'race', ...session.view.agreements.map(({ id }) => id)];
  return [selection.item.id];
};

/** Of all that happens to a side, what concerns its supply. */
const SUPPLY_EVENT = /^(minerals|controls|delivery)\./;

const History = ({ selection }: { readonly selection: Selection }): ReactElement => {
  const session = useSession();
  const words = useWords();
  const formats = useFormats();
  const ids = subjectIds(selection, session);
  const events = session.pages
    .flatMap((page) => page.report.events)
    .filter((event) => ids.includes(event.subject.id))
    .filter((event) => selection.kind !== 'minerals' || SUPPLY_EVENT.test(event.kind));
  if (events.length === 0) return <p className="soft">{words.t('inspector.noHistory')}</p>;
  return (
    <ol className="history">
      {events.toReversed().map((event) => {
        const findingId = event.findingIds[0];
        const text = eventWords(event, words, formats);
        return (
          <li key={event.id}>
            <span className="soft">{words.t('inspector.turn', { turn: event.turn })}</span>
            {findingId === undefined ? (
              <span>{text}</span>
            ) : (
              <button type="button" className="link" onClick={() => openWorking({ kind: 'finding', id: findingId })}>
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
};

const Agreements = (): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  return (
    <section>
      <h3>{words.t('inspector.agreements')}</h3>
      <ul className="plain-list">
        {view.agreements.map((agreement) => (
          <li key={agreement.id}>
            <span>{words.or(`agreement.${agreement.id}.name`, agreement.id)}</span>{' '}
            <StateBadge chartId="agreement" state={agreement.machine} />
            {agreement.offeredByRival && <p className="soft">{words.t('inspector.offeredByRival')}</p>}
            {agreement.offeredByOwn && <p className="soft">{words.t('inspector.offeredByOwn')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
};

const InspectorOf = ({ selection }: { readonly selection: Selection }): ReactElement => {
  const session = useSession();
  const words = useWords();
  const title = useTitle(selection);
  const side = sideOf(session, selection);
  const machine = machineOf(session, selection);
  const chain = selection.kind === 'group' ? chainOf(session.pages, selection.item.id) : [];
  const design = designFactsOf(session, selection);
  const facts = factsOf(session, selection);
  return (
    <article className="inspector">
      <header>
        {side && <SideMark side={side} />}
        <h2>{title}</h2>
        {machine && <StateBadge chartId={machine.chartId} state={machine.state} />}
        {selection.kind.startsWith('rival') && <p className="soft">{words.t('inspector.estimated')}</p>}
      </header>
      {facts.length > 0 && <FactRows facts={facts} />}
      {selection.kind === 'relations' && <Agreements />}
      {chain.length > 0 && (
        <section>
          <h3>{words.t('inspector.chain')}</h3>
          <Chain findings={chain} />
        </section>
      )}
      {machine && (
        <section>
          <h3>{words.t('inspector.machine')}</h3>
          <StateDiagram chartId={machine.chartId} state={machine.state} />
        </section>
      )}
      {design.length > 0 && (
        <section>
          <h3>{words.t('inspector.design')}</h3>
          <FactRows facts={design} />
        </section>
      )}
      <section>
        <h3>{words.t('inspector.history')}</h3>
        <History selection={selection} />
      </section>
    </article>
  );
};

export const Inspector = (): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const selectedId = useClient((state) => state.selectedId);
  const selection = selectionOf(view, selectedId);
  if (selection !== null) return <InspectorOf selection={selection} />;
  return (
    <div className="empty">
      <p>{words.t('inspector.empty')}</p>
      <Button onClick={() => select(RELATIONS_ID)}>{words.t('tree.relations')}</Button>
      <Button onClick={() => select(MINERALS_ID)}>{words.t('tree.minerals')}</Button>
    </div>
  );
};
