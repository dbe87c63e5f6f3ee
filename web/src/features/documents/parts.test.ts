import { expect, it } from 'vitest';
import { MOST, partsOf } from './parts.ts';

it('leaves nothing out, however many are chosen', () => {
  for (const many of [1, MOST, MOST + 1, 3 * MOST, 3 * MOST + 7]) {
    const all = Array.from({ length: many }, (_, index) => index);
    const parts = partsOf(all);
    expect(parts.flatMap((part) => part.items)).toEqual(all);
    expect(parts.every((part) => part.items.length <= MOST)).toBe(true);
    expect(parts.at(-1)?.to).toBe(many);
  }
  expect(partsOf([])).toEqual([]);
});
