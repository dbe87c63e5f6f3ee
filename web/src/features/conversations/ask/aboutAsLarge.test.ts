import { describe, expect, it } from 'vitest';
import type { Participation } from '../../../api/types.ts';
import { aboutAsLarge } from './aboutAsLarge.ts';

const one = (id: string, kind: 'municipality' | 'region', size: number | null): Participation => ({
  organisation: { id, name: id, kind, county: null },
  inhabitants: null,
  size,
  state: 'member',
  from: '2020-01-01',
  seats: [],
});
const all = [
  one('gavle', 'municipality', 3),
  one('mora', 'municipality', 2),
  one('orebro', 'municipality', 3),
  one('dalarna', 'region', 3),
  one('angered', 'municipality', null),
  one('okand', 'municipality', null),
];
const ids = (as: string) => aboutAsLarge(all, as).map((like) => like.organisation.id);

describe('those about as large', () => {
  it('are of the same kind and size, the one asked about among them', () => {
    expect(ids('gavle')).toEqual(['gavle', 'orebro']);
    expect(ids('mora')).toEqual(['mora']);
    expect(ids('dalarna')).toEqual(['dalarna']);
  });
  it('are nobody where nobody knows how large it is', () => {
    expect(ids('angered')).toEqual([]);
    expect(ids('ingen')).toEqual([]);
  });
});
