/**
 * Words for ids. Every id of the engine and the rules has a key of its own (`programme.starcloud.name`);
 * an id without words shows itself, so that a missing key is seen and nothing breaks.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SIDES } from '../../ruleset/terms.ts';

export type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface Words {
  readonly t: Translate;
  /** The words of a key, or `fallback` where the key has none. */
  readonly or: (key: string, fallback: string, values?: Record<string, unknown>) => string;
  readonly programme: (id: string) => string;
  readonly region: (id: string) => string;
  readonly vehicle: (id: string) => string;
  readonly shell: (id: string) => string;
  /** A launch line bears its vehicle's name. */
  readonly line: (id: string) => string;
  readonly state: (chartId: string, state: string) => string;
  readonly order: (kind: string) => string;
  readonly side: (side: string) => string;
  /** Name of what an operation is aimed at: a programme, a region, a shell, or the data centres of a region. */
  readonly target: (id: string) => string;
  /** Name of a thing by its subject kind and id, for cards and panels. */
  readonly subject: (kind: string, id: string) => string;
  /** Label of a named number: of a finding, a preview or a table. */
  readonly figure: (name: string) => string;
}

const centreName = (id: string, words: Pick<Words, 'region' | 'or'>): string => {
  const [, regionId = id, role = ''] = id.split('/');
  return words.or('centre.name', id, { region: words.region(regionId), role: words.or(`centreRole.${role}`, role) });
};

/** `programme.cn-starcloud.name`: in a mirror a thing bears its side before its id in the rules. */
const MIRRORED_KEY = new RegExp(`^([a-z]+)\\.(${SIDES.join('|')})-(.+)$`, 'i');

export const makeWords = (t: Translate, exists: (key: string) => boolean): Words => {
  /** Words of a mirror's thing: those of the thing in the rules, with whose it is where it is named. */
  const ofMirrored = (key: string, values?: Record<string, unknown>): string | null => {
    const [, kind, owner, rest = ''] = MIRRORED_KEY.exec(key) ?? [];
    const original = `${kind}.${rest}`;
    if (owner === undefined || !exists(original)) return null;
    const words = t(original, values);
    return rest.endsWith('.name') ? t('mirror.name', { name: words, side: t(`side.${owner}.name`) }) : words;
  };
  const or: Words['or'] = (key, fallback, values) =>
    exists(key) ? t(key, values) : (ofMirrored(key, values) ?? fallback);
  const programme = (id: string): string => {
    const [, number] = /^venture-(\d+)-/.exec(id) ?? [];
    return or(`programme.${id}.name`, number === undefined ? id : or('programme.venture', id, { number }));
  };
  const region = (id: string): string => or(`region.${id}.name`, id);
  const vehicle = (id: string): string => or(`vehicle.${id}.name`, id);
  const shell = (id: string): string => or(`shell.${id}.name`, id);
  const line = (id: string): string => vehicle(id);
  const side = (id: string): string => or(`side.${id}.name`, id);
  const campaign = (id: string): string => {
    const [, programmeId = id, vehicleId = ''] = id.split('/');
    return or('campaign.name', id, { programme: programme(programmeId), line: vehicle(vehicleId) });
  };
  const target = (id: string): string => {
    const [kind] = ['programme', 'region', 'shell'].filter((each) => exists(`${each}.${id}.name`));
    if (kind !== undefined) return t(`${kind}.${id}.name`);
    return id.includes('/') ? centreName(`/${id}`, { region, or }) : programme(id);
  };
  const operation = (id: string): string => {
    const [, , family = id, ...rest] = id.split('/');
    return or('operation.name', id, { family: or(`family.${family}`, family), target: target(rest.join('/')) });
  };
  const subjects: Readonly<Record<string, (id: string) => string>> = {
    side,
    group: programme,
    line,
    campaign,
    region,
    centre: (id) => centreName(id, { region, or }),
    operation,
    band: (id) => or('band.name', id, { band: id }),
    agreement: (id) => or(`agreement.${id}.name`, id),
    event: (id) => or(`happening.${id}.name`, id),
    crisis: () => or('subject.crisis', 'crisis'),
    race: () => or('subject.race', 'race'),
    world: () => or('subject.world', 'world'),
  };
  return {
    t,
    or,
    programme,
    region,
    vehicle,
    shell,
    line,
    side,
    target,
    state: (chartId, state) => or(`state.${chartId}.${state}`, state),
    order: (kind) => or(`order.${kind}.name`, kind),
    subject: (kind, id) => subjects[kind]?.(id) ?? id,
    figure: (name) => or(`figure.${name}`, name),
  };
};

export const useWords = (): Words => {
  const { t, i18n } = useTranslation();
  // `t` changes with the language, and the words with it.
  return useMemo(
    () =>
      makeWords(
        (key, values) => t(key, values ?? {}),
        (key) => i18n.exists(key),
      ),
    [t, i18n],
  );
};
