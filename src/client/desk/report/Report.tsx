/** What the turn changed: before and after, orders against expectation, charts, and what is believed of the other. */
import { lazy, type ReactElement, Suspense } from 'react';
import type { SideView } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo, type WorkingTarget } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { stageTitle } from '../parts/stageTitle.ts';
import { Figure } from '../parts/Figure.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { FigureName, Term } from '../parts/Term.tsx';
import { findingOf } from '../table/findingOf.ts';
import { Arrivals, Orders } from './Orders.tsx';

const Charts = lazy(() => import('./Charts.tsx').then((module) => ({ default: module.Charts })));

interface Change {
  readonly name: string;
  readonly unit: string;
  readonly before: number;
  readonly after: number;
  readonly target: WorkingTarget | null;
}

const READ: readonly (readonly [name: string, unit: string, of: (view: SideView) => number])[] = [
  ['deliveredPops', 'POPS', (view) => view.own.deliveredPops],
  ['deliveredOrbitalPops', 'POPS', (view) => view.own.deliveredOrbitalPops],
  ['points', 'points', (view) => view.own.points],
  ['fundsMusd', 'MUSD', (view) => view.own.fundsMusd],
  ['revenueMusd', 'MUSD', (view) => view.own.revenueMusd],
  ['politicalCapital', 'points', (view) => view.own.politicalCapital],
  ['standing', 'points', (view) => view.own.standing],
  ['trainingStock', '', (view) => view.own.trainingStock],
  ['mineralsStock', 'units', (view) => view.own.mineralsStock],
  ['tension', 'points', (view) => view.tension],
];

/** What a number of the side opens: its sum, the finding that made it, or the rule that moves it. */
const targetOf = (name: string, page: TurnPage): WorkingTarget | null => {
  if (name === 'deliveredPops' || name === 'deliveredOrbitalPops') return { kind: 'sum', name };
  if (name === 'politicalCapital') return { kind: 'rule', path: 'economy.politicalCapitalPerTurn' };
  if (name === 'standing') return { kind: 'rule', path: 'economy.standingDriftFrac' };
  if (name === 'tension') return findingOf([page], { kind: 'crisis', id: 'ladder' }, ['tension', 'crisisLadder']);
  return findingOf(
    [page],
    { kind: 'side', id: page.before.side },
    name === 'mineralsStock' ? ['mineralsFill'] : [name],
  );
};

const changesOf = (page: TurnPage): readonly Change[] =>
  READ.map(([name, unit, of]) => ({
    name,
    unit,
    before: of(page.before),
    after: of(page.after),
    target: targetOf(name, page),
  }));

const ChangeTable = ({ page }: { readonly page: TurnPage }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <table className="changes">
      <caption className="visually-hidden">{words.t('report.changes')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('report.what')}</th>
          <th scope="col">{words.t('report.before')}</th>
          <th scope="col">{words.t('report.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changesOf(page).map(({ name, unit, before, after, target }) => (
          <tr key={name}>
            <th scope="row">
              <FigureName name={name} />
            </th>
            <td className="number soft">{formats.quantity(before, unit, name)}</td>
            <td className={after > before ? 'is-up' : after < before ? 'is-down' : ''}>
              <Figure target={target} label={words.figure(name)}>
                {formats.quantity(after, unit, name)}
              </Figure>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Estimates = ({ view }: { readonly view: SideView }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { rival } = view;
  const rows = [
    ['deliveredPops', rival.deliveredPops, 'POPS'],
    ['groundPowerMw', rival.groundPowerMw, 'MW'],
    ['groundPops', rival.groundPops, 'POPS'],
    ['points', rival.points, 'points'],
  ] as const;
  return (
    <table className="changes">
      <caption>
        <SideMark side={rival.side} />
      </caption>
      <thead>
        <tr>
          <th scope="col">{words.t('report.what')}</th>
          <th scope="col">{words.t('report.estimate')}</th>
          <th scope="col">
            <Term name="estimate">{words.t('report.likelyRange')}</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, estimate, unit]) => (
          <tr key={name}>
            <th scope="row">
              <FigureName name={name} />
            </th>
            <td className="number">{formats.quantity(estimate.value, unit, name)}</td>
            <td className="number soft">{formats.range(estimate.low, estimate.high, unit, name)}</td>
          </tr>
        ))}
        {rival.groups.map((group) => (
          <tr key={group.id}>
            <th scope="row">{words.t('report.groupPower', { programme: words.programme(group.id) })}</th>
            <td className="number">{formats.quantity(group.powerKw.value, 'kW')}</td>
            <td className="number soft">{formats.range(group.powerKw.low, group.powerKw.high, 'kW')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const Report = (): ReactElement => {
  const { pages } = useSession();
  const words = useWords();
  const formats = useFormats();
  const page = pages.at(-1);
  if (page === undefined) return <p className="empty">{words.t('resolution.nothing')}</p>;
  const isOver = page.after.outcome !== null;
  const isRound = page.after.stage === 'crisisRound';
  return (
    <div className="report">
      <header className="screen-bar">
        <div>
          <h1>{words.t('report.title', { date: stageTitle(page.before, words, formats) })}</h1>
          <p className="soft">{words.t('top.turn', { turn: page.turn, count: page.before.turnCount })}</p>
        </div>
        <Button look="quiet" icon="back" onClick={() => goTo('resolution')}>
          {words.t('report.replay')}
        </Button>
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {words.t('briefing.print')}
        </Button>
        <Button isPrimary icon="open" onClick={() => goTo(isOver ? 'end' : 'table')}>
          {isRound
            ? words.t('report.toRound')
            : words.t(isOver ? 'report.toEnd' : 'report.next', { turn: page.after.turn })}
        </Button>
      </header>
      <main className="report-body">
        <section className="panel">
          <h2>{words.t('report.changes')}</h2>
          <ChangeTable page={page} />
        </section>
        <Orders page={page} />
        <Arrivals pages={pages} />
        <section className="panel">
          <h2>{words.t('report.rival')}</h2>
          <p className="soft">{words.t('report.rivalNote')}</p>
          <Estimates view={page.after} />
        </section>
        <Suspense fallback={<p className="empty">{words.t('report.loadingCharts')}</p>}>
          <Charts pages={pages.filter(({ before }) => before.stage === 'turn')} />
        </Suspense>
      </main>
    </div>
  );
};
