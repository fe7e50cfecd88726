/** Expected against happened, on games that were played: every order has its line, and no line claims more than is known. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readRuleset, RULES_DIR } from '../../src/cli/rulesFolder.ts';
import { arrivalsIn, compareOrders, isOdds, VERDICTS } from '../../src/client/desk/report/happened.ts';
import type { TurnPage } from '../../src/client/store/session.ts';
import type { Setup } from '../../src/client/store/savedGame.ts';
import {
  type HostedGame,
  openGame,
  reopenGame,
  saveOf,
  sealDesk,
  seatingOf,
} from '../../src/client/workers/hostedGame.ts';
import type { Order } from '../../src/engine/index.ts';
import { decide } from '../../src/bots/index.ts';
import { keepDesk } from '../../src/client/workers/hostedGame.ts';
import { valueOf } from '../support/result.ts';

const ruleset = valueOf(readRuleset(RULES_DIR));
const setup: Setup = { scenarioId: 'classroom', packId: 'base', side: 'us', opponent: 'raider', seed: 'happened' };

/** A game in which the side at the desk orders what a bot of many kinds of order would. */
const played = (): HostedGame => {
  let hosted = valueOf(openGame(ruleset, setup));
  for (let turn = 0; turn < 8 && hosted.state.outcome === null; turn += 1) {
    const { view } = seatingOf(hosted, 'us');
    const orders: readonly Order[] = decide('raider', hosted.game, view, setup.seed);
    hosted = valueOf(sealDesk(keepDesk(hosted, 'us', { draft: { orders, past: [], future: [] }, standing: [] }), 'us'));
  }
  return hosted;
};

describe('expected against happened', () => {
  let hosted: HostedGame;
  let pages: readonly TurnPage[];
  beforeAll(() => {
    hosted = played();
    ({ pages } = seatingOf(hosted, 'us'));
  });

  it('has one line for each order, with all that was said of it', () => {
    for (const page of pages) {
      const compared = compareOrders(page);
      expect(compared.map(({ order }) => order)).toEqual(page.orders);
      for (const [place, { expected, effects }] of compared.entries()) {
        expect(expected).toEqual(page.expected[place]);
        expect(effects.map(({ effect }) => effect)).toEqual(expected.effects);
      }
    }
  });
  it('tells numbers that are numbers, and odds by whether they came true', () => {
    for (const page of pages)
      for (const { order, effects, paid, verdict } of compareOrders(page)) {
        expect(VERDICTS).toContain(verdict);
        expect(paid.fundsMusd, order.kind).toSatisfy(Number.isFinite);
        for (const { effect, happened } of effects) {
          if (happened === null) continue;
          expect(happened, `${order.kind} ${effect.name}`).toSatisfy(Number.isFinite);
          if (isOdds(effect)) expect([0, 1]).toContain(happened);
        }
      }
  });
  it('has nobody pay more than was said', () => {
    for (const page of pages)
      for (const { expected, paid } of compareOrders(page))
        expect(paid.fundsMusd).toBeLessThanOrEqual(Math.max(expected.cost.fundsMusd, 0) + 1e-9);
  });
  it('counts what a campaign brought as its own event does', () => {
    const deployed = pages.flatMap((page) => compareOrders(page)).filter(({ order }) => order.kind === 'deploy');
    expect(deployed.length).toBeGreaterThan(0);
    for (const { effects, events } of deployed) {
      const delivered = events.find(({ kind }) => kind.startsWith('campaign.'))?.values['delivered'];
      const units = effects.find(({ effect }) => effect.name === 'unitCount');
      if (delivered !== undefined) expect(units?.happened).toBe(delivered);
    }
  });
  it('says of an act whether it came off', () => {
    const acts = pages
      .flatMap((page) => compareOrders(page))
      .filter(({ order }) => ['jam', 'dazzle', 'cyber', 'intrude', 'sabotage'].includes(order.kind));
    expect(acts.length).toBeGreaterThan(0);
    for (const { verdict, events } of acts) {
      expect(['cameTrue', 'didNot', 'lapsed']).toContain(verdict);
      const hasEffect = events.some(({ kind }) => kind === 'operation.reversibleEffect');
      if (verdict !== 'lapsed') expect(verdict === 'cameTrue').toBe(hasEffect);
    }
  });
  it('keeps what takes time under way until it is due, and then tells what came of it', () => {
    const all = pages.flatMap((page) => compareOrders(page).map((compared) => ({ page, ...compared })));
    const started = all.filter(({ dueTurn }) => dueTurn !== null);
    expect(started.length).toBeGreaterThan(0);
    for (const { page, dueTurn } of started) expect(dueTurn).toBeGreaterThan(page.turn);
    const arrived = pages.flatMap((_page, place) => arrivalsIn(pages.slice(0, place + 1)));
    const due = started.filter(({ dueTurn }) =>
      pages.some(({ turn, before }) => turn === dueTurn && before.stage === 'turn'),
    );
    expect(arrived.length).toBe(due.length);
    for (const { events } of arrived) expect(events.length).toBeGreaterThan(0);
  });
  it('is the same after the game was kept and opened again', () => {
    const again = seatingOf(valueOf(reopenGame(ruleset, saveOf(hosted, 'us', 'report'))), 'us').pages;
    expect(again.map(compareOrders)).toEqual(pages.map(compareOrders));
  });
});
