/**
 * The debris that both sides share, as the state holds it: the world's background, held steady by
 * others, and the fragments this game has added, by band and class. How clouds spread, fall and break
 * up other bodies is the model of `assets/debrisBands.ts`.
 */
import { inGrains } from '../units/grains.ts';
import { EARTH_RADIUS_KM } from '../physics/constants.ts';
import type { BreakupEvent } from '../physics/debris.ts';
import { PI } from '../units/math.ts';
import {
  type DebrisEnvironment,
  type DebrisModel,
  type DebrisParameters,
  makeDebrisModel,
  stepDebris,
} from './assets/debrisBands.ts';
import type { Ruleset } from '../ruleset/schema.ts';
import type { Game } from './game.ts';
import type { DebrisBand, GameState } from './state.ts';

const parametersOf = ({ environment }: Ruleset): DebrisParameters => {
  const { bands, debris, minTrackedSizeM, closingSpeedKmPerS } = environment;
  const [lowest] = bands;
  const lowKm = lowest?.lowKm ?? 0;
  return {
    lowKm,
    stepKm: (lowest?.highKm ?? 0) - lowKm,
    bandCount: bands.length,
    areaToMassM2PerKg: debris.areaToMassM2PerKg,
    dragCoefficient: debris.dragCoefficient,
    minSizeM: minTrackedSizeM,
    intactKg: debris.intactKg,
    intactRadiusM: debris.intactRadiusM,
    intactBallisticM2PerKg: debris.intactBallisticM2PerKg,
    closingSpeedKmPerS,
    yieldMultiplier: 1,
  };
};

const modelOf = (parameters: DebrisParameters): DebrisModel => {
  const model = makeDebrisModel(parameters);
  // Collisions of the background with itself belong to the background, which is held as it is.
  return { ...model, intactPairRate: model.intactPairRate.map(() => 0) };
};

/** As many models as are kept: rules of the same parameters share one, which is dear to make. */
const MODELS_KEPT = 10;
const models = new Map<string, DebrisModel>();
const modelsOfRules = new WeakMap<Ruleset, DebrisModel>();

/** The model of a ruleset's bands. They are of one height and lie on each other: `areBandsEven`. */
export const debrisModelOf = (ruleset: Ruleset): DebrisModel => {
  const known = modelsOfRules.get(ruleset);
  if (known !== undefined) return known;
  const parameters = parametersOf(ruleset);
  const key = JSON.stringify(parameters);
  const model = models.get(key) ?? modelOf(parameters);
  if (!models.has(key) && models.size >= MODELS_KEPT) models.clear();
  models.set(key, model);
  modelsOfRules.set(ruleset, model);
  return model;
};

/** Whether the bands of the rules are of one height, each on top of the one before. */
export const areBandsEven = ({ environment: { bands } }: Ruleset): boolean =>
  bands.every(({ lowKm, highKm }, index) => {
    const [lowest] = bands;
    const below = bands[index - 1];
    const stepKm = (lowest?.highKm ?? 0) - (lowest?.lowKm ?? 0);
    return highKm - lowKm === stepKm && stepKm > 0 && (below === undefined || below.highKm === lowKm);
  });

export const bandVolumeKm3 = ({ lowKm, highKm }: Pick<DebrisBand, 'lowKm' | 'highKm'>): number => {
  const inner = EARTH_RADIUS_KM + lowKm;
  const outer = EARTH_RADIUS_KM + highKm;
  return ((4 * PI) / 3) * (outer * outer * outer - inner * inner * inner);
};

export const fragmentCountOf = ({ fragments }: Pick<DebrisBand, 'fragments'>): number => {
  let total = 0;
  for (const count of fragments) total += count;
  return total;
};

/** Tracked objects per km³: the world's, and this game's fragments. */
export const bandDensityPerKm3 = (band: DebrisBand, fragmentCount = fragmentCountOf(band)): number =>
  fragmentCount === 0 ? band.backgroundPerKm3 : band.backgroundPerKm3 + fragmentCount / bandVolumeKm3(band);

export const bandAt = <T extends Pick<DebrisBand, 'lowKm' | 'highKm'>>(
  bands: readonly T[],
  altitudeKm: number,
): T | undefined => bands.find(({ lowKm, highKm }) => altitudeKm >= lowKm && altitudeKm < highKm);

/** Spreads the fragments of a break-up at a height over bands and classes; what is thrown out of them is gone. */
export const addCloud = (
  game: Game,
  state: GameState,
  altitudeKm: number,
  event: BreakupEvent,
  count: number,
): void => {
  if (count <= 0) return;
  const cloud = game.cloud(altitudeKm, event);
  for (const [place, band] of state.bands.entries()) {
    band.fragments = band.fragments.map(
      (before, index) => before + inGrains(count * (cloud.bands[index]?.[place] ?? 0)),
    );
  }
};

export interface DebrisTurn {
  /** Expected break-ups of others' whole bodies in each band, by this game's fragments. */
  readonly breakups: readonly number[];
}

/** Less than this is no fragment. */
const ONE_FRAGMENT = 1;

/** Lets a turn pass over this game's fragments: they fall, and break up what they meet. */
export const stepBands = (game: Game, state: GameState, startYear: number, years: number): DebrisTurn => {
  const model = game.debrisModel();
  const { intactFrac } = game.ruleset.environment.debris;
  const before: DebrisEnvironment = {
    intact: state.bands.map((band) => band.backgroundPerKm3 * bandVolumeKm3(band) * intactFrac),
    fragments: model.classes.map((_, index) => state.bands.map((band) => band.fragments[index] ?? 0)),
  };
  const { environment, breakups } = stepDebris(model, before, { startYear, years });
  for (const [place, band] of state.bands.entries()) {
    const after = environment.fragments.map((row) => inGrains(row[place] ?? 0));
    band.fragments = fragmentCountOf({ fragments: after }) < ONE_FRAGMENT ? after.map(() => 0) : after;
  }
  return { breakups };
};
