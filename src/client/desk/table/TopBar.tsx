/** The state of the race in one line: date, money, compute of both, points, crisis. */
import type { ReactElement } from 'react';
import type { Estimate } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo, leaveGame, select } from '../../store/client.ts';
import { projectorAddress } from '../../store/projection.ts';
import { useClient, useSession } from '../../store/useClient.ts';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { GameFileButtons } from '../parts/GameFile.tsx';
import { Preferences } from '../parts/Preferences.tsx';
import { ShortcutsButton } from '../parts/Shortcuts.tsx';
import { SideGlyph } from '../parts/SideMark.tsx';
import { stageTitle } from '../parts/stageTitle.ts';
import { StateBadge } from '../parts/StateBadge.tsx';
import { Term } from '../parts/Term.tsx';
import { findingOf } from './findingOf.ts';
import { useJudgedDraft } from './JudgedDraft.tsx';
import { RELATIONS_ID } from './selection.ts';

interface RaceBarProps {
  readonly ownPops: number;
  readonly rivalPops: Estimate;
}

/** Own compute as a solid bar, the other's as a band from low to high with its middle marked; one scale. */
const RaceBar = ({ ownPops, rivalPops }: RaceBarProps): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const scale = Math.max(ownPops, rivalPops.high, 1);
  const share = (value: number): string => `${(value / scale) * 100}%`;
  const rival = view.rival.side;
  return (
    <div className="race">
      <div className={`race-row side-${view.side}`}>
        <span className="race-name">
          <SideGlyph side={view.side} />
          {words.side(view.side)}
        </span>
        <span className="race-track" aria-hidden="true">
          <span className="race-own" style={{ inlineSize: share(ownPops) }} />
        </span>
        <Figure target={{ kind: 'sum', name: 'deliveredPops' }} label={words.figure('deliveredPops')}>
          {formats.quantity(ownPops, 'POPS')}
        </Figure>
      </div>
      <div className={`race-row side-${rival}`}>
        <span className="race-name">
          <SideGlyph side={rival} />
          {words.side(rival)}
        </span>
        <span className="race-track" aria-hidden="true">
          <span
            className="race-band"
            style={{ insetInlineStart: share(rivalPops.low), inlineSize: share(rivalPops.high - rivalPops.low) }}
          />
          <span className="race-middle" style={{ insetInlineStart: share(rivalPops.value) }} />
        </span>
        <span className="number">{formats.range(rivalPops.low, rivalPops.high, 'POPS')}</span>
      </div>
    </div>
  );
};

export const TopBar = (): ReactElement => {
  const { view, pages, rights } = useSession();
  const gameId = useClient((state) => state.gameId);
  const words = useWords();
  const formats = useFormats();
  const { fundsLeftMusd, politicalCapitalLeft } = useJudgedDraft();
  const { points } = view.rival;
  return (
    <header className="top-bar">
      <div className="top-date">
        <h1>{stageTitle(view, words, formats)}</h1>
        <span className="soft">{words.t('top.turn', { turn: view.turn, count: view.turnCount })}</span>
      </div>
      <dl className="top-facts">
        <div>
          <dt>{words.t('top.funds')}</dt>
          <dd className="number">{formats.money(fundsLeftMusd)}</dd>
        </div>
        <div>
          <dt>
            <Term name="politicalCapital">{words.t('top.politicalCapital')}</Term>
          </dt>
          <dd className="number">{formats.number(politicalCapitalLeft, 1)}</dd>
        </div>
        <div>
          <dt>
            <Term name="points">{words.t('top.points')}</Term>
          </dt>
          <dd>
            <Figure
              target={findingOf(pages, { kind: 'side', id: view.side }, ['pointsEarned', 'points'])}
              label={words.t('top.points')}
            >
              {formats.number(view.own.points, 1)}
            </Figure>
            <span className="soft number">
              {words.t('top.rivalPoints', {
                range: words.t('format.range', {
                  low: formats.number(points.low, 1),
                  high: formats.number(points.high, 1),
                }),
              })}
            </span>
          </dd>
        </div>
        <div>
          <dt>
            <Term name="crisis">{words.t('top.crisis')}</Term>
          </dt>
          <dd>
            <button type="button" className="bare" onClick={() => select(RELATIONS_ID)}>
              <StateBadge chartId="crisis" state={view.crisis} />
            </button>
            <span className="soft number">
              <Term name="tension">{words.t('top.tension', { tension: formats.number(view.tension, 0) })}</Term>
            </span>
          </dd>
        </div>
      </dl>
      <RaceBar ownPops={view.own.deliveredPops} rivalPops={view.rival.deliveredPops} />
      <nav className="top-tools" aria-label={words.t('top.tools')}>
        <ShortcutsButton />
        <details className="menu">
          <summary>{words.t('top.menu')}</summary>
          <div>
            <Preferences />
            <Button look="quiet" onClick={() => goTo('briefing')}>
              {words.t('top.briefing')}
            </Button>
            {rights.isOurs && (
              <>
                <a
                  className="button button-quiet"
                  href={projectorAddress(gameId ?? '')}
                  target="_blank"
                  rel="noopener noreferrer"
                >
                  {words.t('top.projector')}
                </a>
                <GameFileButtons look="quiet" />
              </>
            )}
            <Button look="quiet" onClick={() => void leaveGame()}>
              {words.t('top.leave')}
            </Button>
          </div>
        </details>
      </nav>
    </header>
  );
};
