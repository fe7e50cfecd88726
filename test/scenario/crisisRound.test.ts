/** The crisis round: when it comes, what may be ordered in it, what it decides, and what it leaves to the half-year after it. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/bots/index.ts';
import {
  availableOrders,
  type GameState,
  legalOrder,
  makeRecord,
  type Order,
  ORDER_KINDS,
  type RecordedTurn,
  recordTurn,
  replayRecord,
  resolveTurn,
  viewFor,
} from '../../src/engine/index.ts';
import { parseGameFile, makeGameFile } from '../../src/protocol/gameFile.ts';
import {
  changed,
  classroom,
  dawn,
  eventOf,
  groupIn,
  kindsOf,
  playedGame,
  playTurns,
  reportTo,
  richStart,
  scriptedTurn,
} from '../support/game.ts';

const rules = dawn.ruleset.crisis;
const PEACE = { 'crisis/war/crisisRound': [0.999] };
const tense = richStart('round', (draft) => Object.assign(draft, { crisis: 'confrontation', tension: 55 }));
const rising = scriptedTurn(dawn, tense, {});
const round = rising.state;
const signal = (message: 'reassure' | 'warn'): Order => ({ kind: 'signal', message });
const jam: Order = { kind: 'jam', targetId: 'three-body' };
const ID = 'cn/1r/jam/three-body';
const works = {
  [`operation/${ID}/detect/crisisRound`]: [0],
  [`operation/${ID}/defend/crisisRound`]: [0.999],
  [`operation/${ID}/effect/crisisRound`]: [0],
  [`attribution/${ID}/crisisRound`]: [0.999],
};

describe('a crisis round', () => {
  it('comes when the ladder rises to crisis or above, before war is decided, and says so in the view', () => {
    expect(round).toMatchObject({ turn: 1, stage: 'crisisRound', crisis: 'crisis' });
    expect(rising.findings.some(({ question }) => question === 'unwantedWar')).toBe(false);
    for (const side of ['us', 'cn'] as const)
      expect(viewFor(dawn, round, side)).toMatchObject({ stage: 'crisisRound', turn: 1, year: 2026, half: 1 });
    const steady = changed(tense, (draft) => Object.assign(draft, { crisis: 'crisis', tension: 55 }));
    const stayed = scriptedTurn(dawn, steady, {});
    expect(stayed.state).toMatchObject({ stage: 'turn', crisis: 'crisis' });
    const low = changed(tense, (draft) => Object.assign(draft, { crisis: 'friction', tension: 40 }));
    expect(scriptedTurn(dawn, low, {}).state).toMatchObject({ stage: 'turn', crisis: 'confrontation' });
  });

  it('does not come after the last turn, nor when the game is over', () => {
    const last = changed(tense, (draft) => void (draft.turn = dawn.scenario.turnCount - 1));
    expect(scriptedTurn(dawn, last, {}).state).toMatchObject({
      stage: 'turn',
      outcome: { end: 'time' },
    });
    const over = changed(tense, ({ sides }) => Object.assign(sides.us, { fundsMusd: -1e6, incomeMusd: 0 }));
    expect(scriptedTurn(dawn, over, {}).state).toMatchObject({ stage: 'turn', outcome: { end: 'exhaustion' } });
  });

  it('opens a few kinds of orders, and refuses all others', () => {
    const open = ['setPosture', 'offer', 'withdraw', 'signal', 'publishEvidence', 'jam', 'strike'];
    const view = viewFor(dawn, round, 'us');
    for (const kind of availableOrders(dawn, view, [])) expect(open).toContain(kind);
    expect(availableOrders(dawn, view, [])).toEqual(expect.arrayContaining(['setPosture', 'offer', 'signal', 'jam']));
    expect(legalOrder(dawn, view, [], { kind: 'surveil' })).toMatchObject({
      ok: false,
      error: { code: 'order/not-in-crisis-round', field: 'kind' },
    });
    expect(ORDER_KINDS.length).toBeGreaterThan(open.length);
  });

  it('does not advance the turn, runs its own phases only, and comes once', () => {
    const done = scriptedTurn(dawn, round, {});
    expect(done).toMatchObject({ turn: 1, stage: 'crisisRound', state: { turn: 1, stage: 'turn' } });
    expect(new Set(done.findings.map(({ phase }) => phase))).toEqual(new Set(['consequences']));
    const before = round.sides.us;
    expect(done.state.sides.us).toMatchObject({
      fundsMusd: before.fundsMusd,
      standing: before.standing,
      points: before.points,
    });
    expect(done.state.tension).toBe(round.tension);
    const higher = changed(round, (draft) => void (draft.tension = 80));
    expect(scriptedTurn(dawn, higher, {}, PEACE).state).toMatchObject({ stage: 'turn', crisis: 'clash' });
  });

  it('decides whether war comes, with a chance that both may still lower', () => {
    const high = changed(round, (draft) => Object.assign(draft, { tension: 90, crisis: 'clash' }));
    const chance = (orders: Partial<Record<'us' | 'cn', readonly Order[]>>): number =>
      Number(scriptedTurn(dawn, high, orders, PEACE).findings.find(({ question }) => question === 'unwantedWar')?.prob);
    expect(chance({})).toBeCloseTo((90 - rules.warTensionFrom) / rules.warTensionScale, 9);
    expect(chance({ us: [signal('reassure')], cn: [signal('reassure')] })).toBeCloseTo(
      (90 + 2 * rules.signalTension.reassure - rules.warTensionFrom) / rules.warTensionScale,
      9,
    );
    const war = scriptedTurn(dawn, high, {}, { 'crisis/war/crisisRound': [0] });
    expect(war.state).toMatchObject({ stage: 'turn', outcome: { end: 'war', mutualLoss: true } });
  });

  it('has ids of its own, so that nothing of its turn is repeated', () => {
    const clash = changed(round, (draft) => Object.assign(draft, { tension: 90, crisis: 'clash' }));
    const done = scriptedTurn(dawn, clash, { us: [signal('warn')] }, PEACE);
    for (const list of [done.findings, done.events, reportTo(done, 'cn').findings, reportTo(done, 'cn').events])
      for (const { id } of list) expect(id.startsWith('1r.')).toBe(true);
    expect(done.findings.find(({ question }) => question === 'unwantedWar')?.stream).toBe('crisis/war/crisisRound');
  });
});

describe('what a round decides', () => {
  it('an offer made and met is in force, and one made in the turn can be met', () => {
    const offered = scriptedTurn(dawn, tense, { us: [{ kind: 'offer', agreementId: 'hotline' }] }).state;
    const met = scriptedTurn(dawn, offered, { cn: [{ kind: 'offer', agreementId: 'hotline' }] });
    expect(met.state.agreements.find(({ id }) => id === 'hotline')?.machine).toBe('inForce');
  });

  it('evidence of an act of its own turn may be published', () => {
    const own = 'cn/1/jam/three-body';
    const acted = scriptedTurn(
      dawn,
      tense,
      { us: [jam] },
      {
        [`operation/${own}/detect`]: [0],
        [`operation/${own}/defend`]: [0.999],
        [`operation/${own}/effect`]: [0],
        [`attribution/${own}`]: [0.999],
      },
    );
    expect(acted.state.stage).toBe('crisisRound');
    const named = scriptedTurn(dawn, acted.state, { cn: [{ kind: 'publishEvidence', operationId: own }] });
    expect(eventOf(named, 'operation.attributed').side).toBe('us');
  });

  it('an act is felt in the half-year after it, by its service and by its backups', () => {
    const acted = scriptedTurn(dawn, round, { us: [jam] }, works);
    expect(kindsOf(acted)).toContain('operation.reversibleEffect');
    expect(groupIn(acted.state, 'three-body').outageFrac).toBeGreaterThan(0);
    const after = scriptedTurn(dawn, acted.state, {});
    const unharmed = scriptedTurn(dawn, scriptedTurn(dawn, round, {}).state, {});
    expect(groupIn(after.state, 'three-body').deliveredPops).toBeLessThan(
      groupIn(unharmed.state, 'three-body').deliveredPops,
    );
    expect(after.state.sides.cn.lostPops).toBeGreaterThan(unharmed.state.sides.cn.lostPops);
    expect(groupIn(scriptedTurn(dawn, after.state, {}).state, 'three-body').outageFrac).toBe(0);
  });
});

/** Political capital that jamming costs a side. */
const price = (state: GameState): number => {
  const target = viewFor(dawn, state, 'cn').rival.groups.find(({ unitCount }) => unitCount > 0)?.id ?? '';
  const judged = legalOrder(dawn, viewFor(dawn, state, 'cn'), [], { kind: 'jam', targetId: target });
  return judged.ok ? judged.value.cost.politicalCapital : Number.NaN;
};

describe('a signal', () => {
  const calm = richStart('signal');
  it('reassures or warns, in a turn too, and a warning makes the other side’s operations dearer for a while', () => {
    const quiet = scriptedTurn(dawn, calm, {}).state;
    const told = scriptedTurn(dawn, calm, { us: [signal('reassure')] });
    expect(told.state.tension - quiet.tension).toBeCloseTo(rules.signalTension.reassure * (1 - rules.decayFrac), 5);
    expect(told.state.sides.us.politicalCapital).toBeCloseTo(
      quiet.sides.us.politicalCapital - rules.signalPoliticalCapital,
      5,
    );
    expect(eventOf(told, 'signal.reassure').side).toBe('us');
    const warned = scriptedTurn(dawn, calm, { us: [signal('warn')] }).state;
    expect(price(warned) - price(quiet)).toBeCloseTo(rules.warningPoliticalCapital, 5);
    let later = warned;
    for (let turn = 0; turn < rules.warningTurns; turn++) later = scriptedTurn(dawn, later, {}).state;
    expect(price(later)).toBeCloseTo(price(quiet), 5);
  });
  it('is given once, and costs political capital that must be there', () => {
    const view = viewFor(dawn, calm, 'us');
    expect(legalOrder(dawn, view, [signal('warn')], signal('reassure'))).toMatchObject({
      error: { code: 'order/repeated' },
    });
    const spent = changed(calm, ({ sides }) => void (sides.us.politicalCapital = 0));
    expect(legalOrder(dawn, viewFor(dawn, spent, 'us'), [], signal('warn'))).toMatchObject({
      error: { code: 'order/political-capital-exceeded' },
    });
    expect(legalOrder(dawn, view, [], { kind: 'signal', message: 'threaten' } as unknown as Order)).toMatchObject({
      error: { code: 'order/not-a-choice', field: 'message' },
    });
  });
});

describe('bots and records', () => {
  const played = ['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) =>
    playTurns(dawn, seed, { us: 'random', cn: 'random' }),
  );
  const game = played.find((turns) => turns.some(({ before }) => before.stage === 'crisisRound'));

  it('the balancer calms, and everybody’s orders are legal', () => {
    const plan = decide('balancer', dawn, viewFor(dawn, round, 'us'), 'round');
    expect(plan[0]).toEqual(signal('reassure'));
    for (const bot of ['balancer', 'random'] as const)
      expect(
        resolveTurn(dawn, round, {
          us: decide(bot, dawn, viewFor(dawn, round, 'us'), 'round'),
          cn: decide(bot, dawn, viewFor(dawn, round, 'cn'), 'round'),
        }).ok,
      ).toBe(true);
  });

  it('a game with rounds replays, its file says which they are, and its turns are counted without them', () => {
    expect(game).toBeDefined();
    const turns: RecordedTurn[] = (game ?? []).map(({ resolution, orders }) => recordTurn(resolution, orders));
    const seed = game?.[0]?.before.seed ?? '';
    const outcome = game?.at(-1)?.resolution.state.outcome ?? null;
    const record = makeRecord({ game: dawn, seed, controllers: { us: 'random', cn: 'random' }, turns, outcome });
    expect(record.turnCount).toBeLessThan(turns.length);
    expect(record.turnCount).toBe(game?.at(-1)?.resolution.state.turn);
    const parsed = parseGameFile(makeGameFile(record));
    expect(parsed.ok && replayRecord(dawn, parsed.value).ok).toBe(true);
    const at = turns.findIndex(({ stage }) => stage === 'crisisRound');
    const other = makeRecord({
      game: dawn,
      seed,
      controllers: { us: 'random', cn: 'random' },
      turns: turns.map((turn, place) => (place === at ? { ...turn, stage: 'turn' as const } : turn)),
      outcome,
    });
    expect(replayRecord(dawn, other)).toMatchObject({ ok: false, error: { code: 'record/differs' } });
  });

  it('no round follows another, in any game', () => {
    for (const turns of [...played, playedGame('classroom', 'a', 'random', 'random')]) {
      for (const [place, { before, resolution }] of turns.entries()) {
        if (before.stage !== 'crisisRound') continue;
        expect(turns[place - 1]?.resolution).toMatchObject({ turn: resolution.turn, stage: 'turn' });
        expect(resolution.state.stage).toBe('turn');
      }
    }
    expect(classroom.scenario.turnCount).toBeGreaterThan(0);
  });
});
