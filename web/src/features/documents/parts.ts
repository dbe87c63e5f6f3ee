/** The server takes so many documents along at a time. */
export const MOST = 100;

export interface Part<T> {
  /** Which ones, counted from one. */
  from: number;
  to: number;
  items: readonly T[];
}

/** All of them, in as few parts as may be. */
export function partsOf<T>(all: readonly T[]): Part<T>[] {
  const parts: Part<T>[] = [];
  for (let at = 0; at < all.length; at += MOST) {
    const items = all.slice(at, at + MOST);
    parts.push({ from: at + 1, to: at + items.length, items });
  }
  return parts;
}
