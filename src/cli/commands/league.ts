/** `league`: all opponents against all, in both seats; ratings with their intervals, and the payoff table. */
import { BOT_IDS, type BotId, isBotId } from '../../bots/index.ts';
import { type HeadToHead, type LeagueReport, type LeagueRequest, playLeague } from '../../study/index.ts';
import { err, ok, type Problem, type Result } from '../../units/result.ts';
import { badArgument, batchOptions, makeCommand, readBatch, refuse, sayProgress, type Values } from '../arguments.ts';
import { EXIT_DONE } from '../command.ts';
import { section, table } from '../textTable.ts';
import { openWorkers } from '../workers.ts';

const HELP = `Usage: npm run -s dawnline -- league [options]

Plays all opponents against all, or some against others, in both seats and with every luck once for each
side, and prints ratings with their 95% intervals, the payoff table, and who beats whom of the games that
one side won.

  --players <ids>    a list with commas of ${BOT_IDS.join(', ')}
                     (default all)
  --against <ids>    whom those players meet (default each other, and themselves)
  --games <n>        games of each pairing in each seating (default 8)
  --scenario <id>    a scenario of rules/scenarios (default dawn-2026)
  --pack <id>        a pack of assumptions of rules/packs (default base)
  --seed <text>      the same seed gives the same league (default league)
  --workers <n>      threads; changes the time only (default one a core)
  --json             prints one JSON object
  --help
`;

const OPTIONS = {
  players: { type: 'string', default: BOT_IDS.join(',') },
  against: { type: 'string' },
  ...batchOptions('8', 'league'),
} as const;

/** `--players` and `--against`: so many different opponents at least. */
const readNames = (option: string, value: string, least: number): Result<readonly BotId[], Problem> => {
  const names = value.split(',');
  const players = names.filter(isBotId);
  const isRight = players.length === names.length && new Set(names).size === names.length && names.length >= least;
  return isRight ? ok(players) : err(badArgument(option, `${least} or more of ${BOT_IDS.join(', ')}`, value));
};

const readMeetings = (values: Values): Result<Pick<LeagueRequest, 'players' | 'against'>, Problem> => {
  const given = values['against'];
  const players = readNames('--players', String(values['players']), given === undefined ? 2 : 1);
  if (!players.ok || given === undefined) return players.ok ? ok({ players: players.value }) : players;
  const against = readNames('--against', String(given), 1);
  if (!against.ok) return against;
  const isAlone = against.value.every((id) => players.value.length === 1 && players.value.includes(id));
  if (isAlone) return err(badArgument('--against', 'somebody else', String(given)));
  return ok({ players: players.value, against: against.value });
};

const percent = (frac: number): string => `${(100 * frac).toFixed(1)}%`;
const elo = (value: number): string => `${value >= 0 ? '+' : ''}${value.toFixed(0)}`;

const duelText = ({ id, against, side, wins, decided, share }: HeadToHead): readonly string[] => [
  id,
  side,
  against,
  `${wins} of ${decided}`,
  percent(share.value),
  `${percent(share.low)} to ${percent(share.high)}`,
];

const renderLeague = ({ scenarioId, games, gamesEach, standings, cells, duels, ...report }: LeagueReport): string => {
  const ids = standings.map(({ id }) => id);
  const cellText = (us: BotId, cn: BotId): string => {
    const cell = cells.find((each) => each.us === us && each.cn === cn);
    if (cell === undefined) return '';
    const both = cell.mutualLosses > 0 ? ` (${cell.mutualLosses})` : '';
    return `${Math.round(100 * cell.payoff.us)}/${Math.round(100 * cell.payoff.cn)}${both}`;
  };
  const dominating = [`us ${report.dominating.us ?? 'none'}`, `cn ${report.dominating.cn ?? 'none'}`].join(', ');
  const isAllAgainstAll = cells.length === ids.length * ids.length;
  return [
    section(
      `League of ${scenarioId}: ${games} games, ${gamesEach} of each pairing in each seating`,
      table([
        ['', 'rating', '95%', 'payoff as us', 'as cn'],
        ...standings.map(({ id, rating, payoff }) => [
          id,
          elo(rating.elo),
          `± ${rating.marginElo.toFixed(0)}`,
          percent(payoff.us),
          percent(payoff.cn),
        ]),
      ]),
      `  leading the United States is worth ${elo(report.usSide.elo)} ± ${report.usSide.marginElo.toFixed(0)}`,
    ),
    section(
      'Payoff, %: a win 1, a draw 1/2; both sides (games both lose); rows us, columns cn',
      table([['us \\ cn', ...ids], ...ids.map((us) => [us, ...ids.map((cn) => cellText(us, cn))])]),
      isAllAgainstAll
        ? `  dominated doctrines: us ${report.dominated.us.join(', ') || 'none'}, cn ${report.dominated.cn.join(', ') || 'none'}; dominating all others: ${dominating}`
        : '  not all have met all: nothing is said of doctrines that dominate',
    ),
    ...(duels.length === 0
      ? []
      : [
          section(
            'Planners against doctrines, and against the level below: won of decided games',
            table([['', 'as', 'against', 'won', 'share', '95%'], ...duels.map(duelText)]),
          ),
        ]),
  ].join('');
};

export const leagueCommand = makeCommand(
  { name: 'league', summary: 'play all opponents against all, and rate them', help: HELP, options: OPTIONS },
  async (values, io) => {
    const batch = readBatch(values, readMeetings(values));
    if (!batch.ok) return refuse(io, 'league', batch.error);
    const { ruleset, packId, workers, named: meetings, ...league } = batch.value;
    const pool = openWorkers({ ruleset, packId }, workers);
    const say = sayProgress(io);
    try {
      const report = await playLeague({
        ...league,
        ...meetings,
        run: pool.run,
        onGames: (played, of) => say(`league ${Math.floor((20 * played) / of) * 5}%`),
      });
      io.stdout(
        values['json'] === true
          ? `${JSON.stringify({ rulesetHash: ruleset.hash, pack: packId, ...report })}\n`
          : renderLeague(report),
      );
      return EXIT_DONE;
    } finally {
      await pool.close();
    }
  },
);
