/** The planning opponent: legal on any view, the same from the same, led by its view alone, and able to say why. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COURSE_IDS, DOCTRINE_IDS, decide, decideQuickly, explain, FEARS, PLANNER_IDS } from '../../src/bots/index.ts';
import { beliefsOf } from '../../src/bots/planner/beliefs.ts';
import { LEVELS, plan } from '../../src/bots/planner/index.ts';
import { choose, type Weighed } from '../../src/bots/planner/search.ts';
import { legalDraft, ORDER_GROUPS, rivalOf, SIDES, viewFor } from '../../src/engine/index.ts';
import { changed, classroom, dawn, deepFreeze, playedGame, playTurns } from '../support/game.ts';

const raided = playedGame('dawn-2026', 'planner', 'random', 'raider');
const moments = raided
  .filter(({ before }, place) => place % 6 === 1 || before.stage === 'crisisRound')
  .slice(0, 4)
  .map(({ before }) => before);

const weighing = (id: Weighed['course']['id'], worths: number[]): Weighed => ({
  course: { id, weightsAt: () => ({}) as never },
  orders: [],
  worths,
});

describe('a planner', () => {
  it('plays whole games within the rules, crisis rounds too', () => {
    const turns = playTurns(classroom, 'whole', { us: 'officer', cn: 'student' });
    expect(turns.at(-1)?.resolution.state.outcome).not.toBeNull();
    for (const state of moments)
      for (const side of SIDES)
        for (const id of PLANNER_IDS) {
          const view = viewFor(dawn, state, side);
          expect(legalDraft(dawn, view, decide(id, dawn, view, 's')).ok).toBe(true);
        }
  });

  it('decides the same from the same view and seed, and leaves the view as it was', () => {
    for (const state of moments.slice(0, 2))
      for (const side of SIDES) {
        const view = deepFreeze(viewFor(dawn, state, side));
        const orders = decide('adversary', dawn, view, 's');
        expect(decide('adversary', dawn, structuredClone(view), 's')).toEqual(orders);
      }
  });

  it('does not decide otherwise when what it cannot see is otherwise', () => {
    for (const state of moments.slice(0, 2))
      for (const side of SIDES) {
        const rival = rivalOf(side);
        const other = changed({ ...state, seed: 'another' }, (draft) => {
          draft.sides[rival].fundsMusd *= 3;
          draft.sides[rival].points += 20;
          draft.sides[rival].tech.chip += 1;
          draft.sides[rival].politicalCapital = 0;
          for (const group of draft.groups) if (group.owner === rival) group.hardeningLevel += 1;
          for (const region of draft.regions) if (region.owner === rival) region.marginMw /= 2;
          draft.deliveries = draft.deliveries.filter(({ owner }) => owner === side);
        });
        const told = (of: typeof state): string =>
          JSON.stringify(explain('adversary', dawn, viewFor(dawn, of, side), 's'));
        expect(told(other)).toBe(told(state));
      }
  });

  it('spends no more than its budget, and less where its time is up', () => {
    const [state] = moments;
    if (state === undefined) throw new Error('no moment');
    const view = viewFor(dawn, state, 'us');
    for (const id of PLANNER_IDS) {
      const { budget, horizon, courses } = LEVELS[id];
      const { weighed } = plan(id, dawn, view, 's');
      const playouts = weighed.reduce((total, { worths }) => total + worths.length, 0);
      expect(playouts * Math.min(horizon, view.turnCount - view.turn + 1)).toBeLessThanOrEqual(budget);
      expect(weighed.length).toBeLessThanOrEqual(courses + 1);
      const cut = plan(id, dawn, view, 's', () => true);
      expect(cut.weighed.every(({ worths }) => worths.length === 0)).toBe(true);
      expect(cut.chosen.course.id).toBe('plan');
      expect(cut.chosen.orders).toEqual(decideQuickly(id, dawn, view, 's'));
    }
  });

  it('keeps to its plan unless something that was tried to the last is expected to be better', () => {
    const chosen = (...others: readonly Weighed[]) =>
      choose([weighing('plan', [0.5, 0.4, 0.6, 0.5]), ...others]).course.id;
    expect(chosen(weighing('press', [0.4, 0.4, 0.6, 0.5]))).toBe('plan');
    expect(chosen(weighing('press', [0.51, 0.41, 0.61, 0.51]))).toBe('plan');
    expect(chosen(weighing('press', [0.6, 0.5, 0.7, 0.6]))).toBe('press');
    expect(chosen(weighing('press', [0.6, 0.5, 0.7, 0.6]), weighing('settle', [0.7, 0.5, 0.7, 0.6]))).toBe('settle');
    expect(chosen(weighing('press', [0.99, 0.99]))).toBe('plan');
    // The same gain is believed where it was seen more often.
    const seen = (times: number) =>
      choose([
        weighing(
          'plan',
          Array.from({ length: times }, () => 0.5),
        ),
        weighing(
          'press',
          Array.from({ length: times }, () => 0.51),
        ),
      ]).course.id;
    expect([seen(4), seen(5)]).toEqual(['plan', 'press']);
  });

  it('comes to believe in the doctrine that is played', () => {
    let likelier = 0;
    for (const id of DOCTRINE_IDS) {
      const state = playTurns(dawn, `believe/${id}`, { us: 'balancer', cn: id }, 12).at(-1)?.resolution.state;
      if (state === undefined) throw new Error('no turn was played');
      const beliefs = beliefsOf(dawn, viewFor(dawn, state, 'us'));
      expect(beliefs.reduce((sum, { prob }) => sum + prob, 0)).toBeCloseTo(1, 9);
      if ((beliefs.find(({ doctrineId }) => doctrineId === id)?.prob ?? 0) > 1 / DOCTRINE_IDS.length) likelier += 1;
    }
    expect(likelier).toBeGreaterThanOrEqual(DOCTRINE_IDS.length / 2);
  });
});

describe('every opponent', () => {
  const bots = [...PLANNER_IDS, 'balancer', 'raider', 'random'] as const;

  it('says why: what its orders are about, what it expects, what it fears', () => {
    for (const state of moments.slice(0, 2))
      for (const bot of bots) {
        const view = viewFor(dawn, state, 'cn');
        const why = explain(bot, dawn, view, 's');
        const orders = decide(bot, dawn, view, 's');
        expect(why.aims.reduce((count, { orderCount }) => count + orderCount, 0)).toBe(orders.length);
        expect(why.aims.every(({ group }) => ORDER_GROUPS.includes(group))).toBe(true);
        expect(why.fears.every(({ id, gravity }) => FEARS.includes(id) && gravity > 0 && gravity <= 1)).toBe(true);
        expect(why.expects.ownPoints).toBe(state.sides.cn.points);
        if (why.weighed.length > 0) expect(why.weighed.filter(({ isChosen }) => isChosen)).toHaveLength(1);
      }
  });

  it('has words for all of it in every language', () => {
    for (const locale of ['en', 'zh-Hant', 'zh-Hans']) {
      const words = JSON.parse(readFileSync(`assets/locales/${locale}/debrief.json`, 'utf8')) as Record<string, string>;
      const wanted = [...FEARS.map((id) => `why.fear.${id}`), ...COURSE_IDS.map((id) => `why.course.${id}`)];
      expect(wanted.filter((key) => words[key] === undefined)).toEqual([]);
    }
  });
});
