import type { TFunction } from 'i18next';
import { date } from '../../locales/dates.ts';
import type { Language } from '../../locales/i18n.ts';

/** A period in words. */
export const periodOf = (
  one: { from: string; to?: string | null },
  t: TFunction,
  language: Language,
  said: (day: string, language: Language) => string = date,
): string =>
  one.to
    ? t('agreement.period', { from: said(one.from, language), to: said(one.to, language) })
    : t('agreement.openPeriod', { from: said(one.from, language) });
