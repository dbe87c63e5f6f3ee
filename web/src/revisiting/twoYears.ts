import { daysFromNow } from '../locales/dates.ts';

/** The day two years from now, as plans are revised: of 29 February the day after. */
export function inTwoYears(today = daysFromNow(0)): string {
  const [year = '', ...rest] = today.split('-');
  const day = rest.join('-') === '02-29' ? '03-01' : rest.join('-');
  return `${Number(year) + 2}-${day}`;
}
