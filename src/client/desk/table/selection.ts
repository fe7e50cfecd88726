/**
 * What an id on the table stands for: the theatre and the tree select by id, the inspector needs the
 * thing. Ids of the rules and of the state are unique across kinds.
 */
import type {
  GridRegion,
  GroundCentre,
  LaunchLine,
  OrbitalGroup,
  SideView,
  RivalGroupView,
  RivalLineView,
  RivalRegionView,
} from '../../../engine/index.ts';

export const MINERALS_ID = 'minerals';
export const RELATIONS_ID = 'relations';

export type Selection =
  | { readonly kind: 'group'; readonly item: SideView['groups'][number] }
  | { readonly kind: 'line'; readonly item: Readonly<LaunchLine> }
  | { readonly kind: 'region'; readonly item: Readonly<GridRegion> }
  | { readonly kind: 'centre'; readonly item: Readonly<GroundCentre> }
  | { readonly kind: 'rivalGroup'; readonly item: RivalGroupView }
  | { readonly kind: 'rivalLine'; readonly item: RivalLineView }
  | { readonly kind: 'rivalRegion'; readonly item: RivalRegionView }
  | { readonly kind: 'minerals' }
  | { readonly kind: 'relations' };

const byId = <T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined =>
  list.find((item) => item.id === id);

const fromLists = (view: SideView, id: string): Selection | null => {
  const group = byId(view.groups, id);
  if (group) return { kind: 'group', item: group };
  const line = byId(view.lines, id);
  if (line) return { kind: 'line', item: line };
  const region = byId(view.regions, id);
  if (region) return { kind: 'region', item: region };
  const centre = byId(view.centres, id);
  return centre ? { kind: 'centre', item: centre } : null;
};

const fromRival = (view: SideView, id: string): Selection | null => {
  const group = byId(view.rival.groups, id);
  if (group) return { kind: 'rivalGroup', item: group };
  const line = byId(view.rival.lines, id);
  if (line) return { kind: 'rivalLine', item: line };
  const region = byId(view.rival.regions, id);
  return region ? { kind: 'rivalRegion', item: region } : null;
};

export const selectionOf = (view: SideView, id: string | null): Selection | null => {
  if (id === null) return null;
  if (id === MINERALS_ID) return { kind: 'minerals' };
  if (id === RELATIONS_ID) return { kind: 'relations' };
  return fromLists(view, id) ?? fromRival(view, id);
};

export const isPlatform = (group: OrbitalGroup | SideView['groups'][number]): boolean =>
  group.architecture === 'platform';
export const groupChartId = (group: SideView['groups'][number]): 'platform' | 'satelliteGroup' =>
  isPlatform(group) ? 'platform' : 'satelliteGroup';
export const unitCountOf = (group: SideView['groups'][number]): number =>
  group.cohorts.reduce((total, cohort) => total + cohort.unitCount, 0);
