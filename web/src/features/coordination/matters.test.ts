import { describe, expect, it } from 'vitest';
import type { Matter } from '../../api/types.ts';
import { firstDay } from './finishing/InviteHolder.tsx';
import { publishable } from './finishing/PublishMeeting.tsx';
import { caseOf } from './finishing/SettleCase.tsx';
import { keyOf, left } from './matters.ts';

const matter = (more: Partial<Matter>): Matter => ({
  kind: 'seat_vacant',
  network: { id: 'n', slug: 'natverket', name: 'Nätverket' },
  subject_id: 's',
  part_id: null,
  title: null,
  organisation_id: null,
  organisation: null,
  person_id: null,
  person: null,
  number: null,
  of: null,
  due: null,
  since: null,
  ...more,
});

describe('what is left on the desk', () => {
  const all = [matter({ subject_id: 'a' }), matter({ subject_id: 'b' })];
  const done = new Map([[keyOf(matter({ subject_id: 'a' })), 100]]);
  it('is without what was done since it was asked', () => {
    expect(left(all, done, 90).map((one) => one.subject_id)).toEqual(['b']);
    expect(left(all, done, 100).map((one) => one.subject_id)).toEqual(['b']);
  });
  it('is what the desk says once it has been asked again', () => {
    expect(left(all, done, 101)).toEqual(all);
    expect(left(all, new Map(), 0)).toEqual(all);
  });
});

describe('what a matter is finished with', () => {
  it('is the day after the last one, and never a day that has been', () => {
    const now = new Date('2026-03-10T09:00:00Z');
    expect(firstDay('2026-03-31', now)).toBe('2026-04-01');
    expect(firstDay('2026-03-10', now)).toBe('2026-03-11');
    expect(firstDay('2026-01-01', now)).toBe('2026-03-10');
    expect(firstDay(null, now)).toBe('2026-03-10');
  });
  it('is published with notes or with something decided', () => {
    expect(publishable([])).toBe(true);
    expect(publishable(['notes', 'attendance'])).toBe(true);
    expect(publishable(['promises'])).toBe(true);
    expect(publishable(['notes', 'promises'])).toBe(false);
  });
  it('is the case in which a place is given', () => {
    expect(caseOf(matter({ kind: 'place_free', subject_id: 'o', part_id: 'c' }))).toBe('c');
    expect(caseOf(matter({ kind: 'case_waiting', subject_id: 'c' }))).toBe('c');
  });
});
