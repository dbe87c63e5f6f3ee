import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type sv from './sv/index.ts';
import type more from './sv/more.ts';

export type Language = 'sv' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof sv & typeof more };
  }
}

const load: Record<Language, () => Promise<{ default: object }>> = {
  sv: () => import('./sv/index.ts'),
  en: () => import('./en/index.ts'),
};

/** What the first pages do not say, so that they come sooner. */
const loadMore: Record<Language, () => Promise<{ default: object }>> = {
  sv: () => import('./sv/more.ts'),
  en: () => import('./en/more.ts'),
};
const held: Partial<Record<Language, Promise<void>>> = {};

/** The texts of all pages but the first, in the language in use; whoever shows such a page waits for them. */
export function moreTexts(language = i18next.language as Language): Promise<void> {
  held[language] ??= loadMore[language]().then(
    (texts) => void i18next.addResourceBundle(language, 'translation', texts.default, true),
    (error) => {
      // what did not come is asked for again by the next who wants it
      delete held[language];
      throw error;
    },
  );
  return held[language];
}

/** A part of the client together with the texts that the first pages do without. */
export async function withMoreTexts<Part>(part: Promise<Part>): Promise<Part> {
  const [fetched] = await Promise.all([part, moreTexts()]);
  return fetched;
}

const REMEMBERED = 'samrum.language';

/** The language before anybody has signed in: what was used here last, what the browser asks for, then Swedish. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'sv' || remembered === 'en') return remembered;
  const asked = navigator.languages.find((name) => /^(sv|en)\b/.test(name));
  return asked?.startsWith('en') ? 'en' : 'sv';
}

/** Fetches the language's texts and starts i18next with them. */
export async function startLanguage(language: Language): Promise<void> {
  const texts = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts.default } },
    interpolation: { escapeValue: false },
    returnObjects: false,
  });
  document.documentElement.lang = language;
}

/** Switches language while running, and remembers it for the next sign-in page. */
export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language);
  if (i18next.language === language) return;
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const texts = await load[language]();
    i18next.addResourceBundle(language, 'translation', texts.default);
  }
  if (Object.keys(held).length > 0) await moreTexts(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
