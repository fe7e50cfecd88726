/**
 * The money of a turn, shared by weight over everything that asks for it. Each purpose is offered its
 * share of what is left; what it does not take goes to those after it. What pays only later fades out
 * towards the end of the game.
 */
import { centreMusdPerMw } from '../engine/index.ts';
import type { Order } from '../engine/index.ts';
import { type GridAsset, RESEARCH_TRACKS, type ResearchTrack } from '../ruleset/terms.ts';
import type { Weights } from './doctrines.ts';
import type { Draft } from './draft.ts';
import { deploymentPurposes } from './deployment.ts';

export interface Purpose {
  readonly weight: number;
  /** Places orders for at most so much money. */
  readonly spend: (draft: Draft, budgetMusd: number) => void;
}

const STEP_MUSD = 100;
const POWER_STEP_MW = 10;
/** Turns from new capacity on the grid to compute that uses it: connection and building. */
const CONNECTION_TURNS = 2;
/** Bands cleaned in a turn. */
const BANDS_A_TURN = 2;
/** Share of the room on a grid that public centres may take in a turn. */
const CENTRE_ROOM_FRAC = 0.3;

const RESEARCH_WEIGHTS: Readonly<Record<ResearchTrack, keyof Weights>> = {
  chip: 'chipResearch',
  bus: 'busResearch',
  launch: 'launchResearch',
  link: 'linkResearch',
  defence: 'defenceResearch',
};

/** 1 for what pays back in time, falling to 0 for what would stand only at the end. */
const fade = ({ view }: Draft, { patience }: Weights, leadTurns: number): number =>
  Math.max(0, Math.min(1, (view.turnCount - view.turn - leadTurns) / Math.max(1, patience * view.turnCount)));

const wholeSteps = (amount: number, step: number): number => Math.floor(amount / step) * step;

const researchPurposes = (draft: Draft, weights: Weights): readonly Purpose[] => {
  const open = draft.options('research', 'track');
  return RESEARCH_TRACKS.filter((track) => open.includes(track)).map((track) => ({
    weight: weights[RESEARCH_WEIGHTS[track]] * fade(draft, weights, 1),
    spend: (desk, budgetMusd) => {
      const range = desk.range('research', 'amountMusd', { track });
      if (range === undefined) return;
      // All that the level still takes where it can be had, else whole steps: a remnant would never be spent.
      const amountMusd = range.max <= budgetMusd ? range.max : wholeSteps(budgetMusd, STEP_MUSD);
      if (amountMusd >= range.min && amountMusd > 0) desk.place({ kind: 'research', track, amountMusd });
    },
  }));
};

const developLines = (draft: Draft, budgetMusd: number): void => {
  const ids = draft.options('developLine', 'lineId');
  const limitMusd = draft.game.ruleset.economy.developmentLimitMusd;
  const amountMusd = wholeSteps(Math.min(limitMusd, budgetMusd / Math.max(1, ids.length)), STEP_MUSD);
  if (amountMusd > 0) for (const lineId of ids) draft.place({ kind: 'developLine', lineId, amountMusd });
};

/** Adds flights to the lines that carry most. */
const expandLines = (draft: Draft, budgetMusd: number): void => {
  const { view, game } = draft;
  let leftMusd = budgetMusd;
  const flying = view.lines
    .filter(({ machine }) => machine !== 'inDevelopment')
    .map(({ id, vehicleId }) => ({ id, vehicle: game.vehicle(vehicleId) }))
    .sort((a, b) => b.vehicle.payloadKg - a.vehicle.payloadKg || (a.id < b.id ? -1 : 1));
  for (const { id, vehicle } of flying) {
    const affordable = Math.floor(leftMusd / vehicle.expansionMusdPerFlight);
    if (affordable < 1) continue;
    const flightsPerTurn = Math.min(affordable, draft.range('expandLine', 'flightsPerTurn', { lineId: id })?.max ?? 0);
    if (flightsPerTurn >= 1 && draft.place({ kind: 'expandLine', lineId: id, flightsPerTurn }))
      leftMusd -= flightsPerTurn * vehicle.expansionMusdPerFlight;
  }
};

/** Orders so much of one asset as money, limits and time allow; gives what it costs. */
const buildAsset = (draft: Draft, regionId: string, asset: GridAsset, withinMusd: number): number => {
  const { view, game } = draft;
  const { costMusdPerMw, leadTurns } = game.region(regionId).assets[asset];
  // What would stand only after the end is not built.
  if (withinMusd < costMusdPerMw || view.turn + leadTurns > view.turnCount) return 0;
  const range = draft.range('buildGrid', 'capacityMw', { regionId, asset });
  if (range === undefined) return 0;
  const capacityMw = wholeSteps(Math.min(range.max, withinMusd / costMusdPerMw), range.step);
  if (capacityMw < range.min || capacityMw <= 0) return 0;
  return draft.place({ kind: 'buildGrid', regionId, asset, capacityMw }) ? capacityMw * costMusdPerMw : 0;
};

/** Grid: a part of the money where reserves are thinnest, the rest where it is cheapest; in each, by asset. */
const buildGrid = (draft: Draft, weights: Weights, budgetMusd: number): void => {
  const { view, game } = draft;
  const { gridThinFirst, gridStorage, gridTransmission } = weights;
  const [thinnest] = view.regions.toSorted(
    (a, b) => a.reserveMarginFrac - b.reserveMarginFrac || (a.id < b.id ? -1 : 1),
  );
  const costOf = (id: string): number => game.region(id).assets.generation.costMusdPerMw;
  const cheapestFirst = view.regions.toSorted((a, b) => costOf(a.id) - costOf(b.id) || (a.id < b.id ? -1 : 1));
  const ordered = thinnest === undefined ? [] : [thinnest, ...cheapestFirst.filter(({ id }) => id !== thinnest.id)];
  let leftMusd = budgetMusd;
  for (const [place, { id }] of ordered.entries()) {
    let shareMusd = place === 0 && ordered.length > 1 ? leftMusd * gridThinFirst : leftMusd;
    leftMusd -= shareMusd;
    shareMusd -= buildAsset(draft, id, 'storage', shareMusd * gridStorage);
    shareMusd -= buildAsset(draft, id, 'transmission', shareMusd * gridTransmission);
    shareMusd -= buildAsset(draft, id, 'generation', shareMusd);
    leftMusd += shareMusd;
  }
};

/** Public centres where the grid has room. */
const buildCentres = (draft: Draft, budgetMusd: number): void => {
  const { view, game } = draft;
  const roomOf = (region: (typeof view.regions)[number]): number =>
    region.marginMw - game.region(region.id).reserveRequirementMw;
  const [roomiest] = view.regions.toSorted((a, b) => roomOf(b) - roomOf(a) || (a.id < b.id ? -1 : 1));
  if (roomiest === undefined) return;
  const affordableMw = budgetMusd / centreMusdPerMw(game, roomiest.id);
  if (Math.min(affordableMw, CENTRE_ROOM_FRAC * roomOf(roomiest)) < POWER_STEP_MW) return;
  const range = draft.range('buildCentre', 'powerMw', { regionId: roomiest.id });
  const powerMw = wholeSteps(
    Math.min(affordableMw, CENTRE_ROOM_FRAC * roomOf(roomiest), range?.max ?? 0),
    POWER_STEP_MW,
  );
  if (powerMw > 0) draft.place({ kind: 'buildCentre', regionId: roomiest.id, powerMw });
};

const buildChipPlant = (draft: Draft, budgetMusd: number): void => {
  const { chipPlantLimitMwPerTurn, chipPlantMusdPerMw } = draft.game.ruleset.economy;
  const powerMw = wholeSteps(Math.min(chipPlantLimitMwPerTurn, budgetMusd / chipPlantMusdPerMw), POWER_STEP_MW);
  if (powerMw > 0) draft.place({ kind: 'chipPlant', powerMw });
};

/** More refining as far as there is ore for it; more ore where refining has caught up. */
const refine = (draft: Draft, budgetMusd: number): void => {
  const { view, game } = draft;
  const { refineLimitUnits, refineMusdPerUnit, mineLeadTurns } = game.ruleset.economy.minerals;
  const dueUnits = (wanted: string): number =>
    view.deliveries.reduce((total, { kind, amount }) => (kind === wanted ? total + amount : total), 0);
  const oreLeft = view.own.mineralsOre + dueUnits('ore') - view.own.mineralsRefining - dueUnits('refining');
  // Where plans already go without, nobody waits until a share of the money pays for a whole unit.
  const leastUnits = view.own.mineralsFillFrac < 1 ? 1 : 0;
  const wantedUnits = Math.max(leastUnits, Math.floor(budgetMusd / refineMusdPerUnit));
  const unitsPerTurn = Math.min(refineLimitUnits, Math.ceil(oreLeft), wantedUnits);
  if (unitsPerTurn >= 1) draft.place({ kind: 'refine', unitsPerTurn });
  else if (oreLeft <= 0 && view.turn + mineLeadTurns <= view.turnCount)
    draft.place({ kind: 'mine', unitsPerTurn: 1 }, budgetMusd);
};

/** Fragments taken out of the bands that hold most of them. */
const clean = (draft: Draft, budgetMusd: number): void => {
  let leftMusd = budgetMusd;
  const fullest = draft.view.bands
    .filter(({ fragmentCount }) => fragmentCount >= 1)
    .toSorted((a, b) => b.fragmentCount - a.fragmentCount || a.lowKm - b.lowKm);
  for (const { lowKm } of fullest.slice(0, BANDS_A_TURN)) {
    const bandId = `${lowKm}`;
    const range = draft.range('clean', 'amountMusd', { bandId });
    if (range === undefined || leftMusd < range.min) return;
    const amountMusd = Math.min(range.max, leftMusd);
    if (draft.place({ kind: 'clean', bandId, amountMusd })) leftMusd -= amountMusd;
  }
};

/** Armour for what is in orbit, most valuable first; beyond the usual for what has been hit. */
const harden = (draft: Draft, { hardenTo, hardenWhenHit }: Weights, budgetMusd: number): void => {
  const { view } = draft;
  let leftMusd = budgetMusd;
  const hit = new Set(view.sufferedOperations.map(({ targetId }) => targetId));
  const wanting = view.groups
    .filter(({ id, deliveredPops, hardeningLevel }) => {
      const wanted = Math.round(hardenTo + (hit.has(id) ? hardenWhenHit : 0));
      return deliveredPops > 0 && hardeningLevel < wanted;
    })
    .toSorted((a, b) => b.deliveredPops - a.deliveredPops || (a.id < b.id ? -1 : 1));
  for (const { id } of wanting) {
    const before = draft.leftMusd;
    const order: Order = { kind: 'harden', programmeId: id };
    if (draft.place(order, leftMusd)) leftMusd -= before - draft.leftMusd;
  }
};

const purposes = (draft: Draft, weights: Weights): readonly Purpose[] => {
  const { game, view } = draft;
  const { chipPlantLeadTurns, minerals } = game.ruleset.economy;
  const gridLeadTurns = Math.min(...view.regions.map(({ id }) => game.region(id).assets.generation.leadTurns));
  const isShort = view.own.mineralsMachine !== 'supplied' || view.own.mineralsStock < weights.mineralsStock;
  const hasFragments = view.bands.some(({ fragmentCount }) => fragmentCount >= 1);
  return [
    {
      weight: isShort ? weights.refining * fade(draft, weights, minerals.refineLeadTurns) : 0,
      spend: refine,
    },
    { weight: hasFragments ? weights.cleaning : 0, spend: clean },
    { weight: weights.hardening, spend: (desk, budget) => harden(desk, weights, budget) },
    ...researchPurposes(draft, weights),
    { weight: weights.developLines * fade(draft, weights, 1), spend: developLines },
    {
      weight: weights.chipPlants * fade(draft, weights, chipPlantLeadTurns + CONNECTION_TURNS),
      spend: buildChipPlant,
    },
    { weight: weights.centres * fade(draft, weights, CONNECTION_TURNS), spend: buildCentres },
    ...deploymentPurposes(draft, weights),
    {
      weight: weights.grid * fade(draft, weights, gridLeadTurns + CONNECTION_TURNS),
      spend: (desk, budget) => buildGrid(desk, weights, budget),
    },
    { weight: weights.expandLines * fade(draft, weights, 1), spend: expandLines },
  ];
};

export const spend = (draft: Draft, weights: Weights): void => {
  const asking = purposes(draft, weights).filter(({ weight }) => weight > 0);
  let weightLeft = asking.reduce((total, { weight }) => total + weight, 0);
  for (const purpose of asking) {
    if (draft.leftMusd > 0) purpose.spend(draft, draft.leftMusd * Math.min(1, purpose.weight / weightLeft));
    weightLeft -= purpose.weight;
  }
};
