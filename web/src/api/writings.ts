/** What stands in a conversation beside its messages, reported and hidden as they are. */
import { queryOptions } from '@tanstack/react-query';
import {
  deleteConversationsByIdWritingsByKindByPartFlag,
  deleteConversationsByIdWritingsByKindByPartHidden,
  getConversationsByIdWritingsByKindByPartHidden,
  putConversationsByIdWritingsByKindByPartFlag,
  putConversationsByIdWritingsByKindByPartHidden,
} from './generated/sdk/conversations.gen.ts';
import { keys } from './keys.ts';
import type { WritingKind } from './types.ts';

/** An organisation's answer, the reason given with a voice, the summary of a thread. */
export interface WritingRef {
  /** The conversation it stands in. */
  id: string;
  kind: WritingKind;
  /** The organisation, the voter, or of a summary the conversation once more. */
  part: string;
}

export const flagWriting = async (path: WritingRef, reason: string) =>
  void (await putConversationsByIdWritingsByKindByPartFlag({ path, body: { reason } }));
export const unflagWriting = async (path: WritingRef) =>
  void (await deleteConversationsByIdWritingsByKindByPartFlag({ path }));
export const hideWriting = async (path: WritingRef, reason: string) =>
  void (await putConversationsByIdWritingsByKindByPartHidden({ path, body: { reason } }));
export const showWriting = async (path: WritingRef) =>
  void (await deleteConversationsByIdWritingsByKindByPartHidden({ path }));
export const hiddenWritingQuery = (path: WritingRef) =>
  queryOptions({
    queryKey: keys.hiddenWords(`${path.id}/${path.kind}/${path.part}`),
    queryFn: async () => (await getConversationsByIdWritingsByKindByPartHidden({ path })).data,
    staleTime: 0,
    gcTime: 0,
  });
