/** Programmes as a whole: what units are built like, new programmes, and manoeuvres before a craft that waits. */
import { ARCHITECTURES, type Architecture } from '../ruleset/terms.ts';
import type { Order } from '../engine/index.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import { YES } from './politics.ts';

type Group = Draft['view']['groups'][number];
type DesignOrder = Extract<Order, { kind: 'setDesign' }>;

/** Spares nearer than this to what is wanted are left alone. */
const SAME_FRAC = 0.03;
const DESIGN_AMOUNTS = [
  'radiatorTempK',
  'radiatorAreaM2',
  'shieldingMmAl',
  'meshLevel',
  'manoeuvreMPerS',
  'spareFrac',
] as const;

/** A design with the spares and the mesh that the doctrine wants, the rest as it is. */
const redesign = (draft: Draft, group: Group, weights: Weights): void => {
  const { game } = draft;
  const meshLevel = Math.round(weights.mesh);
  const spareFrac = group.architecture === 'platform' ? group.spareFrac : weights.spares;
  const now = game.design(group.designId);
  if (now.meshLevel === meshLevel && Math.abs(group.spareFrac - spareFrac) < SAME_FRAC) return;
  const amounts: Partial<Record<(typeof DESIGN_AMOUNTS)[number], number>> = {};
  for (const domain of draft.form('setDesign', { programmeId: group.id }))
    if (domain.kind === 'number')
      for (const name of DESIGN_AMOUNTS) if (domain.name === name) amounts[name] = domain.suggested;
  const order = { kind: 'setDesign', programmeId: group.id, ...amounts, meshLevel, spareFrac };
  draft.place(order as DesignOrder);
};

/** The kind of programme in orbit that the doctrine gives most weight. */
const favourite = (weights: Weights): Architecture =>
  ARCHITECTURES.filter((each) => each !== 'edge').toSorted((a, b) => weights[b] - weights[a])[0] ?? 'constellation';

/** Another programme of the kind that the doctrine favours: a line of its own, which grows beside the others. */
const foundProgramme = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  const ventures = view.groups.filter(({ id }) => id.startsWith('venture')).length;
  if (ventures >= Math.round(weights.ventures) || view.turn > view.turnCount / 2) return;
  const architecture = favourite(weights);
  const alike = view.groups.find((group) => group.architecture === architecture);
  const [designId] = draft.options('foundProgramme', 'designId', { architecture });
  if (alike === undefined || designId === undefined) return;
  draft.place({ kind: 'foundProgramme', architecture, shellId: alike.shellId, designId });
};

const evade = (draft: Draft): void => {
  for (const { waits, targetId } of draft.view.sufferedOperations)
    if (waits) draft.place({ kind: 'evade', programmeId: targetId });
};

export const arrangeProgrammes = (draft: Draft, weights: Weights): void => {
  const { view } = draft;
  if (weights.evade >= YES) evade(draft);
  foundProgramme(draft, weights);
  // A new design pays for itself only in units that are still to fly.
  if (view.turn > 1 && view.turn < view.turnCount / 2)
    for (const group of view.groups) if (group.deliveredPops > 0) redesign(draft, group, weights);
};
