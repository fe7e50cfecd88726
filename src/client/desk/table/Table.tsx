/**
 * The main screen. Three columns and a dock where there is room, two with tabs on a small screen, one
 * with tabs on a phone; the same parts in all of them.
 */
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useWords } from '../../i18n/words.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { loadForecast, useForecastReady } from '../forecast/ready.ts';
import { type Layout, useLayout } from '../parts/useLayout.ts';
import { AssetTree } from './AssetTree.tsx';
import { Composer } from './Composer.tsx';
import { ComposingProvider } from './Composing.tsx';
import { DraftPanel, SealBar } from './DraftPanel.tsx';
import { Inspector } from './Inspector.tsx';
import { JudgedDraftProvider } from './JudgedDraft.tsx';
import { TheatrePane } from './TheatrePane.tsx';
import { TopBar } from './TopBar.tsx';
import { WhatNext } from './WhatNext.tsx';

const useEvents = () => useSession().pages.at(-1)?.report.events ?? [];

const Dock = (): ReactElement => (
  <div className="dock">
    <Composer />
    <div className="dock-draft">
      <DraftPanel />
      <SealBar />
    </div>
  </div>
);

const WideTable = (): ReactElement => {
  const words = useWords();
  const { view } = useSession();
  const events = useEvents();
  return (
    <>
      <div className="table-left panel">
        <AssetTree />
      </div>
      <div className="table-middle">
        <WhatNext />
        <TheatrePane view={view} events={events} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, and may show nothing that takes the focus. */}
      <section className="table-right panel" aria-label={words.t('table.details')} tabIndex={0}>
        <Inspector />
      </section>
      <Dock />
    </>
  );
};

const MediumTable = (): ReactElement => {
  const words = useWords();
  const { view } = useSession();
  const events = useEvents();
  const [tab, setTab] = useState('assets');
  return (
    <>
      <div className="table-middle">
        <WhatNext />
        <TheatrePane view={view} events={events} />
      </div>
      <Tabs className="table-right panel" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <TabList className="tabs" aria-label={words.t('table.panels')}>
          <Tab id="assets">{words.t('table.assets')}</Tab>
          <Tab id="details">{words.t('table.details')}</Tab>
        </TabList>
        <TabPanel id="assets">
          <AssetTree onChoose={() => setTab('details')} />
        </TabPanel>
        <TabPanel id="details">
          <Inspector />
        </TabPanel>
      </Tabs>
      <Dock />
    </>
  );
};

const NarrowTable = (): ReactElement => {
  const words = useWords();
  const { view } = useSession();
  const events = useEvents();
  const [tab, setTab] = useState('orders');
  return (
    <>
      <WhatNext />
      <Tabs className="table-tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <TabList className="tabs" aria-label={words.t('table.panels')}>
          <Tab id="orders">{words.t('table.orders')}</Tab>
          <Tab id="compose">{words.t('table.compose')}</Tab>
          <Tab id="picture">{words.t('table.picture')}</Tab>
          <Tab id="assets">{words.t('table.assets')}</Tab>
          <Tab id="details">{words.t('table.details')}</Tab>
        </TabList>
        <TabPanel id="orders">
          <DraftPanel />
        </TabPanel>
        <TabPanel id="compose">
          <Composer />
        </TabPanel>
        <TabPanel id="picture">
          <TheatrePane view={view} events={events} />
        </TabPanel>
        <TabPanel id="assets">
          <AssetTree onChoose={() => setTab('details')} />
        </TabPanel>
        <TabPanel id="details">
          <Inspector />
        </TabPanel>
      </Tabs>
      <SealBar />
    </>
  );
};

const Forecast = lazy(loadForecast);

/** The table while the forecast covers a part of it: the draft stays where there is room, and the seal everywhere. */
const ForecastTable = ({ layout }: { readonly layout: Layout }): ReactElement => {
  const words = useWords();
  return (
    <>
      <Suspense fallback={<p className="forecast empty">{words.t('forecast.loading')}</p>}>
        <Forecast />
      </Suspense>
      {layout === 'narrow' ? (
        <SealBar />
      ) : (
        <div className="dock-draft">
          <DraftPanel />
          <SealBar />
        </div>
      )}
    </>
  );
};

const LAYOUTS = { wide: WideTable, medium: MediumTable, narrow: NarrowTable } as const;

export const Table = (): ReactElement => {
  const layout = useLayout();
  const Body = LAYOUTS[layout];
  const isForecastOpen = useClient((state) => state.isForecastOpen);
  useForecastReady();
  return (
    <JudgedDraftProvider>
      <div className={`table table-${layout}`}>
        <TopBar />
        <main className={isForecastOpen ? 'table-body has-forecast' : 'table-body'}>
          <ComposingProvider>{isForecastOpen ? <ForecastTable layout={layout} /> : <Body />}</ComposingProvider>
        </main>
      </div>
    </JudgedDraftProvider>
  );
};
