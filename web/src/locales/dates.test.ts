import { describe, expect, it } from 'vitest';
import { daysFromNow, instantOf } from './dates.ts';

describe('Swedish days and times', () => {
  it('are instants in winter and in summer, whatever zone the machine is in', () => {
    expect(instantOf('2026-12-01', '17:00').toISOString()).toBe('2026-12-01T16:00:00.000Z');
    expect(instantOf('2026-07-01', '17:00').toISOString()).toBe('2026-07-01T15:00:00.000Z');
    expect(instantOf('2026-07-01', '00:30').toISOString()).toBe('2026-06-30T22:30:00.000Z');
  });

  it('are counted from the Swedish day', () => {
    expect(daysFromNow(0, new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(daysFromNow(14, new Date('2026-12-20T10:00:00Z'))).toBe('2027-01-03');
  });
});
