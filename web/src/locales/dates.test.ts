import { describe, expect, it } from 'vitest';
import { daysFromNow, instantOf, phaseOf } from './dates.ts';

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

  it('tell whether a period comes, is in force or is past, its first and last day in force', () => {
    const phases = (to: string | null) =>
      ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) =>
        phaseOf({ from: '2026-03-01', to }, new Date(`${day}T12:00:00Z`)),
      );
    expect(phases('2026-03-31')).toEqual(['coming', 'inForce', 'inForce', 'past']);
    expect(phases(null)).toEqual(['coming', 'inForce', 'inForce', 'inForce']);
  });
});
