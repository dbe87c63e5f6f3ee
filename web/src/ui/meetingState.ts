import type { TFunction } from 'i18next';
import type { MeetingSummary } from '../api/types.ts';
import { daysUntil } from '../locales/dates.ts';

type When = Pick<MeetingSummary, 'state' | 'year' | 'month' | 'starts_on' | 'ends_on'>;

/** Still to come: not yet held, and not a plan whose month went by without a meeting. */
export function ahead(one: When): boolean {
  if (one.state === 'ongoing') return true;
  if (one.state !== 'planned' && one.state !== 'invited') return false;
  if (one.ends_on ?? one.starts_on) return daysUntil(one.ends_on ?? one.starts_on ?? '') >= 0;
  const last = one.month ? new Date(Date.UTC(one.year, one.month, 0)) : new Date(Date.UTC(one.year, 12, 0));
  return daysUntil(last.toISOString().slice(0, 10)) >= 0;
}

/** A meeting's state in a list: a plan whose time has passed is no longer said to be planned. */
export const stateWord = (one: When, t: TFunction): string =>
  (one.state === 'planned' || one.state === 'invited') && !ahead(one)
    ? t('meeting.undocumented')
    : t(`terms.meetingState.${one.state}`);
