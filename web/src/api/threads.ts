/** What comes of threads: accepted answers, summaries, tags, what has been asked before. */
import { queryOptions } from '@tanstack/react-query';
import { everything } from './everything.ts';
import {
  deleteConversationsByIdAnswersByMessage,
  getConversationsByIdAnsweredBy,
  getConversationsByIdMentionedIn,
  getConversationsByIdMoves,
  getConversationsByIdMovesOutlook,
  getConversationsByIdSummary,
  getConversationsByIdSummaryVersions,
  patchConversationsById,
  postConversationsByIdMoves,
  postConversationsByIdMovesByMoveUndo,
  putConversationsByIdAnswersByMessage,
  putConversationsByIdSummary,
} from './generated/sdk/conversations.gen.ts';
import { postInformation } from './generated/sdk/information.gen.ts';
import { postMessagesByIdThread } from './generated/sdk/messages.gen.ts';
import { getNetworksByIdQuestionsSimilar, getNetworksByIdTags } from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { Conversation, ConversationFacts, Named, Summary, ThreadKind } from './types.ts';

export const acceptAnswer = async (conversation: string, message: string): Promise<Conversation> =>
  (await putConversationsByIdAnswersByMessage({ path: { id: conversation, message } })).data;
export const withdrawAnswer = async (conversation: string, message: string): Promise<Conversation> =>
  (await deleteConversationsByIdAnswersByMessage({ path: { id: conversation, message } })).data;

export const fetchSummary = async (conversation: string): Promise<Summary> =>
  (await getConversationsByIdSummary({ path: { id: conversation } })).data;
export const writeSummary = async (conversation: string, revision: number, text: string): Promise<Summary> =>
  (
    await putConversationsByIdSummary({
      path: { id: conversation },
      body: { text },
      headers: ifMatch(revision),
    })
  ).data;
export const summaryVersionsQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.summaryVersions(conversation),
    queryFn: async () =>
      (await getConversationsByIdSummaryVersions({ path: { id: conversation }, query: { limit: 100 } })).data
        .items,
    staleTime: 0,
  });

export const tagsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.tags(network),
    queryFn: async () => (await getNetworksByIdTags({ path: { id: network } })).data,
  });

/** Threads that may have asked the same before. */
export const similarQuery = (network: string, title: string) =>
  queryOptions({
    queryKey: keys.similar(network, title),
    queryFn: async () =>
      (await getNetworksByIdQuestionsSimilar({ path: { id: network }, query: { title } })).data.items,
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
    await patchConversationsById({
      path: { id: thread.id },
      body,
      headers: ifMatch(thread.revision),
    })
  ).data;

export const moveOutlookQuery = (conversation: string, room: string) =>
  queryOptions({
    queryKey: keys.outlook(conversation, room),
    queryFn: async () =>
      (await getConversationsByIdMovesOutlook({ path: { id: conversation }, query: { room } })).data,
    staleTime: 0,
    gcTime: 0,
  });
export const movesQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.moves(conversation),
    queryFn: async () => (await getConversationsByIdMoves({ path: { id: conversation } })).data.items,
    staleTime: 0,
  });
export const moveThread = async (
  thread: Conversation,
  to: { room_id: string; more_readers: number; word: string | null },
): Promise<Conversation> =>
  (
    await postConversationsByIdMoves({
      path: { id: thread.id },
      body: to,
      headers: ifMatch(thread.revision),
    })
  ).data;
export const undoMove = async (conversation: string, move: string): Promise<Conversation> =>
  (await postConversationsByIdMovesByMoveUndo({ path: { id: conversation, move } })).data;

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
    await postMessagesByIdThread({
      path: { id: message },
      body: { ...rest, message: { client_id, text, attachments: [] } },
    })
  ).data;
export const publishInformation = async (networks: string[], words: NewWords): Promise<ConversationFacts[]> =>
  (await postInformation({ body: { networks, ...words } })).data.items;

/** Every organisation that has answered, the first to do so first. */
export const answeredByQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.answeredBy(conversation),
    queryFn: () =>
      everything<Named>(
        async (cursor) =>
          (
            await getConversationsByIdAnsweredBy({
              path: { id: conversation },
              query: { limit: 100, ...(cursor && { cursor }) },
            })
          ).data,
      ),
    staleTime: 0,
  });

/** Messages elsewhere that point here. */
export const mentionedInQuery = (conversation: string) =>
  queryOptions({
    queryKey: keys.mentionedIn(conversation),
    queryFn: async () =>
      (await getConversationsByIdMentionedIn({ path: { id: conversation }, query: { limit: 20 } })).data
        .items,
    staleTime: 0,
  });
