import { useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useMe } from '../../api/session.ts';
import type { Message } from '../../api/types.ts';
import { Html } from '../../ui/Html.tsx';
import { OwnLink } from './OwnLink.tsx';
import { Quote } from './Quote.tsx';
import { useFound } from './references.ts';
import { type Place, placesIn } from './textPlaces.ts';

/** What somebody wrote, with its quotes and links to our own filled in for the one who reads. */
export function MessageText({ message }: { message: Message }) {
  const me = useMe().person.id;
  const root = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<Place[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is in the page, not in the code
  useLayoutEffect(() => {
    const found = root.current ? placesIn(root.current, me) : [];
    setPlaces((held) => (held.length === 0 && found.length === 0 ? held : found));
  }, [message.html, me]);
  return (
    <div ref={root} data-message={message.id} data-revision={message.revision}>
      <Html html={message.html} />
      {places.length > 0 && <Filled places={places} />}
    </div>
  );
}

function Filled({ places }: { places: Place[] }) {
  const found = useFound([...new Set(places.map((place) => place.reference))]);
  return places.map((place) =>
    createPortal(
      place.kind === 'quote' ? (
        <Quote label={place.label} found={found.get(place.reference)} />
      ) : (
        <OwnLink place={place} found={found.get(place.reference)} />
      ),
      place.element,
      place.key,
    ),
  );
}
