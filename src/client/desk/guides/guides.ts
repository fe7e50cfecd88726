/** The guides as they were built: one document a language, fetched when it is first opened. */
import type { Guide } from 'virtual:guides/*';
import type { Language } from '../../i18n/languages.ts';

const LOADERS: Readonly<Record<Language, () => Promise<{ readonly default: Guide }>>> = {
  en: () => import('virtual:guides/en'),
  'zh-Hant': () => import('virtual:guides/zh-Hant'),
  'zh-Hans': () => import('virtual:guides/zh-Hans'),
};

const loading = new Map<Language, Promise<Guide>>();

/** The same promise for every asking, as React's `use` wants it. */
export const guideIn = (language: Language): Promise<Guide> => {
  const promise = loading.get(language) ?? LOADERS[language]().then((module) => module.default);
  loading.set(language, promise);
  return promise;
};
