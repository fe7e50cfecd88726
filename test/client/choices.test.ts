/** What Home offers before the rules are loaded is what the rules have, with words in every language. */
import { readFileSync } from 'node:fs';
import { PERSON } from '../../src/client/store/savedGame.ts';
import { describe, expect, it } from 'vitest';
import { BOT_IDS } from '../../src/bots/index.ts';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { OPPONENT_CHOICES, PACK_CHOICES, SCENARIO_CHOICES } from '../../src/client/desk/home/choices.ts';

const read = readRuleset(RULES_DIR);
if (!read.ok) throw new Error(JSON.stringify(read.error));
const ruleset = read.value;
const bundle = (name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(`assets/locales/en/${name}.json`, 'utf8')) as Readonly<Record<string, string>>;
const words = { ...bundle('model'), ...bundle('figures'), ...bundle('game') };

describe('choices of Home', () => {
  it('are those of the rules and of the opponents', () => {
    expect([...PACK_CHOICES].sort()).toEqual(ruleset.packs.map(({ id }) => id).sort());
    expect([...SCENARIO_CHOICES].sort()).toEqual(ruleset.scenarios.map(({ id }) => id).sort());
    expect([...OPPONENT_CHOICES].sort()).toEqual([...BOT_IDS, PERSON].sort());
  });
  it('have words for each pack, and for each number and design that a pack replaces', () => {
    const wanted = [
      ...PACK_CHOICES.flatMap((id) => [`pack.${id}.name`, `pack.${id}.about`]),
      ...ruleset.packs.flatMap(({ overrides }) =>
        overrides.flatMap(({ path }) => {
          const [file, id = ''] = path.split('.');
          const figure = `figure.${path.slice(path.lastIndexOf('.') + 1)}`;
          return file === 'satellites' ? [figure, `design.${id}`] : [figure];
        }),
      ),
    ];
    expect(wanted.filter((key) => !(key in words))).toEqual([]);
  });
});
