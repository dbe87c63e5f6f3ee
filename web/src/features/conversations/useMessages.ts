import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { joinEarlier, joinLater, messagePage, messageWindow } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import type { Conversation, MessageList } from '../../api/types.ts';

/** The messages of a conversation: the run round where one was, grown in both ways when asked. */
export function useMessages(conversation: Conversation, asked: number | null) {
  const client = useQueryClient();
  const key = keys.messages(conversation.id);
  const [busy, setBusy] = useState(false);
  // Chosen once: what arrives or is read meanwhile must not move the window.
  const [around] = useState(
    () =>
      asked ?? Math.max(1, conversation.unread ? conversation.read_position + 1 : conversation.last_position),
  );
  const query = useQuery({
    queryKey: key,
    queryFn: () => messageWindow(conversation.id, client.getQueryData<MessageList>(key), around),
  });
  const held = query.data;
  const grow = async (act: (list: MessageList) => Promise<MessageList>) => {
    const list = client.getQueryData<MessageList>(key);
    if (busy || !list) return;
    setBusy(true);
    try {
      client.setQueryData(key, await act(list));
    } finally {
      setBusy(false);
    }
  };
  const first = held?.items[0]?.position ?? 0;
  const last = held?.items.at(-1)?.position ?? 0;
  return {
    ...query,
    items: held?.items ?? [],
    hasEarlier: Boolean(held?.previous_cursor),
    hasLater: Boolean(held?.next_cursor),
    busy,
    earlier: () =>
      grow(async (list) => joinEarlier(list, await messagePage(conversation.id, { before: first }))),
    later: () => grow(async (list) => joinLater(list, await messagePage(conversation.id, { after: last }))),
    /** Leaves the window for another place in the conversation. */
    go: async (position: number) =>
      client.setQueryData(key, await messagePage(conversation.id, { around: position })),
  };
}
