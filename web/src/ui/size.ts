import type { Language } from '../locales/i18n.ts';

const UNITS = ['byte', 'kB', 'MB', 'GB'] as const;

/** "1,2 MB": a size in bytes as people read it. */
export function size(bytes: number, language: Language): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  const text = value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: digits });
  return `${text} ${UNITS[unit]}`;
}
