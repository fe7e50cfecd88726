/**
 * Texts of the model in the reader's language: what the catalogue, the equations and the sources say of themselves.
 * They are written once, in English, where they belong; each other language has them by that English
 * (`assets/locales/texts`), so that a text that changes has no translation until somebody writes one.
 *
 * They are fetched with the first screen that shows any, and from then on with the language.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from './languages.ts';

/** A text in the reader's language; as written where it has no other. */
export type Say = (english: string) => string;

type Texts = Readonly<Record<string, string>>;
type TextsModule = { readonly default: Texts };

const files = import.meta.glob<TextsModule>('../../../assets/locales/texts/*/*.json');

export const asWritten: Say = (english) => english;

const said = new Map<string, Say>();
let areWanted = false;

const fetchTexts = async (language: Language): Promise<void> => {
  if (said.has(language)) return;
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/texts/${language}/`));
  const modules = await Promise.all(wanted.map(([, load]) => load()));
  const texts = new Map(modules.flatMap((module) => Object.entries(module.default)));
  said.set(language, (english) => texts.get(english) ?? english);
};

/** The texts of a language, once a screen has wanted any. Without them the model is read in English. */
export const addTexts = async (language: Language): Promise<void> => {
  if (areWanted) await fetchTexts(language).catch(() => undefined);
};

export const wantTexts = async (language: Language): Promise<void> => {
  areWanted = true;
  await addTexts(language);
};

export const useTexts = (): Say => {
  const { i18n } = useTranslation();
  return useMemo(() => said.get(i18n.language) ?? asWritten, [i18n.language]);
};
