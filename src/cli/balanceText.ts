/** The report of `balance` as text: figures first, then every gate with its range. */
import type { BalanceReport, Gate } from '../study/index.ts';
import { section, table } from './textTable.ts';

const percent = (frac: number): string => `${(100 * frac).toFixed(1)}%`;
const points = (value: number): string => (value >= 0 ? `+${value.toFixed(2)}` : value.toFixed(2));
const big = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

const matrixText = ({ matrix, equilibrium }: BalanceReport): string => {
  if (matrix === undefined || equilibrium === undefined) return '';
  const { doctrines } = matrix;
  const cellOf = (us: string, cn: string): string => {
    const cell = matrix.cells.find((each) => each.us === us && each.cn === cn);
    if (cell === undefined) return '';
    const both = cell.mutualLoss > 0 ? ` (${Math.round(100 * cell.mutualLoss)})` : '';
    return `${Math.round(100 * cell.payoff.us)}/${Math.round(100 * cell.payoff.cn)}${both}`;
  };
  const rows = [
    ['us \\ cn', ...doctrines, 'average', 'mixture'],
    ...doctrines.map((us, place) => [
      us,
      ...doctrines.map((cn) => cellOf(us, cn)),
      percent(matrix.averages.us[us] ?? 0),
      percent(equilibrium.row[place] ?? 0),
    ]),
    ['average', ...doctrines.map((cn) => percent(matrix.averages.cn[cn] ?? 0))],
    ['mixture', ...doctrines.map((_, place) => percent(equilibrium.column[place] ?? 0))],
  ];
  const ends = Object.entries(matrix.ends).map(([end, count]) => `${end} ${count}`);
  return section(
    `Doctrines: ${matrix.games} games; points of a win 1, of a draw 1/2; both sides; (share of games both lose), %`,
    table(rows),
    `  us wins ${percent(matrix.wins.us)}, cn wins ${percent(matrix.wins.cn)}, draws ${percent(matrix.draws)}, both lose ${percent(matrix.mutualLoss)}; us share of decided games ${percent(matrix.usShareOfDecided)}`,
    `  ends: ${ends.join(', ')}; world score ${matrix.worldScore.toFixed(0)}; peak tension (50, 75, 95%) ${matrix.peakTension.map((value) => value.toFixed(0)).join(', ')}`,
    `  games with a destructive attack ${percent(matrix.destructive)} (${matrix.actsAGame.destructive.toFixed(2)} a game), with interference ${percent(matrix.interfered)} (${matrix.actsAGame.reversible.toFixed(1)} a game)`,
    `  equilibrium: us ${percent(equilibrium.rowValue)}, cn ${percent(equilibrium.columnValue)}, most to gain by leaving it ${percent(equilibrium.gap)}; dominated: us ${equilibrium.dominated.us.join(', ') || 'none'}, cn ${equilibrium.dominated.cn.join(', ') || 'none'}`,
  );
};

const exploiterText = ({ exploiter }: BalanceReport): string =>
  exploiter === undefined
    ? ''
    : section(
        'Exploiter: free weights, searched for against the mixture, measured on other games',
        ...exploiter.map(
          ({ side, from, payoff, shareOfDecided, searchedGames, heldOutGames }) =>
            `  ${side}: wins ${percent(shareOfDecided)} of decided games, payoff ${percent(payoff)} (from ${from}; ${searchedGames} games of search, ${heldOutGames} held out)`,
        ),
      );

const strikesText = ({ strikes }: BalanceReport): string =>
  strikes === undefined
    ? ''
    : section(
        `One destructive strike, with and without, ${strikes.rollouts} times each: what it does to the attacker`,
        table([
          ['states', 'n', 'margin', 'result', 'both lose', 'margin gained in'],
          ...Object.entries(strikes.subsets).map(([name, { states, margin, result, mutualLoss, positive }]) => [
            name,
            String(states),
            points(margin),
            points(result),
            points(mutualLoss),
            percent(positive),
          ]),
        ]),
      );

const comparedText = (title: string, rows: BalanceReport['backups']): string =>
  rows === undefined
    ? ''
    : section(
        title,
        table([
          ['side', 'condition', 'variant', 'margin', 'change', 'payoff'],
          ...rows.map(({ side, condition, variant, margin, change, changeError, payoff }) => [
            side,
            condition,
            variant,
            points(margin),
            `${points(change)} ±${changeError.toFixed(2)}`,
            percent(payoff),
          ]),
        ]),
      );

const three = (values: readonly number[]): string => values.map(big).join(' / ');

const targetsText = ({ targets }: BalanceReport): string => {
  if (targets === undefined) return '';
  const met = Object.keys(targets.met.us) as (keyof typeof targets.met.us)[];
  return section(
    'In orbit at the end (5 / 50 / 95% of games), and what the articles announce: share of games, median turn',
    table([
      ['side', 'POPS', 'MW', 'satellites', ...met],
      ...(['us', 'cn'] as const).map((side) => [
        side,
        three(targets.final[side].orbitalPops),
        three(targets.final[side].orbitalMw),
        three(targets.final[side].satellites),
        ...met.map((id) => {
          const { share, medianTurn } = targets.met[side][id];
          return medianTurn === null ? 'never' : `${percent(share)}, turn ${medianTurn}`;
        }),
      ]),
    ]),
  );
};

const luckText = ({ luck }: BalanceReport): string =>
  luck === undefined
    ? ''
    : section(
        'Luck',
        `  ${luck.pairing.us} against ${luck.pairing.cn}, ${luck.games} games: us wins ${percent(luck.usShareOfDecided)} of decided games, margin ${points(luck.marginMean)} ± ${luck.marginDeviation.toFixed(2)} points`,
        `  variance of the margin over all pairings: skill ${percent(luck.variance.skill)}, dice ${percent(luck.variance.dice)}`,
        `  balancer against chance: payoff ${percent(luck.betterPlayer.us)} as us, ${percent(luck.betterPlayer.cn)} as cn`,
      );

const scenariosText = ({ scenarios }: BalanceReport): string =>
  scenarios === undefined
    ? ''
    : section(
        'Scenarios, balancer against balancer',
        table([
          ['scenario', 'games', 'us of decided', 'draws', 'both lose', 'margin'],
          ...scenarios.map(({ scenario, games, usShareOfDecided, draws, mutualLoss, margin }) => [
            scenario,
            String(games),
            percent(usShareOfDecided),
            percent(draws),
            percent(mutualLoss),
            points(margin),
          ]),
        ]),
      );

const bound = (value: number): string => (Math.abs(value) >= Number.MAX_SAFE_INTEGER ? '' : String(value));

const gateRow = ({ id, value, low, high, passes }: Gate): readonly string[] => [
  passes ? 'pass' : 'FAIL',
  id,
  Number.isInteger(value) ? String(value) : value.toFixed(3),
  `${bound(low)} to ${bound(high)}`,
];

export const renderBalance = (report: BalanceReport): string =>
  [
    matrixText(report),
    exploiterText(report),
    strikesText(report),
    comparedText('Backup of the balancer: change against none, same dice', report.backups),
    comparedText('Orbital computing of the balancer: change against thirds, same dice', report.architectures),
    targetsText(report),
    luckText(report),
    scenariosText(report),
    report.gates.length === 0 ? '' : section('Gates', table(report.gates.map(gateRow))),
  ].join('');
