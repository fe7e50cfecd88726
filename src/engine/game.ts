/**
 * The static facts of a game: rules, scenario, look-ups by id, and what can be computed once from
 * them (sunlight of a shell, payload to a shell, outage table of a fleet). A `Game` never changes;
 * its caches hold pure results only, so that any number of games may share one.
 */
import { EARTH_RADIUS_KM } from '../physics/constants.ts';
import type { BreakupEvent } from '../physics/debris.ts';
import { buildOutageTable, type OutageTable } from '../physics/grid.ts';
import { hohmannTransfer, propellantFraction } from '../physics/manoeuvre.ts';
import { circularPeriod, sunSynchronousInclination } from '../physics/orbits.ts';
import { shieldedDose } from '../physics/radiation.ts';
import { weibullSurvival } from '../physics/reliability.ts';
import { betaAngle, dawnDuskYear, eclipseFraction } from '../physics/sun.ts';
import type { Chip, ProgrammeRules, RegionRules, Ruleset, Scenario, Shell, Vehicle } from '../ruleset/schema.ts';
import { BASE_PACK, type Level, withPack } from '../ruleset/packs.ts';
import { withScenario } from '../ruleset/scenario.ts';
import { err, ok, type Problem, type Result } from '../units/result.ts';
import { type CloudShares, cloudShares, type DebrisModel } from './assets/debrisBands.ts';
import { baseDesignId, choicesOf, designVariant, plainDesign, type UnitDesign } from './assets/unitDesign.ts';
import { YEARS_PER_TURN } from './calendar.ts';
import { areBandsEven, debrisModelOf } from './debris.ts';
import { InvariantError } from './errors.ts';

/** Sun and shade of a shell over a year. */
export interface ShellSun {
  readonly periodMin: number;
  readonly inclinationDeg: number;
  readonly sunlitFrac: number;
  readonly maxEclipseMin: number;
  /** Which catalogue function gave it: the shell is sun-synchronous, or a mean over node and season. */
  readonly modelId: 'dawnDuskYear' | 'eclipseFraction';
}

export interface Game {
  /** The rules as they hold in this game: with the pack's numbers, and what the scenario makes of them. */
  readonly ruleset: Ruleset;
  readonly packId: string;
  readonly scenario: Scenario;
  readonly chip: (id: string) => Chip;
  readonly vehicle: (id: string) => Vehicle;
  readonly shell: (id: string) => Shell;
  /** A design of the rules, or a variant of one (`assets/unitDesign.ts`). */
  readonly design: (id: string) => UnitDesign;
  /** Years a unit serves in a shell: its design's, or what its shield lets the dose allow. */
  readonly lifeYears: (designId: string, shellId: string) => number;
  /** Chance that a unit which has served until a turn ago fails in this one, its so-manyeth since the flight. */
  readonly ageingFailureProb: (designId: string, turnsFlown: number) => number;
  readonly programme: (id: string) => ProgrammeRules;
  readonly region: (id: string) => RegionRules;
  readonly shellSun: (shellId: string) => ShellSun;
  /** Payload of a vehicle to a shell, kg: its payload less the propellant of the transfer. */
  readonly payloadToShellKg: (vehicleId: string, shellId: string) => number;
  readonly transfer: (shellId: string) => { readonly deltaVMPerS: number; readonly propellantFrac: number };
  /** How this ruleset's debris spreads, falls and collides; made when it is first needed. */
  readonly debrisModel: () => DebrisModel;
  /** Where the fragments of a break-up at a height end. */
  readonly cloud: (altitudeKm: number, event: BreakupEvent) => CloudShares;
  /** Outage table of a region's fleet with so many new units. */
  readonly outageTable: (regionId: string, newUnitCount: number) => OutageTable;
}

/** Of a region: as many as many games come to; a table takes some kilobytes and is as dear as a tenth of a turn. */
const OUTAGE_TABLES_KEPT = 2048;
const DESIGNS_KEPT = 4096;
/** Outages less likely than this cannot be told apart by a 32-bit draw, nor matter to an expectation. */
const NEGLIGIBLE_OUTAGE_PROB = 1e-13;

const lookup = <T extends { readonly id: string }>(kind: string, entries: readonly T[]): ((id: string) => T) => {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (id) => {
    const entry = byId.get(id);
    if (entry === undefined) throw new InvariantError('the rules have no such entry', { kind, id });
    return entry;
  };
};

const remember = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
};

/** The same for what is made of an object, kept as long as the object is. */
const rememberFor = <K extends object, T>(make: (key: K) => T): ((key: K) => T) => {
  const made = new WeakMap<K, T>();
  return (key) => {
    const kept = made.get(key);
    if (kept !== undefined) return kept;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};

type Grid = Ruleset['grid'];
/** Outage tables by region and new units. Games whose rules differ elsewhere share them: they are dear. */
const outageTablesOf = rememberFor((_grid: Grid) => remember((_regionId) => new Map<number, OutageTable>()));
/** A fleet only grows: its first table is convolved once, and new units are added to that. */
const startFleetsOf = rememberFor((fleet: RegionRules['fleet']) =>
  remember((stepMw) => buildOutageTable(fleet, Number(stepMw), NEGLIGIBLE_OUTAGE_PROB)),
);
/** Shares of clouds by height and event, of a model that games may share. */
const cloudsOf = rememberFor(({ parameters }: DebrisModel) =>
  remember((key) => {
    const [altitudeKm = '', event = ''] = key.split('/');
    return cloudShares(parameters, Number(altitudeKm), event as BreakupEvent);
  }),
);

/** A design's row of a table, made where it is not there yet. */
const inTable = <T>(table: Map<string, T>, designId: string, make: () => T): T => {
  let row = table.get(designId);
  if (row === undefined) {
    if (table.size >= DESIGNS_KEPT) table.clear();
    row = make();
    table.set(designId, row);
  }
  return row;
};

/** Mean over a year of node and season, for shells whose plane drifts against the Sun. */
const driftingShellSun = (altitudeKm: number, inclinationDeg: number): ShellSun => {
  const { periodMin } = circularPeriod.evaluate({ altitudeKm });
  let eclipse = 0;
  let maxEclipseMin = 0;
  let samples = 0;
  for (let raanDeg = 0; raanDeg < 360; raanDeg += 15) {
    for (const sunDeclinationDeg of [-23.4, -16.6, 0, 16.6, 23.4]) {
      const { betaDeg } = betaAngle.evaluate({ inclinationDeg, raanDeg, sunRightAscensionDeg: 0, sunDeclinationDeg });
      const { eclipseFrac, eclipseMin } = eclipseFraction.evaluate({ altitudeKm, betaDeg });
      eclipse += eclipseFrac;
      maxEclipseMin = Math.max(maxEclipseMin, eclipseMin);
      samples += 1;
    }
  }
  return { periodMin, inclinationDeg, sunlitFrac: 1 - eclipse / samples, maxEclipseMin, modelId: 'eclipseFraction' };
};

const sunOfShell = (shell: Shell): ShellSun => {
  const { altitudeKm } = shell;
  if (shell.ltanH === undefined) return driftingShellSun(altitudeKm, shell.inclinationDeg ?? 0);
  const { maxEclipseMin, sunlitFrac } = dawnDuskYear.evaluate({ altitudeKm, ltanH: shell.ltanH });
  const { periodMin } = circularPeriod.evaluate({ altitudeKm });
  const { inclinationDeg } = sunSynchronousInclination.evaluate({
    semiMajorAxisKm: EARTH_RADIUS_KM + altitudeKm,
    eccentricity: 0,
    order: 1,
  });
  return { periodMin, inclinationDeg, sunlitFrac, maxEclipseMin, modelId: 'dawnDuskYear' };
};

/**
 * Static facts of a scenario under a ruleset and a pack of assumptions; what can be wrong is either's id. A study
 * gives levels: numbers of the rules at other values, after the scenario's own.
 */
export const makeGame = (
  baseRuleset: Ruleset,
  scenarioId: string,
  packId: string = BASE_PACK,
  levels: readonly Level[] = [],
): Result<Game, readonly Problem[]> => {
  const packed = withPack(baseRuleset, packId);
  if (!packed.ok) return packed;
  const written = packed.value.scenarios.find(({ id }) => id === scenarioId);
  if (written === undefined) {
    const expected = packed.value.scenarios.map(({ id }) => id).join(', ');
    return err([{ code: 'game/unknown-scenario', path: 'scenario', expected, got: scenarioId }]);
  }
  const { ruleset, scenario } = withScenario(packed.value, written, levels);
  if (!areBandsEven(ruleset)) {
    const got = ruleset.environment.bands.map(({ lowKm, highKm }) => `${lowKm}-${highKm}`).join(', ');
    return err([
      {
        code: 'game/uneven-bands',
        path: 'environment.bands',
        expected: 'bands of one height, each on the one before',
        got,
      },
    ]);
  }
  const shell = lookup('shell', ruleset.shells);
  const vehicle = lookup('vehicle', ruleset.vehicles);
  const region = lookup('region', ruleset.grid.regions);
  const { parkingAltitudeKm, transferIspS } = ruleset.economy;
  const transfer = remember((shellId) => {
    const toAltitudeKm = shell(shellId).altitudeKm;
    if (toAltitudeKm <= parkingAltitudeKm) return { deltaVMPerS: 0, propellantFrac: 0 };
    const { totalDeltaVMPerS } = hohmannTransfer.evaluate({
      fromAltitudeKm: parkingAltitudeKm,
      toAltitudeKm,
      planeChangeDeg: 0,
      transferAngleDeg: 180,
    });
    const { massFrac } = propellantFraction.evaluate({ deltaVMPerS: totalDeltaVMPerS, specificImpulseS: transferIspS });
    return { deltaVMPerS: totalDeltaVMPerS, propellantFrac: massFrac };
  });
  const debrisModel = (): DebrisModel => debrisModelOf(ruleset);
  const outageTables = outageTablesOf(ruleset.grid);
  const chip = lookup('chip', ruleset.chips);
  const plainDesigns = lookup(
    'satellite design',
    ruleset.satellites.map((design) => plainDesign(design, ruleset)),
  );
  const designs = new Map<string, UnitDesign>();
  const design = (id: string): UnitDesign => {
    let found = designs.get(id);
    if (found === undefined) {
      if (designs.size >= DESIGNS_KEPT) designs.clear();
      const base = plainDesigns(baseDesignId(id));
      const choices = choicesOf(id);
      found = choices === null ? base : designVariant(ruleset, base, chip(base.chipId).powerW, choices);
      designs.set(id, found);
    }
    return found;
  };
  const shellSun = remember((shellId) => sunOfShell(shell(shellId)));
  const lifeYears = new Map<string, Map<string, number>>();
  const failureProbs = new Map<string, number[]>();
  return ok({
    ruleset,
    packId,
    scenario,
    chip,
    vehicle,
    shell,
    design,
    lifeYears: (designId, shellId) => {
      const inShells = inTable(lifeYears, designId, () => new Map<string, number>());
      let years = inShells.get(shellId);
      if (years === undefined) {
        const { shieldingMmAl, lifeYears: designYears } = design(designId);
        const { inclinationDeg } = shellSun(shellId);
        const { doseRad } = shieldedDose.evaluate({ shieldingMmAl, inclinationDeg, years: 1 });
        years = Math.min(designYears, ruleset.economy.unitDesign.doseLifeRad / doseRad);
        inShells.set(shellId, years);
      }
      return years;
    },
    ageingFailureProb: (designId, turnsFlown) => {
      const probs = inTable(failureProbs, designId, () => []);
      let prob = probs[turnsFlown];
      if (prob === undefined) {
        const { weibullShape: shape, weibullScaleYears: scaleYears } = design(designId);
        const years = turnsFlown * YEARS_PER_TURN;
        const before = weibullSurvival.evaluate({ years: years - YEARS_PER_TURN, shape, scaleYears }).survivalFrac;
        const after = weibullSurvival.evaluate({ years, shape, scaleYears }).survivalFrac;
        prob = Math.min(1, Math.max(0, 1 - after / before));
        probs[turnsFlown] = prob;
      }
      return prob;
    },
    programme: lookup('programme', ruleset.programmes),
    region,
    shellSun,
    transfer,
    payloadToShellKg: (vehicleId, shellId) => vehicle(vehicleId).payloadKg * (1 - transfer(shellId).propellantFrac),
    debrisModel,
    cloud: (altitudeKm, event) => cloudsOf(debrisModel())(`${altitudeKm}/${event}`),
    outageTable: (regionId, newUnitCount) => {
      const ofRegion = outageTables(regionId);
      let table = ofRegion.get(newUnitCount);
      if (table === undefined) {
        if (ofRegion.size >= OUTAGE_TABLES_KEPT) ofRegion.clear();
        const { newUnitMw, newUnitForcedOutageRate, outageStepMw } = ruleset.grid;
        const newUnits = { count: newUnitCount, capacityMw: newUnitMw, forcedOutageRate: newUnitForcedOutageRate };
        const startFleet = startFleetsOf(region(regionId).fleet)(String(outageStepMw));
        table = buildOutageTable([newUnits], outageStepMw, NEGLIGIBLE_OUTAGE_PROB, startFleet);
        ofRegion.set(newUnitCount, table);
      }
      return table;
    },
  });
};

/** Installed capacity of a region, MW. */
export const installedCapacityMw = (game: Game, regionId: string, newUnitCount: number): number =>
  game.region(regionId).fleet.reduce((sum, unit) => sum + unit.count * unit.capacityMw, 0) +
  newUnitCount * game.ruleset.grid.newUnitMw;
