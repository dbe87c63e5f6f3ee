import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** Under the title row of a phone and the bars that stick. */
const TOP_PX = 72;

/**
 * What one reads stays where it is while messages come above it or leave. Gives the act that notes the place; to be
 * called just before the list changes.
 */
export function useKeptPlace(
  flow: RefObject<HTMLElement | null>,
  first: number,
  last: number,
): { hold: () => void } {
  const kept = useRef<{ id: string; top: number } | null>(null);
  const hold = useCallback(() => {
    for (const article of flow.current?.querySelectorAll<HTMLElement>('article[id]') ?? []) {
      const { top, bottom } = article.getBoundingClientRect();
      if (bottom < TOP_PX) continue;
      kept.current = { id: article.id, top };
      return;
    }
  }, [flow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ends of the list say that it has changed
  useLayoutEffect(() => {
    const place = kept.current;
    kept.current = null;
    const article = place && document.getElementById(place.id);
    if (place && article) window.scrollBy(0, article.getBoundingClientRect().top - place.top);
  }, [first, last]);
  return { hold };
}
