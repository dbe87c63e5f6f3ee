/** Where a browser can't say that it has nothing to do. */
const BY_THEN_MS = 2_000;

/** Acts once the page has nothing else to do; gives what calls it off. */
export function whenIdle(act: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const id = requestIdleCallback(act);
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(act, BY_THEN_MS);
  return () => clearTimeout(id);
}
