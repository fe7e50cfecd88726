/** How it ended, in plain words: who, by what, why, and in what kind of world. */
import type { ReactElement } from 'react';
import type { Outcome, SideView } from '../../../engine/index.ts';
import type { Side } from '../../../ruleset/schema.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { closeGame, goTo } from '../../store/client.ts';
import type { TurnPage } from '../../store/session.ts';
import { useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { GameFileButtons } from '../parts/GameFile.tsx';
import { Scores } from './Scores.tsx';
import { Why } from './Why.tsx';

const SOURCES = ['earthObservation', 'presence', 'block', 'inference', 'training', 'firsts', 'other'] as const;

/** Two people at one screen both read it, and so it says neither “you” nor “the other side”. */
const verdictKey = (outcome: Outcome, side: Side, isShared: boolean): string => {
  if (outcome.mutualLoss) return 'end.verdict.mutualLoss';
  if (outcome.winner === null) return 'end.verdict.draw';
  if (isShared) return 'end.verdict.side';
  return outcome.winner === side ? 'end.verdict.won' : 'end.verdict.lost';
};

/** Nobody calls it peace while the ladder stands near its top. */
const worldKey = (worldScore: number, crisis: SideView['crisis']): string => {
  if (worldScore < 34) return 'end.world.ruined';
  const isTense = crisis === 'crisis' || crisis === 'clash' || crisis === 'war';
  return worldScore < 67 || isTense ? 'end.world.worn' : 'end.world.good';
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

export const End = (): ReactElement => {
  const { view, rights, pages: allPages } = useSession();
  const pages = allPages.filter(({ before }) => before.stage === 'turn');
  const words = useWords();
  const formats = useFormats();
  const { outcome } = view;
  if (outcome === null) return <p className="empty">{words.t('end.notOver')}</p>;
  const best = bestTurn(pages);
  const { isShared, canDebrief, isOurs } = rights;
  const winner = words.side(outcome.winner ?? '');
  return (
    <div className="end">
      <header className="screen-bar">
        <h1>{words.t(verdictKey(outcome, view.side, isShared), { side: winner })}</h1>
      </header>
      <main className="report-body">
        <section className="panel end-verdict">
          <h2>{words.t('end.how')}</h2>
          <p>{words.t(`end.kind.${outcome.end}`)}</p>
          {best && !isShared && (
            <p>
              {words.t('end.best', {
                date: formats.halfYear(best.page.before.year, best.page.before.half),
                points: formats.number(best.points, 1),
              })}
            </p>
          )}
          <p>{words.t(worldKey(outcome.worldScore, view.crisis))}</p>
          <Scores outcome={outcome} notes={isShared ? {} : { [view.side]: words.t('end.you') }} />
          {!canDebrief && <p role="status">{words.t('end.fogStays')}</p>}
          <div className="actions">
            {canDebrief && (
              <Button isPrimary icon="open" onClick={() => goTo('debrief')}>
                {words.t('end.debrief')}
              </Button>
            )}
            {(isOurs || canDebrief) && <GameFileButtons />}
            <Button onClick={() => goTo('report')}>{words.t('end.lastReport')}</Button>
            <Button onClick={() => void closeGame()}>{words.t(isOurs ? 'end.newGame' : 'session.leave')}</Button>
          </div>
        </section>
        <Why />
        <section className="panel">
          <h2>{words.t('end.byTurn')}</h2>
          <TurnsTable pages={pages} />
        </section>
      </main>
    </div>
  );
};
