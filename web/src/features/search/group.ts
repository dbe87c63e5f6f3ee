import type { Hit } from '../../api/types.ts';

type Kind = Hit['kind'];
const ORDER: readonly Kind[] = [
  'meeting',
  'document',
  'decision',
  'conversation',
  'message',
  'person',
  'organisation',
];

/** The hits in groups; the group of the best hit first, else in a fixed order. */
export function groupHits(hits: readonly Hit[]): { kind: Kind; hits: Hit[] }[] {
  const best = hits[0]?.kind;
  const order = best ? [best, ...ORDER.filter((kind) => kind !== best)] : ORDER;
  return order
    .map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) }))
    .filter((group) => group.hits.length > 0);
}
