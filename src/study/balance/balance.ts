/**
 * Is the game balanced, and what does it teach? Every question of the balance, each a part that can be
 * asked for alone, and the gates that its answers must pass. The same seed gives the same report with
 * any number of workers.
 */
import { DOCTRINE_IDS, type DoctrineId } from '../../bots/index.ts';
import { type Game, rivalOf, SIDES } from '../../engine/index.ts';
import type { BySide, Side } from '../../ruleset/terms.ts';
import { batchSeed } from '../batch.ts';
import { ARCHITECTURE_VARIANTS, BACKUP_VARIANTS, compare, type ComparedRow } from './comparisons.ts';
import { dominatedColumns, dominatedRows, type Equilibrium, findEquilibrium } from './equilibrium.ts';
import { exploit, type ExploiterBudget, type ExploiterPart, type Mixture, seat } from './exploiter.ts';
import { marginOf, payoff } from './gameFacts.ts';
import { askStrikes, type GameRequest, playGames, type RunJobs } from './jobs.ts';
import {
  type Cell,
  cellsOf,
  describeMatrix,
  describeTargets,
  matrixRequests,
  type MatrixPart,
  type TargetsPart,
  varianceShares,
} from './matrix.ts';
import { deviation, mean, share } from './statistics.ts';
import type { StrikeQuestion, StrikeState } from './strikes.ts';

export const BALANCE_PARTS = [
  'matrix',
  'exploiter',
  'strikes',
  'backups',
  'architectures',
  'targets',
  'luck',
  'scenarios',
] as const;
export type BalancePart = (typeof BALANCE_PARTS)[number];

/** Games and budgets of the parts. */
export interface BalanceSize {
  /** Games of the matrix, shared over its cells. */
  readonly matrixGames: number;
  readonly exploiter: ExploiterBudget;
  readonly strikeGames: number;
  readonly strikeRollouts: number;
  readonly comparedGames: number;
  readonly luckGames: number;
  readonly noviceGames: number;
  readonly scenarioGames: number;
}

/** The sizes for so many games of the matrix: 2,000 give the whole of it, fewer scale all parts down. */
export const balanceSize = (matrixGames: number): BalanceSize => {
  const scaled = (games: number): number => Math.max(1, Math.round(games * Math.min(1, matrixGames / 2000)));
  return {
    matrixGames,
    exploiter: {
      generations: Math.max(1, scaled(10)),
      population: Math.max(4, scaled(12)),
      gamesEach: Math.max(2, scaled(16)),
      heldOut: scaled(200),
    },
    strikeGames: scaled(960),
    strikeRollouts: Math.max(1, scaled(8)),
    comparedGames: scaled(40),
    luckGames: scaled(1000),
    noviceGames: scaled(100),
    scenarioGames: scaled(400),
  };
};

export interface Gate {
  readonly id: string;
  readonly value: number;
  /** Both ends pass. */
  readonly low: number;
  readonly high: number;
  readonly passes: boolean;
}

export interface EquilibriumPart extends Equilibrium {
  readonly support: BySide<readonly DoctrineId[]>;
  readonly dominated: BySide<readonly DoctrineId[]>;
}

interface StrikeRow {
  readonly states: number;
  readonly margin: number;
  readonly result: number;
  readonly mutualLoss: number;
  /** Share of states in which the strike raised the attacker's margin. */
  readonly positive: number;
}
export interface StrikesPart {
  readonly asked: number;
  readonly rollouts: number;
  readonly subsets: Readonly<Record<string, StrikeRow>>;
}

export interface LuckPart {
  readonly games: number;
  readonly pairing: BySide<DoctrineId>;
  readonly usShareOfDecided: number;
  readonly marginMean: number;
  readonly marginDeviation: number;
  /** Shares of the variance of the margin over the matrix. */
  readonly variance: { readonly skill: number; readonly dice: number };
  /** Payoff of the balancer against chance, from each seat. */
  readonly betterPlayer: BySide<number>;
}

export interface ScenarioRow {
  readonly scenario: string;
  readonly games: number;
  readonly usShareOfDecided: number;
  readonly draws: number;
  readonly mutualLoss: number;
  readonly margin: number;
}

export interface BalanceReport {
  readonly scenario: string;
  readonly seed: string;
  readonly matrix?: MatrixPart;
  readonly equilibrium?: EquilibriumPart;
  readonly exploiter?: readonly ExploiterPart[];
  readonly strikes?: StrikesPart;
  readonly backups?: readonly ComparedRow[];
  readonly architectures?: readonly ComparedRow[];
  readonly targets?: TargetsPart;
  readonly luck?: LuckPart;
  readonly scenarios?: readonly ScenarioRow[];
  readonly gates: readonly Gate[];
}

export interface BalanceRequest {
  readonly gameOf: (scenarioId: string) => Game;
  readonly run: RunJobs;
  readonly scenarioId: string;
  /** Scenarios that balancer against balancer has to keep even. */
  readonly scenarioIds: readonly string[];
  /** Those that meet in the matrix; all of them unless said. */
  readonly doctrines?: readonly DoctrineId[];
  readonly seed: string;
  readonly size: BalanceSize;
  readonly parts: readonly BalancePart[];
  readonly onProgress?: (part: BalancePart, done: number, of: number) => void;
}

/** A doctrine played less than this in the equilibrium does not count as part of the mixture. */
const SUPPORT_FRAC = 0.02;

const equilibriumOf = (doctrines: readonly DoctrineId[], { cells }: MatrixPart): EquilibriumPart => {
  const table = (side: Side): number[][] =>
    doctrines.map((us) =>
      doctrines.map((cn) => cells.find((cell) => cell.us === us && cell.cn === cn)?.payoff[side] ?? 0),
    );
  const bimatrix = { row: table('us'), column: table('cn') };
  const found = findEquilibrium(bimatrix);
  const supportOf = (mixture: readonly number[]): DoctrineId[] =>
    doctrines.filter((_, place) => (mixture[place] ?? 0) >= SUPPORT_FRAC);
  const named = (places: readonly number[]): DoctrineId[] => doctrines.filter((_, place) => places.includes(place));
  return {
    ...found,
    support: { us: supportOf(found.row), cn: supportOf(found.column) },
    dominated: { us: named(dominatedRows(bimatrix.row)), cn: named(dominatedColumns(bimatrix.column)) },
  };
};

/** Attackers and builders of platforms, in turn from each seat. */
const STRIKE_PAIRS: readonly (readonly [attacker: DoctrineId, target: DoctrineId])[] = [
  ['balancer', 'centralist'],
  ['racer', 'balancer'],
  ['choker', 'centralist'],
  ['centralist', 'fortress'],
  ['diplomat', 'racer'],
  ['balancer', 'fortress'],
];

const strikeQuestions = (games: number, rollouts: number, seed: string): readonly StrikeQuestion[] =>
  Array.from({ length: games }, (_, place) => {
    const attacker = SIDES[place % 2] ?? 'us';
    const [own, other] = STRIKE_PAIRS[Math.floor(place / 2) % STRIKE_PAIRS.length] ?? ['balancer', 'centralist'];
    return { players: seat(attacker, own, other), attacker, seed: `${seed}/strikes/${place}`, rollouts };
  });

/** A lead or a backup below this counts as none. */
const LEVEL_POINTS = 2;
const BACKED_FRAC = 0.3;

const describeStrikes = (states: readonly StrikeState[], asked: number, rollouts: number): StrikesPart => {
  const row = (is: (state: StrikeState) => boolean): StrikeRow => {
    const own = states.filter(is);
    return {
      states: own.length,
      margin: mean(own.map(({ margin }) => margin)),
      result: mean(own.map(({ result }) => result)),
      mutualLoss: mean(own.map(({ mutualLoss }) => mutualLoss)),
      positive: share(own, ({ margin }) => margin > 0),
    };
  };
  return {
    asked,
    rollouts,
    subsets: {
      all: row(() => true),
      unbacked: row(({ backedFrac }) => backedFrac < BACKED_FRAC),
      backed: row(({ backedFrac }) => backedFrac >= BACKED_FRAC),
      trailing: row(({ leadPoints }) => leadPoints < -LEVEL_POINTS),
      level: row(({ leadPoints }) => Math.abs(leadPoints) <= LEVEL_POINTS),
      leading: row(({ leadPoints }) => leadPoints > LEVEL_POINTS),
    },
  };
};

const [FIRST] = SIDES;

const usShare = (facts: readonly { readonly winner: Side | null }[]): number => {
  const decided = facts.filter(({ winner }) => winner !== null);
  return decided.length > 0 ? share(decided, ({ winner }) => winner === FIRST) : 0.5;
};

/** Games of one pairing: every luck once for each side, as in a batch. */
const numbered = (players: BySide<DoctrineId | 'random'>, games: number, seed: string): readonly GameRequest[] =>
  Array.from({ length: games }, (_, place) => ({ players, seed: batchSeed(seed, place) }));

const gate = (id: string, value: number, low: number, high: number): Gate => ({
  id,
  value,
  low,
  high,
  passes: value >= low && value <= high,
});

const matrixGates = (matrix: MatrixPart, equilibrium: EquilibriumPart): readonly Gate[] => [
  gate('matrix.games', matrix.games, 2000, Number.MAX_SAFE_INTEGER),
  gate('matrix.doctrines', matrix.doctrines.length, 7, Number.MAX_SAFE_INTEGER),
  gate('matrix.usShareOfDecided', matrix.usShareOfDecided, 0.45, 0.55),
  gate('matrix.bestAverage.us', Math.max(...Object.values(matrix.averages.us)), 0, 0.62),
  gate('matrix.bestAverage.cn', Math.max(...Object.values(matrix.averages.cn)), 0, 0.62),
  gate('equilibrium.support.us', equilibrium.support.us.length, 2, DOCTRINE_IDS.length),
  gate('equilibrium.support.cn', equilibrium.support.cn.length, 2, DOCTRINE_IDS.length),
  gate('matrix.draws', matrix.draws, 0, 0.15),
  gate('matrix.mutualLoss', matrix.mutualLoss, 0.01, 0.06),
  gate('matrix.destructive', matrix.destructive, 0.05, 0.25),
];

/** Even by construction: a narrower gate than the other scenarios'. */
const MIRROR = 'mirror';

const scenarioGate = ({ scenario, usShareOfDecided }: ScenarioRow): Gate =>
  scenario === MIRROR
    ? gate(`scenarios.${scenario}`, usShareOfDecided, 0.47, 0.53)
    : gate(`scenarios.${scenario}`, usShareOfDecided, 0.4, 0.6);

export const studyBalance = async ({
  gameOf,
  run,
  scenarioId,
  scenarioIds,
  doctrines = DOCTRINE_IDS,
  seed,
  size,
  parts,
  onProgress = () => {},
}: BalanceRequest): Promise<BalanceReport> => {
  const game = gameOf(scenarioId);
  const has = (part: BalancePart): boolean => parts.includes(part);
  const play = (part: BalancePart, requests: readonly GameRequest[], scenario = scenarioId) =>
    playGames(run, scenario, requests, (played) => onProgress(part, played, requests.length));
  const report: { -readonly [K in keyof BalanceReport]: BalanceReport[K] } = { scenario: scenarioId, seed, gates: [] };
  const gates: Gate[] = [];

  let cells: readonly Cell[] = [];
  let equilibrium: EquilibriumPart | null = null;
  if (has('matrix') || has('targets') || has('exploiter') || has('luck')) {
    const gamesACell = Math.max(1, Math.ceil(size.matrixGames / (doctrines.length * doctrines.length)));
    const facts = await play('matrix', matrixRequests(doctrines, gamesACell, `${seed}/matrix`));
    cells = cellsOf(doctrines, gamesACell, facts);
    const matrix = describeMatrix(doctrines, cells);
    equilibrium = equilibriumOf(doctrines, matrix);
    if (has('matrix')) {
      report.matrix = matrix;
      report.equilibrium = equilibrium;
      gates.push(...matrixGates(matrix, equilibrium));
    }
    if (has('targets')) report.targets = describeTargets(facts);
  }
  if (has('exploiter') && equilibrium !== null) {
    const found: ExploiterPart[] = [];
    const mixtures = { us: equilibrium.row, cn: equilibrium.column };
    for (const side of SIDES) {
      const own = mixtures[side];
      const others = mixtures[rivalOf(side)];
      const mixture: Mixture = { doctrines, weights: others };
      const from = doctrines[own.indexOf(Math.max(...own))] ?? 'balancer';
      const { generations } = size.exploiter;
      const onGeneration = (done: number): void =>
        onProgress('exploiter', done + found.length * generations, 2 * generations);
      found.push(
        await exploit(run, game, side, from, mixture, size.exploiter, `${seed}/exploiter/${side}`, onGeneration),
      );
    }
    report.exploiter = found;
    gates.push(...found.map(({ side, shareOfDecided }) => gate(`exploiter.${side}`, shareOfDecided, 0, 0.7)));
  }
  if (has('strikes')) {
    const questions = strikeQuestions(size.strikeGames, size.strikeRollouts, seed);
    const states = await askStrikes(run, scenarioId, questions, (done) =>
      onProgress('strikes', done, questions.length),
    );
    const strikes = describeStrikes(states, questions.length, size.strikeRollouts);
    report.strikes = strikes;
    const { margin = 0, positive = 0 } = strikes.subsets['all'] ?? {};
    gates.push(
      gate('strikes.meanEffect', margin, -Number.MAX_SAFE_INTEGER, 0),
      gate('strikes.positive', positive, 0.25, 1),
    );
  }
  if (has('backups')) report.backups = await compare(run, game, BACKUP_VARIANTS, size.comparedGames, `${seed}/backups`);
  if (has('architectures'))
    report.architectures = await compare(run, game, ARCHITECTURE_VARIANTS, size.comparedGames, `${seed}/architectures`);
  if (has('luck')) {
    const pairing = { us: 'balancer', cn: 'balancer' } as const;
    const facts = await play('luck', numbered(pairing, size.luckGames, `${seed}/luck`));
    const novices = await play('luck', [
      ...numbered({ us: 'balancer', cn: 'random' }, size.noviceGames, `${seed}/novice/us`),
      ...numbered({ us: 'random', cn: 'balancer' }, size.noviceGames, `${seed}/novice/cn`),
    ]);
    const margins = facts.map((each) => marginOf(each, 'us'));
    const betterPlayer = {
      us: mean(novices.slice(0, size.noviceGames).map((each) => payoff(each, 'us'))),
      cn: mean(novices.slice(size.noviceGames).map((each) => payoff(each, 'cn'))),
    };
    report.luck = {
      games: facts.length,
      pairing,
      usShareOfDecided: usShare(facts),
      marginMean: mean(margins),
      marginDeviation: deviation(margins),
      variance: varianceShares(cells),
      betterPlayer,
    };
    gates.push(...SIDES.map((side) => gate(`luck.betterPlayer.${side}`, betterPlayer[side], 0.8, 1)));
  }
  if (has('scenarios')) {
    const rows: ScenarioRow[] = [];
    for (const scenario of scenarioIds) {
      const requests = numbered({ us: 'balancer', cn: 'balancer' }, size.scenarioGames, `${seed}/${scenario}`);
      const facts = await play('scenarios', requests, scenario);
      rows.push({
        scenario,
        games: facts.length,
        usShareOfDecided: usShare(facts),
        draws: share(facts, ({ winner, mutualLoss }) => winner === null && !mutualLoss),
        mutualLoss: share(facts, ({ mutualLoss }) => mutualLoss),
        margin: mean(facts.map((each) => marginOf(each, 'us'))),
      });
    }
    report.scenarios = rows;
    gates.push(...rows.map(scenarioGate));
  }
  return { ...report, gates };
};
