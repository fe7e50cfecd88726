/** Orders on programmes as a whole: founding one, its design and architecture, and taking units out of orbit. */
import { ARCHITECTURES, type Architecture, type Side } from '../../ruleset/terms.ts';
import { deorbitBurn } from '../../physics/manoeuvre.ts';
import { type DesignChoices, designIdOf, fullHeatAreaM2, type UnitDesign } from '../assets/unitDesign.ts';
import { type ArchitectureEstimate, estimateArchitecture } from '../assets/architectures.ts';
import { unitPerformance } from '../assets/orbitChain.ts';
import { unitCountOf } from '../context.ts';
import { bandAt } from '../debris.ts';
import { chipFactor, launchPriceUsdPerKg, unitCostMusd, unitMassKg } from '../formulas.ts';
import type { Game } from '../game.ts';
import type { SideView } from '../viewTypes.ts';
import {
  amount,
  type Choice,
  choice,
  chosenOption,
  count,
  FREE,
  type OrderDefinition,
  type PlanningDesk,
  refusedBut,
  reject,
} from './definition.ts';
import type { OrderOf, PreviewEffect } from './order.ts';

type Group = SideView['groups'][number];

/** A programme of the side's own. */
export const groupOf = ({ view }: Pick<PlanningDesk, 'view'>, programmeId: string): Group | undefined =>
  view.groups.find(({ id }) => id === programmeId);

const unitsOf = (group: Group | undefined): number => (group === undefined ? 0 : unitCountOf(group));

/** The side's programmes that an order may be about; with the others there is nothing to do. */
export const programmeChoice = ({ view }: PlanningDesk, isFit: (group: Group) => boolean): Choice => {
  const options = view.groups.filter(isFit).map(({ id }) => id);
  return choice('programmeId', 'programme', options, refusedBut(view.groups, options));
};

export const isClosed = ({ machine }: Pick<Group, 'machine'>): boolean => machine === 'lost' || machine === 'disposed';

/** Compute per watt of chips that the side buys now, against those of the start. */
export const chipFactorNow = ({ game, view }: Pick<PlanningDesk, 'game' | 'view'>): number =>
  chipFactor(game, view.turn, view.own.tech.chip, view.rival.side, view.rival.exportControlLevel);

/** What one unit of a design comes to, before and after a change. */
const unitEffects = (desk: PlanningDesk, group: Group, designId: string): readonly PreviewEffect[] => {
  const { game, view } = desk;
  const { tech } = view.own;
  const design = game.design(designId);
  const unit = unitPerformance(game, {
    designId,
    shellId: group.shellId,
    ageYears: 0,
    chipFactor: chipFactorNow(desk),
    hardeningLevel: group.hardeningLevel,
  });
  const units = Math.max(1, unitsOf(group));
  return [
    { name: 'unitMassKg', unit: 'kg', value: unitMassKg(game, designId, group.architecture, tech.bus, units) },
    { name: 'unitCostMusd', unit: 'MUSD', value: unitCostMusd(game, designId, tech.bus) },
    { name: 'payloadKw', unit: 'kW', value: unit.payloadKw },
    { name: 'heatLimitKw', unit: 'kW', value: unit.heatLimitKw },
    { name: 'unitPops', unit: 'POPS', value: unit.grossPops * unit.availabilityFrac },
    { name: 'lifeYears', unit: 'yr', value: game.lifeYears(designId, group.shellId) },
    { name: 'weibullScaleYears', unit: 'yr', value: design.weibullScaleYears },
    { name: 'crossSectionM2', unit: 'm2', value: design.crossSectionM2 },
  ];
};

/** Each effect after the change, with what it is now as the one end of its range. */
const beforeAndAfter = (before: readonly PreviewEffect[], after: readonly PreviewEffect[]): readonly PreviewEffect[] =>
  after.map((effect, place) => ({ ...effect, low: before[place]?.value ?? effect.value, high: effect.value }));

const choicesIn = (order: OrderOf<'setDesign'>): DesignChoices => ({
  radiatorTempK: order.radiatorTempK,
  radiatorAreaM2: order.radiatorAreaM2,
  shieldingMmAl: order.shieldingMmAl,
  meshLevel: order.meshLevel,
  manoeuvreMPerS: order.manoeuvreMPerS,
});

/** The design that an order comes to. */
export const orderedDesignId = (game: Game, designId: string, order: OrderOf<'setDesign'>): string =>
  designIdOf(game.design(game.design(designId).baseId), choicesIn(order));

const TEMP_STEP_K = 5;
const SHIELD_STEP_MM = 1;
const AREA_STEPS = 40;
const MANOEUVRE_STEP_M_PER_S = 20;
const SPARE_STEP_FRAC = 0.05;

export const setDesign: OrderDefinition<'setDesign'> = {
  kind: 'setDesign',
  group: 'orbit',
  fields: {
    programmeId: 'text',
    radiatorTempK: 'number',
    radiatorAreaM2: 'number',
    shieldingMmAl: 'number',
    meshLevel: 'number',
    manoeuvreMPerS: 'number',
    spareFrac: 'number',
  },
  onceBy: 'programmeId',
  formFields: ['programmeId', 'radiatorTempK'],
  form: (desk, chosen) => {
    const { game } = desk;
    const programmes = programmeChoice(desk, (group) => !isClosed(group));
    const group = groupOf(desk, chosenOption(chosen, 'programmeId', programmes.options));
    if (group === undefined) return [programmes];
    const rules = game.ruleset.economy.unitDesign;
    const now = game.design(group.designId);
    const base = game.design(now.baseId);
    const asked = chosen['radiatorTempK'];
    const isInRange = typeof asked === 'number' && asked >= rules.radiatorTempLowK && asked <= rules.radiatorTempHighK;
    const tempK = isInRange ? asked : now.radiatorTempK;
    const lowM2 = base.radiatorAreaM2 * rules.radiatorAreaLowFrac;
    const highM2 = base.radiatorAreaM2 * rules.radiatorAreaHighFrac;
    return [
      programmes,
      amount('radiatorTempK', 'K', {
        min: rules.radiatorTempLowK,
        max: rules.radiatorTempHighK,
        step: TEMP_STEP_K,
        suggested: now.radiatorTempK,
      }),
      amount('radiatorAreaM2', 'm2', {
        min: lowM2,
        max: highM2,
        step: (highM2 - lowM2) / AREA_STEPS,
        suggested: suggestedAreaM2(game, group, base, tempK),
      }),
      amount('shieldingMmAl', 'mm', {
        min: rules.shieldingLowMm,
        max: rules.shieldingHighMm,
        step: SHIELD_STEP_MM,
        suggested: now.shieldingMmAl,
      }),
      amount('meshLevel', 'level', {
        min: 0,
        max: rules.maxMeshLevel,
        step: 1,
        integer: true,
        suggested: now.meshLevel,
      }),
      amount('manoeuvreMPerS', 'm/s', {
        min: 0,
        max: rules.maxManoeuvreMPerS,
        step: MANOEUVRE_STEP_M_PER_S,
        suggested: now.manoeuvreMPerS,
      }),
      amount('spareFrac', '1', {
        min: 0,
        max: rules.maxSpareFrac,
        step: SPARE_STEP_FRAC,
        suggested: group.spareFrac,
      }),
    ];
  },
  check: (desk, { programmeId }) => (isChanging(desk, programmeId) ? reject('order/repeated', 'programmeId') : null),
  cost: ({ game }) => ({ ...FREE, fundsMusd: game.ruleset.economy.unitDesign.redesignMusd }),
  preview: (desk, order) => {
    const group = groupOf(desk, order.programmeId);
    if (group === undefined) return { leadTurns: 1, effects: [] };
    const designId = orderedDesignId(desk.game, group.designId, order);
    return {
      leadTurns: 1,
      effects: [
        ...beforeAndAfter(unitEffects(desk, group, group.designId), unitEffects(desk, group, designId)),
        { name: 'spareFrac', unit: '1', value: order.spareFrac, low: group.spareFrac, high: order.spareFrac },
      ],
    };
  },
};

/** As now where the temperature stays; else the area that carries all the heat at the new one. */
const suggestedAreaM2 = (game: Game, group: Group, base: UnitDesign, tempK: number): number => {
  const now = game.design(group.designId);
  if (tempK === now.radiatorTempK) return now.radiatorAreaM2;
  return fullHeatAreaM2(game.ruleset, base, game.chip(base.chipId).powerW, game.shell(group.shellId), tempK);
};

/** Kinds of design by what they are built into: modules of a platform, satellites that also observe, satellites. */
const kindOf = (architecture: Architecture): 'module' | 'observer' | 'satellite' =>
  architecture === 'platform' ? 'module' : architecture === 'edge' ? 'observer' : 'satellite';

const designsOfGames = new WeakMap<Game, Map<string, readonly string[]>>();

/** Designs that a side can build for an architecture: those of its programmes in the rules, of the same kind. */
export const designsFor = (game: Game, side: Side, architecture: Architecture): readonly string[] => {
  let known = designsOfGames.get(game);
  if (known === undefined) {
    known = new Map();
    designsOfGames.set(game, known);
  }
  const kind = kindOf(architecture);
  const key = `${side}/${kind}`;
  let designs = known.get(key);
  if (designs === undefined) {
    const built = game.ruleset.programmes.filter((each) => each.owner === side && kindOf(each.architecture) === kind);
    designs = [...new Set(built.map(({ designId }) => designId))];
    known.set(key, designs);
  }
  return designs;
};

/** The cheapest way up that a side has, USD/kg; nothing where it has none. */
const cheapestUsdPerKg = (game: Game, view: SideView): number => {
  const prices = view.lines
    .filter(({ machine }) => machine === 'operational')
    .map(({ vehicleId, flownMassT }) => launchPriceUsdPerKg(game, vehicleId, flownMassT, view.own.tech.launch));
  return prices.length === 0 ? 0 : Math.min(...prices);
};

/** What an architecture takes to deliver the compute by which architectures are compared, as the side stands. */
export const architectureFor = (
  game: Game,
  view: SideView,
  { architecture, shellId, designId }: Pick<Group, 'architecture' | 'shellId' | 'designId'>,
): ArchitectureEstimate => {
  const { altitudeKm } = game.shell(shellId);
  const band = bandAt(view.bands, altitudeKm);
  return estimateArchitecture(game, {
    architecture,
    shellId,
    designId,
    deliveredPops: game.ruleset.economy.foundation.comparePops,
    chipFactor: chipFactorNow({ game, view }),
    busLevel: view.own.tech.bus,
    linkLevel: view.own.tech.link,
    hardeningLevel: 0,
    priceUsdPerKg: cheapestUsdPerKg(game, view),
    densityPerKm3: band?.densityPerKm3 ?? 0,
  });
};

/** The sides of an architecture that a comparison shows; the compute is the same for all. */
export const architectureEffects = (game: Game, estimate: ArchitectureEstimate): readonly PreviewEffect[] => [
  { name: 'comparePops', unit: 'POPS', value: game.ruleset.economy.foundation.comparePops },
  { name: 'unitCount', unit: 'units', value: estimate.unitCount },
  { name: 'spareCount', unit: 'units', value: estimate.spareCount },
  { name: 'massKg', unit: 'kg', value: estimate.massKg },
  { name: 'transportKg', unit: 'kg', value: estimate.transportKg },
  { name: 'musdPerPopsYear', unit: 'MUSD/(POPS yr)', value: estimate.musdPerPopsYear },
  { name: 'linkGbps', unit: 'Gbit/s', value: estimate.linkGbps },
  { name: 'blockPops', unit: 'POPS', value: estimate.blockPops },
  { name: 'hitLossFrac', unit: '1', value: estimate.lossFracOfHits(1) },
  { name: 'stormLossFrac', unit: '1', value: estimate.stormLossFrac },
  { name: 'debrisLossFracPerYear', unit: '1/yr', value: estimate.debrisLossFracPerYear },
];

const VENTURE = 'venture';
/** Id of a side's next programme: deterministic, and never one that is taken. */
export const ventureId = (side: Side, number: number): string => `${VENTURE}-${number}-${side}`;
const foundedBy = ({ view }: PlanningDesk): number => view.groups.filter(({ id }) => id.startsWith(VENTURE)).length;

export const foundProgramme: OrderDefinition<'foundProgramme'> = {
  kind: 'foundProgramme',
  group: 'orbit',
  fields: { architecture: 'text', shellId: 'text', designId: 'text' },
  onceBy: '',
  closed: (desk) => foundedBy(desk) >= desk.game.ruleset.economy.foundation.limitPerSide,
  check: (desk) =>
    foundedBy(desk) >= desk.game.ruleset.economy.foundation.limitPerSide ? reject('order/limit-reached', 'kind') : null,
  formFields: ['architecture'],
  form: ({ game, view }, chosen) => {
    const architectures = ARCHITECTURES.filter((each) => designsFor(game, view.side, each).length > 0);
    const architecture = chosenOption(chosen, 'architecture', architectures) as Architecture;
    return [
      choice('architecture', 'architecture', architectures),
      choice(
        'shellId',
        'shell',
        game.ruleset.shells.map(({ id }) => id),
      ),
      choice('designId', 'design', designsFor(game, view.side, architecture)),
    ];
  },
  cost: ({ game }) => ({
    fundsMusd: game.ruleset.economy.foundation.baseMusd,
    politicalCapital: game.ruleset.economy.foundation.politicalCapital,
  }),
  preview: (desk, { shellId, architecture, designId }) => ({
    leadTurns: 1,
    effects: [
      ...architectureEffects(desk.game, architectureFor(desk.game, desk.view, { architecture, shellId, designId })),
      { name: 'rampLimitKg', unit: 'kg', value: desk.game.ruleset.economy.rampFloorKg },
      { name: 'altitudeKm', unit: 'km', value: desk.game.shell(shellId).altitudeKm },
      {
        name: 'unitMassKg',
        unit: 'kg',
        value: unitMassKg(desk.game, designId, architecture, desk.view.own.tech.bus, 1),
      },
      { name: 'unitCostMusd', unit: 'MUSD', value: unitCostMusd(desk.game, designId, desk.view.own.tech.bus) },
    ],
  }),
};

/** The design that a programme of another architecture builds: its own where the kind stays, else the side's first. */
export const designAfterChange = (game: Game, side: Side, group: Group, architecture: Architecture): string =>
  kindOf(group.architecture) === kindOf(architecture)
    ? group.designId
    : (designsFor(game, side, architecture)[0] ?? group.designId);

/** Satellites fly on in their shell as another formation; nothing else can be made of what flies. */
export const keepsUnits = (
  group: Pick<Group, 'architecture' | 'shellId'>,
  to: { architecture: Architecture; shellId: string },
): boolean => group.shellId === to.shellId && kindOf(group.architecture) === kindOf(to.architecture);

const isAmong = ({ draft }: PlanningDesk, kinds: readonly string[], programmeId: string): boolean =>
  draft.some((order) => kinds.includes(order.kind) && 'programmeId' in order && order.programmeId === programmeId);
/** Orders that make no sense in one turn with a change of architecture, in whichever order they are placed. */
const SHUTS_OUT_CHANGE = ['deploy', 'setDesign', 'deorbit'];
export const isChanging = (desk: PlanningDesk, programmeId: string): boolean =>
  isAmong(desk, ['setArchitecture'], programmeId);

export const setArchitecture: OrderDefinition<'setArchitecture'> = {
  kind: 'setArchitecture',
  group: 'orbit',
  fields: { programmeId: 'text', architecture: 'text', shellId: 'text' },
  onceBy: 'programmeId',
  check: (desk, { programmeId, architecture, shellId }) => {
    const group = groupOf(desk, programmeId);
    if (group?.architecture === architecture && group.shellId === shellId)
      return reject('order/nothing-to-do', 'architecture');
    return isAmong(desk, SHUTS_OUT_CHANGE, programmeId) ? reject('order/repeated', 'programmeId') : null;
  },
  formFields: ['programmeId', 'architecture'],
  form: (desk, chosen) => {
    const { game, view } = desk;
    const programmes = programmeChoice(desk, (group) => !isClosed(group) && group.architecture !== 'edge');
    const group = groupOf(desk, chosenOption(chosen, 'programmeId', programmes.options));
    const architectures = ARCHITECTURES.filter(
      (each) => each !== 'edge' && designsFor(game, view.side, each).length > 0,
    );
    const shells = game.ruleset.shells.map(({ id }) => id);
    const architecture = chosenOption(chosen, 'architecture', architectures);
    // First the shells that make it a change.
    const same = group?.architecture === architecture ? group.shellId : '';
    return [
      programmes,
      choice('architecture', 'architecture', architectures),
      choice(
        'shellId',
        'shell',
        shells.filter((id) => id !== same),
        { [same]: 'order/nothing-to-do' },
      ),
    ];
  },
  cost: (desk, { programmeId }) => ({
    ...FREE,
    fundsMusd: unitsOf(groupOf(desk, programmeId)) > 0 ? desk.game.ruleset.economy.foundation.changeMusd : 0,
  }),
  preview: (desk, { programmeId, architecture, shellId }) => {
    const { game, view } = desk;
    const group = groupOf(desk, programmeId);
    if (group === undefined) return { leadTurns: 1, effects: [] };
    const disposed = keepsUnits(group, { architecture, shellId }) ? 0 : unitsOf(group);
    const designId = designAfterChange(game, view.side, group, architecture);
    return {
      leadTurns: 1,
      effects: [
        ...beforeAndAfter(
          architectureEffects(game, architectureFor(game, view, group)),
          architectureEffects(game, architectureFor(game, view, { architecture, shellId, designId })),
        ),
        { name: 'disposedUnitCount', unit: 'units', value: disposed },
        { name: 'rampLimitKg', unit: 'kg', value: game.ruleset.economy.rampFloorKg },
        { name: 'altitudeKm', unit: 'km', value: game.shell(shellId).altitudeKm },
        { name: 'unitMassKg', unit: 'kg', value: unitMassKg(game, designId, architecture, view.own.tech.bus, 1) },
        { name: 'unitCostMusd', unit: 'MUSD', value: unitCostMusd(game, designId, view.own.tech.bus) },
      ],
    };
  },
};

/** Lowest point of a disposal orbit: what is put there comes down within weeks. */
const DISPOSAL_PERIGEE_KM = 50;

export const deorbit: OrderDefinition<'deorbit'> = {
  kind: 'deorbit',
  group: 'orbit',
  fields: { programmeId: 'text', unitCount: 'number' },
  onceBy: 'programmeId',
  check: (desk, { programmeId }) => (isChanging(desk, programmeId) ? reject('order/repeated', 'programmeId') : null),
  formFields: ['programmeId'],
  form: (desk, chosen) => {
    const programmes = programmeChoice(desk, (group) => !isClosed(group) && unitsOf(group) > 0);
    const group = groupOf(desk, chosenOption(chosen, 'programmeId', programmes.options));
    return [programmes, count('unitCount', 'units', unitsOf(group), 'order/limit-reached', 1)];
  },
  cost: ({ game }, { unitCount }) => ({
    ...FREE,
    fundsMusd: game.ruleset.economy.foundation.deorbitMusdPerUnit * unitCount,
  }),
  preview: (desk, { programmeId, unitCount }) => {
    const group = groupOf(desk, programmeId);
    const units = unitsOf(group);
    const altitudeKm = desk.game.shell(group?.shellId ?? '').altitudeKm;
    const lostPops = units > 0 ? ((group?.deliveredPops ?? 0) * unitCount) / units : 0;
    return {
      leadTurns: 0,
      effects: [
        { name: 'unitsLeft', unit: 'units', value: units - unitCount },
        { name: 'deliveredPops', unit: 'POPS', value: -lostPops },
        {
          name: 'deltaVMPerS',
          unit: 'm/s',
          value: deorbitBurn.evaluate({ altitudeKm, perigeeAltitudeKm: DISPOSAL_PERIGEE_KM }).deltaVMPerS,
        },
      ],
    };
  },
};
