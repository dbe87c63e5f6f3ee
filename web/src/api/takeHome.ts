/** Pages that organisations take home, and whom they told. */
import { queryOptions } from '@tanstack/react-query';
import {
  getConversationsByIdTakeHome,
  postConversationsByIdTakeHome,
} from './generated/sdk/conversations.gen.ts';
import { getHomeGroupLinksByToken, postHomeGroupLinksByToken } from './generated/sdk/home-group-links.gen.ts';
import { getMeetingsByIdTakeHome, postMeetingsByIdTakeHome } from './generated/sdk/meetings.gen.ts';
import { getTakeHomeById, postTakeHomeByIdTellings, putTakeHomeById } from './generated/sdk/take-home.gen.ts';
import { ifMatch } from './http.ts';
import type { HomeGroupLink, TakeHome, TakenHome } from './types.ts';

/** The keys of what is taken home: not among the others, which every first page loads. */
export const homeKeys = {
  taken: (source: object) => ['taken-home', source] as const,
  page: (id: string) => ['take-home', id] as const,
  link: (token: string) => ['home-group-link', token] as const,
};

/** What a page comes from. */
export type HomeSource = { meeting: string } | { conversation: string };

export const takenHomeQuery = (source: HomeSource) =>
  queryOptions({
    queryKey: homeKeys.taken(source),
    queryFn: async (): Promise<TakenHome> =>
      'meeting' in source
        ? (await getMeetingsByIdTakeHome({ path: { id: source.meeting } })).data
        : (await getConversationsByIdTakeHome({ path: { id: source.conversation } })).data,
  });
export const beginTakeHome = async (source: HomeSource, seat: string): Promise<TakeHome> => {
  const body = { seat_id: seat };
  return 'meeting' in source
    ? (await postMeetingsByIdTakeHome({ path: { id: source.meeting }, body })).data
    : (await postConversationsByIdTakeHome({ path: { id: source.conversation }, body })).data;
};
export const takeHomeQuery = (id: string) =>
  queryOptions({
    queryKey: homeKeys.page(id),
    queryFn: async () => (await getTakeHomeById({ path: { id } })).data,
  });
export const writeTakeHome = async (page: TakeHome, title: string, text: string): Promise<TakeHome> =>
  (
    await putTakeHomeById({
      path: { id: page.id },
      body: { title, text },
      headers: ifMatch(page.revision),
    })
  ).data;

/** Whom to tell: those of the home group by mail, or somebody who was told otherwise. */
export interface Told {
  recipients: string[];
  told: string;
  told_on: string | null;
  reported: boolean;
  spread: boolean;
}
export const tellHome = async (page: TakeHome, told: Told): Promise<TakeHome> =>
  (
    await postTakeHomeByIdTellings({
      path: { id: page.id },
      body: told,
      headers: ifMatch(page.revision),
    })
  ).data;
/** Where the page is fetched as a file for a word processor. */
export const takeHomeFile = (id: string): string => `/api/v1/take-home/${id}/docx`;

export const homeGroupLinkQuery = (token: string) =>
  queryOptions({
    queryKey: homeKeys.link(token),
    queryFn: async () => (await getHomeGroupLinksByToken({ path: { token } })).data,
    retry: false,
  });
export const leaveHomeGroup = async (token: string): Promise<HomeGroupLink> =>
  (await postHomeGroupLinksByToken({ path: { token } })).data;
