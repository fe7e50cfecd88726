/**
 * From what a side sees to what the theatre shows: both views and the list of objects that says the same in words.
 * Pure; the only door between the engine's view and everything that draws.
 */
import type { Estimate, GameEvent, SideView } from '../../engine/index.ts';
import type { Ruleset } from '../../ruleset/schema.ts';
import { groundScene } from './groundModel.ts';
import { orbitScene, unitsIn } from './orbitModel.ts';
import type { Fact, TheatreObject, TheatreScene } from './sceneTypes.ts';

const estimated = (name: string, estimate: Estimate, unit: string): Fact => ({ name, unit, ...estimate });

const altitudeFact = (ruleset: Ruleset, shellId: string): readonly Fact[] => {
  const shell = ruleset.shells.find((candidate) => candidate.id === shellId);
  return shell === undefined ? [] : [{ name: 'altitude', value: shell.altitudeKm, unit: 'km' }];
};

const groupObjects = (view: SideView, ruleset: Ruleset): readonly TheatreObject[] => [
  ...view.groups.map(
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
  ...view.rival.groups.map(
    (group): TheatreObject => ({
      id: group.id,
      mode: 'orbit',
      kind: 'group',
      side: view.rival.side,
      knowledge: 'estimate',
      name: [{ kind: 'programme', id: group.id }],
      facts: [
        { name: group.architecture === 'platform' ? 'modules' : 'satellites', value: group.unitCount, unit: '1' },
        ...altitudeFact(ruleset, group.shellId),
        estimated('delivered', group.deliveredPops, 'POPS'),
      ],
      state: null,
    }),
  ),
];

const regionObjects = (view: SideView): readonly TheatreObject[] => [
  ...view.regions.map(
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
  ...view.rival.regions.map(
    (region, index): TheatreObject => ({
      id: region.id,
      mode: 'ground',
      kind: 'region',
      side: view.rival.side,
      knowledge: 'estimate',
      name: [{ kind: 'region', id: region.id }],
      facts: index === 0 ? [estimated('groundPower', view.rival.groundPowerMw, 'MW')] : [],
      state: { chart: 'gridRegion', state: region.machine },
    }),
  ),
];

const centreObjects = (view: SideView): readonly TheatreObject[] =>
  view.centres.map((centre) => ({
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

const lineObjects = (view: SideView): readonly TheatreObject[] =>
  [
    ...view.lines.map((line) => ({ line, side: line.owner, knowledge: 'exact' as const })),
    ...view.rival.lines.map((line) => ({ line, side: view.rival.side, knowledge: 'estimate' as const })),
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

export const theatreScene = (view: SideView, events: readonly GameEvent[], ruleset: Ruleset): TheatreScene => ({
  ownSide: view.side,
  orbit: orbitScene(view, events, ruleset),
  ground: groundScene(view, events, ruleset),
  objects: [...groupObjects(view, ruleset), ...regionObjects(view), ...centreObjects(view), ...lineObjects(view)],
});
