/** How it ended, in plain words: who, by what, why, and in what kind of world. */
import type { ReactElement } from 'react';
import type { Outcome, SideView } from '../../../engine/index.ts';
import type { Side } from '../../../ruleset/schema.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { closeGame, exportGame, goTo } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Meter } from '../parts/Meter.tsx';
import { SideMark } from '../parts/SideMark.tsx';

const SOURCES = ['earthObservation', 'presence', 'block', 'inference', 'training', 'firsts', 'other'] as const;
const SIDES_SHOWN: readonly Side[] = ['us', 'cn'];

const verdictKey = (outcome: Outcome, side: Side): string => {
  if (outcome.mutualLoss) return 'end.verdict.mutualLoss';
  if (outcome.winner === null) return 'end.verdict.draw';
  return outcome.winner === side ? 'end.verdict.won' : 'end.verdict.lost';
};

/** Nobody calls it peace while the ladder stands near its top. */
const worldKey = (worldScore: number, crisis: SideView['crisis']): string => {
  if (worldScore < 34) return 'end.world.ruined';
  const isTense = crisis === 'crisis' || crisis === 'clash' || crisis === 'war';
  return worldScore < 67 || isTense ? 'end.world.worn' : 'end.world.good';
};

const totalsOf = (pages: readonly TurnPage[]): Readonly<Record<(typeof SOURCES)[number], number>> => {
  const totals = { earthObservation: 0, presence: 0, block: 0, inference: 0, training: 0, firsts: 0, other: 0 };
  for (const page of pages) for (const source of SOURCES) totals[source] += page.after.own.pointsThisTurn[source];
  return totals;
};

const ROWS = [...SOURCES, 'atEnd'] as const;

/** `score` also counts what the last half-year leaves behind, and the handicap: the rest of the sum. */
const PointsBySource = ({
  pages,
  score,
}: {
  readonly pages: readonly TurnPage[];
  readonly score: number;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const byTurns = totalsOf(pages);
  const totals = { ...byTurns, atEnd: score - Object.values(byTurns).reduce((sum, points) => sum + points, 0) };
  const largest = Math.max(...Object.values(totals).map(Math.abs), 1);
  const sorted = [...ROWS].sort((a, b) => totals[b] - totals[a]);
  return (
    <dl className="facts">
      {sorted.map((source) => (
        <div key={source}>
          <dt>{words.t(`pointSource.${source}`)}</dt>
          <dd className="number">
            {formats.number(totals[source], 1)}
            <Meter
              label={words.t(`pointSource.${source}`)}
              valueText={formats.number(totals[source], 1)}
              frac={totals[source] / largest}
              tone="sun"
            />
          </dd>
        </div>
      ))}
    </dl>
  );
};

const bestTurn = (pages: readonly TurnPage[]): { readonly page: TurnPage; readonly points: number } | null => {
  let best: { page: TurnPage; points: number } | null = null;
  for (const page of pages) {
    const points = page.after.own.points - page.before.own.points;
    if (best === null || points > best.points) best = { page, points };
  }
  return best;
};

const TurnsTable = ({ pages }: { readonly pages: readonly TurnPage[] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <table className="changes">
      <caption className="visually-hidden">{words.t('end.byTurn')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('chart.turn')}</th>
          <th scope="col">{words.t('end.pointsGained')}</th>
          <th scope="col">{words.t('end.topSource')}</th>
        </tr>
      </thead>
      <tbody>
        {pages.map((page) => {
          const gained = page.after.own.pointsThisTurn;
          const top = [...SOURCES].sort((a, b) => gained[b] - gained[a])[0] ?? 'other';
          return (
            <tr key={page.turn}>
              <th scope="row">{formats.halfYear(page.before.year, page.before.half)}</th>
              <td className="number">{formats.number(page.after.own.points - page.before.own.points, 1)}</td>
              <td>{words.t(`pointSource.${top}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const Scores = ({ outcome, view }: { readonly outcome: Outcome; readonly view: SideView }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  return (
    <dl className="scores">
      {SIDES_SHOWN.map((side) => (
        <div key={side} className={outcome.winner === side ? 'is-winner' : ''}>
          <dt>
            <SideMark side={side} /> {side === view.side && <span className="soft">{words.t('end.you')}</span>}
          </dt>
          <dd className="number">{formats.number(outcome.score[side], 1)}</dd>
        </div>
      ))}
      <div>
        <dt>{words.t('end.worldScore')}</dt>
        <dd className="number">{words.t('end.ofHundred', { score: formats.number(outcome.worldScore, 0) })}</dd>
      </div>
    </dl>
  );
};

export const End = (): ReactElement => {
  const { view, pages: allPages } = useSession();
  const pages = allPages.filter(({ before }) => before.stage === 'turn');
  const words = useWords();
  const formats = useFormats();
  const { outcome } = view;
  if (outcome === null) return <p className="empty">{words.t('end.notOver')}</p>;
  const best = bestTurn(pages);
  return (
    <div className="end">
      <header className="screen-bar">
        <h1>{words.t(verdictKey(outcome, view.side))}</h1>
      </header>
      <main className="report-body">
        <section className="panel end-verdict">
          <h2>{words.t('end.how')}</h2>
          <p>{words.t(`end.kind.${outcome.end}`)}</p>
          {best && (
            <p>
              {words.t('end.best', {
                date: formats.halfYear(best.page.before.year, best.page.before.half),
                points: formats.number(best.points, 1),
              })}
            </p>
          )}
          <p>{words.t(worldKey(outcome.worldScore, view.crisis))}</p>
          <Scores outcome={outcome} view={view} />
          <div className="actions">
            <Button isPrimary icon="file" onClick={() => void exportGame()}>
              {words.t('end.export')}
            </Button>
            <Button onClick={() => goTo('report')}>{words.t('end.lastReport')}</Button>
            <Button onClick={() => void closeGame()}>{words.t('end.newGame')}</Button>
          </div>
        </section>
        <section className="panel">
          <h2>{words.t('end.whereFrom')}</h2>
          <PointsBySource pages={pages} score={outcome.score[view.side]} />
        </section>
        <section className="panel">
          <h2>{words.t('end.byTurn')}</h2>
          <TurnsTable pages={pages} />
        </section>
      </main>
    </div>
  );
};
