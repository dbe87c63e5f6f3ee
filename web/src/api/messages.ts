/** What people do with messages, beside writing them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getFlags, postFlagsByIdLeave, postFlagsByIdReopen } from './generated/sdk/flags.gen.ts';
import {
  deleteMessagesByIdFlag,
  deleteMessagesByIdHidden,
  deleteMessagesByIdReactionsByKind,
  deleteMessagesByIdSeen,
  getMessagesById,
  getMessagesByIdHidden,
  getMessagesByIdHistory,
  getMessagesByIdSeen,
  putMessagesByIdFlag,
  putMessagesByIdHidden,
  putMessagesByIdReactionsByKind,
  putMessagesByIdSeen,
} from './generated/sdk/messages.gen.ts';
import { keys } from './keys.ts';
import type { Message, ReactionKind } from './types.ts';

export const react = async (id: string, kind: ReactionKind): Promise<Message> =>
  (await putMessagesByIdReactionsByKind({ path: { id, kind } })).data;
export const unreact = async (id: string, kind: ReactionKind): Promise<Message> =>
  (await deleteMessagesByIdReactionsByKind({ path: { id, kind } })).data;

/** One message by itself. */
export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: keys.message(id),
    queryFn: async () => (await getMessagesById({ path: { id } })).data,
  });

/** Every wording, the newest first. */
export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.history(id),
    queryFn: async ({ pageParam }) =>
      (await getMessagesByIdHistory({ path: { id }, query: pageParam ? { cursor: pageParam } : {} })).data,
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? null,
    staleTime: 0,
    gcTime: 0,
  });

export const askSeen = async (id: string): Promise<Message> =>
  (await putMessagesByIdSeen({ path: { id } })).data;
export const stopAskingSeen = async (id: string): Promise<Message> =>
  (await deleteMessagesByIdSeen({ path: { id } })).data;
export const seenQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seen(id),
    queryFn: async () => (await getMessagesByIdSeen({ path: { id } })).data.items,
  });

export const hideMessage = async (id: string, reason: string): Promise<Message> =>
  (await putMessagesByIdHidden({ path: { id }, body: { reason } })).data;
export const showMessage = async (id: string): Promise<Message> =>
  (await deleteMessagesByIdHidden({ path: { id } })).data;
export const hiddenWordsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.hiddenWords(id),
    queryFn: async () => (await getMessagesByIdHidden({ path: { id } })).data,
    staleTime: 0,
    gcTime: 0,
  });

export const flagMessage = async (id: string, reason: string, handOverTo: string | null) =>
  void (await putMessagesByIdFlag({ path: { id }, body: { reason, hand_over_to: handOverTo } }));
export const unflagMessage = async (id: string) => void (await deleteMessagesByIdFlag({ path: { id } }));

/** What has been flagged where one coordinates. */
export const flagsQuery = (settled: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.flagPage(settled),
    queryFn: async ({ pageParam }) =>
      (await getFlags({ query: { settled, ...(pageParam && { cursor: pageParam }) } })).data,
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? null,
  });
export const leaveFlag = async (id: string) => void (await postFlagsByIdLeave({ path: { id } }));
export const reopenFlag = async (id: string) => void (await postFlagsByIdReopen({ path: { id } }));
