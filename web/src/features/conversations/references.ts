import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { referencesQuery } from '../../api/conversations.ts';
import type { Message, Reference } from '../../api/types.ts';

const MOST = 50;

/** The documents that messages have attached, fetched together; what one may no longer see says so. */
export function useReferences(messages: Message[]): Map<string, Reference> {
  const ids = [...new Set(messages.filter((one) => !one.deleted).flatMap((one) => one.attachments))].slice(
    -MOST,
  );
  const names = ids.map((id) => `document:${id}`);
  const found = useQuery({
    ...referencesQuery(names),
    enabled: names.length > 0,
    placeholderData: keepPreviousData,
  });
  return new Map((found.data ?? []).map((one) => [one.reference.replace(/^document:/, ''), one]));
}
