import { date, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';

/** From when to when, as one says it: "sedan 3 mars", "tillträder 1 maj", "3 mars 2024 till 1 maj". */
export function usePeriod(): (from: string, to: string | null | undefined) => string {
  const { t, language } = useWords();
  return (from, to) => {
    const begins = date(from, language);
    if (to) return t('seat.fromTo', { from: begins, to: date(to, language) });
    return daysUntil(from) > 0 ? t('seat.comes', { date: begins }) : t('seat.since', { date: begins });
  };
}
