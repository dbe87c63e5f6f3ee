import type { Paged } from './types.ts';

/** All of a list that is short by what it is of, page after page. */
export async function everything<T>(page: (cursor?: string) => Promise<Paged<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null | undefined;
  do {
    const next: Paged<T> = await page(cursor ?? undefined);
    all.push(...next.items);
    cursor = next.next_cursor;
  } while (cursor);
  return all;
}
