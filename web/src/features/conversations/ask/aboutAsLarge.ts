import type { Participation } from '../../../api/types.ts';

/** Those of the same kind that are about as large as `as`, itself among them; nobody where its size is not known. */
export function aboutAsLarge(all: readonly Participation[], as: string): Participation[] {
  const like = all.find((one) => one.organisation.id === as);
  if (!like || like.size === null) return [];
  return all.filter((one) => one.organisation.kind === like.organisation.kind && one.size === like.size);
}
