import { queryOptions } from '@tanstack/react-query';
import { getMailLinksByToken, postMailLinksByToken } from './generated/sdk/mail-links.gen.ts';
import { getMails, getMailsById } from './generated/sdk/mails.gen.ts';
import { getMeMail, putMeMail } from './generated/sdk/me.gen.ts';
import { getNetworksByIdMail, putNetworksByIdMail } from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { MailLink, MailSettings, NetworkMail, Paged, QueuedMail } from './types.ts';

export const mailSettingsQuery = queryOptions({
  queryKey: keys.mailSettings,
  queryFn: async () => (await getMeMail()).data,
});
export const setMailSettings = async (wanted: MailSettings): Promise<MailSettings> =>
  (await putMeMail({ body: wanted })).data;

/** Whether a network's mails hold what was written: for its coordinators. */
export const networkMailQuery = (network: string) =>
  queryOptions({
    queryKey: keys.networkMail(network),
    queryFn: async () => (await getNetworksByIdMail({ path: { id: network } })).data,
  });
export const setNetworkMail = async (
  network: string,
  revision: number,
  content: boolean,
): Promise<NetworkMail> =>
  (
    await putNetworksByIdMail({
      path: { id: network },
      body: { content },
      headers: ifMatch(revision),
    })
  ).data;

/** What the link of a mail stops; whoever holds it needs no session. */
export const mailLinkQuery = (token: string) =>
  queryOptions({
    queryKey: keys.mailLink(token),
    queryFn: async () => (await getMailLinksByToken({ path: { token } })).data,
    retry: false,
  });
export const actOnMailLink = async (
  token: string,
  what: 'kind' | 'conversation',
  stopped: boolean,
): Promise<MailLink> => (await postMailLinksByToken({ path: { token }, body: { what, stopped } })).data;

export const mailPage = async (cursor?: string, limit = 30): Promise<Paged<QueuedMail>> =>
  (await getMails({ query: { limit, ...(cursor && { cursor }) } })).data;
/** What a mail says: in a demo only. */
export const shownMailQuery = (id: string) =>
  queryOptions({
    queryKey: keys.mail(id),
    queryFn: async () => (await getMailsById({ path: { id } })).data,
    retry: false,
  });
