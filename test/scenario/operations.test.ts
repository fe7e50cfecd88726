/** An operation runs its course: ordered, seen or not, stopped or not, effect, attribution, answer, answer in kind. */
import { describe, expect, it } from 'vitest';
import { type GameState, legalOrder, type Order, reportFor, viewFor } from '../../src/engine/index.ts';
import { outageFracOf } from '../../src/engine/formulas.ts';
import { POSTURES } from '../../src/ruleset/terms.ts';
import {
  changed,
  dawn,
  eventOf,
  findingOf,
  groupIn,
  kindsOf,
  richStart,
  rowIn,
  scriptedTurn,
} from '../support/game.ts';

const start = richStart('operations');
const jam: Order = { kind: 'jam', targetId: 'three-body' };
const ID = 'cn/1/jam/three-body';
const SEEN = { [`operation/${ID}/detect`]: [0] };
const works = { ...SEEN, [`operation/${ID}/defend`]: [0.999], [`operation/${ID}/effect`]: [0] };
const named = { ...works, [`attribution/${ID}`]: [0] };
const rules = dawn.ruleset.counterspace;

describe('jamming', () => {
  it('that works takes service for the turn and no more; the target gets used to it', () => {
    const turn = scriptedTurn(dawn, start, { us: [jam] }, named);
    const expected = outageFracOf(dawn, 'jam', 'edge', 0, 0);
    const group = groupIn(turn.state, 'three-body');
    expect(group.outageFrac).toBeCloseTo(expected, 12);
    expect(turn.state.sides.cn.adaptation.jam).toBe(1);
    // Reversible: the turn after, nothing of it is left.
    const next = scriptedTurn(dawn, turn.state, {});
    expect(groupIn(next.state, 'three-body')).toMatchObject({ outageFrac: 0, machine: 'nominal', lostUnits: 0 });
    // What was lost is what the outage took of what it would have delivered.
    expect(turn.state.sides.cn.lostPops).toBeCloseTo((group.deliveredPops / (1 - expected)) * expected, 9);
  });

  it('that is seen can be foiled, at the defence chance of the target', () => {
    const turn = scriptedTurn(
      dawn,
      start,
      { us: [jam] },
      { ...SEEN, [`operation/${ID}/defend`]: [0], [`attribution/${ID}`]: [0.999] },
    );
    expect(groupIn(turn.state, 'three-body').outageFrac).toBe(0);
    const { prob } = findingOf(turn, 'operationDefended');
    expect(prob).toBeCloseTo(
      rules.families.jam.defenceProb + rules.families.jam.defenceProbPerLevel * start.sides.cn.tech.defence,
      12,
    );
    expect(eventOf(turn, 'operation.foiled')).toBeDefined();
    // Being stopped tells the author that it was seen; by how much the target is defended it does not.
    const report = reportFor(turn, 'us');
    expect(eventOf(report, 'operation.foiled').values).not.toHaveProperty('damageFrac');
    const part = findingOf(report, 'operationDefended');
    expect(part.inputs.map(({ name }) => name)).toEqual(['defenceProb', 'defenceProbPerLevel']);
    expect(part).toMatchObject({ prob: null, draw: null, result: {} });
  });

  it('that is not seen and does nothing leaves no trace with the target', () => {
    const unseen = changed(start, () => {});
    const script = { [`operation/${ID}/detect`]: [0.9999999], [`operation/${ID}/effect`]: [0.999] };
    const longWatch = {
      ...dawn,
      ruleset: {
        ...dawn.ruleset,
        counterspace: { ...rules, families: { ...rules.families, jam: { ...rules.families.jam, watchTimeH: 1 } } },
      },
    };
    const turn = scriptedTurn(longWatch, unseen, { us: [jam] }, script);
    const quiet = scriptedTurn(longWatch, unseen, {});
    expect(rowIn(turn.state.operations, ID)).toMatchObject({
      detected: false,
      felt: false,
      attributed: false,
      machine: 'deniable',
    });
    expect(reportFor(turn, 'cn')).toEqual(reportFor(quiet, 'cn'));
    expect(viewFor(longWatch, turn.state, 'cn')).toEqual(viewFor(longWatch, quiet.state, 'cn'));
    // The author knows that it tried, and that nothing came of it.
    expect(eventOf(reportFor(turn, 'us'), 'operation.noEffect').side).toBe('us');
  });

  it('that is not seen but works is felt all the same', () => {
    const short = {
      ...dawn,
      ruleset: {
        ...dawn.ruleset,
        counterspace: { ...rules, families: { ...rules.families, jam: { ...rules.families.jam, watchTimeH: 1 } } },
      },
    };
    const turn = scriptedTurn(
      short,
      start,
      { us: [jam] },
      { [`operation/${ID}/detect`]: [0.99], [`operation/${ID}/effect`]: [0], [`attribution/${ID}`]: [0.99] },
    );
    expect(rowIn(turn.state.operations, ID)).toMatchObject({ detected: false, felt: true });
    expect(viewFor(short, turn.state, 'cn').sufferedOperations).toMatchObject([
      { id: ID, family: 'jam', targetId: 'three-body', turn: 1, attributed: false, waits: false },
    ]);
    expect(kindsOf({ ...turn, events: reportFor(turn, 'cn').events })).toContain('operation.reversibleEffect');
  });

  it('fails against hardened receivers, whatever the die', () => {
    const hard = changed(start, ({ groups }) => {
      for (const group of groups) group.hardeningLevel = 4;
    });
    const turn = scriptedTurn(dawn, hard, { us: [jam] }, { ...works, [`attribution/${ID}`]: [0] });
    expect(findingOf(turn, 'jammingOvercomes').outcome).toBe('fallsShort');
    expect(groupIn(turn.state, 'three-body').outageFrac).toBe(0);
  });
});

describe('attribution', () => {
  it('costs the author standing and raises tension by the posture of the target', () => {
    for (const posture of POSTURES) {
      const state = changed(start, ({ sides }) => {
        sides.cn.posture = posture;
      });
      const quiet = scriptedTurn(dawn, state, {});
      const turn = scriptedTurn(dawn, state, { us: [jam] }, named);
      const { standingLoss, tension } = rules.families.jam;
      expect(eventOf(turn, 'operation.attributed').values).toMatchObject({
        posture,
        standingLoss,
        tension: tension + rules.responseTension[posture],
      });
      const kept = 1 - dawn.ruleset.economy.standingDriftFrac;
      expect(turn.state.sides.us.standing).toBeCloseTo(quiet.state.sides.us.standing - standingLoss * kept, 5);
      expect(turn.state.tension).toBeCloseTo(
        quiet.state.tension + (tension + rules.responseTension[posture]) * (1 - dawn.ruleset.crisis.decayFrac),
        5,
      );
      expect(rowIn(turn.state.operations, ID).machine).toBe(posture === 'absorb' ? 'lapsed' : 'answered');
      const claims = posture === 'reciprocate' || posture === 'escalate';
      expect(turn.state.sides.cn.answerUntilTurn.jam).toBe(claims ? 1 + rules.answerTurns : 0);
    }
  });

  it('that fails leaves the author unnamed, at less tension and no loss of standing', () => {
    const turn = scriptedTurn(dawn, start, { us: [jam] }, { ...works, [`attribution/${ID}`]: [0.999] });
    const quiet = scriptedTurn(dawn, start, {});
    expect(rowIn(turn.state.operations, ID)).toMatchObject({ attributed: false, machine: 'deniable' });
    expect(turn.state.sides.us.standing).toBeCloseTo(quiet.state.sides.us.standing, 5);
    const raised = rules.families.jam.tension * rules.deniableTensionFrac;
    expect(turn.state.tension - quiet.state.tension).toBeCloseTo(raised * (1 - dawn.ruleset.crisis.decayFrac), 5);
    expect(eventOf(turn, 'operation.deniable').side).toBeNull();
    expect(JSON.stringify(viewFor(dawn, turn.state, 'cn').sufferedOperations)).not.toContain('us');
  });

  it('shows the author nothing of the defence it was seen by', () => {
    const turn = scriptedTurn(dawn, start, { us: [jam] }, named);
    const names = (side: 'us' | 'cn'): readonly string[] =>
      findingOf(reportFor(turn, side), 'attribution').inputs.map(({ name }) => name);
    expect(names('cn')).toContain('targetDefenceLevel');
    expect(names('us')).not.toContain('targetDefenceLevel');
  });
});

describe('an answer in kind', () => {
  it('needs no political capital, costs less standing and tension, and the claim ends', () => {
    const angry = changed(start, ({ sides }) => {
      sides.cn.posture = 'reciprocate';
    });
    const first = scriptedTurn(dawn, angry, { us: [jam] }, named);
    const answer: Order = { kind: 'jam', targetId: 'planet-eo' };
    const preview = (state: GameState) => legalOrder(dawn, viewFor(dawn, state, 'cn'), [], answer);
    expect(preview(first.state)).toMatchObject({ ok: true, value: { cost: { politicalCapital: 0 } } });
    const id = 'us/2/jam/planet-eo';
    const second = scriptedTurn(
      dawn,
      first.state,
      { cn: [answer] },
      {
        [`operation/${id}/detect`]: [0],
        [`operation/${id}/defend`]: [0.999],
        [`operation/${id}/effect`]: [0],
        [`attribution/${id}`]: [0],
      },
    );
    expect(eventOf(second, 'operation.attributed').values).toMatchObject({
      standingLoss: rules.families.jam.standingLoss * rules.reciprocalStandingFactor,
      tension: rules.families.jam.tension * rules.reciprocalTensionFactor + rules.responseTension.protest,
    });
    const third = scriptedTurn(dawn, second.state, {});
    expect(preview(third.state)).toMatchObject({
      ok: true,
      value: { cost: { politicalCapital: rules.families.jam.politicalCapital } },
    });
  });

  it('closes the matter: operations of earlier turns leave the list', () => {
    const first = scriptedTurn(dawn, start, { us: [jam] }, named);
    const second = scriptedTurn(dawn, first.state, {});
    expect(rowIn(second.state.operations, ID).machine).toBe('closed');
    expect(scriptedTurn(dawn, second.state, {}).state.operations).toEqual([]);
  });
});
