import { expect, test } from 'vitest';
import type { Hit, HitGroup } from '../../api/types.ts';
import { groupHits, inFamilies } from './group.ts';

const hit = (kind: Hit['kind'], id: string) => ({ kind, id }) as Hit;

test('what is said and where it is said stand together, the best first', () => {
  const hits = [
    hit('message', 'a'),
    hit('document', 'b'),
    hit('conversation', 'c'),
    hit('meeting', 'd'),
    hit('message', 'e'),
  ];
  const told = groupHits(hits).map((group) => [group.kind, group.hits.map((one) => one.id).join('')]);
  expect(told).toEqual([
    ['conversation', 'ace'],
    ['meeting', 'd'],
    ['document', 'b'],
  ]);
  expect(groupHits([])).toEqual([]);
});

test('the groups of the server keep their order within a family', () => {
  const group = (kind: Hit['kind']) => ({ kind, items: [], total: 1 }) as HitGroup;
  const families = inFamilies([group('message'), group('document'), group('conversation')]);
  expect(families.map((one) => [one.kind, one.groups.map((of) => of.kind)])).toEqual([
    ['conversation', ['message', 'conversation']],
    ['document', ['document']],
  ]);
});
