/** The tutorial follows a first game from its briefing to its end, asks for nothing twice, and skips what a reload left behind. */
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { LESSONS, lessonAt } from '../../src/client/desk/tutorial/lessons.ts';
import type { Session } from '../../src/client/store/session.ts';
import type { Order } from '../../src/engine/index.ts';

const page = { screen: 'table', selectedId: null, theatreMode: 'orbit', working: [] } as const;
const session = (turns: number, orders: readonly Order[] = []): Session =>
  ({
    pages: Array.from({ length: turns }, () => ({})),
    view: { outcome: turns < 4 ? null : {}, turnCount: 4 },
    draft: { orders },
  }) as unknown as Session;
const idAt = (...given: Parameters<typeof lessonAt>): string | undefined => LESSONS[lessonAt(...given)]?.id;
const placeOf = (id: string): number => LESSONS.findIndex((lesson) => lesson.id === id);

describe('the tutorial', () => {
  it('begins at the briefing and goes on when the player comes to the table', () => {
    expect(idAt(0, { ...page, screen: 'briefing' }, session(0))).toBe('briefing');
    expect(idAt(0, page, session(0))).toBe('look');
    expect(idAt(0, { ...page, selectedId: 'starcloud' }, session(0))).toBe('ground');
    expect(idAt(0, { ...page, selectedId: 'starcloud', theatreMode: 'ground' }, session(0))).toBe('plan');
  });
  it('waits at what is only to be read, and sees an order that is asked for', () => {
    const watched = session(0, [{ kind: 'surveil' }]);
    expect(idAt(placeOf('plan'), page, watched)).toBe('plan');
    expect(idAt(placeOf('plan') + 1, page, watched)).toBe('seal');
  });
  it('leaves what a sealed turn has passed by', () => {
    expect(idAt(0, { ...page, screen: 'resolution', theatreMode: 'ground' }, session(1))).toBe('working');
    expect(idAt(0, page, session(2))).toBe('backup');
    expect(idAt(0, { ...page, screen: 'end' }, session(4))).toBe('end');
  });
  it('never goes back', () => {
    expect(idAt(placeOf('watch'), page, session(0))).toBe('watch');
  });
  it('has words for every lesson', () => {
    const words = JSON.parse(readFileSync('assets/locales/en/ui.json', 'utf8')) as Record<string, string>;
    for (const { id } of LESSONS) {
      expect(words[`tutorial.${id}.title`]).toBeTruthy();
      expect(words[`tutorial.${id}.text`]).toBeTruthy();
    }
  });
});
