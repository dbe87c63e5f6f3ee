import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import type { AskReaders, ChangeRoom, InviteGuest, MakeRoom } from './generated/types.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';

export const roomDetailsQuery = (room: string) =>
  queryOptions({
    queryKey: keys.roomDetails(room),
    queryFn: async () => (await sdk.getRoomsByIdDetails({ path: { id: room } })).data,
  });
/** Who would read a room for those who are chosen: the server's own reckoning. */
export const readersQuery = (network: string, asked: AskReaders) =>
  queryOptions({
    queryKey: keys.readers(network, asked),
    queryFn: async () =>
      (await sdk.postNetworksByIdRoomsReaders({ path: { id: network }, body: asked })).data,
  });
export const makeRoom = async (network: string, room: MakeRoom) =>
  (await sdk.postNetworksByIdRooms({ path: { id: network }, body: room })).data;
export const changeRoom = async (room: string, revision: number, change: ChangeRoom) =>
  (await sdk.patchRoomsById({ path: { id: room }, body: change, headers: ifMatch(revision) })).data;
export const archiveRoom = async (room: string, archived: boolean) =>
  (await sdk.putRoomsByIdArchived({ path: { id: room }, body: { archived } })).data;

export const roomGuestsQuery = (room: string) =>
  queryOptions({
    queryKey: keys.roomGuests(room),
    queryFn: async () => (await sdk.getRoomsByIdGuests({ path: { id: room } })).data,
  });
export const inviteGuest = async (room: string, guest: InviteGuest) =>
  (await sdk.postRoomsByIdGuests({ path: { id: room }, body: guest })).data;
export const withdrawGuest = async (invitation: string) =>
  void (await sdk.deleteGuestInvitationsById({ path: { id: invitation } }));
export const sendGuestHome = async (pass: string) =>
  void (await sdk.deleteGuestPassesById({ path: { id: pass } }));
