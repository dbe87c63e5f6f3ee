import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  getConversationsByIdAsk,
  getConversationsByIdAskAnswers,
  getConversationsByIdAskAnswersByOrganisationHistory,
  postConversationsByIdAskClose,
  postConversationsByIdAskReminders,
  putConversationsByIdAskAnswersByOrganisation,
} from './generated/sdk/conversations.gen.ts';
import { getNetworksByIdAsks } from './generated/sdk/networks.gen.ts';
import { postRoomsByIdAsks } from './generated/sdk/rooms.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { Ask, AskAnswer, AskRow, Conversation, Paged } from './types.ts';

const PAGE = 50;

export const askQuery = (id: string) =>
  queryOptions({
    queryKey: keys.ask(id),
    queryFn: async () => (await getConversationsByIdAsk({ path: { id } })).data,
  });

/** A page of what the organisations answer. */
export const answerPage = async (id: string, cursor?: string, limit = PAGE): Promise<Paged<AskAnswer>> =>
  (await getConversationsByIdAskAnswers({ path: { id }, query: { limit, ...(cursor && { cursor }) } })).data;

/** Every writing of an organisation's answer, the newest first. */
export const answerHistoryQuery = (id: string, organisation: string) =>
  infiniteQueryOptions({
    queryKey: keys.answerHistory(id, organisation),
    queryFn: async ({ pageParam }) =>
      (
        await getConversationsByIdAskAnswersByOrganisationHistory({
          path: { id, organisation },
          query: pageParam ? { cursor: pageParam } : {},
        })
      ).data,
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? null,
    staleTime: 0,
    gcTime: 0,
  });

/** A page of what has been asked in a network, the newest first. */
export const askPage = async (network: string, cursor?: string, limit = PAGE): Promise<Paged<AskRow>> =>
  (await getNetworksByIdAsks({ path: { id: network }, query: { limit, ...(cursor && { cursor }) } })).data;

export const writeAnswer = async (
  id: string,
  organisation: string,
  number: number,
  text: string,
): Promise<AskAnswer> =>
  (
    await putConversationsByIdAskAnswersByOrganisation({
      path: { id, organisation },
      body: { text },
      headers: ifMatch(number),
    })
  ).data;

export const remind = async (id: string): Promise<number> =>
  (await postConversationsByIdAskReminders({ path: { id } })).data.organisations;

export const closeAsk = async (ask: Ask, summary: { client_id: string; text: string } | null): Promise<Ask> =>
  (
    await postConversationsByIdAskClose({
      path: { id: ask.conversation_id },
      body: { summary },
      headers: ifMatch(ask.revision),
    })
  ).data;

export const startAsk = async (
  room: string,
  what: {
    title: string;
    text: string;
    due_on: string;
    organisations: string[] | null;
    client_id: string;
    attachments: string[];
  },
): Promise<Conversation> =>
  (
    await postRoomsByIdAsks({
      path: { id: room },
      body: {
        title: what.title,
        themes: [],
        question: { client_id: what.client_id, text: what.text, attachments: what.attachments },
        due_on: what.due_on,
        organisations: what.organisations,
      },
      headers: { 'Idempotency-Key': what.client_id },
    })
  ).data;

/** What was asked before that is like these words. */
export const alikeQuery = (network: string, words: string) =>
  queryOptions({
    queryKey: keys.alike(network, words),
    queryFn: async (): Promise<AskRow[]> =>
      (await getNetworksByIdAsks({ path: { id: network }, query: { like: words } })).data.items,
    staleTime: 60_000,
  });

/** Where the answers are fetched as a file. */
export const askExport = (id: string, form: 'csv' | 'xlsx') =>
  `/api/v1/conversations/${id}/ask/export?form=${form}`;
