/** One page before the first turn: who you are, what you have, what you know, how it is won. Printable. */
import type { ReactElement } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { goTo } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { useForecastReady } from '../forecast/ready.ts';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { ReplacedNumbers } from '../parts/ReplacedNumbers.tsx';
import { SideMark } from '../parts/SideMark.tsx';
import { StateBadge } from '../parts/StateBadge.tsx';
import { ruleOf } from '../table/findingOf.ts';
import { groupChartId, unitCountOf } from '../table/selection.ts';

const POINT_RULES = ['earthObservation', 'presence', 'block', 'inference', 'training'] as const;
const ENDS = ['time', 'decisiveLead', 'agreement', 'exhaustion', 'unusableOrbit', 'war'] as const;
const ADVICE = ['lift', 'heat', 'grid', 'backup', 'restraint'] as const;

const Own = (): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  return (
    <section className="panel">
      <h2>{words.t('briefing.have')}</h2>
      <dl className="facts">
        <div>
          <dt>{words.figure('fundsMusd')}</dt>
          <dd className="number">{formats.money(view.own.fundsMusd)}</dd>
        </div>
        <div>
          <dt>{words.figure('incomeMusd')}</dt>
          <dd className="number">{formats.money(view.own.incomeMusd)}</dd>
        </div>
        <div>
          <dt>{words.figure('politicalCapital')}</dt>
          <dd className="number">{formats.number(view.own.politicalCapital, 1)}</dd>
        </div>
      </dl>
      <h3>{words.t('tree.programmes')}</h3>
      <ul className="plain-list">
        {view.groups.map((group) => (
          <li key={group.id} className="split">
            <span>
              <strong>{words.programme(group.id)}</strong>{' '}
              <span className="soft">{words.or(`programme.${group.id}.about`, '')}</span>
            </span>
            <span>
              <span className="number">{words.t('tree.units', { count: formats.number(unitCountOf(group), 0) })}</span>{' '}
              <StateBadge chartId={groupChartId(group)} state={group.machine} />
            </span>
          </li>
        ))}
      </ul>
      <h3>{words.t('tree.lines')}</h3>
      <ul className="plain-list">
        {view.lines.map((line) => (
          <li key={line.id} className="split">
            <strong>{words.line(line.id)}</strong>
            <StateBadge chartId="launchLine" state={line.machine} />
          </li>
        ))}
      </ul>
      <h3>{words.t('tree.regions')}</h3>
      <ul className="plain-list">
        {view.regions.map((region) => (
          <li key={region.id}>
            <strong>{words.region(region.id)}</strong>{' '}
            <span className="soft">{words.or(`region.${region.id}.about`, '')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Known = (): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const { rival } = view;
  return (
    <section className="panel">
      <h2>{words.t('briefing.know')}</h2>
      <SideMark side={rival.side} />
      <p className="soft">{words.t('briefing.knowNote')}</p>
      <dl className="facts">
        <div>
          <dt>{words.figure('deliveredPops')}</dt>
          <dd className="number">{formats.range(rival.deliveredPops.low, rival.deliveredPops.high, 'POPS')}</dd>
        </div>
        <div>
          <dt>{words.figure('groundPowerMw')}</dt>
          <dd className="number">{formats.range(rival.groundPowerMw.low, rival.groundPowerMw.high, 'MW')}</dd>
        </div>
        {rival.groups.map((group) => (
          <div key={group.id}>
            <dt>{words.programme(group.id)}</dt>
            <dd className="number">{words.t('tree.units', { count: formats.number(group.unitCount, 0) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Winning = (): ReactElement => {
  const { game, view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const milestones = game.ruleset.score.milestones.filter(
    (milestone) => milestone.owner === view.side && milestone.byTurn <= view.turnCount,
  );
  return (
    <section className="panel">
      <h2>{words.t('briefing.win')}</h2>
      <p>{words.t('briefing.winNote', { margin: formats.number(game.ruleset.score.drawMargin, 1) })}</p>
      <dl className="facts">
        {POINT_RULES.map((source) => (
          <div key={source}>
            <dt>{words.t(`pointSource.${source}`)}</dt>
            <dd>
              <Figure
                target={ruleOf(game.ruleset.provenance, `score.${source}Points`)}
                label={words.t(`pointSource.${source}`)}
              >
                {words.t('briefing.pointsPerTurn', {
                  points: formats.number(game.ruleset.score[`${source}Points`], 1),
                })}
              </Figure>
            </dd>
          </div>
        ))}
      </dl>
      <h3>{words.t('briefing.firsts')}</h3>
      <ul className="plain-list">
        {milestones.map((milestone) => (
          <li key={milestone.id} className="split">
            <span>{words.or(`milestone.${milestone.id}.name`, milestone.id)}</span>
            <span className="number soft">
              {words.t('briefing.firstWorth', {
                points: formats.number(milestone.points, 1),
                turn: formats.number(milestone.byTurn, 0),
              })}
            </span>
          </li>
        ))}
      </ul>
      <h3>{words.t('briefing.ends')}</h3>
      <ul>
        {ENDS.map((end) => (
          <li key={end}>{words.t(`end.kind.${end}`)}</li>
        ))}
      </ul>
    </section>
  );
};

/** Under which pack the game is played; each number that it changed opens its working. */
const Assumptions = (): ReactElement => {
  const { game, replaced } = useSession();
  const words = useWords();
  return (
    <section className="panel">
      <h2>{words.t('briefing.assumptions')}</h2>
      <p>
        <strong>{words.or(`pack.${game.packId}.name`, game.packId)}</strong>{' '}
        <span className="soft">{words.or(`pack.${game.packId}.about`, '')}</span>
      </p>
      <ReplacedNumbers
        replaced={replaced}
        sources={game.ruleset.sources}
        targetOf={(path) => ruleOf(game.ruleset.provenance, path)}
      />
    </section>
  );
};

export const Briefing = (): ReactElement => {
  const { view, pages } = useSession();
  const words = useWords();
  const formats = useFormats();
  useForecastReady();
  return (
    <div className="briefing">
      <header className="screen-bar">
        <div>
          <SideMark side={view.side} />
          <h1>{words.t('briefing.title', { date: formats.halfYear(view.year, view.half) })}</h1>
        </div>
        <Button look="quiet" icon="print" onClick={() => window.print()}>
          {words.t('briefing.print')}
        </Button>
        <Button isPrimary icon="open" onClick={() => goTo('table')}>
          {words.t(pages.length === 0 ? 'briefing.start' : 'briefing.back', { turn: view.turn })}
        </Button>
      </header>
      <main className="report-body">
        <section className="panel briefing-lead">
          <p className="lead">{words.t(`briefing.lead.${view.side}`, { turns: view.turnCount })}</p>
          <h2>{words.t('briefing.advice')}</h2>
          <ol>
            {ADVICE.map((id) => (
              <li key={id}>{words.t(`briefing.advice.${id}`)}</li>
            ))}
          </ol>
        </section>
        <Winning />
        <Own />
        <Known />
        <Assumptions />
      </main>
    </div>
  );
};
