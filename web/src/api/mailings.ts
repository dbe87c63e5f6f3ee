import { deleteMailingsById } from './generated/sdk/mailings.gen.ts';
import {
  getNetworksByIdMailings,
  postNetworksByIdMailings,
  postNetworksByIdMailingsPreview,
} from './generated/sdk/networks.gen.ts';
import type { PreviewMailing, SendMailing } from './generated/types.gen.ts';
import type { Mailing, Paged } from './types.ts';

export const mailingsPage =
  (network: string) =>
  async (cursor?: string, limit = 20): Promise<Paged<Mailing>> =>
    (
      await getNetworksByIdMailings({
        path: { id: network },
        query: { limit, ...(cursor && { cursor }) },
      })
    ).data;
export const previewMailing = async (network: string, draft: PreviewMailing) =>
  (await postNetworksByIdMailingsPreview({ path: { id: network }, body: draft })).data;
/** Sent twice with the same key it is sent once. */
export const sendMailing = async (network: string, key: string, mailing: SendMailing) =>
  (
    await postNetworksByIdMailings({
      path: { id: network },
      body: mailing,
      headers: { 'Idempotency-Key': key },
    })
  ).data;
/** Takes it back, while it lies. */
export const takeMailingBack = (mailing: string) => deleteMailingsById({ path: { id: mailing } });
