/** Words for ids: a thing of a mirror bears the words of the thing in the rules, and whose it is. */
import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { makeWords } from '../../src/client/i18n/words.ts';
import { startState } from '../../src/engine/index.ts';
import { scenarioGame } from '../support/scenarios.ts';

const english = JSON.parse(readFileSync('assets/locales/en/game.json', 'utf8')) as Readonly<Record<string, string>>;
const words = makeWords(
  (key, values) => String(new IntlMessageFormat(english[key] ?? key, 'en').format(values)),
  (key) => key in english,
);

describe('words of a mirror', () => {
  it('name a thing and its side', () => {
    expect(words.programme('starcloud')).toBe('Starcloud');
    expect(words.programme('cn-starcloud')).toBe('Starcloud (China)');
    expect(words.region('us-pjm')).toBe(`${words.region('pjm')} (United States)`);
    expect(words.or('milestone.cn-us-1-gw.name', '')).toBe('1 GW in orbit (China)');
    expect(words.or('programme.cn-starcloud.about', '')).toBe(words.or('programme.starcloud.about', ''));
    expect(words.programme('cn-nothing')).toBe('cn-nothing');
  });

  it('are there for everything that the mirror has', () => {
    const game = scenarioGame('mirror');
    const { groups, lines, regions } = startState(game, 'words');
    const ids = {
      programme: groups.map(({ id }) => id),
      vehicle: lines.map(({ id }) => id),
      region: regions.map(({ id }) => id),
      milestone: game.ruleset.score.milestones.map(({ id }) => id),
    };
    const missing = Object.entries(ids).flatMap(([kind, list]) =>
      list.filter((id) => words.or(`${kind}.${id}.name`, '') === ''),
    );
    expect(missing).toEqual([]);
  });
});
