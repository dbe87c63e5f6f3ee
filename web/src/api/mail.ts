import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { MailLink, MailSettings, NetworkMail, Paged, QueuedMail } from './types.ts';

export const mailSettingsQuery = queryOptions({
  queryKey: keys.mailSettings,
  queryFn: async () => (await sdk.getMeMail()).data,
});
export const setMailSettings = async (wanted: MailSettings): Promise<MailSettings> =>
  (await sdk.putMeMail({ body: wanted })).data;

/** Whether a network's mails hold what was written: for its coordinators. */
export const networkMailQuery = (network: string) =>
  queryOptions({
    queryKey: keys.networkMail(network),
    queryFn: async () => (await sdk.getNetworksByIdMail({ path: { id: network } })).data,
  });
export const setNetworkMail = async (
  network: string,
  revision: number,
  content: boolean,
): Promise<NetworkMail> =>
  (
    await sdk.putNetworksByIdMail({
      path: { id: network },
      body: { content },
      headers: ifMatch(revision),
    })
  ).data;

/** What the link of a mail stops; whoever holds it needs no session. */
export const mailLinkQuery = (token: string) =>
  queryOptions({
    queryKey: keys.mailLink(token),
    queryFn: async () => (await sdk.getMailLinksByToken({ path: { token } })).data,
    retry: false,
  });
export const actOnMailLink = async (
  token: string,
  what: 'kind' | 'conversation',
  stopped: boolean,
): Promise<MailLink> => (await sdk.postMailLinksByToken({ path: { token }, body: { what, stopped } })).data;

export const mailPage = async (cursor?: string, limit = 30): Promise<Paged<QueuedMail>> =>
  (await sdk.getMails({ query: { limit, ...(cursor && { cursor }) } })).data;
/** What a mail says: in a demo only. */
export const shownMailQuery = (id: string) =>
  queryOptions({
    queryKey: keys.mail(id),
    queryFn: async () => (await sdk.getMailsById({ path: { id } })).data,
    retry: false,
  });
