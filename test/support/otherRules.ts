/** Rules that are not the repository's: as a build before this one may have had, and a game file that carries them. */
import { gzipSync } from 'node:zlib';
import { type Game, makeGame, makeRecord, type RecordedTurn } from '../../src/engine/index.ts';
import { makeGameFile } from '../../src/protocol/gameFile.ts';
import { makeCompiledRules } from '../../src/ruleset/compiled.ts';
import type { Ruleset } from '../../src/ruleset/schema.ts';
import { playGame } from '../../src/study/index.ts';
import { canonicalJson } from '../../src/units/canonical.ts';
import { sha256Hex } from '../../src/units/hash.ts';

/** With its hash as it has to be for what the rules have become. */
export const rehashed = (changed: Ruleset): Ruleset => {
  const { hash: _, ...rules } = changed;
  return { ...rules, hash: sha256Hex(canonicalJson(rules)) };
};

/** Satellites at three times their price: no game comes out as under the rules of today. */
export const olderRules = (ruleset: Ruleset): Ruleset =>
  rehashed({
    ...ruleset,
    satellites: ruleset.satellites.map((design) => ({ ...design, unitCostMusd: design.unitCostMusd * 3 })),
  });

export const packedText = (ruleset: Ruleset): string => gzipSync(makeCompiledRules(ruleset)).toString('base64');

const SEED = 'older';
const played = new Map<string, { readonly game: Game; readonly turns: readonly RecordedTurn[] }>();

/** Played once for all who ask. */
const gameUnder = (ruleset: Ruleset) => {
  const known = played.get(ruleset.hash);
  if (known !== undefined) return known;
  const made = makeGame(ruleset, 'classroom');
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const game = made.value;
  const { turns } = playGame({ game, seed: SEED, controllers: { us: 'balancer', cn: 'balancer' } });
  played.set(ruleset.hash, { game, turns });
  return { game, turns };
};

/** A game under way after so many turns, led by a person for the United States. */
export const fileUnder = (ruleset: Ruleset, turnCount: number, rules: string | null): string => {
  const { game, turns } = gameUnder(ruleset);
  const controllers = { us: 'person', cn: 'balancer' };
  const record = makeRecord({ game, seed: SEED, controllers, turns: turns.slice(0, turnCount), outcome: null });
  return makeGameFile(record, rules === null ? {} : { rules });
};
