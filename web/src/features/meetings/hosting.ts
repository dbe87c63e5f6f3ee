import type { MeetingSummary } from '../../api/types.ts';

export interface Turn {
  id: string;
  name: string;
  /** The meeting it hosted last; none where it has hosted none. */
  last: MeetingSummary | null;
  /** That one is still to come. */
  coming: boolean;
}

const at = (one: MeetingSummary) =>
  one.starts_on ?? `${one.year}-${String(one.month ?? 12).padStart(2, '0')}-28`;

/** The meetings that members take turns to host, the first first. */
export const inOrderOfTime = (meetings: readonly MeetingSummary[]): MeetingSummary[] =>
  meetings
    .filter((one) => one.kind === 'meeting' && !one.cancelled_at)
    .sort((a, b) => at(a).localeCompare(at(b)));

/** The meeting before, the one to come, and the one after it: their hosts plan together. */
export function trio(meetings: readonly MeetingSummary[], today: string) {
  const order = inOrderOfTime(meetings);
  const found = order.findIndex((one) => (one.ends_on ?? at(one)) >= today && one.state !== 'archived');
  const now = found < 0 ? order.length : found;
  return {
    previous: order[now - 1] ?? null,
    current: order[now] ?? null,
    next: order[now + 1] ?? null,
  };
}

/** Whose turn it is: those that have hosted nothing first, then who did it longest ago; who is to host already is last. */
export function turns(
  organisations: readonly { id: string; name: string }[],
  meetings: readonly MeetingSummary[],
  today: string,
): Turn[] {
  const order = inOrderOfTime(meetings);
  const last = (id: string) => order.filter((one) => one.host.some((host) => host.id === id)).at(-1) ?? null;
  return organisations
    .map((one) => {
      const found = last(one.id);
      return { id: one.id, name: one.name, last: found, coming: found !== null && at(found) >= today };
    })
    .sort((a, b) => (a.last ? at(a.last) : '').localeCompare(b.last ? at(b.last) : ''));
}
