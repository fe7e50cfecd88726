/** The deck of events: who may be drawn when, what each effect does, and that every card can be played. */
import { describe, expect, it } from 'vitest';
import { installedCapacityMw } from '../../src/engine/game.ts';
import type { Game, GameState } from '../../src/engine/index.ts';
import { fragmentCountOf } from '../../src/engine/debris.ts';
import { CRISIS_RUNGS } from '../../src/ruleset/terms.ts';
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
  unitsIn,
  withDeck,
} from '../support/game.ts';

type Card = Game['ruleset']['events']['events'][number];
const deck = dawn.ruleset.events.events;
const start = richStart('events', (draft) => {
  draft.turn = 4;
  for (const line of draft.lines) line.machine = 'operational';
  for (const group of draft.groups)
    if (group.cohorts.length === 0) {
      const { designId } = dawn.programme(group.id);
      group.machine = group.architecture === 'platform' ? 'operating' : 'nominal';
      group.cohorts = [{ designId, turnFlown: 0, unitCount: 60, chipFactor: 1, unitMassKg: 500 }];
    } else for (const cohort of group.cohorts) cohort.unitCount = 60;
});

/** A state in which one condition of a card holds. */
const meeting = (state: GameState, condition: NonNullable<Card['conditions']>[number]): GameState =>
  changed(state, (draft) => {
    switch (condition.kind) {
      case 'turns':
        draft.turn = Math.max(draft.turn, condition.fromTurn);
        break;
      case 'crisisAtLeast':
        draft.crisis = condition.rung;
        draft.tension = dawn.ruleset.crisis.upAt[CRISIS_RUNGS.indexOf(condition.rung) - 1] ?? 0;
        break;
      case 'controlAtLeast':
        draft.sides[condition.side].exportControlLevel = condition.level;
        break;
      case 'debrisAtLeast':
        for (const band of draft.bands)
          if (band.lowKm === condition.lowKm) band.fragments = band.fragments.map(() => 1500);
        break;
      case 'unitsAtLeast':
        break;
      case 'milestoneReached':
        draft.sides.us.milestones.push({ id: condition.milestoneId, turn: 1, points: 0 });
        break;
      case 'lineFlies':
        for (const line of draft.lines)
          if (line.vehicleId === condition.vehicleId) line.machine = condition.flies ? 'operational' : 'grounded';
        break;
      case 'gridAtLeast':
        rowIn(draft.regions, condition.regionId).machine = condition.step;
        break;
      case 'agreement':
        Object.assign(rowIn(draft.agreements, condition.agreement), {
          machine: condition.inForce ? 'inForce' : 'offered',
          untilTurn: 99,
        });
        break;
      case 'eventPlayed':
        draft.eventsPlayed.push(condition.eventId);
    }
  });

/** A turn in the card's half of the year. */
const inItsHalf = (state: GameState, { half }: Card): GameState =>
  changed(state, (draft) => {
    const isFirst = draft.turn % 2 === 0;
    if ((half === 'first' && !isFirst) || (half === 'second' && isFirst)) draft.turn += 1;
  });
const readyFor = (card: Card): GameState =>
  inItsHalf(
    (card.conditions ?? []).reduce((state, condition) => meeting(state, condition), start),
    card,
  );
const cardOf = (id: string): Card => rowIn(deck, id);
const play = (id: string, state = readyFor(cardOf(id))) =>
  scriptedTurn(withDeck([id]), state, {}, { 'events/happens': [0], 'events/which': [0] });
const quiet = (id: string, state = readyFor(cardOf(id))) => scriptedTurn(withDeck([id]), state, {});

const standingOf = ({ sides }: GameState) => [sides.us.standing, sides.cn.standing] as const;

describe('the deck', () => {
  it('has at least 40 cards, each with a source for every number', () => {
    expect(deck.length).toBeGreaterThanOrEqual(40);
    for (const path of Object.keys(dawn.ruleset.provenance).filter((each) => each.startsWith('events.')))
      expect(dawn.ruleset.provenance[path]?.source).toBeTruthy();
  });

  it.each(deck.map(({ id }) => id))('can play %s, once, and tells both sides with the numbers of the rules', (id) => {
    const turn = play(id);
    const event = eventOf(turn, 'event.happened');
    expect(event).toMatchObject({ subject: { id }, visibleTo: { us: true, cn: true } });
    expect(turn.state.eventsPlayed).toContain(id);
    const effects = turn.findings.filter(({ question }) => question === 'eventEffect');
    expect(effects.map(({ outcome }) => outcome)).toEqual(cardOf(id).effects.map(({ kind }) => `effect:${kind}`));
    for (const finding of effects) {
      expect(event.findingIds).toContain(finding.id);
      expect(finding.inputs.every(({ origin }) => origin.kind === 'rule')).toBe(true);
      expect(finding.inputs.length).toBeGreaterThan(0);
    }
    const again = changed(turn.state, (draft) => {
      draft.turn = readyFor(cardOf(id)).turn;
    });
    expect(findingOf(quiet(id, again), 'eventHappens').prob).toBe(0);
  });

  it.each(deck.flatMap(({ id, conditions = [] }) => conditions.map(({ kind }, place) => [id, kind, place] as const)))(
    'keeps %s back while its condition %s does not hold',
    (id, kind, place) => {
      const card = cardOf(id);
      const others = (card.conditions ?? []).filter((_, index) => index !== place);
      const without = changed(
        inItsHalf(
          others.reduce((state, condition) => meeting(state, condition), start),
          card,
        ),
        (draft) => {
          const condition = card.conditions?.[place];
          if (condition?.kind === 'turns') draft.turn = condition.fromTurn - 2;
          if (condition?.kind === 'crisisAtLeast') draft.crisis = 'calm';
          if (condition?.kind === 'controlAtLeast') draft.sides[condition.side].exportControlLevel = 0;
          if (condition?.kind === 'unitsAtLeast') groupIn(draft, condition.programmeId).cohorts = [];
          if (condition?.kind === 'lineFlies') rowIn(draft.lines, condition.vehicleId).machine = 'grounded';
          if (condition?.kind === 'agreement')
            rowIn(draft.agreements, condition.agreement).machine = condition.inForce ? 'offered' : 'inForce';
        },
      );
      expect([kind, findingOf(quiet(id, without), 'eventHappens').prob]).toEqual([kind, 0]);
    },
  );

  it('draws among several by weight', () => {
    const two = withDeck(['market-boom', 'market-bust']);
    const at = (draw: number): string =>
      eventOf(scriptedTurn(two, start, {}, { 'events/happens': [0], 'events/which': [draw] }), 'event.happened').subject
        .id;
    expect([at(0.49), at(0.51)]).toEqual(['market-boom', 'market-bust']);
  });
});

describe('an effect', () => {
  it('adds capacity to a region, whole units', () => {
    const added = installedCapacityMw(
      dawn,
      'inner-mongolia',
      rowIn(play('uhv-line-early').state.regions, 'inner-mongolia').newUnitCount -
        rowIn(quiet('uhv-line-early').state.regions, 'inner-mongolia').newUnitCount,
    );
    expect(added - installedCapacityMw(dawn, 'inner-mongolia', 0)).toBe(3000);
  });
  it('raises the peak and takes capacity out for the turn only', () => {
    const shocked = rowIn(play('pjm-heat-dome').state.regions, 'pjm');
    const calm = rowIn(quiet('pjm-heat-dome').state.regions, 'pjm');
    expect(shocked.marginMw).toBeCloseTo(calm.marginMw - 0.06 * calm.peakLoadMw, 3);
    expect(shocked.peakLoadMw).toBe(calm.peakLoadMw);
    expect(rowIn(play('texas-winter-freeze').state.regions, 'texas').marginMw).toBeLessThan(
      rowIn(quiet('texas-winter-freeze').state.regions, 'texas').marginMw,
    );
  });
  it('cuts imports and claims minerals, and says so in the working of the supply', () => {
    const cut = findingOf(play('rare-earth-licences-frozen'), 'mineralsFill');
    expect(cut.inputs).toContainEqual(expect.objectContaining({ name: 'eventImportCutFrac', value: 0.3 }));
    const [before, after] = [quiet('pentagon-claims-share'), play('pentagon-claims-share')];
    expect(after.state.sides.us.mineralsStock).toBeCloseTo(before.state.sides.us.mineralsStock - 0.5, 9);
    expect(after.state.sides.cn.mineralsStock).toBe(before.state.sides.cn.mineralsStock);
  });
  it('grows refining, changes chips and gives progress that does not itself reach a level', () => {
    const state = readyFor(cardOf('refining-breakthrough'));
    expect(play('refining-breakthrough').state.sides.us.mineralsRefining).toBe(state.sides.us.mineralsRefining + 1);
    const licence = [play('chip-licence-row'), quiet('chip-licence-row')] as const;
    expect(licence[0].state.sides.cn.chipSupplyMw / licence[1].state.sides.cn.chipSupplyMw).toBeCloseTo(0.97, 9);
    expect(play('model-shock').state.sides.cn.researchMusd.chip).toBe(600);
    const nearly = changed(start, ({ sides }) => {
      sides.cn.researchMusd.chip = dawn.ruleset.research.baseCostMusd - 150;
    });
    const gained = play('model-shock', nearly).state.sides.cn;
    expect(gained).toMatchObject({ tech: { chip: 0 } });
    expect(gained.researchMusd.chip).toBe(dawn.ruleset.research.baseCostMusd - 100);
  });
  it('takes service for the turn, loses units, and adds some that serve from the next turn', () => {
    expect(groupIn(play('tpu-upsets').state, 'suncatcher').outageFrac).toBeCloseTo(0.15, 12);
    const lost = play('storm-lowers-new-batch').state;
    expect(unitsIn(lost, 'starlink-compute')).toBe(54);
    expect(groupIn(lost, 'starlink-compute').lostUnits).toBe(6);
    const more = play('three-body-batch').state;
    expect(unitsIn(more, 'three-body')).toBe(72);
    const late = changed(start, (draft) => {
      draft.turn = 30;
    });
    expect(findingOf(quiet('three-body-batch', late), 'eventHappens').prob).toBe(0);
  });
  it('grounds a line, raises a cadence, moves the market, and throws fragments into a band', () => {
    expect(rowIn(play('falcon-9-stand-down').state.lines, 'falcon-9')).toMatchObject({ groundedUntilTurn: 6 });
    expect(kindsOf(play('falcon-9-stand-down'))).toContain('line.returned');
    expect(rowIn(play('second-falcon-pad').state.lines, 'falcon-9').cadencePerTurn).toBe(
      rowIn(start.lines, 'falcon-9').cadencePerTurn + 1,
    );
    expect(play('market-bust').state.sides.us.revenueMusd).toBeLessThan(
      0.7 * quiet('market-bust').state.sides.us.revenueMusd,
    );
    const before = quiet('dead-satellites-collide').state.bands.reduce((sum, band) => sum + fragmentCountOf(band), 0);
    const after = play('dead-satellites-collide').state.bands.reduce((sum, band) => sum + fragmentCountOf(band), 0);
    expect(after - before).toBeGreaterThan(500);
  });
  it('moves standing, tension, funds and political capital', () => {
    const served = changed(start, ({ sides }) => {
      sides.us.earthObservationQuality = 1;
      sides.cn.earthObservationQuality = 0;
    });
    const typhoon = inItsHalf(served, cardOf('typhoon-season'));
    const drift = 1 - dawn.ruleset.economy.standingDriftFrac;
    const [us, cn] = standingOf(play('typhoon-season', typhoon).state);
    const [usCalm, cnCalm] = standingOf(quiet('typhoon-season', typhoon).state);
    expect(us - usCalm).toBeCloseTo(3 * drift, 5);
    expect(cn - cnCalm).toBeCloseTo(0, 5);
    expect(play('near-miss').state.tension).toBeGreaterThan(quiet('near-miss').state.tension);
    expect(play('near-miss-explained').state.tension).toBeLessThan(quiet('near-miss-explained').state.tension);
    expect(play('insurers-leave').state.sides.cn.fundsMusd).toBeCloseTo(
      quiet('insurers-leave').state.sides.cn.fundsMusd - 300,
      6,
    );
    const poor = meeting(
      changed(start, ({ sides }) => {
        sides.us.politicalCapital = 2;
      }),
      { kind: 'gridAtLeast', regionId: 'pjm', step: 'alert' },
    );
    expect(play('capacity-auction-short', poor).state.sides.us.politicalCapital).toBeGreaterThan(
      quiet('capacity-auction-short', poor).state.sides.us.politicalCapital + 0.9,
    );
  });
});
