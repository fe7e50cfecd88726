/**
 * The languages of the client, and how each one is read from the browser's wish.
 *
 * `intlLocale` drives numbers and dates; `name` is written in the language itself, so that a reader
 * who cannot read the present one still finds their own.
 */
export const LANGUAGES = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && (LANGUAGES as readonly string[]).includes(value);

export const INTL_LOCALE: Readonly<Record<Language, string>> = {
  en: 'en-US',
  'zh-Hant': 'zh-Hant-TW',
  'zh-Hans': 'zh-Hans-CN',
};

/** Taiwan, Hong Kong and Macau read traditional characters; other Chinese tags simplified ones. */
const languageOfTag = (tag: string): Language | null => {
  const lower = tag.toLowerCase();
  if (lower.startsWith('zh')) return /hant|-tw|-hk|-mo/.test(lower) ? 'zh-Hant' : 'zh-Hans';
  return lower.startsWith('en') ? 'en' : null;
};

/** The first of the browser's languages that we have; English where there is none. */
export const preferredLanguage = (tags: readonly string[]): Language => {
  for (const tag of tags) {
    const language = languageOfTag(tag);
    if (language !== null) return language;
  }
  return 'en';
};
