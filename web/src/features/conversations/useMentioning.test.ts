import { expect, test } from 'vitest';
import type { MentionSuggestion } from '../../api/types.ts';
import { stillMeant } from './useMentioning.ts';

const one = (name: string, organisation: string | null = null): MentionSuggestion => ({
  reference: `samrum:${name}`,
  name,
  organisation,
  people: 1,
});

test('of those found for less, those are left whose name or organisation begins as it is written by now', () => {
  const found = [one('Malin Öberg', 'Gävle kommun'), one('Maja Ek', 'Umeå kommun'), one('Anna-Mali Ek')];
  const left = (written: string) => stillMeant(found, written).map((each) => each.name);
  expect(left('M')).toEqual(['Malin Öberg', 'Maja Ek', 'Anna-Mali Ek']);
  expect(left('mali')).toEqual(['Malin Öberg', 'Anna-Mali Ek']);
  expect(left('Malin ö')).toEqual(['Malin Öberg']);
  expect(left('umeå')).toEqual(['Maja Ek']);
  expect(left('')).toHaveLength(3);
});
