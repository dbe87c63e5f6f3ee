import { useQueries } from '@tanstack/react-query';
import { referenceQuery } from '../../api/references.ts';
import type { Message, Reference } from '../../api/types.ts';

/** What these ids point to, as far as it is known; what one may no longer see says so. */
export function useFound(ids: string[]): Map<string, Reference> {
  return useQueries({
    queries: ids.map((id) => referenceQuery(id)),
    combine: (results) => {
      const found = new Map<string, Reference>();
      for (const [index, result] of results.entries()) {
        const id = ids[index];
        if (id !== undefined && result.data) found.set(id, result.data);
      }
      return found;
    },
  });
}

/** The documents that messages have attached, by id. */
export function useReferences(messages: Message[]): Map<string, Reference> {
  const ids = [...new Set(messages.filter((one) => !one.deleted).flatMap((one) => one.attachments))];
  const found = useFound(ids.map((id) => `document:${id}`));
  return new Map([...found].map(([name, one]) => [name.replace(/^document:/, ''), one]));
}
