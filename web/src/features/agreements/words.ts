import type { TFunction } from 'i18next';
import { date } from '../../locales/dates.ts';
import type { Language } from '../../locales/i18n.ts';

/** A period in words. */
export const periodOf = (
  one: { from: string; to?: string | null },
  t: TFunction,
  language: Language,
): string =>
  one.to
    ? t('agreement.period', { from: date(one.from, language), to: date(one.to, language) })
    : t('agreement.openPeriod', { from: date(one.from, language) });
