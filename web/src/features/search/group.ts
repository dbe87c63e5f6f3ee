import type { Hit, HitGroup } from '../../api/types.ts';

type Kind = Hit['kind'];
const ORDER: readonly Kind[] = ['meeting', 'document', 'decision', 'conversation', 'person', 'organisation'];

/** A reader looks for a conversation: whether it is found by its title or by what is said in it is told by each hit. */
const familyOf = (kind: Kind): Kind => (kind === 'message' ? 'conversation' : kind);

/** The hits in groups; the group of the best hit first, else in a fixed order. */
export function groupHits(hits: readonly Hit[]): { kind: Kind; hits: Hit[] }[] {
  const best = hits[0] && familyOf(hits[0].kind);
  const order = best ? [best, ...ORDER.filter((kind) => kind !== best)] : ORDER;
  return order
    .map((kind) => ({ kind, hits: hits.filter((hit) => familyOf(hit.kind) === kind) }))
    .filter((group) => group.hits.length > 0);
}

/** The server's groups, with those that belong together under one name, in the order they came. */
export function inFamilies(groups: readonly HitGroup[]): { kind: Kind; groups: HitGroup[] }[] {
  const families = new Map<Kind, HitGroup[]>();
  for (const group of groups) {
    const kind = familyOf(group.kind);
    families.set(kind, [...(families.get(kind) ?? []), group]);
  }
  return [...families].map(([kind, of]) => ({ kind, groups: of }));
}
