import * as sdk from './generated/sdk.gen.ts';
import { inboxAsRead } from './readMarks.ts';
import type { Paged, StartRow } from './types.ts';

const PAGE = 30;

/** What asks for one's attention, or what has been put off. */
export async function inboxPage(putOff: boolean, cursor?: string, limit = PAGE): Promise<Paged<StartRow>> {
  const query = { limit, ...(cursor && { cursor }), ...(putOff && { put_off: true }) };
  return inboxAsRead((await sdk.getInbox({ query })).data);
}
export const putOff = async (conversation: string, until: Date) =>
  void (await sdk.putConversationsByIdPutOff({
    path: { id: conversation },
    body: { until: until.toISOString() },
  }));
export const takeUp = async (conversation: string) =>
  void (await sdk.deleteConversationsByIdPutOff({ path: { id: conversation } }));
