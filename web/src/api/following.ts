import { queryOptions } from '@tanstack/react-query';
import {
  getConversationsByIdFollowing,
  putConversationsByIdFollowing,
} from './generated/sdk/conversations.gen.ts';
import { getRoomsByIdFollowing, putRoomsByIdFollowing } from './generated/sdk/rooms.gen.ts';
import { keys } from './keys.ts';
import type { FollowingLevel, FollowingView } from './types.ts';

/** Something that is followed. */
export type Followed = { conversation: string } | { room: string };

export const followingQuery = (what: Followed) =>
  queryOptions({
    queryKey: keys.following(what),
    queryFn: async () =>
      'room' in what
        ? (await getRoomsByIdFollowing({ path: { id: what.room } })).data
        : (await getConversationsByIdFollowing({ path: { id: what.conversation } })).data,
  });

/** Follows so from now on; null as is usual. */
export const follow = async (what: Followed, level: FollowingLevel | null): Promise<FollowingView> =>
  'room' in what
    ? (await putRoomsByIdFollowing({ path: { id: what.room }, body: { level } })).data
    : (await putConversationsByIdFollowing({ path: { id: what.conversation }, body: { level } })).data;
