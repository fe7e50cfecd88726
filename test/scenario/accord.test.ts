/** A comprehensive accord: what it needs, what breaks it, and the end it brings; and cleaning up together. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import type { AgreementKind } from '../../src/ruleset/terms.ts';
import { changed, dawn, eventOf, findingOf, kindsOf, richStart, rowIn, scriptedTurn } from '../support/game.ts';

const { crisis } = dawn.ruleset;
const start = richStart('accord');
const offer = (agreementId: AgreementKind): Order => ({ kind: 'offer', agreementId });
const both = (order: Order) => ({ us: [order], cn: [order] });
const withInForce = (...ids: readonly AgreementKind[]): GameState =>
  changed(start, ({ agreements }) => {
    for (const id of ids) Object.assign(rowIn(agreements, id), { machine: 'inForce', untilTurn: 3 });
  });
const pillars = withInForce('norm', 'hotline', 'truce');
const machineOf = (state: GameState, id: AgreementKind): string => rowIn(state.agreements, id).machine;

describe('an accord', () => {
  it('may be offered only while norm, hotline and truce are in force', () => {
    for (const state of [start, withInForce('norm', 'hotline')])
      expect(legalOrder(dawn, viewFor(dawn, state, 'us'), [], offer('accord'))).toMatchObject({
        error: { code: 'order/agreement-needed', field: 'agreementId' },
      });
    expect(legalOrder(dawn, viewFor(dawn, pillars, 'us'), [], offer('accord')).ok).toBe(true);
  });

  const entered = scriptedTurn(dawn, pillars, both(offer('accord')));
  it('enters when both offers stand, and holds what it stands on for its own term', () => {
    expect(rowIn(entered.state.agreements, 'accord')).toMatchObject({
      machine: 'inForce',
      untilTurn: 1 + crisis.accordTurns,
    });
    for (const id of ['norm', 'hotline', 'truce'] as const)
      expect(rowIn(entered.state.agreements, id).untilTurn).toBeGreaterThan(1 + crisis.accordTurns);
    expect(entered.state.outcome).toBeNull();
    const alone = scriptedTurn(dawn, pillars, { us: [offer('accord')] });
    expect(machineOf(alone.state, 'accord')).toBe('offered');
  });

  it('held for its term ends the game, with a winner by score and a world at peace', () => {
    let { state } = entered;
    let turns = 1;
    while (state.outcome === null && turns < 20) {
      ({ state } = scriptedTurn(dawn, state, {}));
      turns += 1;
    }
    expect(turns).toBe(1 + crisis.accordTurns);
    const { score } = state.outcome ?? { score: { us: 0, cn: 0 } };
    expect(state.outcome).toMatchObject({
      end: 'agreement',
      winner: score.us > score.cn ? 'us' : 'cn',
      mutualLoss: false,
    });
    expect(state.outcome?.worldScore).toBeGreaterThan(90);
  });

  it('falls when what it stands on falls', () => {
    const left = scriptedTurn(dawn, entered.state, { us: [{ kind: 'withdraw', agreementId: 'truce' }] });
    expect(machineOf(left.state, 'accord')).toBe('lapsed');
  });

  it('forbids every act against the other side: suspicion strains it, and a named author breaks it', () => {
    const id = 'cn/2/jam/three-body';
    const jam = (attribution: number) =>
      scriptedTurn(
        dawn,
        entered.state,
        { us: [{ kind: 'jam', targetId: 'three-body' }] },
        {
          [`operation/${id}/detect`]: [0],
          [`operation/${id}/defend`]: [0.999],
          [`operation/${id}/effect`]: [0],
          [`attribution/${id}`]: [attribution],
        },
      );
    const named = jam(0);
    expect(machineOf(named.state, 'accord')).toBe('broken');
    expect(machineOf(named.state, 'norm')).toBe('inForce');
    expect(kindsOf(named)).toContain('agreement.broken');
    const suspected = jam(0.9999);
    expect(machineOf(suspected.state, 'accord')).toBe('strained');
    expect(machineOf(scriptedTurn(dawn, suspected.state, {}).state, 'accord')).toBe('inForce');
  });
});

const littered = (state: GameState): GameState =>
  changed(state, ({ bands }) => {
    for (const band of bands)
      if (band.lowKm === 500) band.fragments = band.fragments.map(() => 1000 / band.fragments.length);
  });

describe('cleaning up together', () => {
  const order: Order = { kind: 'clean', bandId: '500', amountMusd: 200 };
  it('takes away more for the same money, and is thanked to both', () => {
    const alone = scriptedTurn(dawn, littered(start), { us: [order] });
    const agreed = scriptedTurn(dawn, littered(withInForce('cleanup')), { us: [order] });
    const removed = (turn: typeof alone): number => Number(findingOf(turn, 'debrisRemoval').result['removed']);
    expect(removed(agreed) / removed(alone)).toBeCloseTo(1 / crisis.cleanupPriceFactor, 9);
    expect(eventOf(agreed, 'band.cleaned').side).toBe('us');
    expect(agreed.state.sides.cn.standing).toBeGreaterThan(alone.state.sides.cn.standing);
    const view = viewFor(dawn, littered(withInForce('cleanup')), 'us');
    const judged = legalOrder(dawn, view, [], order);
    const before = view.bands.find(({ lowKm }) => lowKm === 500)?.fragmentCount ?? 0;
    const after = judged.ok ? judged.value.effects.find(({ name }) => name === 'fragmentsAfter')?.value : Number.NaN;
    expect(before - Number(after)).toBeCloseTo(removed(agreed), 6);
  });
});
