import { expect, test } from 'vitest';
import { inSweden, usualTimes } from './later.ts';

test('times are Swedish, in winter and in summer', () => {
  expect(inSweden('2026-11-26', '08:00').toISOString()).toBe('2026-11-26T07:00:00.000Z');
  expect(inSweden('2026-07-01', '08:30').toISOString()).toBe('2026-07-01T06:30:00.000Z');
  expect(inSweden('2026-07-01', '00:30').toISOString()).toBe('2026-06-30T22:30:00.000Z');
});

test('what is offered lies ahead', () => {
  const names = (now: string) => usualTimes(new Date(now)).map((one) => one.name);
  expect(names('2026-11-26T09:00:00Z')).toEqual(['afternoon', 'tomorrow', 'monday', 'week']);
  expect(names('2026-11-26T15:00:00Z')).toEqual(['tomorrow', 'monday', 'week']);
  expect(names('2026-11-29T15:00:00Z')).toEqual(['tomorrow', 'week']);
  const monday = usualTimes(new Date('2026-11-26T15:00:00Z'))[1];
  expect(monday?.at.toISOString()).toBe('2026-11-30T07:00:00.000Z');
  for (const { at } of usualTimes(new Date('2026-03-28T22:30:00Z')))
    expect(at.getTime()).toBeGreaterThan(new Date('2026-03-28T22:30:00Z').getTime());
});
