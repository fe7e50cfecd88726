/**
 * The white cell: everything of a hosted session in the hands of those who lead it. Three columns where there is room
 * (people, the work of the moment, talk), else one with tabs; what an office may not do is not offered to it.
 */
import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { roleMaySend } from '../../../../protocol/roles.ts';
import type { SessionStage } from '../../../../protocol/sessionParts.ts';
import { useWords } from '../../../i18n/words.ts';
import { dismissRefusal, sendFrame, useHosted, whiteTable } from '../../../store/hosted.ts';
import type { FrameBody } from '../../../store/hostedLine.ts';
import { useLayout } from '../../parts/useLayout.ts';
import { Foresight } from '../Foresight.tsx';
import { HostedDebrief } from '../HostedDebrief.tsx';
import { Invitation } from '../Invitation.tsx';
import { TalkPanel } from '../talk/TalkPanel.tsx';
import { TalkVoice } from '../talk/TalkVoice.tsx';
import { pendingCount } from '../talk/threads.ts';
import { type Cell, CellContext, useCell } from './cell.ts';
import { Injects } from './Injects.tsx';
import { Intents } from './Intents.tsx';
import { Keeping } from './Keeping.tsx';
import { Overrides } from './Overrides.tsx';
import { Past } from './Past.tsx';
import { People } from './People.tsx';
import { Sides } from './Sides.tsx';
import { StatusBar } from './StatusBar.tsx';
import { StepBack } from './StepBack.tsx';
import './white.css';

const Talk = (): ReactElement => (
  <>
    <Foresight />
    <TalkPanel />
    <Intents />
  </>
);
const Rulings = (): ReactElement => (
  <>
    <Injects />
    <Overrides />
    <StepBack />
  </>
);

const Door = (): ReactElement => <Invitation code={useCell().code} />;

const PANELS = {
  door: Door,
  people: People,
  sides: Sides,
  rulings: Rulings,
  past: Past,
  talk: Talk,
  keeping: Keeping,
} as const;
type PanelId = keyof typeof PANELS;

const IN_COLUMNS: readonly PanelId[] = ['people', 'talk'];

/** Panels behind tabs, the one of the moment first. */
const tabsOf = (stage: SessionStage, hasColumns: boolean): readonly PanelId[] => {
  const first: readonly PanelId[] = stage === 'lobby' ? ['door', 'people'] : ['people'];
  const all: readonly PanelId[] = [...first, 'sides', 'rulings', 'talk', 'past', 'keeping'];
  return hasColumns ? all.filter((id) => !IN_COLUMNS.includes(id)) : all;
};

/** The name of a tab, with how much waits behind it. */
const TabName = ({ id }: { readonly id: PanelId }): string => {
  const words = useWords();
  const count = pendingCount(useCell().talk.messages);
  return id === 'talk' && count > 0 ? words.t('white.tab.talkPending', { count }) : words.t(`white.tab.${id}`);
};

/** Which panel was chosen last, which outlives a look at the debrief; none yet: the one of the moment. */
interface Choice {
  readonly chosen: PanelId | null;
  readonly choose: (id: PanelId) => void;
}

const Tabbed = ({ ids, chosen, choose }: Choice & { readonly ids: readonly PanelId[] }): ReactElement => {
  const words = useWords();
  const open = [chosen, 'door' as const].find((id) => id !== null && ids.includes(id)) ?? 'sides';
  return (
    <Tabs
      className="white-tabs"
      selectedKey={open}
      onSelectionChange={(key) => choose(ids.find((id) => id === key) ?? open)}
    >
      <TabList className="tabs" aria-label={words.t('table.panels')}>
        {ids.map((id) => (
          <Tab key={id} id={id}>
            <TabName id={id} />
          </Tab>
        ))}
      </TabList>
      {ids.map((id) => {
        const Panel = PANELS[id];
        return (
          <TabPanel key={id} id={id} className="white-panel">
            <Panel />
          </TabPanel>
        );
      })}
    </Tabs>
  );
};

const Body = (choice: Choice): ReactElement => {
  const layout = useLayout();
  const { stage } = useCell().status;
  const ids = tabsOf(stage, layout === 'wide');
  if (layout !== 'wide')
    return (
      <main className="white-body">
        <Tabbed ids={ids} {...choice} />
      </main>
    );
  return (
    <main className="white-body white-wide">
      <div className="white-column">
        <People />
      </div>
      <Tabbed ids={ids} {...choice} />
      <div className="white-column">
        <Talk />
      </div>
    </main>
  );
};

export const WhiteCell = (): ReactElement | null => {
  const welcome = useHosted((state) => state.welcome);
  const game = useHosted((state) => state.game);
  const status = useHosted((state) => state.status);
  const table = useHosted(whiteTable);
  const white = useHosted((state) => state.white);
  const talk = useHosted((state) => state.talk);
  const ask = useCallback(async (frame: FrameBody): Promise<boolean> => {
    const answered = await sendFrame(frame);
    // What was refused before is told until something has been done.
    if (answered.ok) dismissRefusal();
    return answered.ok;
  }, []);
  const [isDebrief, setDebrief] = useState(false);
  const [chosen, choose] = useState<PanelId | null>(null);
  const cell = useMemo((): Cell | null => {
    if (welcome === null || game === null || status === null || table === null || white === null || talk === null)
      return null;
    const { memberId, role, code } = welcome;
    return { memberId, role, code, game, status, table, white, talk, ask, may: (kind) => roleMaySend(role, kind) };
  }, [welcome, game, status, table, white, talk, ask]);
  if (cell === null) return null;
  if (isDebrief) return <HostedDebrief onLeave={() => setDebrief(false)} />;
  return (
    <CellContext value={cell}>
      <div className="white-cell">
        <StatusBar onDebrief={() => setDebrief(true)} />
        <TalkVoice />
        <Body chosen={chosen} choose={choose} />
      </div>
    </CellContext>
  );
};
