/**
 * The league: all against all, or some against others, each pairing in both seatings, every luck once for each side. What comes of it: the payoff
 * table, ratings with their intervals, who beats whom of what was decided, and whether a doctrine does better than every
 * other against everybody. The same seed gives the same league with any number of workers.
 */
import { type BotId, DOCTRINE_IDS, type DoctrineId, PLANNER_IDS } from '../../bots/index.ts';
import { bySide, rivalOf, SIDES } from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { dominatedColumns, dominatedRows } from '../balance/equilibrium.ts';
import { type GameFacts, marginOf, payoff } from '../balance/gameFacts.ts';
import { type GameRequest, playGames, type RunJobs } from '../balance/jobs.ts';
import { mean } from '../balance/statistics.ts';
import { batchSeed } from '../batch.ts';
import { type Pairing, rate, type Rating, type Share, shareOf } from './ratings.ts';

export interface LeagueRequest {
  readonly run: RunJobs;
  readonly scenarioId: string;
  readonly players: readonly BotId[];
  /** Whom the players meet; unless said all of them meet all, themselves too. */
  readonly against?: readonly BotId[] | undefined;
  /** Games of each pairing in each seating. */
  readonly games: number;
  readonly seed: string;
  readonly onGames?: (played: number, of: number) => void;
}

/** What came of one pairing in one seating. */
export interface LeagueCell {
  readonly us: BotId;
  readonly cn: BotId;
  readonly games: number;
  readonly wins: BySide<number>;
  readonly draws: number;
  readonly mutualLosses: number;
  readonly payoff: BySide<number>;
  readonly usMargin: number;
}

export interface Standing {
  readonly id: BotId;
  readonly rating: Rating;
  /** Mean payoff on each side, against all players but itself. */
  readonly payoff: BySide<number>;
}

/** How one player does against another, from one side, of the games that one of them won. */
export interface HeadToHead {
  readonly id: BotId;
  readonly against: BotId;
  readonly side: Side;
  readonly wins: number;
  readonly decided: number;
  readonly share: Share;
}

export interface LeagueReport {
  readonly scenarioId: string;
  readonly seed: string;
  readonly gamesEach: number;
  readonly games: number;
  /** The strongest first. */
  readonly standings: readonly Standing[];
  /** What leading the United States is worth. */
  readonly usSide: Rating;
  readonly cells: readonly LeagueCell[];
  /** Each planner against every doctrine, and against the level below. */
  readonly duels: readonly HeadToHead[];
  /**
   * Doctrines that do worse than one other against every doctrine; and one that does better than all others, if any.
   * Where not all have met all, nothing can be said, and none is named.
   */
  readonly dominated: BySide<readonly DoctrineId[]>;
  readonly dominating: BySide<DoctrineId | null>;
}

type Entry = Pick<LeagueRequest, 'scenarioId' | 'players' | 'against' | 'games' | 'seed'>;

/** Who meets whom, by the side that each leads. */
const pairingsOf = ({ players, against }: Entry): readonly BySide<BotId>[] => {
  if (against === undefined) return players.flatMap((us) => players.map((cn) => ({ us, cn })));
  const met = players.flatMap((id) =>
    against
      .filter((other) => other !== id)
      .flatMap((other) => [
        { us: id, cn: other },
        { us: other, cn: id },
      ]),
  );
  return met.filter(({ us, cn }, place) => met.findIndex((each) => each.us === us && each.cn === cn) === place);
};

const requestsOf = (entry: Entry): readonly GameRequest[] =>
  pairingsOf(entry).flatMap((players) =>
    Array.from({ length: entry.games }, (_, place) => ({ players, seed: batchSeed(entry.seed, place) })),
  );

const cellOf = (us: BotId, cn: BotId, games: readonly GameFacts[]): LeagueCell => {
  const count = (is: (game: GameFacts) => boolean): number => games.filter(is).length;
  return {
    us,
    cn,
    games: games.length,
    wins: bySide((side) => count(({ winner }) => winner === side)),
    draws: count(({ winner, mutualLoss }) => winner === null && !mutualLoss),
    mutualLosses: count(({ mutualLoss }) => mutualLoss),
    payoff: bySide((side) => mean(games.map((game) => payoff(game, side)))),
    usMargin: mean(games.map((game) => marginOf(game, 'us'))),
  };
};

const pairingOf = (players: readonly BotId[], { us, cn, wins, draws }: LeagueCell): Pairing => ({
  first: players.indexOf(us),
  second: players.indexOf(cn),
  games: wins.us + wins.cn + draws,
  won: wins.us + draws / 2,
});

const duel = (cells: readonly LeagueCell[], id: BotId, against: BotId, side: Side): HeadToHead | null => {
  const cell = cells.find((each) => each[side] === id && each[rivalOf(side)] === against);
  if (cell === undefined) return null;
  const decided = cell.wins.us + cell.wins.cn;
  return { id, against, side, wins: cell.wins[side], decided, share: shareOf(cell.wins[side], decided) };
};

const duelsOf = (players: readonly BotId[], cells: readonly LeagueCell[]): readonly HeadToHead[] =>
  PLANNER_IDS.flatMap((id, level) => {
    const below = PLANNER_IDS[level - 1];
    const others: readonly BotId[] = [...(below === undefined ? [] : [below]), ...DOCTRINE_IDS];
    return players.includes(id)
      ? others.flatMap((against) => SIDES.flatMap((side) => duel(cells, id, against, side) ?? []))
      : [];
  });

/** Payoffs among the doctrines alone, rows of the United States. */
const doctrineTables = (cells: readonly LeagueCell[], doctrines: readonly DoctrineId[]) => {
  const table = (side: Side): readonly (readonly number[])[] =>
    doctrines.map((us) =>
      doctrines.map((cn) => cells.find((cell) => cell.us === us && cell.cn === cn)?.payoff[side] ?? 0),
    );
  return bySide(table);
};

/** The choice that is better than every other against everybody, where there is one: all others are dominated by it. */
const dominatingOf = (rows: readonly (readonly number[])[]): number | null => {
  const best = rows.findIndex((row, place) =>
    rows.every((other, at) => at === place || row.every((value, column) => value > (other[column] ?? 0))),
  );
  return best >= 0 && rows.length > 1 ? best : null;
};
const transposed = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));

const describeLeague = (entry: Entry, facts: readonly GameFacts[]): LeagueReport => {
  const { scenarioId, against, games: gamesEach, seed } = entry;
  const players = [...new Set([...entry.players, ...(against ?? [])])];
  const cells = pairingsOf(entry).map(({ us, cn }, place) =>
    cellOf(us, cn, facts.slice(place * gamesEach, (place + 1) * gamesEach)),
  );
  const ratings = rate(
    players.length,
    cells.map((cell) => pairingOf(players, cell)),
  );
  const standings = players.map((id, place): Standing => {
    const rating = ratings.players[place] ?? { elo: 0, marginElo: 0 };
    const payoffOn = (side: Side): number =>
      mean(cells.filter((cell) => cell[side] === id && cell.us !== cell.cn).map((cell) => cell.payoff[side]));
    return { id, rating, payoff: bySide(payoffOn) };
  });
  const doctrines = against === undefined ? DOCTRINE_IDS.filter((id) => players.includes(id)) : [];
  const tables = doctrineTables(cells, doctrines);
  const named = (places: readonly number[]): readonly DoctrineId[] => places.flatMap((place) => doctrines[place] ?? []);
  const best = { us: dominatingOf(tables.us), cn: dominatingOf(transposed(tables.cn)) };
  return {
    scenarioId,
    seed,
    gamesEach,
    games: facts.length,
    standings: standings.toSorted((a, b) => b.rating.elo - a.rating.elo || (a.id < b.id ? -1 : 1)),
    usSide: ratings.firstSide,
    cells,
    duels: duelsOf(players, cells),
    dominated: { us: named(dominatedRows(tables.us)), cn: named(dominatedColumns(tables.cn)) },
    dominating: bySide((side) => {
      const place = best[side];
      return place === null ? null : (doctrines[place] ?? null);
    }),
  };
};

export const playLeague = async (request: LeagueRequest): Promise<LeagueReport> => {
  const { run, scenarioId, onGames } = request;
  const requests = requestsOf(request);
  const facts = await playGames(run, scenarioId, requests, (played) => onGames?.(played, requests.length));
  return describeLeague(request, facts);
};
