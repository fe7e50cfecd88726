/** Cards that a scenario plays at a set time: then, once, and never out of the deck; also in a replay. */
import { describe, expect, it } from 'vitest';
import {
  makeGame,
  makeRecord,
  type GameState,
  type RecordedTurn,
  recordTurn,
  replayRecord,
  resolveTurn,
  startState,
} from '../../src/engine/index.ts';
import type { Game } from '../../src/engine/index.ts';
import type { Ruleset, Scenario } from '../../src/ruleset/schema.ts';
import { ruleset } from '../support/ruleset.ts';

const CARD = 'market-bust';
const NOTHING = { us: [], cn: [] };

const gameWith = (part: Partial<Scenario>): Game => {
  const scenarios = ruleset.scenarios.map((each) => (each.id === 'classroom' ? { ...each, ...part } : each));
  const rules: Ruleset = { ...ruleset, scenarios };
  const made = makeGame(rules, 'classroom');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};

/** The turns of a game without orders in which the card was played. */
const playedIn = (game: Game, seed: string, from: (state: GameState) => GameState = (state) => state) => {
  let state = from(startState(game, seed));
  const turns: RecordedTurn[] = [];
  const played: number[] = [];
  while (state.outcome === null) {
    const resolved = resolveTurn(game, state, NOTHING);
    if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
    const before = state.eventsPlayed.filter((id) => id === CARD).length;
    ({ state } = resolved.value);
    if (state.eventsPlayed.filter((id) => id === CARD).length > before) played.push(resolved.value.turn);
    turns.push(recordTurn(resolved.value, NOTHING));
  }
  return { played, turns, outcome: state.outcome };
};

describe('a card at a set time', () => {
  const game = gameWith({ injects: [{ kind: 'turn', eventId: CARD, turn: 3 }] });

  it.each(['a', 'b', 'c', 'd'])('comes in its turn and in no other (%s)', (seed) => {
    expect(playedIn(game, seed).played).toEqual([3]);
  });

  it('comes though the deck leaves it out', () => {
    const events = { withoutEventIds: [CARD] };
    const left = gameWith({ events, injects: [{ kind: 'turn', eventId: CARD, turn: 2 }] });
    expect(playedIn(left, 'a').played).toEqual([2]);
    expect(playedIn(gameWith({ events }), 'a').played).toEqual([]);
  });

  it('comes again in a replay, with the same hashes', () => {
    const { turns, outcome } = playedIn(game, 'replay');
    const controllers = { us: 'person', cn: 'person' };
    const record = makeRecord({ game, seed: 'replay', controllers, turns, outcome });
    expect(replayRecord(game, record).ok).toBe(true);
    const other = gameWith({ injects: [{ kind: 'turn', eventId: CARD, turn: 4 }] });
    expect(replayRecord(other, record).ok).toBe(false);
  });

  it('waits for the rung of the crisis, and comes once', () => {
    const waiting = gameWith({ injects: [{ kind: 'crisis', eventId: CARD, rung: 'war' }] });
    expect(playedIn(waiting, 'a').played).toEqual([]);
    const raised = playedIn(waiting, 'a', (state) => ({ ...state, crisis: 'war', tension: 100_000 }));
    expect(raised.played.slice(0, 1)).toEqual([1]);
    expect(raised.played).toHaveLength(1);
    const either = gameWith({
      injects: [
        { kind: 'crisis', eventId: CARD, rung: 'calm' },
        { kind: 'turn', eventId: CARD, turn: 2 },
      ],
    });
    expect(playedIn(either, 'a').played).toEqual([1]);
    const calm = gameWith({ injects: [{ kind: 'crisis', eventId: CARD, rung: 'calm' }] });
    expect(playedIn(calm, 'a').played).toEqual([1]);
  });

  it('is no secret of the hash: without any, a scenario plays as ever', () => {
    const { turns } = playedIn(gameWith({}), 'same');
    const { turns: empty } = playedIn(gameWith({ injects: [] }), 'same');
    expect(empty.map(({ hash }) => hash)).toEqual(turns.map(({ hash }) => hash));
  });
});
