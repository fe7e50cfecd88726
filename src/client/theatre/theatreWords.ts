/** Joins the caller's labels and the reader's number formats into what picture, legend and list say. */
import type { Formats } from '../i18n/format.ts';
import type { Words } from '../i18n/words.ts';
import type { StageWords } from './orbitArt.ts';
import type { Fact, Label, TheatreObject, TheatreScene } from './sceneTypes.ts';

export interface ObjectWords {
  readonly title: string;
  /** One fact a line, with its name. */
  readonly lines: readonly string[];
}

const factLine = (fact: Fact, label: Label, formats: Formats): string => {
  const name = label('ui', `fact.${fact.name}`);
  const amount =
    fact.low === undefined || fact.high === undefined
      ? formats.quantity(fact.value, fact.unit, fact.name)
      : formats.range(fact.low, fact.high, fact.unit, fact.name);
  return `${name} ${amount}`;
};

export const objectWords = (object: TheatreObject, label: Label, formats: Formats, words: Words): ObjectWords => ({
  title: object.name.map((part) => label(part.kind, part.id)).join(' · '),
  lines: [
    ...object.facts.map((fact) => factLine(fact, label, formats)),
    ...(object.state === null ? [] : [words.state(object.state.chart, object.state.state)]),
    ...(object.knowledge === 'estimate' ? [label('ui', 'estimate')] : []),
  ],
});

export const stageWords = (scene: TheatreScene, label: Label, formats: Formats, words: Words): StageWords => ({
  ui: (key) => label('ui', key),
  altitude: (altitudeKm) => formats.quantity(altitudeKm, 'km'),
  percent: (fraction) => formats.percent(fraction),
  place: (id) => label('ui', `place.${id}`),
  object: (id) => {
    const object = scene.objects.find((candidate) => candidate.id === id);
    return object === undefined ? { title: id, lines: [] } : objectWords(object, label, formats, words);
  },
});
