/** Agreements: offered, met in the same turn or the next, lapsed, left, and what each is good for. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, viewFor } from '../../src/engine/index.ts';
import type { AgreementKind } from '../../src/ruleset/terms.ts';
import { changed, dawn, eventOf, kindsOf, richStart, rowIn, scriptedTurn } from '../support/game.ts';

const { crisis } = dawn.ruleset;
const start = richStart('agreements');
const offer = (agreementId: AgreementKind): Order => ({ kind: 'offer', agreementId });
const withdraw = (agreementId: AgreementKind): Order => ({ kind: 'withdraw', agreementId });
const machineOf = (state: GameState, id: AgreementKind): string => rowIn(state.agreements, id).machine;
const inForce = (...ids: readonly AgreementKind[]): GameState =>
  changed(start, ({ agreements }) => {
    for (const id of ids) Object.assign(rowIn(agreements, id), { machine: 'inForce', untilTurn: 9 });
  });

describe('an offer', () => {
  it('met in the same turn is in force for its term', () => {
    const turn = scriptedTurn(dawn, start, { us: [offer('hotline')], cn: [offer('hotline')] });
    expect(rowIn(turn.state.agreements, 'hotline')).toMatchObject({
      machine: 'inForce',
      untilTurn: 1 + crisis.agreementTurns,
    });
    expect(kindsOf(turn)).toContain('agreement.entered');
  });

  it('can be met in every turn in which the other side sees it, and not after', () => {
    const offered = scriptedTurn(dawn, start, { us: [offer('norm')] });
    let { state } = offered;
    let seen = 0;
    for (let turn = 0; turn < 5; turn++) {
      const shown = viewFor(dawn, state, 'cn').agreements.find(({ id }) => id === 'norm')?.offeredByRival === true;
      if (shown) seen += 1;
      const met = scriptedTurn(dawn, state, { cn: [offer('norm')] });
      expect(machineOf(met.state, 'norm') === 'inForce', `turn ${turn + 2}`).toBe(shown);
      ({ state } = scriptedTurn(dawn, state, {}));
    }
    expect(seen).toBe(crisis.offerTurns - 1);
    expect(legalOrder(dawn, viewFor(dawn, offered.state, 'us'), [], offer('norm'))).toMatchObject({
      ok: false,
      error: { code: 'order/nothing-to-do' },
    });
  });

  it('can be taken back, and is told to both', () => {
    const offered = scriptedTurn(dawn, start, { us: [offer('norm')] });
    expect(eventOf(offered, 'agreement.offered')).toMatchObject({ side: 'us', visibleTo: { us: true, cn: true } });
    const back = scriptedTurn(dawn, offered.state, { us: [withdraw('norm')], cn: [offer('norm')] });
    expect(machineOf(back.state, 'norm')).toBe('offered');
  });
});

const tension = (state: GameState): number => scriptedTurn(dawn, state, {}).state.tension;

describe('an agreement in force', () => {
  it('lapses at the end of its term and can be made again', () => {
    const late = changed(inForce('hotline'), (draft) => {
      draft.turn = 8;
    });
    const turn = scriptedTurn(dawn, late, {});
    expect(machineOf(turn.state, 'hotline')).toBe('lapsed');
    expect(kindsOf(turn)).toContain('agreement.lapsed');
    const again = scriptedTurn(dawn, turn.state, { us: [offer('hotline')], cn: [offer('hotline')] });
    expect(machineOf(again.state, 'hotline')).toBe('inForce');
  });

  it('ends when one side leaves, and both may leave at once', () => {
    for (const orders of [{ us: [withdraw('truce')] }, { us: [withdraw('truce')], cn: [withdraw('truce')] }]) {
      const turn = scriptedTurn(dawn, inForce('truce'), orders);
      expect(machineOf(turn.state, 'truce')).toBe('lapsed');
      expect(turn.events.filter(({ kind }) => kind === 'agreement.withdrawn')).toHaveLength(Object.keys(orders).length);
    }
  });

  it('calms: a hotline lowers where tension rests, a truce takes some every turn and forbids new controls', () => {
    expect(tension(inForce('hotline'))).toBeCloseTo(
      start.tension + crisis.decayFrac * (crisis.hotlineRestTension - start.tension),
      5,
    );
    expect(tension(inForce('truce'))).toBeCloseTo(tension(start) - crisis.truceTensionPerTurn, 5);
    const raise: Order = { kind: 'setExportControl', level: 3 };
    expect(legalOrder(dawn, viewFor(dawn, inForce('truce'), 'us'), [], raise)).toMatchObject({
      ok: false,
      error: { code: 'order/agreement-forbids', field: 'level' },
    });
    expect(legalOrder(dawn, viewFor(dawn, inForce('truce'), 'us'), [], { kind: 'setExportControl', level: 0 }).ok).toBe(
      true,
    );
  });
});
