import { describe, expect, it } from 'vitest';
import type { MeetingSummary } from '../../api/types.ts';
import { trio, turns } from './hosting.ts';

const held = (id: string, host: string, on: string, state: MeetingSummary['state'] = 'archived') =>
  ({
    id,
    kind: 'meeting',
    state,
    year: Number(on.slice(0, 4)),
    month: Number(on.slice(5, 7)),
    starts_on: on,
    ends_on: on,
    host: [{ id: host, name: host }],
  }) as MeetingSummary;

const meetings = [
  held('c', 'uppsala', '2027-05-01', 'invited'),
  held('a', 'gavle', '2025-05-01'),
  held('d', 'orebro', '2027-11-01', 'planned'),
  held('b', 'haninge', '2026-05-01'),
];

describe('hosting', () => {
  it('knows the one before, the one to come and the one after', () => {
    const found = trio(meetings, '2026-11-26');
    expect([found.previous?.id, found.current?.id, found.next?.id]).toEqual(['b', 'c', 'd']);
  });
  it('has nobody to come where all is held', () => {
    const found = trio(meetings.slice(1, 2), '2026-11-26');
    expect([found.previous?.id, found.current, found.next]).toEqual(['a', null, null]);
  });
  it('gives the turn to who has waited longest', () => {
    const named = ['orebro', 'gavle', 'mora', 'haninge'].map((id) => ({ id, name: id }));
    expect(turns(named, meetings, '2026-11-26').map((one) => one.id)).toEqual([
      'mora',
      'gavle',
      'haninge',
      'orebro',
    ]);
  });
});
