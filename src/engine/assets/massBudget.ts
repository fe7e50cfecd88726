/**
 * What a compute satellite or platform weighs, from its parts: the other side of the chain, which takes
 * areas and power as given. Used to ask whether a published design closes in mass.
 */
import { W_PER_KW } from '../../units/convert.ts';

export interface UnitParts {
  /** Array power at beginning of life in full sunlight, kW. */
  readonly arrayKw: number;
  readonly batteryKwh: number;
  /** Plate area, m². */
  readonly radiatorAreaM2: number;
  /** Electric power of the computers with all that belongs to them, kW. */
  readonly payloadKw: number;
}

export interface SpecificMasses {
  readonly arrayWPerKg: number;
  readonly batteryWhPerKg: number;
  readonly radiatorKgPerM2: number;
  readonly payloadKgPerKw: number;
  /** Share of the whole that is structure, propulsion, attitude control and links, 0…1. */
  readonly structureFrac: number;
}

export interface MassBudget {
  readonly arrayKg: number;
  readonly batteryKg: number;
  readonly radiatorKg: number;
  readonly payloadKg: number;
  readonly structureKg: number;
  readonly totalKg: number;
}

/** Mass by part: each part at its specific mass, and structure as a share of the whole. */
export const massBudget = (parts: UnitParts, specific: SpecificMasses): MassBudget => {
  const arrayKg = (parts.arrayKw * W_PER_KW) / specific.arrayWPerKg;
  const batteryKg = (parts.batteryKwh * W_PER_KW) / specific.batteryWhPerKg;
  const radiatorKg = parts.radiatorAreaM2 * specific.radiatorKgPerM2;
  const payloadKg = parts.payloadKw * specific.payloadKgPerKw;
  const totalKg = (arrayKg + batteryKg + radiatorKg + payloadKg) / (1 - specific.structureFrac);
  return { arrayKg, batteryKg, radiatorKg, payloadKg, structureKg: totalKg * specific.structureFrac, totalKg };
};
