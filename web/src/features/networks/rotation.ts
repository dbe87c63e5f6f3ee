import type { Membership } from '../../api/types.ts';

/** How organisations are to take part, by their ids. */
export type Wanted = Record<string, 'member' | 'resting' | 'observer' | 'ended'>;
type Line = Membership['lines'][number];

/** Who waits for a place, observers among them: who has waited longest first. */
export const inQueue = (lines: Line[]): Line[] => {
  const since = (one: Line) => one.queued_since ?? '';
  return lines
    .filter((one) => one.queued_since !== null)
    .sort((a, b) => since(a).localeCompare(since(b)) || a.organisation.localeCompare(b.organisation, 'sv'));
};

/** How many active members there would be. */
export const activeThen = (lines: Line[], wanted: Wanted): number =>
  lines.filter((one) => (wanted[one.organisation_id] ?? one.state) === 'member').length;
