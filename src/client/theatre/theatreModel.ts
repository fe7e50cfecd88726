/**
 * From what a side, or the room, sees to what the theatre shows: both views and the list of objects that says the same in words.
 * Pure; the only door between the engine's view and everything that draws.
 */
import type { Estimate, GameEvent } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { groundScene } from './groundModel.ts';
import { orbitScene, unitsIn } from './orbitModel.ts';
import { ownOf, type SeenView, seenSides } from './seen.ts';
import type { Fact, TheatreObject, TheatreScene } from './sceneTypes.ts';

const estimated = (name: string, estimate: Estimate, unit: string): Fact => ({ name, unit, ...estimate });

const altitudeFact = (ruleset: Ruleset, shellId: string): readonly Fact[] => {
  const shell = ruleset.shells.find((candidate) => candidate.id === shellId);
  return shell === undefined ? [] : [{ name: 'altitude', value: shell.altitudeKm, unit: 'km' }];
};

const groupObjects = (view: SeenView, ruleset: Ruleset): readonly TheatreObject[] => [
  ...(ownOf(view)?.groups ?? []).map(
    (group): TheatreObject => ({
      id: group.id,
      mode: 'orbit',
      kind: 'group',
      side: group.owner,
      knowledge: 'exact',
      name: [{ kind: 'programme', id: group.id }],
      facts: [
        { name: group.architecture === 'platform' ? 'modules' : 'satellites', value: unitsIn(group), unit: '1' },
        ...altitudeFact(ruleset, group.shellId),
        { name: 'delivered', value: group.deliveredPops, unit: 'POPS' },
      ],
      state: { chart: group.architecture === 'platform' ? 'platform' : 'satelliteGroup', state: group.machine },
    }),
  ),
  ...seenSides(view).flatMap(({ side, groups }) =>
    groups.map(
      (group): TheatreObject => ({
        id: group.id,
        mode: 'orbit',
        kind: 'group',
        side,
        knowledge: 'estimate',
        name: [{ kind: 'programme', id: group.id }],
        facts: [
          { name: group.architecture === 'platform' ? 'modules' : 'satellites', value: group.unitCount, unit: '1' },
          ...altitudeFact(ruleset, group.shellId),
          ...(group.deliveredPops === undefined ? [] : [estimated('delivered', group.deliveredPops, 'POPS')]),
        ],
        state: null,
      }),
    ),
  ),
];

const regionObjects = (view: SeenView): readonly TheatreObject[] => [
  ...(ownOf(view)?.regions ?? []).map(
    (region): TheatreObject => ({
      id: region.id,
      mode: 'ground',
      kind: 'region',
      side: region.owner,
      knowledge: 'exact',
      name: [{ kind: 'region', id: region.id }],
      facts: [
        { name: 'reserveMarginFrac', value: region.reserveMarginFrac, unit: '1' },
        ...(region.shedMw > 0 ? [{ name: 'shed', value: region.shedMw, unit: 'MW' }] : []),
      ],
      state: { chart: 'gridRegion', state: region.machine },
    }),
  ),
  ...seenSides(view).flatMap(({ side, regions, groundPowerMw }) =>
    regions.map(
      (region, index): TheatreObject => ({
        id: region.id,
        mode: 'ground',
        kind: 'region',
        side,
        knowledge: 'estimate',
        name: [{ kind: 'region', id: region.id }],
        facts: index === 0 && groundPowerMw !== undefined ? [estimated('groundPower', groundPowerMw, 'MW')] : [],
        state: { chart: 'gridRegion', state: region.machine },
      }),
    ),
  ),
];

const centreObjects = (view: SeenView): readonly TheatreObject[] =>
  (ownOf(view)?.centres ?? []).map((centre) => ({
    id: centre.id,
    mode: 'ground',
    kind: 'centre',
    side: centre.owner,
    knowledge: 'exact',
    name: [
      { kind: 'region', id: centre.regionId },
      { kind: 'ui', id: centre.tier === null ? `centre.${centre.role}` : `centre.${centre.tier}` },
    ],
    facts: [{ name: 'power', value: centre.powerMw, unit: 'MW' }],
    state: { chart: 'groundCentre', state: centre.machine },
  }));

const lineObjects = (view: SeenView): readonly TheatreObject[] =>
  [
    ...(ownOf(view)?.lines ?? []).map((line) => ({ line, side: line.owner, knowledge: 'exact' as const })),
    ...seenSides(view).flatMap(({ side, lines }) =>
      lines.map((line) => ({ line, side, knowledge: 'estimate' as const })),
    ),
  ].map(({ line, side, knowledge }) => ({
    id: line.id,
    mode: 'ground',
    kind: 'line',
    side,
    knowledge,
    name: [{ kind: 'line', id: line.id }],
    facts: [{ name: 'flown', value: line.flownFlights, unit: '1' }],
    state: { chart: 'launchLine', state: line.machine },
  }));

export const theatreScene = (view: SeenView, events: readonly GameEvent[], ruleset: Ruleset): TheatreScene => ({
  orbit: orbitScene(view, events, ruleset),
  ground: groundScene(view, events, ruleset),
  objects: [...groupObjects(view, ruleset), ...regionObjects(view), ...centreObjects(view), ...lineObjects(view)],
});
