/** What comes of threads: accepted answers, summaries, tags, what has been asked before. */
import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { Conversation, ConversationFacts, Summary, ThreadKind } from './types.ts';

export const acceptAnswer = async (conversation: string, message: string): Promise<Conversation> =>
  (await sdk.putConversationsByIdAnswersByMessage({ path: { id: conversation, message } })).data;
export const withdrawAnswer = async (conversation: string, message: string): Promise<Conversation> =>
  (await sdk.deleteConversationsByIdAnswersByMessage({ path: { id: conversation, message } })).data;

export const fetchSummary = async (conversation: string): Promise<Summary> =>
  (await sdk.getConversationsByIdSummary({ path: { id: conversation } })).data;
export const writeSummary = async (conversation: string, revision: number, text: string): Promise<Summary> =>
  (
    await sdk.putConversationsByIdSummary({
      path: { id: conversation },
      body: { text },
      headers: ifMatch(revision),
    })
  ).data;
export const summaryVersionsQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.summaryVersions(conversation),
    queryFn: async () =>
      (await sdk.getConversationsByIdSummaryVersions({ path: { id: conversation }, query: { limit: 100 } }))
        .data.items,
    staleTime: 0,
  });

export const tagsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.tags(network),
    queryFn: async () => (await sdk.getNetworksByIdTags({ path: { id: network } })).data,
  });

/** Threads that may have asked the same before. */
export const similarQuery = (network: string, title: string) =>
  queryOptions({
    queryKey: keys.similar(network, title),
    queryFn: async () =>
      (await sdk.getNetworksByIdQuestionsSimilar({ path: { id: network }, query: { title } })).data.items,
  });

export interface ThreadChange {
  title?: string;
  kind?: ThreadKind;
  themes?: string[];
  articles?: number[];
  pinned?: boolean;
  closed?: boolean;
}
export const changeThread = async (thread: Conversation, body: ThreadChange): Promise<Conversation> =>
  (
    await sdk.patchConversationsById({
      path: { id: thread.id },
      body,
      headers: ifMatch(thread.revision),
    })
  ).data;

export const moveOutlookQuery = (conversation: string, room: string) =>
  queryOptions({
    queryKey: keys.outlook(conversation, room),
    queryFn: async () =>
      (await sdk.getConversationsByIdMovesOutlook({ path: { id: conversation }, query: { room } })).data,
    staleTime: 0,
    gcTime: 0,
  });
export const movesQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.moves(conversation),
    queryFn: async () => (await sdk.getConversationsByIdMoves({ path: { id: conversation } })).data.items,
    staleTime: 0,
  });
export const moveThread = async (
  thread: Conversation,
  to: { room_id: string; more_readers: number; word: string | null },
): Promise<Conversation> =>
  (
    await sdk.postConversationsByIdMoves({
      path: { id: thread.id },
      body: to,
      headers: ifMatch(thread.revision),
    })
  ).data;
export const undoMove = async (conversation: string, move: string): Promise<Conversation> =>
  (await sdk.postConversationsByIdMovesByMoveUndo({ path: { id: conversation, move } })).data;

export interface NewWords {
  client_id: string;
  title: string;
  themes: string[];
  articles: number[];
  text: string;
}
export const liftMessage = async (
  message: string,
  { client_id, text, ...rest }: NewWords & { kind: ThreadKind },
): Promise<Conversation> =>
  (
    await sdk.postMessagesByIdThread({
      path: { id: message },
      body: { ...rest, message: { client_id, text, attachments: [] } },
    })
  ).data;
export const publishInformation = async (networks: string[], words: NewWords): Promise<ConversationFacts[]> =>
  (await sdk.postInformation({ body: { networks, ...words } })).data.items;

/** Messages elsewhere that point here. */
export const mentionedInQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.mentionedIn(conversation),
    queryFn: async () =>
      (await sdk.getConversationsByIdMentionedIn({ path: { id: conversation }, query: { limit: 20 } })).data
        .items,
    staleTime: 0,
  });
