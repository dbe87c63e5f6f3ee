import { useTranslation } from 'react-i18next';
import type { Language } from './i18n.ts';

/** The texts and the language they are in. */
export function useWords() {
  const { t, i18n } = useTranslation();
  return { t, language: (i18n.language === 'en' ? 'en' : 'sv') as Language };
}
