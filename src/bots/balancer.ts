/**
 * The balancer: a sensible turn from what the side can see. It keeps the lights on, grows lift
 * before it needs it, spreads launches over its programmes, keeps some research going, hardens and
 * backs up what it has once the other side has shown that it interferes, and never strikes first.
 *
 * It is also the staff plan that opens every planning phase. Every step proposes orders; what is not
 * legal on top of the draft is left out.
 */
import { AGREEMENT_KINDS, type GridAsset, RESEARCH_TRACKS } from '../ruleset/terms.ts';
import {
  draftCost,
  type Game,
  legalOrder,
  type Order,
  orderForm,
  type ParameterDomain,
  type SideView,
} from '../engine/index.ts';

/** Shares of what is left of the budget that a step may spend; the next step sees the rest. */
const BUDGET_SHARES = { grid: 0.3, lines: 0.25, deploy: 0.75, research: 0.85, protection: 0.3 } as const;

class Draft {
  readonly orders: Order[] = [];
  readonly game: Game;
  readonly view: SideView;

  constructor(game: Game, view: SideView) {
    this.game = game;
    this.view = view;
  }

  get leftMusd(): number {
    return this.view.own.fundsMusd - draftCost(this.game, this.view, this.orders).fundsMusd;
  }

  /** Places an order where it is legal and within the money given for it. */
  place(order: Order, withinMusd = Number.POSITIVE_INFINITY): boolean {
    const judged = legalOrder(this.game, this.view, this.orders, order);
    if (!judged.ok || judged.value.cost.fundsMusd > withinMusd) return false;
    this.orders.push(order);
    return true;
  }

  form(kind: Order['kind'], chosen: Readonly<Record<string, unknown>> = {}): readonly ParameterDomain[] {
    return orderForm(this.game, this.view, this.orders, kind, chosen);
  }

  number(
    kind: Order['kind'],
    name: string,
    chosen: Readonly<Record<string, unknown>>,
  ): Extract<ParameterDomain, { kind: 'number' }> | undefined {
    return this.form(kind, chosen).find(
      (domain): domain is Extract<ParameterDomain, { kind: 'number' }> =>
        domain.kind === 'number' && domain.name === name,
    );
  }

  options(kind: Order['kind'], name: string): readonly string[] {
    const domain = this.form(kind).find((each) => each.name === name);
    return domain?.kind === 'choice' ? domain.options : [];
  }
}

const QUICKEST_FIRST = ['storage', 'generation'] as const;
const CHEAPEST_FIRST = ['generation'] as const;

/** Builds as much of an asset as may be ordered and paid for, if it stands before the end; gives what it costs. */
const buildAsset = (draft: Draft, regionId: string, asset: GridAsset, withinMusd: number): number => {
  const { view, game } = draft;
  const { costMusdPerMw, leadTurns } = game.region(regionId).assets[asset];
  const domain = draft.number('buildGrid', 'capacityMw', { regionId, asset });
  if (domain === undefined || view.turn + leadTurns > view.turnCount) return 0;
  const capacityMw = Math.floor(Math.min(domain.max, withinMusd / costMusdPerMw) / domain.step) * domain.step;
  if (capacityMw < domain.min) return 0;
  return draft.place({ kind: 'buildGrid', regionId, asset, capacityMw }) ? capacityMw * costMusdPerMw : 0;
};

/** Builds grid where the reserve is thin, and calls off load where it is very thin. */
const keepLightsOn = (draft: Draft): void => {
  const { view, game } = draft;
  const budget = draft.leftMusd * BUDGET_SHARES.grid;
  const thinnestFirst = [...view.regions].sort(
    (a, b) => a.reserveMarginFrac - b.reserveMarginFrac || (a.id < b.id ? -1 : 1),
  );
  let left = budget;
  for (const region of thinnestFirst) {
    const isThin = region.marginMw < game.region(region.id).reserveRequirementMw;
    // Storage stands first where the margin is thin already; else what comes cheapest for its worth at the peak.
    for (const asset of isThin ? QUICKEST_FIRST : CHEAPEST_FIRST) left -= buildAsset(draft, region.id, asset, left);
    if (isThin && region.demandResponseLevel < 2)
      draft.place({ kind: 'setDemandResponse', regionId: region.id, level: region.demandResponseLevel + 1 });
    if (!isThin && region.demandResponseLevel > 0 && region.reserveMarginFrac > 0.06)
      draft.place({ kind: 'setDemandResponse', regionId: region.id, level: region.demandResponseLevel - 1 });
  }
};

/** Develops what does not fly yet, and expands the cheapest line that does. */
const growLift = (draft: Draft): void => {
  const budget = draft.leftMusd * BUDGET_SHARES.lines;
  let left = budget;
  for (const lineId of draft.options('developLine', 'lineId')) {
    const amountMusd = Math.min(600, Math.floor(left / 100) * 100);
    if (amountMusd > 0 && draft.place({ kind: 'developLine', lineId, amountMusd })) left -= amountMusd;
  }
  const flying = draft.view.lines
    .filter(({ machine }) => machine === 'operational')
    .map(({ id, vehicleId }) => ({ id, vehicle: draft.game.vehicle(vehicleId) }));
  const biggestFirst = flying.sort((a, b) => b.vehicle.payloadKg - a.vehicle.payloadKg || (a.id < b.id ? -1 : 1));
  // A longer line serves from the next turn on.
  const isLastTurn = draft.view.turn >= draft.view.turnCount;
  for (const { id, vehicle } of isLastTurn ? [] : biggestFirst.slice(0, 2)) {
    const domain = draft.number('expandLine', 'flightsPerTurn', { lineId: id });
    const flights = Math.min(domain?.max ?? 0, Math.floor(left / vehicle.expansionMusdPerFlight));
    if (flights > 0 && draft.place({ kind: 'expandLine', lineId: id, flightsPerTurn: flights }))
      left -= flights * vehicle.expansionMusdPerFlight;
  }
};

/** Spreads launches over the programmes, fewest units against target first. */
const deployProgrammes = (draft: Draft): void => {
  const { view, game } = draft;
  const budget = draft.leftMusd * BUDGET_SHARES.deploy;
  const ids = draft.options('deploy', 'programmeId');
  const share = budget / Math.max(1, ids.length);
  const unitsOf = (id: string): number =>
    view.groups.find((group) => group.id === id)?.cohorts.reduce((total, { unitCount }) => total + unitCount, 0) ?? 0;
  const ordered = [...ids].sort(
    (a, b) =>
      unitsOf(a) / game.programme(a).targetUnits - unitsOf(b) / game.programme(b).targetUnits || (a < b ? -1 : 1),
  );
  const lines = [...draft.options('deploy', 'lineId')].sort(
    (a, b) => lineSize(draft, b) - lineSize(draft, a) || (a < b ? -1 : 1),
  );
  for (const [place, programmeId] of ordered.entries()) {
    // Lift is shared too: a programme takes at most its part of what is left of a line.
    const parts = ordered.length - place;
    for (const lineId of lines) {
      const domain = draft.number('deploy', 'unitCount', { programmeId, lineId });
      if (domain === undefined || domain.max < 1) continue;
      const wanted = Math.max(1, Math.ceil(domain.max / parts));
      if (placeAffordable(draft, programmeId, lineId, wanted, share)) break;
    }
  }
};

const lineSize = ({ game, view }: Draft, lineId: string): number =>
  game.vehicle(view.lines.find(({ id }) => id === lineId)?.vehicleId ?? '').payloadKg;

const placeAffordable = (
  draft: Draft,
  programmeId: string,
  lineId: string,
  wanted: number,
  withinMusd: number,
): boolean => {
  for (let unitCount = wanted; unitCount >= 1; unitCount = Math.floor(unitCount / 2)) {
    if (draft.place({ kind: 'deploy', programmeId, lineId, unitCount }, withinMusd)) return true;
  }
  return false;
};

const doResearch = (draft: Draft): void => {
  const { view } = draft;
  if (view.turn >= view.turnCount) return;
  const open = draft.options('research', 'track');
  // The lowest level first, in the order of the tracks: chips and buses pay soonest.
  const ordered = RESEARCH_TRACKS.filter((track) => open.includes(track)).sort(
    (a, b) => view.own.tech[a] - view.own.tech[b],
  );
  let left = draft.leftMusd * BUDGET_SHARES.research;
  for (const track of ordered) {
    const domain = draft.number('research', 'amountMusd', { track });
    if (domain === undefined) continue;
    // All that the level still takes where it can be had, else whole steps: a remnant would never be spent.
    const amountMusd = domain.max <= left ? domain.max : Math.floor(left / domain.step) * domain.step;
    if (amountMusd >= domain.min && draft.place({ kind: 'research', track, amountMusd })) left -= amountMusd;
  }
};

/** Hardens and backs up, more when the other side has interfered. */
const protect = (draft: Draft): void => {
  const { view } = draft;
  const suffered = view.sufferedOperations.length > 0;
  let left = draft.leftMusd * BUDGET_SHARES.protection;
  for (const { id } of view.groups.filter(({ machine }) => machine === 'damaged' || machine === 'repairing')) {
    const domain = draft.number('repair', 'healthFrac', { programmeId: id });
    if (domain !== undefined) draft.place({ kind: 'repair', programmeId: id, healthFrac: domain.max }, left);
  }
  if (suffered) {
    for (const { targetId } of view.sufferedOperations) draft.place({ kind: 'harden', programmeId: targetId }, left);
    left = draft.leftMusd * BUDGET_SHARES.protection;
  }
  const orbitalKw = view.groups.reduce((total, { powerKw }) => total + powerKw, 0);
  const backupMw = view.centres
    .filter(({ role }) => role === 'backup')
    .reduce((total, { powerMw }) => total + powerMw, 0);
  const queuedMw = view.deliveries
    .filter(({ kind }) => kind === 'backupCentre')
    .reduce((total, { amount }) => total + amount, 0);
  const wantedMw = Math.ceil((orbitalKw / 1000) * (suffered ? 0.8 : 0.4) - backupMw - queuedMw);
  const [safest] = [...view.regions].sort(
    (a, b) => b.reserveMarginFrac - a.reserveMarginFrac || (a.id < b.id ? -1 : 1),
  );
  if (wantedMw >= 10 && safest !== undefined)
    draft.place(
      { kind: 'buildBackup', regionId: safest.id, tier: 'warm', powerMw: Math.floor(wantedMw / 10) * 10 },
      left,
    );
};

/** Offers what calms, answers in kind only what was done to it. */
const talk = (draft: Draft): void => {
  const { view, game } = draft;
  for (const agreementId of AGREEMENT_KINDS) draft.place({ kind: 'offer', agreementId });
  const posture = view.sufferedOperations.length > 0 ? 'reciprocate' : 'protest';
  draft.place({ kind: 'setPosture', posture });
  const answers = view.own.answerUntilTurn.jam >= view.turn && view.tension < (game.ruleset.crisis.upAt[2] ?? 0);
  const [target] = [...view.rival.groups]
    .filter(({ unitCount }) => unitCount > 0)
    .sort((a, b) => b.deliveredPops.value - a.deliveredPops.value || (a.id < b.id ? -1 : 1));
  if (answers && target !== undefined) draft.place({ kind: 'jam', targetId: target.id });
};

/** Refining where minerals run short. */
const secureSupply = (draft: Draft): void => {
  const { view } = draft;
  if (view.own.mineralsMachine !== 'supplied' && view.turn + 4 <= view.turnCount)
    draft.place({ kind: 'refine', unitsPerTurn: 1 }, draft.leftMusd * BUDGET_SHARES.protection);
  // Ore only where refining, with what is under way, has caught up with it.
  const { mineralsOre, mineralsRefining } = view.own;
  const isOreShort = mineralsRefining >= mineralsOre && !view.deliveries.some(({ kind }) => kind === 'ore');
  if (view.own.mineralsMachine !== 'supplied' && isOreShort && view.turn + 10 <= view.turnCount)
    draft.place({ kind: 'mine', unitsPerTurn: 1 }, draft.leftMusd * BUDGET_SHARES.protection);
};

export const balancer = (game: Game, view: SideView): readonly Order[] => {
  const draft = new Draft(game, view);
  talk(draft);
  keepLightsOn(draft);
  protect(draft);
  secureSupply(draft);
  growLift(draft);
  deployProgrammes(draft);
  doResearch(draft);
  return draft.orders;
};
