import { queryOptions } from '@tanstack/react-query';
import { deleteGuestInvitationsById } from './generated/sdk/guest-invitations.gen.ts';
import { deleteGuestPassesById } from './generated/sdk/guest-passes.gen.ts';
import { postNetworksByIdRooms, postNetworksByIdRoomsReaders } from './generated/sdk/networks.gen.ts';
import {
  getRoomsByIdDetails,
  getRoomsByIdGuests,
  patchRoomsById,
  postRoomsByIdGuests,
  putRoomsByIdArchived,
} from './generated/sdk/rooms.gen.ts';
import type { AskReaders, ChangeRoom, InviteGuest, MakeRoom } from './generated/types.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';

export const roomDetailsQuery = (room: string) =>
  queryOptions({
    queryKey: keys.roomDetails(room),
    queryFn: async () => (await getRoomsByIdDetails({ path: { id: room } })).data,
  });
/** Who would read a room for those who are chosen: the server's own reckoning. */
export const readersQuery = (network: string, asked: AskReaders) =>
  queryOptions({
    queryKey: keys.readers(network, asked),
    queryFn: async () => (await postNetworksByIdRoomsReaders({ path: { id: network }, body: asked })).data,
  });
export const makeRoom = async (network: string, room: MakeRoom) =>
  (await postNetworksByIdRooms({ path: { id: network }, body: room })).data;
export const changeRoom = async (room: string, revision: number, change: ChangeRoom) =>
  (await patchRoomsById({ path: { id: room }, body: change, headers: ifMatch(revision) })).data;
export const archiveRoom = async (room: string, archived: boolean) =>
  (await putRoomsByIdArchived({ path: { id: room }, body: { archived } })).data;

export const roomGuestsQuery = (room: string) =>
  queryOptions({
    queryKey: keys.roomGuests(room),
    queryFn: async () => (await getRoomsByIdGuests({ path: { id: room } })).data,
  });
export const inviteGuest = async (room: string, guest: InviteGuest) =>
  (await postRoomsByIdGuests({ path: { id: room }, body: guest })).data;
export const withdrawGuest = async (invitation: string) =>
  void (await deleteGuestInvitationsById({ path: { id: invitation } }));
export const sendGuestHome = async (pass: string) =>
  void (await deleteGuestPassesById({ path: { id: pass } }));
