/**
 * One whole game a scenario as text, to be read when it changes: what both sides ordered, what came of
 * it, hashes and scores. `UPDATE=1` writes the texts anew; the difference is for review.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION, hashState, type Order, SIDES, turnDate } from '../../src/engine/index.ts';
import { classroom, dawn, type PlayedTurn, playedGame } from '../support/game.ts';

const SEED = '7';

const orderText = ({ kind, ...parameters }: Order): string =>
  [kind, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(' ');

const eventText = ({ resolution }: PlayedTurn): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { kind, side } of resolution.events) {
    const key = side === null ? kind : `${kind} ${side}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `  ${key}${count > 1 ? ` ×${count}` : ''}`);
};

const turnText = (played: PlayedTurn, scenarioId: string): string => {
  const { resolution, orders } = played;
  const { state, turn } = resolution;
  const { year, half } = turnDate((scenarioId === 'classroom' ? classroom : dawn).scenario, turn);
  const sides = SIDES.map((side) => {
    const { deliveredPops, points, standing, fundsMusd, politicalCapital } = state.sides[side];
    const given = orders[side].map((order) => `    ${orderText(order)}`);
    return [
      `  ${side}: ${deliveredPops.toFixed(0)} POPS, ${points.toFixed(2)} points, standing ${standing.toFixed(1)}, ${fundsMusd.toFixed(0)} MUSD, ${politicalCapital.toFixed(1)} political capital`,
      ...given,
    ].join('\n');
  });
  return [
    `turn ${turn} (${year}, half ${half})  ${hashState(state)}`,
    ...sides,
    `  tension ${state.tension.toFixed(1)}, ${state.crisis}; race ${state.race}${state.raceLeader === null ? '' : ` ${state.raceLeader}`}`,
    ...eventText(played),
  ].join('\n');
};

const playthrough = (scenarioId: 'dawn-2026' | 'classroom'): string => {
  const turns = playedGame(scenarioId, SEED, 'balancer', 'random');
  const last = turns.at(-1)?.resolution.state;
  const outcome = last?.outcome;
  if (!last || !outcome) throw new Error('the game has no end');
  const { end, winner, mutualLoss, score, worldScore } = outcome;
  return [
    `${scenarioId}, seed ${SEED}: us balancer, cn random; engine ${ENGINE_VERSION}, rules ${last.rulesetHash}`,
    ...turns.map((turn) => turnText(turn, scenarioId)),
    `end: ${end}; winner ${winner ?? (mutualLoss ? 'nobody, both lose' : 'nobody, a draw')}; us ${score.us.toFixed(2)}, cn ${score.cn.toFixed(2)}; world ${worldScore.toFixed(1)}`,
    '',
  ].join('\n\n');
};

describe('a whole game', () => {
  it.each(['dawn-2026', 'classroom'] as const)('%s, seed 7, balancer against random, goes as written', (scenarioId) => {
    const file = fileURLToPath(new URL(`./${scenarioId}.txt`, import.meta.url));
    const text = playthrough(scenarioId);
    if (process.env['UPDATE'] === '1') writeFileSync(file, text);
    expect(existsSync(file), `no ${scenarioId}.txt: write it with UPDATE=1`).toBe(true);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
