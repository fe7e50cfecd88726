/** All doctrines against all: who wins, how games end, what flies at the end, and how much of it is luck. */
import type { DoctrineId } from '../../bots/index.ts';
import { bySide, SIDES } from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { type GameFacts, marginOf, payoff, TARGETS, type TargetId } from './gameFacts.ts';
import type { GameRequest } from './jobs.ts';
import { mean, quantile, share } from './statistics.ts';

export interface Cell {
  readonly us: DoctrineId;
  readonly cn: DoctrineId;
  readonly games: readonly GameFacts[];
}

export interface MatrixPart {
  readonly games: number;
  readonly doctrines: readonly DoctrineId[];
  /** Payoff of each side, share of both losing, and the mean margin of the United States, by pairing. */
  readonly cells: readonly {
    readonly us: DoctrineId;
    readonly cn: DoctrineId;
    readonly payoff: BySide<number>;
    readonly mutualLoss: number;
    readonly margin: number;
  }[];
  readonly averages: BySide<Readonly<Record<string, number>>>;
  readonly usShareOfDecided: number;
  readonly wins: BySide<number>;
  readonly draws: number;
  readonly mutualLoss: number;
  readonly ends: Readonly<Record<string, number>>;
  readonly destructive: number;
  readonly interfered: number;
  readonly actsAGame: { readonly destructive: number; readonly reversible: number };
  readonly peakTension: readonly [number, number, number];
  readonly worldScore: number;
}

export const matrixRequests = (
  doctrines: readonly DoctrineId[],
  gamesACell: number,
  seed: string,
): readonly GameRequest[] =>
  doctrines.flatMap((us) =>
    doctrines.flatMap((cn) =>
      Array.from({ length: gamesACell }, (_, place) => ({ players: { us, cn }, seed: `${seed}/${us}/${cn}/${place}` })),
    ),
  );

export const cellsOf = (
  doctrines: readonly DoctrineId[],
  gamesACell: number,
  games: readonly GameFacts[],
): readonly Cell[] =>
  doctrines.flatMap((us, row) =>
    doctrines.map((cn, column) => {
      const from = (row * doctrines.length + column) * gamesACell;
      return { us, cn, games: games.slice(from, from + gamesACell) };
    }),
  );

const didDestroy = ({ sides }: GameFacts): boolean => SIDES.some((side) => sides[side].destructiveAttacks > 0);
const actsOf = ({ sides }: GameFacts, name: 'destructiveAttacks' | 'reversibleActs'): number =>
  sides.us[name] + sides.cn[name];

export const describeMatrix = (doctrines: readonly DoctrineId[], cells: readonly Cell[]): MatrixPart => {
  const games = cells.flatMap((cell) => cell.games);
  const winsOf = (side: Side): number => share(games, ({ winner }) => winner === side);
  const wins = bySide(winsOf);
  const averageOf = (side: Side) =>
    Object.fromEntries(
      doctrines.map((id) => {
        const own = cells.filter((cell) => cell[side] === id).flatMap((cell) => cell.games);
        return [id, mean(own.map((game) => payoff(game, side)))];
      }),
    );
  const ends: Record<string, number> = {};
  for (const { end } of games) ends[end] = (ends[end] ?? 0) + 1;
  const tensions = games.map(({ peakTension }) => peakTension);
  return {
    games: games.length,
    doctrines,
    cells: cells.map(({ us, cn, games: own }) => ({
      us,
      cn,
      payoff: bySide((side) => mean(own.map((game) => payoff(game, side)))),
      mutualLoss: share(own, ({ mutualLoss }) => mutualLoss),
      margin: mean(own.map((game) => marginOf(game, 'us'))),
    })),
    averages: bySide(averageOf),
    usShareOfDecided: wins.us + wins.cn > 0 ? wins.us / (wins.us + wins.cn) : 0.5,
    wins,
    draws: share(games, ({ winner, mutualLoss }) => winner === null && !mutualLoss),
    mutualLoss: share(games, ({ mutualLoss }) => mutualLoss),
    ends,
    destructive: share(games, didDestroy),
    interfered: share(games, (game) => actsOf(game, 'reversibleActs') > 0),
    actsAGame: {
      destructive: mean(games.map((game) => actsOf(game, 'destructiveAttacks'))),
      reversible: mean(games.map((game) => actsOf(game, 'reversibleActs'))),
    },
    peakTension: [quantile(tensions, 0.5), quantile(tensions, 0.75), quantile(tensions, 0.95)],
    worldScore: mean(games.map(({ worldScore }) => worldScore)),
  };
};

export interface TargetsPart {
  /** Compute, power and satellites in orbit at the end: 5%, 50% and 95% of games. */
  readonly final: BySide<
    Readonly<Record<'orbitalPops' | 'orbitalMw' | 'satellites', readonly [number, number, number]>>
  >;
  /** Share of games in which a target was met, and the median turn in those. */
  readonly met: BySide<Readonly<Record<TargetId, { readonly share: number; readonly medianTurn: number | null }>>>;
}

const spread = (values: readonly number[]): readonly [number, number, number] => [
  quantile(values, 0.05),
  quantile(values, 0.5),
  quantile(values, 0.95),
];

export const describeTargets = (games: readonly GameFacts[]): TargetsPart => {
  const finalOf = (side: Side) => ({
    orbitalPops: spread(games.map(({ sides }) => sides[side].orbitalPops)),
    orbitalMw: spread(games.map(({ sides }) => sides[side].orbitalMw)),
    satellites: spread(games.map(({ sides }) => sides[side].satellites)),
  });
  const metOf = (side: Side) =>
    Object.fromEntries(
      TARGETS.map(({ id }) => {
        const turns = games.map(({ sides }) => sides[side].metInTurn[id]).filter((turn) => turn > 0);
        const medianTurn = turns.length > 0 ? quantile(turns, 0.5) : null;
        return [id, { share: games.length > 0 ? turns.length / games.length : 0, medianTurn }];
      }),
    ) as TargetsPart['met'][Side];
  return { final: bySide(finalOf), met: bySide(metOf) };
};

/** Shares of the variance of the margin of score: by who plays which doctrine, and by what is left, the dice. */
export const varianceShares = (cells: readonly Cell[]): { readonly skill: number; readonly dice: number } => {
  const margins = cells.flatMap(({ games }) => games.map((game) => marginOf(game, 'us')));
  const centre = mean(margins);
  const total = mean(margins.map((margin) => (margin - centre) * (margin - centre)));
  const within = mean(
    cells.flatMap(({ games }) => {
      const own = games.map((game) => marginOf(game, 'us'));
      const ownCentre = mean(own);
      // One game a cell more than the mean of a cell knows.
      const correction = own.length > 1 ? own.length / (own.length - 1) : 1;
      return own.map((margin) => (margin - ownCentre) * (margin - ownCentre) * correction);
    }),
  );
  const dice = total > 0 ? Math.min(1, within / total) : 0;
  return { skill: 1 - dice, dice };
};
