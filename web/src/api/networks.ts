import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import {
  getNetworks,
  getNetworksByIdParticipations,
  getNetworksByIdRooms,
  postNetworksByIdRead,
} from './generated/sdk/networks.gen.ts';
import { getPeople } from './generated/sdk/people.gen.ts';
import { getRoomsById, getRoomsByIdAudience, postRoomsByIdRead } from './generated/sdk/rooms.gen.ts';
import { keys } from './keys.ts';
import type { Network, Room } from './types.ts';

/** The largest page the server gives; these lists are bounded by what one belongs to. */
const WHOLE = 100;

export const networksQuery = queryOptions({
  queryKey: keys.networks,
  queryFn: async () => (await getNetworks()).data.items,
});
export const roomsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.rooms(network),
    queryFn: async () => (await getNetworksByIdRooms({ path: { id: network } })).data.items,
  });
export const roomQuery = (room: string) =>
  queryOptions({
    queryKey: keys.room(room),
    queryFn: async () => (await getRoomsById({ path: { id: room } })).data,
  });
export const audienceQuery = (room: string) =>
  queryOptions({
    queryKey: keys.audience(room),
    queryFn: async () => (await getRoomsByIdAudience({ path: { id: room }, query: { limit: WHOLE } })).data,
  });
export const participationsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.participations(network),
    queryFn: async () =>
      (await getNetworksByIdParticipations({ path: { id: network }, query: { limit: WHOLE } })).data.items,
  });
export const peopleQuery = (network: string | undefined, q: string) =>
  queryOptions({
    queryKey: keys.people(network, q),
    queryFn: async () =>
      (await getPeople({ query: { ...(network && { network }), q, limit: 30 } })).data.items,
  });

/** Everybody in a network whom it may appoint, each once: a seat and an assignment give two lines. */
export async function findPeople(client: QueryClient, network: string, q: string) {
  const people = await client.fetchQuery(peopleQuery(network, q));
  const each = new Map(people.map((one) => [one.id, one]));
  return [...each.values()].map((one) => ({
    id: one.id,
    name: one.name,
    note: one.organisation?.name ?? null,
  }));
}

/** The networks one belongs to, in the server's order. */
export function useNetworks(): Network[] {
  return useQuery(networksQuery).data ?? [];
}
/** Whether one is there as a guest and nothing else: then who takes part, and what they have agreed, is not shown. */
export const onlyGuest = (network: Network): boolean => network.my_standings.every((one) => one === 'guest');

/** The rooms of a network that one may read. */
export function useRooms(network: string | undefined): Room[] {
  return useQuery({ ...roomsQuery(network ?? ''), enabled: Boolean(network) }).data ?? [];
}
export const markNetworkRead = async (network: string) =>
  void (await postNetworksByIdRead({ path: { id: network } }));
export const markRoomRead = async (room: string) => void (await postRoomsByIdRead({ path: { id: room } }));
