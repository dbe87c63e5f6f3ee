/**
 * How far one has read, as this browser knows it. The server gathers read marks for some seconds before it writes
 * them, so an answer fetched just after may still say "unread": what one has read here stays read.
 */
import type { Paged, Start, StartRow } from './types.ts';

const MOST = 500;
const marks = new Map<string, number>();

export function noteRead(conversation: string, position: number): void {
  const known = marks.get(conversation) ?? 0;
  marks.delete(conversation);
  marks.set(conversation, Math.max(known, position));
  const [oldest] = marks.keys();
  if (marks.size > MOST && oldest !== undefined) marks.delete(oldest);
}
/** What called on one in words read before, and has been looked at: a message calls once only. */
const answered = new Set<string>();

export function noteAnswered(conversation: string, position: number): void {
  answered.add(`${conversation}/${position}`);
  const [oldest] = answered;
  if (answered.size > MOST && oldest !== undefined) answered.delete(oldest);
}
/** Somebody else signs in. */
export const forgetRead = (): void => {
  marks.clear();
  answered.clear();
};

interface Counted {
  id: string;
  last_position: number;
  read_position: number;
  unread: number;
  called_in?: number | null;
}
/** A row or conversation with one's own mark in it. */
export function asRead<T extends Counted>(given: T): T {
  const row = answered.has(`${given.id}/${given.called_in}`) ? { ...given, called_in: null } : given;
  const mark = marks.get(row.id) ?? 0;
  if (mark <= row.read_position) return row;
  const unread = Math.max(0, row.last_position - mark);
  const rest = unread === 0 && 'first_unread_excerpt' in row ? { first_unread_excerpt: null } : {};
  return { ...row, read_position: mark, unread, ...rest };
}

const left = (rows: StartRow[]) => rows.map(asRead).filter((row) => row.unread > 0 || row.called_in !== null);

/** Where a row leads: to the message that calls on one, else to where one reads on. */
export function addressOfRow(row: StartRow, catchingUp = false): string {
  const params = new URLSearchParams();
  if (catchingUp) params.set('ikapp', '1');
  if (row.called_in !== null) params.set('inlagg', String(row.called_in));
  return `/samtal/${row.id}${params.size > 0 ? `?${params}` : ''}`;
}

/** The start page without what one has read since. */
export function startAsRead(start: Start): Start {
  const { to_me, following, other } = start;
  return { ...start, to_me: left(to_me), following: left(following), other: left(other) };
}

/** The inbox without what one has read since. */
export const inboxAsRead = (list: Paged<StartRow>): Paged<StartRow> => ({ ...list, items: left(list.items) });
