/**
 * Starts i18next with ICU messages. Each language is its own chunk and is fetched when it is first
 * chosen. Keys are flat (`order.deploy.name`); ids with dots and slashes are part of the key.
 */
import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import type { Language } from './languages.ts';
import { addTexts } from './texts.ts';

type Bundle = Readonly<Record<string, string>>;
type BundleModule = { readonly default: Bundle };

const files = import.meta.glob<BundleModule>('../../../assets/locales/*/*.json');

const bundleOf = async (language: Language): Promise<Bundle> => {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/locales/${language}/`));
  const modules = await Promise.all(wanted.map(([, load]) => load()));
  return Object.assign({}, ...modules.map((module) => module.default)) as Bundle;
};

const addBundle = async (language: Language): Promise<void> => {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  i18next.addResourceBundle(language, 'translation', await bundleOf(language));
};

export const startWords = async (language: Language): Promise<void> => {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      resources: {},
      keySeparator: false,
      nsSeparator: false,
      returnEmptyString: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  await addBundle(language);
  await i18next.changeLanguage(language);
};

export const chooseLanguage = async (language: Language): Promise<void> => {
  await Promise.all([addBundle(language), addTexts(language)]);
  await i18next.changeLanguage(language);
};
