/** What the tests of the facts share: the row of a fact, its numbers, a card played, a rich start. */
import { expect } from 'vitest';
import type { GameState, Order } from '../../src/engine/index.ts';
import { type ArticleRow, articleTable } from '../../src/ruleset/index.ts';
import type { BySide, FactId } from '../../src/ruleset/terms.ts';
import { richStart, ruleset, scriptedTurn, withDeck } from '../support/game.ts';

const ARTICLES = 'articles-2026-01';
const table = articleTable(ruleset);

export const rowOf = (factId: FactId): ArticleRow => {
  const row = table.find(({ id }) => id === factId);
  if (row === undefined) throw new Error(`no row ${factId}`);
  return row;
};

/** The numbers that the articles state of a fact, by the last words of their paths; each with the articles as its source. */
export const expectStated = (factId: FactId, values: Readonly<Record<string, number>>): void => {
  const row = rowOf(factId);
  expect(row.source).toBe(ARTICLES);
  expect(ruleset.sources[ARTICLES]?.note).toContain('F1 to F22');
  for (const [ending, value] of Object.entries(values)) {
    const found = row.numbers.filter(({ path }) => path === ending || path.endsWith(`.${ending}`));
    expect(found, `${factId} ${ending}`).toMatchObject([{ value, source: ARTICLES }]);
  }
};

export const numberOf = (factId: FactId, ending: string) => {
  const found = rowOf(factId).numbers.find(({ path }) => path.endsWith(`.${ending}`));
  if (found === undefined) throw new Error(`${factId} has no ${ending}`);
  return found;
};

/** A rich start with every programme in orbit and every line flying. */
export const flying = (seed: string, change: (draft: GameState) => void = () => {}): GameState =>
  richStart(seed, (draft) => {
    for (const line of draft.lines) line.machine = 'operational';
    for (const group of draft.groups) {
      group.machine = group.architecture === 'platform' ? 'operating' : 'nominal';
      const designId = group.cohorts[0]?.designId ?? group.designId;
      group.cohorts = [{ designId, turnFlown: 0, unitCount: 60, chipFactor: 1, unitMassKg: 500 }];
    }
    change(draft);
  });

/** A turn in which a card of the deck is drawn. */
export const played = (cardId: string, state: GameState, orders: Partial<BySide<readonly Order[]>> = {}) =>
  scriptedTurn(withDeck([cardId]), state, orders, { 'events/happens': [0], 'events/which': [0] });
/** The same turn in which none is. */
export const unplayed = (cardId: string, state: GameState, orders: Partial<BySide<readonly Order[]>> = {}) =>
  scriptedTurn(withDeck([cardId]), state, orders);
