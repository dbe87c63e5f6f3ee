/** So long something has to be on the screen before it counts as looked at. */
export const LOOKED_AT_MS = 1_000;
/** The end of a message is what has to be seen, above what lies over the foot of the page. */
export const ENDS_SEEN: IntersectionObserverInit = { rootMargin: '0px 0px -96px 0px' };
