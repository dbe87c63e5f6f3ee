/** For the sync-law test: reads `{cache, frames}` from stdin, applies the frames in order, writes the cache. */
import { apply } from '../src/realtime/apply.ts';
import { type Cache, emptyCache } from '../src/realtime/cache.ts';
import type { ChangeFrame } from '../src/realtime/frames.ts';

let text = '';
for await (const part of process.stdin) text += part;
const given = JSON.parse(text) as { cache: Partial<Cache> & { me: string }; frames: ChangeFrame[] };
let cache: Cache = { ...emptyCache(given.cache.me), ...given.cache };
for (const frame of given.frames) cache = apply(cache, frame);
process.stdout.write(JSON.stringify(cache));
