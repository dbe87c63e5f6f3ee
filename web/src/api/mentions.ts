import { queryOptions } from '@tanstack/react-query';
import { getRoomsByIdMentions, getRoomsByIdMentionsReach } from './generated/sdk/rooms.gen.ts';
import { keys } from './keys.ts';

const SHOWN = 8;

/** Whom one may mention in a room, whose name begins so. */
export const mentionsQuery = (room: string, q: string) =>
  queryOptions({
    queryKey: keys.mentions(room, q),
    queryFn: async () =>
      (await getRoomsByIdMentions({ path: { id: room }, query: { q, limit: SHOWN } })).data.items,
    staleTime: 60_000,
  });

/** Whom mentions would reach in a room. */
export const reachQuery = (room: string, ids: string[]) =>
  queryOptions({
    queryKey: keys.reach(room, ids),
    queryFn: async () =>
      (await getRoomsByIdMentionsReach({ path: { id: room }, query: { id: ids } })).data.items,
    staleTime: 30_000,
  });
