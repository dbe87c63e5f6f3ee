import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';
import type { FollowingLevel, FollowingView } from './types.ts';

/** Something that is followed. */
export type Followed = { conversation: string } | { room: string };

export const followingQuery = (what: Followed) =>
  queryOptions({
    queryKey: keys.following(what),
    queryFn: async () =>
      'room' in what
        ? (await sdk.getRoomsByIdFollowing({ path: { id: what.room } })).data
        : (await sdk.getConversationsByIdFollowing({ path: { id: what.conversation } })).data,
  });

/** Follows so from now on; null as is usual. */
export const follow = async (what: Followed, level: FollowingLevel | null): Promise<FollowingView> =>
  'room' in what
    ? (await sdk.putRoomsByIdFollowing({ path: { id: what.room }, body: { level } })).data
    : (await sdk.putConversationsByIdFollowing({ path: { id: what.conversation }, body: { level } })).data;
