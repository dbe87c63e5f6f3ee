import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useWords } from './useWords.ts';

/** The components' own words and number forms follow the language chosen. */
export function LanguageOfComponents({ children }: { children: ReactNode }) {
  const { language } = useWords();
  return <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-US'}>{children}</I18nProvider>;
}
