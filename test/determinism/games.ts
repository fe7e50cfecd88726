/** Whole games between two opponents, as the hash of every turn: what players of different machines must share. */
import { type BotId } from '../../src/bots/index.ts';
import { makeGame } from '../../src/engine/index.ts';
import type { Ruleset } from '../../src/ruleset/index.ts';
import { playGame } from '../../src/study/index.ts';

interface Fixture {
  readonly scenario: string;
  readonly seed: string;
  readonly us: BotId;
  readonly cn: BotId;
}

const FIXTURES: readonly Fixture[] = [
  { scenario: 'classroom', seed: '1', us: 'balancer', cn: 'random' },
  { scenario: 'classroom', seed: '2', us: 'random', cn: 'balancer' },
  { scenario: 'classroom', seed: '3', us: 'balancer', cn: 'balancer' },
  { scenario: 'dawn-2026', seed: '7', us: 'balancer', cn: 'random' },
];

/** `1.classroom.balancer.random` → `turn hash us-pops cn-pops` of every turn, and how it ended. */
export const playFixtures = (ruleset: Ruleset): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    FIXTURES.map(({ scenario, seed, us, cn }) => {
      const game = makeGame(ruleset, scenario);
      if (!game.ok) throw new Error(`no game of ${scenario}: ${game.error.map(({ code }) => code).join(', ')}`);
      const { turns, outcome } = playGame({ game: game.value, seed, controllers: { us, cn } });
      const lines = turns.map(
        ({ turn, hash, deliveredPops }) => `${turn} ${hash} ${deliveredPops.us} ${deliveredPops.cn}`,
      );
      return [`${seed}.${scenario}.${us}.${cn}`, [...lines, JSON.stringify(outcome)]];
    }),
  );
