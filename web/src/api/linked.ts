import { queryOptions } from '@tanstack/react-query';
import { postDocumentsByIdForwardings } from './generated/sdk/documents.gen.ts';
import { postForwardingsByIdPlace, postForwardingsByIdRefusal } from './generated/sdk/forwardings.gen.ts';
import { postMessagesByIdForwardings } from './generated/sdk/messages.gen.ts';
import { deleteNetworkLinksById, postNetworkLinksByIdAcceptance } from './generated/sdk/network-links.gen.ts';
import {
  getNetworksByIdForwardings,
  getNetworksByIdLinks,
  postNetworksByIdLinks,
} from './generated/sdk/networks.gen.ts';
import type { ForwardDocument, ForwardMessage } from './generated/types.gen.ts';
import { keys } from './keys.ts';
import { ApiError } from './problem.ts';
import type { Forwarding, Paged } from './types.ts';

export const linksQuery = (network: string) =>
  queryOptions({
    queryKey: keys.links(network),
    queryFn: async () => (await getNetworksByIdLinks({ path: { id: network } })).data.items,
  });
export const proposeLink = async (network: string, slug: string) =>
  (await postNetworksByIdLinks({ path: { id: network }, body: { slug } })).data;
export const acceptLink = async (link: string) =>
  void (await postNetworkLinksByIdAcceptance({ path: { id: link } }));
export const endLink = async (link: string) => void (await deleteNetworkLinksById({ path: { id: link } }));

/** Sent twice with the same key it is passed on once. */
export const forwardMessage = async (message: string, key: string, body: ForwardMessage) =>
  (
    await postMessagesByIdForwardings({
      path: { id: message },
      body,
      headers: { 'Idempotency-Key': key },
    })
  ).data;
export const forwardDocument = async (document: string, key: string, body: ForwardDocument) =>
  (
    await postDocumentsByIdForwardings({
      path: { id: document },
      body,
      headers: { 'Idempotency-Key': key },
    })
  ).data;

export const forwardingsPage =
  (network: string) =>
  async (cursor?: string, limit = 20): Promise<Paged<Forwarding>> =>
    (
      await getNetworksByIdForwardings({
        path: { id: network },
        query: { limit, ...(cursor && { cursor }) },
      })
    ).data;
/** Something passed on to a network; fails where it is not among what was. */
export const forwardingQuery = (network: string, id: string) =>
  queryOptions({
    // of what was passed on: whatever makes that stale makes this so too
    queryKey: [...keys.forwardings(network), id] as const,
    queryFn: async () => {
      // what waits is among the latest, so most times it is on the first page
      const page = forwardingsPage(network);
      let cursor: string | null | undefined;
      do {
        const next: Paged<Forwarding> = await page(cursor ?? undefined, 100);
        const found = next.items.find((one) => one.id === id);
        if (found) return found;
        cursor = next.next_cursor;
      } while (cursor);
      throw new ApiError(404, {});
    },
  });
export const placeForwarding = async (forwarding: string, room: string) =>
  (await postForwardingsByIdPlace({ path: { id: forwarding }, body: { room_id: room } })).data;
export const declineForwarding = async (forwarding: string) =>
  void (await postForwardingsByIdRefusal({ path: { id: forwarding } }));
