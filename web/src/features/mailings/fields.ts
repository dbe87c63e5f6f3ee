import type { TFunction } from 'i18next';

/** What each field is filled with when a letter goes, as the server knows them in both languages. */
const FIELDS: Record<string, 'name' | 'organisation' | 'seat'> = {
  namn: 'name',
  name: 'name',
  organisation: 'organisation',
  organization: 'organisation',
  uppdrag: 'seat',
  seat: 'seat',
};

/** What was sent to many, with words where each of them reads something of their own. */
export const withWords = (text: string, t: TFunction): string =>
  text.replace(/\{(\w+)\}/g, (whole, field: string, at: number) => {
    const stands = FIELDS[field];
    if (!stands) return whole;
    const words = t(`mailing.fields.${stands}`);
    const begins = /(^|[.!?]\s+|\n)$/.test(text.slice(0, at));
    return begins ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  });
