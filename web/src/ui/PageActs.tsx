import { createContext, type ReactNode, useContext, useState } from 'react';
import { createPortal } from 'react-dom';

const Place = createContext<HTMLElement | null>(null);

/** Gives the head of a page a place that the tab shown below it may fill with its own act. */
export function PageActs({ children }: { children: (acts: ReactNode) => ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const acts = <span ref={setPlace} style={{ display: 'contents' }} />;
  return <Place.Provider value={place}>{children(acts)}</Place.Provider>;
}

/** What a tab does, shown in the head of its page. */
export function Act({ children }: { children: ReactNode }) {
  const place = useContext(Place);
  return place ? createPortal(children, place) : null;
}
