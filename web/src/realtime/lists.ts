/** Small pure movements of lists and records; each gives back the very thing it was given when nothing changes. */

export function mapValues<T>(
  record: Record<string, T>,
  change: (value: T, key: string) => T,
): Record<string, T> {
  let differs = false;
  const next: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) {
    const changed = change(value, key);
    differs ||= changed !== value;
    next[key] = changed;
  }
  return differs ? next : record;
}

export function without<T>(record: Record<string, T>, ids: string[]): Record<string, T> {
  if (!ids.some((id) => id in record)) return record;
  return Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(id)));
}

type ItemOf<L extends { items: object[] }> = L['items'][number];

/** A list of things with some of them changed or (null) left out. */
export function mapItems<L extends { items: object[] }>(
  list: L,
  change: (item: ItemOf<L>) => ItemOf<L> | null,
): L {
  let differs = false;
  const items: ItemOf<L>[] = [];
  for (const item of list.items) {
    const changed = change(item);
    differs ||= changed !== item;
    if (changed !== null) items.push(changed);
  }
  return differs ? { ...list, items } : list;
}
