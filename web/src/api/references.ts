/** What texts point to. Asked for one by one and fetched together: a page of quotes and attachments is one request. */
import { queryOptions } from '@tanstack/react-query';
import { getReferences } from './generated/sdk/references.gen.ts';
import { keys } from './keys.ts';
import type { Reference } from './types.ts';

const MOST = 50;
const TOGETHER_MS = 5;

interface Asked {
  resolve: (found: Reference) => void;
  reject: (why: unknown) => void;
}
let waiting = new Map<string, Asked[]>();

function load(id: string): Promise<Reference> {
  return new Promise((resolve, reject) => {
    const first = waiting.size === 0;
    waiting.set(id, [...(waiting.get(id) ?? []), { resolve, reject }]);
    if (first) setTimeout(() => void fetchAll(), TOGETHER_MS);
  });
}

async function fetchAll(): Promise<void> {
  const asked = waiting;
  waiting = new Map();
  const ids = [...asked.keys()];
  for (let from = 0; from < ids.length; from += MOST) {
    const some = ids.slice(from, from + MOST);
    try {
      const { items } = (await getReferences({ query: { id: some } })).data;
      for (const [index, id] of some.entries()) {
        const found = items[index];
        for (const one of asked.get(id) ?? []) found ? one.resolve(found) : one.reject(new Error(id));
      }
    } catch (error) {
      for (const id of some) for (const one of asked.get(id) ?? []) one.reject(error);
    }
  }
}

/** `document:<id>`, `message:<id>@<revision>#<from>-<to>`, `conversation:<id>` or `conversation:<id>@<position>`. */
export const referenceQuery = (id: string) =>
  queryOptions({ queryKey: keys.reference(id), queryFn: () => load(id), staleTime: 5 * 60_000 });
