/**
 * Templates: lists of orders that a player has named, to be used again in any game. Kept in local
 * storage; where that is closed (private mode) they hold until the page is left.
 */
import type { Order } from '../../engine/index.ts';
import { makeStore } from './externalStore.ts';

export interface Template {
  readonly name: string;
  readonly orders: readonly Order[];
}

const KEY = 'dawnline.templates';

const isTemplate = (given: unknown): given is Template =>
  typeof given === 'object' &&
  given !== null &&
  'name' in given &&
  typeof given.name === 'string' &&
  'orders' in given &&
  Array.isArray(given.orders);

const readKept = (): readonly Template[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    // The orders themselves are judged by the engine when the template is used.
    return Array.isArray(kept) ? kept.filter(isTemplate) : [];
  } catch {
    return [];
  }
};

export const templates = makeStore<readonly Template[]>(typeof localStorage === 'undefined' ? [] : readKept());

const change = (next: readonly Template[]): void => {
  templates.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Private mode or a full disk: the templates simply do not outlive the page.
  }
};

/** Keeps orders under a name; another template of that name gives way. */
export const keepTemplate = (name: string, orders: readonly Order[]): void =>
  change([...templates.get().filter((each) => each.name !== name), { name, orders }]);

export const dropTemplate = (name: string): void => change(templates.get().filter((each) => each.name !== name));
