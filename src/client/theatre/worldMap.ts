/** Land and the two countries from the 1:110 million map of Natural Earth (public domain). */
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';
import { type BySide, SIDES, type Side } from '../../ruleset/schema.ts';
import { COUNTRY_CODES } from './places.ts';

type Atlas = Topology<{ readonly countries: GeometryCollection; readonly land: GeometryCollection }>;

export interface WorldMap {
  readonly land: GeoJSON.FeatureCollection;
  readonly countries: BySide<GeoJSON.Feature>;
}

export const loadWorldMap = (): WorldMap => {
  const topology = atlas as unknown as Atlas;
  const countries = feature(topology, topology.objects.countries).features;
  const countryOf = (side: Side): GeoJSON.Feature =>
    countries.find((country) => country.id === COUNTRY_CODES[side]) ?? {
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiPolygon', coordinates: [] },
    };
  const [us, cn] = SIDES.map(countryOf) as [GeoJSON.Feature, GeoJSON.Feature];
  return { land: feature(topology, topology.objects.land), countries: { us, cn } };
};
