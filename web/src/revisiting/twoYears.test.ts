import { expect, it } from 'vitest';
import { inTwoYears } from './twoYears.ts';

it('is the same day two years on', () => {
  expect(inTwoYears('2026-11-27')).toBe('2028-11-27');
  expect(inTwoYears('2028-02-29')).toBe('2030-03-01');
});
