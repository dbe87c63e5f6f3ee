import { queryOptions } from '@tanstack/react-query';
import {
  deleteConversationsByIdPutOff,
  putConversationsByIdPutOff,
} from './generated/sdk/conversations.gen.ts';
import { getInbox, getInboxMoved, putInboxMoved } from './generated/sdk/inbox.gen.ts';
import { keys } from './keys.ts';
import { inboxAsRead } from './readMarks.ts';
import type { Paged, StartRow } from './types.ts';

const PAGE = 30;

/** What asks for one's attention, or what has been put off. */
export async function inboxPage(putOff: boolean, cursor?: string, limit = PAGE): Promise<Paged<StartRow>> {
  const query = { limit, ...(cursor && { cursor }), ...(putOff && { put_off: true }) };
  return inboxAsRead((await getInbox({ query })).data);
}
/** Threads one has written in and lost by a move. */
export const movedAwayQuery = queryOptions({
  queryKey: keys.movedAway,
  queryFn: async () => (await getInboxMoved()).data.items,
});
export const seeMovedAway = async (to: string) => void (await putInboxMoved({ body: { to } }));
export const putOff = async (conversation: string, until: Date) =>
  void (await putConversationsByIdPutOff({
    path: { id: conversation },
    body: { until: until.toISOString() },
  }));
export const takeUp = async (conversation: string) =>
  void (await deleteConversationsByIdPutOff({ path: { id: conversation } }));
