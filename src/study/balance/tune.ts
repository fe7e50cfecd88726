/**
 * Equal skill by equal effort: every doctrine of each side searches in turn for weights that do better
 * against all doctrines of the other side, within what makes it that doctrine. All have the same number
 * of games; all searches of a round are against the weights that stood when the round began.
 */
import { DOCTRINE_IDS, type DoctrineId, doctrineWeights, type Weights } from '../../bots/index.ts';
import { bySide, type Game, rivalOf, SIDES } from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { evolve, rangesOf } from './evolution.ts';
import { seat, worthsOf } from './exploiter.ts';
import type { RunJobs } from './jobs.ts';

export type DoctrineTable = Readonly<Record<DoctrineId, BySide<Weights>>>;

export interface TuneBudget {
  readonly rounds: number;
  readonly generations: number;
  readonly population: number;
  /** Games of a candidate against each doctrine of the other side. */
  readonly gamesEach: number;
  /** First step, as a share of a weight's range. */
  readonly step: number;
}

export const tableOf = ({ ruleset }: Game): DoctrineTable =>
  Object.fromEntries(DOCTRINE_IDS.map((id) => [id, bySide((side) => doctrineWeights(ruleset, id, side))])) as Record<
    DoctrineId,
    BySide<Weights>
  >;

const search = (
  run: RunJobs,
  game: Game,
  table: DoctrineTable,
  id: DoctrineId,
  side: Side,
  budget: TuneBudget,
  seed: string,
): Promise<Weights> => {
  const { generations, population, gamesEach, step } = budget;
  return evolve(
    {
      start: table[id][side],
      ranges: rangesOf(game.ruleset, id),
      seed: `${seed}/${id}/${side}`,
      generations,
      population,
      step,
    },
    (candidates, generation) => {
      const others = DOCTRINE_IDS.flatMap((other) =>
        Array.from({ length: gamesEach }, (_, place) => ({
          other: table[other][rivalOf(side)],
          seed: `${seed}/games/${generation}/${other}/${place}`,
        })),
      );
      return worthsOf(run, game.scenario.id, side, candidates, (own) =>
        others.map(({ other, seed: gameSeed }) => ({ players: seat(side, own, other), seed: gameSeed })),
      );
    },
  );
};

/** Tunes all doctrines; `onSearch` is told of each that ends. */
export const tuneDoctrines = async (
  run: RunJobs,
  game: Game,
  budget: TuneBudget,
  seed: string,
  ids: readonly DoctrineId[] = DOCTRINE_IDS,
  onSearch: (round: number, id: DoctrineId, side: Side) => void = () => {},
): Promise<DoctrineTable> => {
  let table = tableOf(game);
  for (let round = 0; round < budget.rounds; round++) {
    const next: Record<DoctrineId, BySide<Weights>> = { ...table };
    for (const id of ids) {
      for (const side of SIDES) {
        const found = await search(run, game, table, id, side, budget, `${seed}/${round}`);
        next[id] = { ...next[id], [side]: found };
        onSearch(round + 1, id, side);
      }
    }
    table = next;
  }
  return table;
};
