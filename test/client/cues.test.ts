/** Which steps of a game are heard. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CrisisRung } from '../../src/ruleset/terms.ts';

type Heard = Parameters<typeof import('../../src/client/sound/gameCues.ts')['cueBetween']>[0];

const sessionAfter = (before: CrisisRung, after: CrisisRung): Heard['session'] =>
  ({ pages: [{ before: { crisis: before }, after: { crisis: after } }] }) as unknown as Heard['session'];

const at = (screen: Heard['screen'], rest: Partial<Heard> = {}): Heard => ({
  screen,
  session: sessionAfter('calm', 'calm'),
  gameId: 'a',
  curtain: null,
  ...rest,
});

/** Node has no window; what a reader chose is read when the module is loaded. */
const loadCues = async () => {
  vi.resetModules();
  vi.stubGlobal('window', {
    matchMedia: () => ({ matches: false }),
    addEventListener: () => undefined,
  });
  return import('../../src/client/sound/gameCues.ts');
};

describe('cues', () => {
  let cueBetween: (before: Heard, after: Heard) => string | null;
  beforeEach(async () => {
    ({ cueBetween } = await loadCues());
  });

  test.each([
    ['sealing alone', at('table'), at('resolution'), 'sealed'],
    ['sealing before the other', at('table'), at('curtain', { session: null }), 'sealed'],
    ['a quiet turn', at('resolution'), at('report'), 'resolved'],
    ['a step up', at('resolution'), at('report', { session: sessionAfter('friction', 'crisis') }), 'alarm'],
    ['a step down', at('resolution'), at('report', { session: sessionAfter('war', 'crisis') }), 'resolved'],
    ['back to the table', at('report'), at('table'), null],
    ['opening a game', at('home', { gameId: null }), at('resolution'), null],
    ['another game', at('table', { gameId: 'b' }), at('resolution'), null],
    ['an order placed', at('table'), at('table'), null],
  ] as const)('%s', (_name, before, after, cue) => {
    expect(cueBetween(before, after)).toBe(cue);
  });
});
