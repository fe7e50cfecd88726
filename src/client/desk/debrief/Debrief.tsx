/** After the end: the fog lifted. The race and where it turned, both sides' half-years, luck or judgement, and what to learn. */
import { type ReactElement, useEffect, useRef } from 'react';
import type { Side } from '../../../ruleset/schema.ts';
import type { Debrief as DebriefTold } from '../../../study/index.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../store/client.ts';
import { debriefStore, loadDebrief } from '../../store/debrief.ts';
import { useStore } from '../../store/externalStore.ts';
import { PERSON } from '../../store/savedGame.ts';
import { useSession } from '../../store/useClient.ts';
import { Scores } from '../end/Scores.tsx';
import { Meters, Races } from '../end/Why.tsx';
import { Button } from '../parts/Button.tsx';
import { Foresight } from '../session/Foresight.tsx';
import { Exports } from './Exports.tsx';
import { HalfYears } from './HalfYears.tsx';
import { Intelligence } from './Intelligence.tsx';
import { Learning } from './Learning.tsx';
import { Luck } from './Luck.tsx';
import { Turning } from './Turning.tsx';
import './debrief.css';

/** How it ended, in one line a side. */
const Verdict = ({ debrief }: { readonly debrief: DebriefTold }): ReactElement => {
  const words = useWords();
  const { outcome, account, record } = debrief;
  const playerOf = (side: Side): string | undefined =>
    record.controllers[side] === PERSON ? undefined : words.or(`opponent.${record.controllers[side]}.name`, '');
  return (
    <section className="panel">
      <h2>{words.t('end.how')}</h2>
      <p>{words.t(`end.kind.${outcome.end}`)}</p>
      <Scores outcome={outcome} notes={{ us: playerOf('us'), cn: playerOf('cn') }} />
      <div className="debrief-pair">
        <Races account={account} />
        <Meters account={account} />
      </div>
    </section>
  );
};

const Told = ({ debrief }: { readonly debrief: DebriefTold }): ReactElement => {
  const sheet = useRef<HTMLElement>(null);
  return (
    <main className="debrief-body" ref={sheet}>
      <Verdict debrief={debrief} />
      <Turning debrief={debrief} />
      <HalfYears debrief={debrief} />
      <Intelligence debrief={debrief} />
      <Luck debrief={debrief} />
      <Learning debrief={debrief} />
      <Foresight />
      <Exports debrief={debrief} sheet={sheet} />
    </main>
  );
};

interface DebriefProps {
  /** Where the reader goes from here. */
  readonly onLeave?: () => void;
  readonly leaveText?: string;
}

export const Debrief = ({ onLeave = () => goTo('end'), leaveText }: DebriefProps): ReactElement => {
  const { setup } = useSession();
  const words = useWords();
  const debrief = useStore(debriefStore, (state) => state.debrief);
  useEffect(() => void loadDebrief(), []);
  return (
    <div className="debrief">
      <header className="screen-bar">
        <div>
          <h1>{words.t('debrief.title')}</h1>
          <p className="soft">
            {words.t('debrief.game', {
              scenario: words.or(`scenario.${setup.scenarioId}.name`, setup.scenarioId),
              pack: words.or(`pack.${setup.packId}.name`, setup.packId),
              seed: setup.seed,
            })}
          </p>
        </div>
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {words.t('briefing.print')}
        </Button>
        <Button isPrimary icon="back" onClick={onLeave}>
          {leaveText ?? words.t('debrief.toEnd')}
        </Button>
      </header>
      {debrief === null ? <p className="loading">{words.t('debrief.loading')}</p> : <Told debrief={debrief} />}
    </div>
  );
};
