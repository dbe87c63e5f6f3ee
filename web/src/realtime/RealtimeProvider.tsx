import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { conversationPage } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { networksQuery, roomsQuery } from '../api/networks.ts';
import { useMe } from '../api/session.ts';
import { LiveContext } from './live.ts';
import { startLive } from './startLive.ts';

/** Holds the socket for as long as somebody is signed in, and follows every stream that person may read. */
export function RealtimeProvider({ children, onEnded }: { children: ReactNode; onEnded: () => void }) {
  const client = useQueryClient();
  const me = useMe();
  const [live] = useState(() => startLive(client, onEnded));
  useEffect(() => live.start(), [live]);

  const networks = useQuery(networksQuery).data;
  const rooms = useQueries({ queries: (networks ?? []).map((network) => roomsQuery(network.id)) });
  const direct = useQuery({
    queryKey: keys.conversations({ direct: true }),
    queryFn: () => conversationPage({ direct: true }),
  }).data;
  const places = [
    me.at,
    ...(networks ?? []).map((network) => network.at),
    ...rooms.flatMap((query) => (query.data ?? []).map((room) => room.at)),
  ];
  const named = JSON.stringify(places);
  useEffect(() => {
    for (const place of JSON.parse(named) as typeof places) {
      if (place) live.want(place.stream, { epoch: place.epoch, seq: place.seq });
    }
  }, [live, named]);
  const directRooms = JSON.stringify(direct?.items.map((row) => row.room.id) ?? []);
  useEffect(() => {
    for (const room of JSON.parse(directRooms) as string[]) live.want(`room:${room}`, null);
  }, [live, directRooms]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}
