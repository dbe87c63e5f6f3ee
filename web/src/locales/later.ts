/** Times to put something off to. They are Swedish times, whatever the machine is set to, as all that is shown. */
const ZONE = 'Europe/Stockholm';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const day = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const hour = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' });
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short' });

/** The instant at which it is `time` ("08:00") in Sweden on a day ("2026-11-26"). */
export function inSweden(on: string, time: string): Date {
  const asUtc = new Date(`${on}T${time}:00Z`);
  const ahead = (Number(hour.format(asUtc)) - asUtc.getUTCHours() + 24) % 24;
  return new Date(asUtc.getTime() - ahead * HOUR_MS);
}

const days = (now: Date, ahead: number) => day.format(new Date(now.getTime() + ahead * DAY_MS));

export type Later = 'afternoon' | 'tomorrow' | 'monday' | 'week';

/** The usual times, as they are now: this afternoon only before noon, Monday only where that is not tomorrow. */
export function usualTimes(now = new Date()): { name: Later; at: Date }[] {
  const times: { name: Later; at: Date }[] = [];
  if (Number(hour.format(now)) < 13) times.push({ name: 'afternoon', at: inSweden(days(now, 0), '15:00') });
  times.push({ name: 'tomorrow', at: inSweden(days(now, 1), '08:00') });
  const toMonday = [1, 2, 3, 4, 5, 6, 7].find(
    (ahead) => weekday.format(new Date(now.getTime() + ahead * DAY_MS)) === 'Mon',
  );
  if (toMonday !== undefined && toMonday > 1)
    times.push({ name: 'monday', at: inSweden(days(now, toMonday), '08:00') });
  times.push({ name: 'week', at: inSweden(days(now, 7), '08:00') });
  return times;
}
