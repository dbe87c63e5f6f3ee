/** Dates on what is kept on paper: with the year always, as nobody knows when it is read. */
import type { Language } from './i18n.ts';

/** "24 november 2026". */
export const fullDate = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    timeZone: 'Europe/Stockholm',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    // at noon, so that no zone can move it to another day
  }).format(new Date(`${day}T12:00:00Z`));
