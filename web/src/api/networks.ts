import { queryOptions, useQuery } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';
import type { Network, Room } from './types.ts';

/** The largest page the server gives; these lists are bounded by what one belongs to. */
const WHOLE = 100;

export const networksQuery = queryOptions({
  queryKey: keys.networks,
  queryFn: async () => (await sdk.getNetworks()).data.items,
});
export const roomsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.rooms(network),
    queryFn: async () => (await sdk.getNetworksByIdRooms({ path: { id: network } })).data.items,
  });
export const roomQuery = (room: string) =>
  queryOptions({
    queryKey: keys.room(room),
    queryFn: async () => (await sdk.getRoomsById({ path: { id: room } })).data,
  });
export const audienceQuery = (room: string) =>
  queryOptions({
    queryKey: keys.audience(room),
    queryFn: async () =>
      (await sdk.getRoomsByIdAudience({ path: { id: room }, query: { limit: WHOLE } })).data,
  });
export const participationsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.participations(network),
    queryFn: async () =>
      (await sdk.getNetworksByIdParticipations({ path: { id: network }, query: { limit: WHOLE } })).data
        .items,
  });
export const peopleQuery = (network: string | undefined, q: string) =>
  queryOptions({
    queryKey: keys.people(network, q),
    queryFn: async () =>
      (await sdk.getPeople({ query: { ...(network && { network }), q, limit: 30 } })).data.items,
  });

/** The networks one belongs to, in the server's order. */
export function useNetworks(): Network[] {
  return useQuery(networksQuery).data ?? [];
}
/** The rooms of a network that one may read. */
export function useRooms(network: string | undefined): Room[] {
  return useQuery({ ...roomsQuery(network ?? ''), enabled: Boolean(network) }).data ?? [];
}
export const markNetworkRead = async (network: string) =>
  void (await sdk.postNetworksByIdRead({ path: { id: network } }));
export const markRoomRead = async (room: string) =>
  void (await sdk.postRoomsByIdRead({ path: { id: room } }));
