import { expect, test } from 'vitest';
import { initials } from './Portrait.tsx';

test('the first letters of the first and the last name', () => {
  expect(initials('Åsa Öhrn-Éklund')).toBe('ÅÖ');
  expect(initials('Anna Maria  von Berg')).toBe('AB');
  expect(initials('Cher')).toBe('C');
  expect(initials('anna berg (vik)')).toBe('AB');
  expect(initials('')).toBe('');
});
