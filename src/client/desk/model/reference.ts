/** What the reference is made of, as it was built: rules, published cases, sources, hints for drawings. */
import reference, { type PlotHint, type PublishedCase } from 'virtual:model-reference';
import ruleset from 'virtual:ruleset';
import type { SourceEntry } from '../../../ruleset/schema.ts';
import { sectionsOf } from './entries.ts';

export { ruleset };

export const sections = sectionsOf(ruleset);

export const sourceById = (id: string): SourceEntry | undefined => ruleset.sources[id] ?? reference.sources[id];

export const publishedCases = reference.cases;

export const casesOf = (modelId: string): readonly PublishedCase[] =>
  reference.cases.filter(({ model }) => model === modelId);

export const hintOf = (modelId: string): PlotHint | undefined => reference.plots[modelId];

/** Hints of the function itself first, then of those that share a parameter's name. */
export const hintsFor = (modelId: string): readonly (PlotHint | undefined)[] => [
  hintOf(modelId),
  ...Object.values(reference.plots),
];
