/** A side's desk in a hosted session: its common draft, and the seal in its leader's hand. */
import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { sendFrame, sideTable, useHosted } from '../../store/hosted.ts';
import { Button } from '../parts/Button.tsx';
import { TalkPanel } from './talk/TalkPanel.tsx';

export const SideDesk = (): ReactElement | null => {
  const words = useWords();
  const welcome = useHosted((state) => state.welcome);
  const status = useHosted((state) => state.status);
  const table = useHosted(sideTable);
  const desk = useHosted((state) => state.desk);
  if (welcome === null || status === null || table === null || desk === null) return null;
  const { turn, stage, side } = table.view;
  const isLeader = status.leaders[side] === welcome.memberId;
  return (
    <main className="session-desk">
      <section className="panel">
        <h1>{words.t('session.turn', { turn, turnCount: status.turnCount })}</h1>
        <ul>
          {desk.draft.map(({ orderId, order }) => (
            <li key={orderId}>{words.order(order.kind)}</li>
          ))}
        </ul>
        <div className="actions">
          <Button onClick={() => void sendFrame({ kind: 'draft.plan' })}>{words.t('session.plan')}</Button>
          {isLeader && desk.sealed === null && (
            <Button isPrimary onClick={() => void sendFrame({ kind: 'seal', turn, stage })}>
              {words.t('session.seal')}
            </Button>
          )}
        </div>
      </section>
      <TalkPanel />
    </main>
  );
};
