import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { joinEarlier, joinLater, messagePage, messageWindow } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import type { Conversation, MessageList } from '../../api/types.ts';

const holds = (list: MessageList | undefined, position: number) => {
  const [first, last] = [list?.items[0]?.position, list?.items.at(-1)?.position];
  return first !== undefined && last !== undefined && first <= position && position <= last;
};

/** The messages of a conversation: the run round where one is, grown in both ways and cut at the far end. */
export function useMessages(conversation: Conversation, asked: number | null, beforeChange: () => void) {
  const client = useQueryClient();
  const { id } = conversation;
  const key = keys.messages(id);
  const [busy, setBusy] = useState(false);
  const working = useRef(false);
  // Chosen once: what arrives or is read meanwhile must not move the window.
  const [around] = useState(() => {
    const wanted =
      asked ?? Math.max(1, conversation.unread ? conversation.read_position + 1 : conversation.last_position);
    const held = client.getQueryData<MessageList>(key);
    // A window kept from before is of use only where one is going.
    if (held && !holds(held, wanted)) client.removeQueries({ queryKey: key, exact: true });
    return wanted;
  });
  const query = useQuery({
    queryKey: key,
    queryFn: () => messageWindow(id, client.getQueryData<MessageList>(key), around),
  });
  const held = query.data;
  const change = useCallback(
    async (fetch: (list: MessageList) => Promise<(now: MessageList) => MessageList>) => {
      const list = client.getQueryData<MessageList>(key);
      if (working.current || !list) return;
      working.current = true;
      setBusy(true);
      try {
        const join = await fetch(list);
        beforeChange();
        // Joined to what is held now: something may have arrived while the page was on its way.
        client.setQueryData<MessageList>(key, (now) => (now ? join(now) : now));
      } catch {
        // Away from the line: scrolling there again asks again.
      } finally {
        working.current = false;
        setBusy(false);
      }
    },
    [client, key, beforeChange],
  );
  return {
    ...query,
    items: held?.items ?? [],
    hasEarlier: Boolean(held?.previous_cursor),
    hasLater: Boolean(held?.next_cursor),
    busy,
    holds: (position: number) => holds(held, position),
    earlier: () =>
      change(async (list) => {
        const page = await messagePage(id, { before: list.items[0]?.position ?? 1 });
        return (now) => joinEarlier(now, page);
      }),
    later: () =>
      change(async (list) => {
        const page = await messagePage(id, { after: list.items.at(-1)?.position ?? 0 });
        return (now) => joinLater(now, page);
      }),
    /** Leaves the window for another place in the conversation. */
    go: async (position: number) => {
      const page = await messagePage(id, { around: position });
      client.setQueryData(key, page);
    },
  };
}
