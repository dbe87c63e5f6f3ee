/** What happened in streams, asked for over HTTP: for a tab to which no websocket gets through. */
import { inTime, send } from '../api/http.ts';
import type { Place, ServerFrame } from './frames.ts';

/** The server answers for no more at once, and an address has its bounds. */
const STREAMS = 100;

export async function happened(after: ReadonlyMap<string, Place | null>): Promise<ServerFrame[]> {
  // What nobody looks at is caught up with when somebody does.
  if (document.visibilityState === 'hidden')
    await new Promise((seen) => document.addEventListener('visibilitychange', seen, { once: true }));
  const places = [...after];
  const epoch = places.find(([, place]) => place)?.[1]?.epoch ?? 0;
  const told: ServerFrame[] = [];
  for (let from = 0; from < places.length; from += STREAMS) {
    const asked = places
      .slice(from, from + STREAMS)
      .map(([stream, place]) => (place?.epoch === epoch ? `${stream}@${place.seq}` : stream));
    const query = new URLSearchParams({ epoch: `${epoch}`, after: asked.join(',') });
    const request = new Request(`/api/v1/events?${query}`, {
      credentials: 'same-origin',
      cache: 'no-store',
      ...inTime(),
    });
    const answer = await send(request);
    if (!answer.ok) throw new Error(`events: ${answer.status}`);
    told.push(...((await answer.json()) as { frames: ServerFrame[] }).frames);
  }
  return told;
}
