/**
 * Doctrines: named vectors of weights of the one policy (`policy.ts`), read from `rules/doctrines.yaml`,
 * a vector a side. Words for a reader are in the locales.
 */
import { bySide } from '../engine/index.ts';
import type { Ruleset } from '../ruleset/schema.ts';
import { type BySide, POLICY_WEIGHTS, type PolicyWeight, type Side } from '../ruleset/terms.ts';

export const DOCTRINE_IDS = [
  'balancer',
  'racer',
  'grid-first',
  'fortress',
  'raider',
  'diplomat',
  'centralist',
  'choker',
] as const;
export type DoctrineId = (typeof DOCTRINE_IDS)[number];
export const isDoctrineId = (id: string): id is DoctrineId => (DOCTRINE_IDS as readonly string[]).includes(id);

export type Weights = Readonly<Record<PolicyWeight, number>>;

const tables = new WeakMap<Ruleset, ReadonlyMap<string, BySide<Weights>>>();

const tableOf = (ruleset: Ruleset): ReadonlyMap<string, BySide<Weights>> => {
  let table = tables.get(ruleset);
  if (table === undefined) {
    const { weights, doctrines } = ruleset.doctrines;
    table = new Map(
      doctrines.map((doctrine) => {
        const on = (side: Side): Weights => {
          const own = doctrine[side];
          const merged: Record<PolicyWeight, number> = { ...weights };
          for (const weight of POLICY_WEIGHTS) merged[weight] = own[weight] ?? weights[weight];
          return merged;
        };
        return [doctrine.id, bySide(on)];
      }),
    );
    tables.set(ruleset, table);
  }
  return table;
};

/** A doctrine's weights on a side: what all share, and what it sets itself. */
export const doctrineWeights = (ruleset: Ruleset, id: string, side: Side): Weights =>
  tableOf(ruleset).get(id)?.[side] ?? ruleset.doctrines.weights;
