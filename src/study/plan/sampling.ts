/**
 * Draws of the assumptions: points of the unit cube, by a named way of spreading them. Seeded, and each
 * draw can be had alone, so that chunks may be played anywhere.
 *
 * The draws are dealt in turn to independent randomisations, the *replicates*. Points of one replicate are
 * even, and so no plain sample; replicates are independent, and their scatter gives an honest error.
 */
import { sha256Hex } from '../../units/hash.ts';
import type { Sampling } from './plan.ts';
import { SOBOL_DIMENSIONS, sobolCoordinate } from './sobolSequence.ts';

/** Coordinates of a draw, within 0…1. */
export type Sampler = (draw: number) => readonly number[];

export interface SamplerRequest {
  readonly sampling: Sampling;
  readonly seed: string;
  readonly dimensions: number;
  readonly draws: number;
  readonly replicates: number;
}

const WORD = 0x100000000;
const HEX_OF_WORD = 8;
const HEX = 16;
const wordOf = (label: string): number => Number.parseInt(sha256Hex(label).slice(0, HEX_OF_WORD), HEX);
const uniformAt = (label: string): number => (wordOf(label) + 0.5) / WORD;

const plain = ({ seed, dimensions }: SamplerRequest): Sampler => {
  const at = (draw: number, dimension: number): number => uniformAt(`${seed}/plain/${draw}/${dimension}`);
  return (draw) => Array.from({ length: dimensions }, (_, dimension) => at(draw, dimension));
};

/** 0…count−1 in an order of its own for every label. */
const shuffled = (count: number, label: string): Uint32Array => {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(uniformAt(`${label}/${last}`) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
};

/** Draws of a replicate when draws are dealt in turn. */
const drawsOf = (draws: number, replicates: number, replicate: number): number =>
  Math.floor((draws - replicate - 1) / replicates) + 1;

/** Each assumption’s range is cut into as many strata as there are draws, and each stratum is drawn from once. */
const latin = ({ seed, dimensions, draws, replicates }: SamplerRequest): Sampler => {
  const orders = new Map<string, Uint32Array>();
  return (draw) => {
    const replicate = draw % replicates;
    const count = drawsOf(draws, replicates, replicate);
    return Array.from({ length: dimensions }, (_, dimension) => {
      const label = `${seed}/latin/${replicate}/${dimension}`;
      let order = orders.get(label);
      if (order === undefined) {
        order = shuffled(count, label);
        orders.set(label, order);
      }
      const stratum = order[Math.floor(draw / replicates)] ?? 0;
      return (stratum + uniformAt(`${label}/in/${draw}`)) / count;
    });
  };
};

/** Beyond the dimensions that Sobol’s sequence has numbers for, the rest are Latin. */
const sobol = (request: SamplerRequest): Sampler => {
  const { seed, dimensions, replicates } = request;
  const even = Math.min(dimensions, SOBOL_DIMENSIONS);
  const rest = dimensions > even ? latin({ ...request, dimensions: dimensions - even, seed: `${seed}/rest` }) : null;
  const seeds = Array.from({ length: replicates * even }, (_, place) => wordOf(`${seed}/sobol/${place}`));
  return (draw) => {
    const replicate = draw % replicates;
    const point = Array.from({ length: even }, (_, dimension) =>
      sobolCoordinate(Math.floor(draw / replicates), dimension, seeds[replicate * even + dimension] ?? 0),
    );
    return rest === null ? point : [...point, ...rest(draw)];
  };
};

export const makeSampler = (request: SamplerRequest): Sampler => {
  switch (request.sampling) {
    case 'random':
      return plain(request);
    case 'latin':
      return latin(request);
    case 'sobol':
      return sobol(request);
  }
};
