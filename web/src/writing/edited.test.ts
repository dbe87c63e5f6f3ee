import { expect, test } from 'vitest';
import { onTop } from './edited.ts';

const base = { name: 'Nätverket', purpose: 'Lära', chosen: ['a'] };

test('what was not touched becomes theirs, what was typed stays', () => {
  const mine = { ...base, purpose: 'Lära av varandra' };
  const theirs = { ...base, name: 'Partnerskapet', chosen: ['a', 'b'] };
  expect(onTop(base, mine, theirs)).toEqual({
    value: { name: 'Partnerskapet', purpose: 'Lära av varandra', chosen: ['a', 'b'] },
    both: [],
    changed: true,
  });
});

test('where both changed the same, one’s own stays and it is told', () => {
  const found = onTop(base, { ...base, name: 'Mitt' }, { ...base, name: 'Deras' });
  expect(found.value.name).toBe('Mitt');
  expect(found.both).toEqual(['name']);
});

test('the same change made by both is none to tell of', () => {
  const both = { ...base, name: 'Detsamma' };
  expect(onTop(base, both, both)).toEqual({ value: both, both: [], changed: false });
});

test('a list is one value: the one chosen here stays', () => {
  const found = onTop(base, { ...base, chosen: [] }, base);
  expect(found.value.chosen).toEqual([]);
  expect(found.changed).toBe(false);
});
