/** Orders, their parameters and their previews in words. */
import type { Order, ParameterDomain, PreviewEffect, Rejection } from '../../../engine/index.ts';
import type { Trimmed } from '../../../protocol/sessionParts.ts';
import type { Formats } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';
import { unitOfName } from '../parts/eventWords.ts';

export type Choice = Extract<ParameterDomain, { kind: 'choice' }>;

const NAME_OF: Readonly<Record<Choice['refers'], (words: Words, id: string) => string>> = {
  programme: (words, id) => words.programme(id),
  rivalProgramme: (words, id) => words.target(id),
  rivalRegion: (words, id) => words.target(id),
  rivalCentre: (words, id) => words.target(id),
  shell: (words, id) => words.or(`shell.${id}.name`, id),
  line: (words, id) => words.line(id),
  region: (words, id) => words.region(id),
  asset: (words, id) => words.or(`asset.${id}`, id),
  tier: (words, id) => words.or(`tier.${id}`, id),
  track: (words, id) => words.or(`track.${id}`, id),
  policy: (words, id) => words.or(`policy.${id}`, id),
  centre: (words, id) => words.subject('centre', id),
  operation: (words, id) => words.subject('operation', id),
  architecture: (words, id) => words.or(`architecture.${id}`, id),
  design: (words, id) => words.or(`design.${id}`, id),
  band: (words, id) => words.subject('band', id),
  posture: (words, id) => words.or(`posture.${id}`, id),
  message: (words, id) => words.or(`message.${id}`, id),
  approach: (words, id) => words.or(`approach.${id}`, id),
  agreement: (words, id) => words.or(`agreement.${id}.name`, id),
};

export const optionWords = (domain: Choice, option: string, words: Words): string =>
  NAME_OF[domain.refers](words, option);

const REFERS_BY_FIELD: Readonly<Record<string, Choice['refers']>> = {
  programmeId: 'programme',
  targetId: 'rivalProgramme',
  lineId: 'line',
  regionId: 'region',
  asset: 'asset',
  shellId: 'shell',
  tier: 'tier',
  track: 'track',
  policy: 'policy',
  posture: 'posture',
  approach: 'approach',
  architecture: 'architecture',
  designId: 'design',
  bandId: 'band',
  message: 'message',
  centreId: 'centre',
  operationId: 'operation',
  agreementId: 'agreement',
};

export const parameterWords = (name: string, value: string | number, words: Words, formats: Formats): string => {
  if (typeof value === 'number') return formats.quantity(value, unitOfName(name), name);
  const refers = REFERS_BY_FIELD[name];
  return refers === undefined ? value : NAME_OF[refers](words, value);
};

/** `Starcloud · Falcon 9 · 24`: what tells one order of a kind from another. */
export const orderDetail = (order: Order, words: Words, formats: Formats): string =>
  Object.entries(order)
    .filter(([name]) => name !== 'kind')
    .map(([name, value]) =>
      words.t('order.parameter', {
        name: words.or(`parameter.${name}`, name),
        value: parameterWords(name, value, words, formats),
      }),
    )
    .join(words.t('format.listSeparator'));

export const effectWords = (effect: PreviewEffect, formats: Formats): string =>
  effect.low !== undefined && effect.high !== undefined
    ? formats.range(effect.low, effect.high, effect.unit, effect.name)
    : formats.quantity(effect.value, effect.unit, effect.name);

export const rejectionWords = (rejection: Rejection, words: Words, formats: Formats): string => {
  const values: Record<string, string> = { field: words.or(`parameter.${rejection.field}`, rejection.field) };
  const { unit } = rejection.data;
  for (const [name, value] of Object.entries(rejection.data)) {
    values[name] =
      typeof value === 'number' && typeof unit === 'string'
        ? formats.quantity(value, unit, rejection.field)
        : parameterWords(name, value, words, formats);
  }
  const sentence = words.or(`rejection.${rejection.code}`, rejection.code, values);
  const hasSums = 'costMusd' in rejection.data || 'cost' in rejection.data;
  return hasSums ? sentence + words.or(`shortfall.${rejection.code}`, '', values) : sentence;
};

/** What a seal made of orders that were not legal together: a sentence for each thing, none where it left them as they lay. */
export const trimmedWords = ({ cutCount, dropped }: Trimmed, words: Words): readonly string[] => [
  ...(cutCount > 0 ? [words.t('seal.cut', { count: cutCount })] : []),
  ...(dropped.length > 0
    ? [
        words.t('seal.dropped', {
          orders: dropped.map(({ kind }) => words.order(kind)).join(words.t('format.listSeparator')),
        }),
      ]
    : []),
];
