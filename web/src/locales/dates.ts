/**
 * Dates as people write them, in one place. Instants are shown in Swedish time, whatever the machine is
 * set to: the networks are Swedish and so are their meetings.
 */
import type { Language } from './i18n.ts';

const ZONE = 'Europe/Stockholm';
const DAY_MS = 86_400_000;

const made = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${language}/${key}`;
  let found = made.get(name);
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: ZONE, ...options });
    made.set(name, found);
  }
  return found;
}

const isoDay = (at: Date) =>
  format('sv', 'iso', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
/** A date without time, put at noon so that no zone can move it to another day. */
const dayFrom = (date: string) => new Date(`${date}T12:00:00Z`);

/** The Swedish date so many days from now, as fields of dates hold it. */
export const daysFromNow = (days: number, now = new Date()): string =>
  isoDay(new Date(now.getTime() + days * DAY_MS));

/** What a clock on a Swedish wall shows, such as "2026-11-27 17:00:00". */
const wall = (at: Date): string =>
  format('sv', 'wall', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(at);

/** The instant of a Swedish date and a time of day such as "17:00", whatever zone the machine is in. */
export function instantOf(date: string, time: string): Date {
  const guess = new Date(`${date}T${time}:00Z`);
  return new Date(guess.getTime() * 2 - new Date(`${wall(guess).replace(' ', 'T')}Z`).getTime());
}

/** The Swedish date and time of day of an instant, as fields hold them. */
export function wallOf(at: string): { date: string; time: string } {
  const [date = '', time = ''] = wall(new Date(at)).split(' ');
  return { date, time: time.slice(0, 5) };
}

/** Whole days from `now` to the date; negative when it has passed. */
export function daysUntil(date: string, now = new Date()): number {
  return Math.round((dayFrom(date).getTime() - dayFrom(isoDay(now)).getTime()) / DAY_MS);
}

/** Where a day is to a period, both its days counted; one without an end goes on. */
export function phaseOf(
  { from, to }: { from: string; to?: string | null },
  now = new Date(),
): 'coming' | 'inForce' | 'past' {
  if (to && daysUntil(to, now) < 0) return 'past';
  return daysUntil(from, now) > 0 ? 'coming' : 'inForce';
}

/** "13.00" in Swedish, "13:00" in English. */
export function clock(at: string, language: Language): string {
  const text = format(language, 'clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
  return language === 'sv' ? text.replace(':', '.') : text;
}

const sameYear = (a: Date, b: Date) => isoDay(a).slice(0, 4) === isoDay(b).slice(0, 4);

/** "tis 24 november", with the year when it is not this one. */
export function day(at: string, language: Language, now = new Date()): string {
  const when = at.length === 10 ? dayFrom(at) : new Date(at);
  const year = sameYear(when, now) ? undefined : 'numeric';
  const text = format(language, `day${year ?? ''}`, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year,
  }).format(when);
  return text.replace(/^(\p{L}+)\.?,? /u, '$1 ');
}

/** "kl. 09.10" today, "i går", "tisdag", or further back "tis 17 november": since when. */
export function since(at: string, language: Language, now = new Date()): string {
  const days = -daysUntil(isoDay(new Date(at)), now);
  if (days <= 0) return brief(at, language, now);
  if (days === 1) return language === 'sv' ? 'i går' : 'yesterday';
  if (days < 7) return format(language, 'weekday', { weekday: 'long' }).format(new Date(at));
  return day(at, language, now);
}

/** "24 november", with the year when it is not this one. */
export function date(at: string, language: Language, now = new Date()): string {
  const when = at.length === 10 ? dayFrom(at) : new Date(at);
  const year = sameYear(when, now) ? undefined : 'numeric';
  return format(language, `date${year ?? ''}`, { day: 'numeric', month: 'long', year }).format(when);
}

/** "tis 24 november kl. 13.00"; "i dag kl. 13.00" and "i går kl. 13.00" for the latest two days. */
export function moment(at: string, language: Language, now = new Date()): string {
  const when = new Date(at);
  const ago = -daysUntil(isoDay(when), now);
  const sv = language === 'sv';
  const name =
    ago === 0 ? (sv ? 'i dag' : 'today') : ago === 1 ? (sv ? 'i går' : 'yesterday') : day(at, language, now);
  return `${name} ${sv ? 'kl.' : 'at'}\u00a0${clock(at, language)}`;
}

/** Short, for rows: the time today, "i går", the weekday within a week, else the date. */
export function brief(at: string, language: Language, now = new Date()): string {
  const when = new Date(at);
  const ago = -daysUntil(isoDay(when), now);
  if (ago === 0) return `${language === 'sv' ? 'kl.\u00a0' : ''}${clock(at, language)}`;
  if (ago === 1) return language === 'sv' ? 'i går' : 'yesterday';
  if (ago > 1 && ago < 7) return format(language, 'weekday', { weekday: 'long' }).format(when);
  return date(at, language, now);
}

/** The heading between two days of a chat. */
export function dayHeading(at: string, language: Language, now = new Date()): string {
  const ago = -daysUntil(isoDay(new Date(at)), now);
  if (ago === 0) return language === 'sv' ? 'I dag' : 'Today';
  if (ago === 1) return language === 'sv' ? 'I går' : 'Yesterday';
  const year = sameYear(new Date(at), now) ? undefined : 'numeric';
  const text = format(language, `heading${year ?? ''}`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year,
  }).format(new Date(at));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The Swedish day an instant falls on, for grouping. */
export const dayKey = (at: string): string => isoDay(new Date(at));

const monthName = (year: number, month: number, language: Language) =>
  format(language, 'month', { month: 'long' }).format(new Date(Date.UTC(year, month - 1, 15)));

/** "november 2017", or just the year when no more is known. */
export function monthOf(year: number, month: number | null, language: Language): string {
  return month ? `${monthName(year, month, language)} ${year}` : String(year);
}

/** A meeting's days: "25–26 november", "30 november – 1 december 2026", "november 2017", "2017". */
export function span(
  what: { year: number; month: number | null; starts_on: string | null; ends_on: string | null },
  language: Language,
  now = new Date(),
): string {
  if (!what.starts_on) return monthOf(what.year, what.month, language);
  const last = what.ends_on ?? what.starts_on;
  if (last === what.starts_on) return date(what.starts_on, language, now);
  if (what.starts_on.slice(0, 7) === last.slice(0, 7))
    return `${Number(what.starts_on.slice(8))}–${date(last, language, now)}`;
  return `${date(what.starts_on, language, now)} – ${date(last, language, now)}`;
}

/** A document's own date, said no more exactly than it is known. */
export function dated(on: string, precision: 'day' | 'month' | 'year' | null, language: Language): string {
  if (precision === 'year') return on.slice(0, 4);
  if (precision === 'month') return monthOf(Number(on.slice(0, 4)), Number(on.slice(5, 7)), language);
  return date(on, language);
}
