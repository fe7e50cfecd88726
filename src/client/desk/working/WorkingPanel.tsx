/**
 * The working of a number: question, equation, inputs with where each came from, result, dice, what
 * would have flipped it, sources. Any input that has a working of its own opens on top, with a way back.
 */
import { type ReactElement, useEffect, useRef } from 'react';
import type { Finding } from '../../../engine/index.ts';
import { useWords } from '../../i18n/words.ts';
import { backWorking, closeWorking, type WorkingTarget } from '../../store/client.ts';
import { debriefStore } from '../../store/debrief.ts';
import { useStore } from '../../store/externalStore.ts';
import type { Session } from '../../store/session.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { FindingWorking } from './FindingWorking.tsx';
import { RuleWorking } from './RuleWorking.tsx';
import { SumWorking } from './SumWorking.tsx';

/** What the screen's numbers open: the side's own findings, or in the debrief everybody's, which have other ids. */
const useFinding = (session: Session, target: WorkingTarget): Finding | undefined => {
  const isDebrief = useClient((state) => state.screen === 'debrief');
  const debrief = useStore(debriefStore, (state) => state.debrief);
  if (target.kind !== 'finding') return undefined;
  const findings = isDebrief ? (debrief?.findings ?? []) : session.pages.flatMap((page) => page.report.findings);
  return findings.find(({ id }) => id === target.id);
};

const Content = ({ target, session }: { readonly target: WorkingTarget; readonly session: Session }): ReactElement => {
  const words = useWords();
  const finding = useFinding(session, target);
  if (target.kind === 'rule') return <RuleWorking path={target.path} />;
  if (target.kind === 'sum') return <SumWorking name={target.name} />;
  return finding === undefined ? <p>{words.t('working.notVisible')}</p> : <FindingWorking finding={finding} />;
};

const Drawer = ({
  session,
  stack,
}: {
  readonly session: Session;
  readonly stack: readonly WorkingTarget[];
}): ReactElement | null => {
  const words = useWords();
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const target = stack.at(-1);
  useEffect(() => {
    opener.current = document.activeElement;
    return () => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    };
  }, []);
  const place = target === undefined ? '' : JSON.stringify(target);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another working has another heading to read from
  useEffect(() => {
    panel.current?.scrollTo(0, 0);
    panel.current?.focus();
  }, [place]);
  if (target === undefined) return null;
  return (
    <aside className="working" ref={panel} tabIndex={-1} aria-label={words.t('working.title')}>
      <header className="working-bar">
        {stack.length > 1 ? (
          <Button look="quiet" icon="back" onClick={backWorking}>
            {words.t('working.back')}
          </Button>
        ) : (
          <span className="soft">{words.t('working.title')}</span>
        )}
        <Button look="quiet" icon="remove" onClick={closeWorking} aria-keyshortcuts="Escape">
          {words.t('working.close')}
        </Button>
      </header>
      <Content target={target} session={session} />
    </aside>
  );
};

export const WorkingPanel = (): ReactElement | null => {
  const stack = useClient((state) => state.working);
  const session = useClient((state) => state.session);
  if (session === null || stack.length === 0) return null;
  return <Drawer session={session} stack={stack} />;
};
