import type { TFunction } from 'i18next';
import type { NetworkKind, OrganisationKind } from '../../api/types.ts';
import type { Language } from '../../locales/i18n.ts';
import { fullDate } from '../../locales/paperDates.ts';

/** A period in words, with its years whenever it is read: boards decide on it, and it is printed. */
export const periodOf = (
  one: { from: string; to?: string | null },
  t: TFunction,
  language: Language,
): string =>
  one.to
    ? t('agreement.period', { from: fullDate(one.from, language), to: fullDate(one.to, language) })
    : t('agreement.openPeriod', { from: fullDate(one.from, language) });

/** Whose board decides, and so in which words: an organisation's own, else as most in the network are. */
export const boardOf = (
  kind: OrganisationKind | undefined,
  network: NetworkKind,
): 'municipality' | 'region' | 'other' => {
  if (kind === undefined) return network === 'regional' ? 'region' : 'municipality';
  return kind === 'municipality' || kind === 'region' ? kind : 'other';
};
