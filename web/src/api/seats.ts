import { queryOptions } from '@tanstack/react-query';
import { getGuestLinksByToken, postGuestLinksByToken } from './generated/sdk/guest-links.gen.ts';
import {
  getInvitationLinksByToken,
  postInvitationLinksByToken,
} from './generated/sdk/invitation-links.gen.ts';
import { deleteInvitationsById, postInvitationsByIdAgain } from './generated/sdk/invitations.gen.ts';
import {
  getNetworksByIdSeatRounds,
  postNetworksByIdSeatRounds,
  postNetworksByIdSeats,
} from './generated/sdk/networks.gen.ts';
import {
  deleteSeatProposalsById,
  postSeatProposalsByIdConfirm,
  postSeatProposalsByIdDecline,
} from './generated/sdk/seat-proposals.gen.ts';
import {
  getSeatRoundsById,
  postSeatRoundsByIdClose,
  postSeatRoundsByIdReminders,
  putSeatRoundsByIdAnswersBySeat,
} from './generated/sdk/seat-rounds.gen.ts';
import {
  getSeatsById,
  getSeatsByIdHandover,
  patchSeatsById,
  postSeatsByIdEnd,
  postSeatsByIdHoldingsByHoldingEnd,
  postSeatsByIdInvitations,
  postSeatsByIdProposals,
  postSeatsByIdSubstitutions,
  putSeatsByIdNote,
} from './generated/sdk/seats.gen.ts';
import {
  deleteSubstitutionsById,
  putSubstitutionsByIdConfirmation,
} from './generated/sdk/substitutions.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import { ApiError } from './problem.ts';
import type { AcceptedInvitation, GuestLink, InvitationLink, SeatRoundBoard, SeatView } from './types.ts';

export const seatQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seat(id),
    queryFn: async () => (await getSeatsById({ path: { id } })).data,
  });
export const makeSeat = async (
  network: string,
  body: { organisation_id: string; kind: 'official' | 'elected'; title: string; mandate: string },
): Promise<SeatView> => (await postNetworksByIdSeats({ path: { id: network }, body })).data;
export const changeSeat = async (
  id: string,
  revision: number,
  body: { title?: string; mandate?: string },
): Promise<SeatView> => (await patchSeatsById({ path: { id }, body, headers: ifMatch(revision) })).data;
export const endSeat = async (id: string, lastDay: string | null): Promise<SeatView> =>
  (await postSeatsByIdEnd({ path: { id }, body: { last_day: lastDay } })).data;
export const endHolding = async (id: string, holding: string, lastDay: string | null): Promise<SeatView> =>
  (await postSeatsByIdHoldingsByHoldingEnd({ path: { id, holding }, body: { last_day: lastDay } })).data;

export type Inviting = NonNullable<Parameters<typeof postSeatsByIdInvitations>[0]>['body'];
export const inviteToSeat = async (id: string, body: Inviting) =>
  (await postSeatsByIdInvitations({ path: { id }, body })).data;
export const sendAgain = async (invitation: string) =>
  (await postInvitationsByIdAgain({ path: { id: invitation } })).data;
export const withdrawInvitation = async (invitation: string) =>
  void (await deleteInvitationsById({ path: { id: invitation } }));

/** A device whose session has ended still holds its cookies: it asks again as nobody. */
async function orAsNobody<T>(ask: (credentials: RequestCredentials) => Promise<T>): Promise<T> {
  try {
    return await ask('same-origin');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return await ask('omit');
    throw error;
  }
}

/** Where the link of an invitation leads; looking changes nothing. */
export const invitationLinkQuery = (token: string) =>
  queryOptions({
    queryKey: keys.invitationLink(token),
    queryFn: () =>
      orAsNobody<InvitationLink>(
        async (credentials) => (await getInvitationLinksByToken({ path: { token }, credentials })).data,
      ),
    retry: false,
  });
export const acceptInvitation = async (
  token: string,
  account: { name: string; password: string } | null,
): Promise<AcceptedInvitation> =>
  (await postInvitationLinksByToken({ path: { token }, body: { account } })).data;

/** Where the link of a guest's invitation leads; looking changes nothing. */
export const guestLinkQuery = (token: string) =>
  queryOptions({
    queryKey: keys.guestLink(token),
    queryFn: () =>
      orAsNobody<GuestLink>(
        async (credentials) => (await getGuestLinksByToken({ path: { token }, credentials })).data,
      ),
    retry: false,
  });
export const acceptGuest = async (token: string, account: { name: string; password: string } | null) =>
  (await postGuestLinksByToken({ path: { token }, body: { account } })).data;

export type Proposing = NonNullable<Parameters<typeof postSeatsByIdProposals>[0]>['body'];
export const proposeSuccessor = async (id: string, body: Proposing): Promise<SeatView> =>
  (await postSeatsByIdProposals({ path: { id }, body })).data;
export const withdrawProposal = async (id: string) => void (await deleteSeatProposalsById({ path: { id } }));
export const confirmProposal = async (id: string) =>
  (await postSeatProposalsByIdConfirm({ path: { id } })).data;
export const declineProposal = async (id: string, reason: string) =>
  void (await postSeatProposalsByIdDecline({ path: { id }, body: { reason } }));

/** Where whoever has come to a seat begins. */
export const handoverQuery = (id: string) =>
  queryOptions({
    queryKey: keys.handover(id),
    queryFn: async () => (await getSeatsByIdHandover({ path: { id } })).data,
  });
export const writeSeatNote = async (id: string, text: string) =>
  void (await putSeatsByIdNote({ path: { id }, body: { text } }));

/** The rounds in which every seat of a network is asked whether its holder goes on, and how many one would ask now. */
export const roundsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.seatRounds(network),
    queryFn: async () => (await getNetworksByIdSeatRounds({ path: { id: network } })).data,
  });
export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: keys.seatRound(id),
    queryFn: async () => (await getSeatRoundsById({ path: { id } })).data,
  });
export const askSeats = async (
  network: string,
  body: { kind: 'official' | 'elected' | null; due_on: string; note: string },
): Promise<SeatRoundBoard> => (await postNetworksByIdSeatRounds({ path: { id: network }, body })).data;
export type RoundAnswer = 'continues' | 'successor' | 'leaves';
export const answerRound = async (round: string, seat: string, answer: RoundAnswer): Promise<SeatView> =>
  (await putSeatRoundsByIdAnswersBySeat({ path: { id: round, seat }, body: { answer } })).data;
export const remindSeats = async (round: string): Promise<SeatRoundBoard> =>
  (await postSeatRoundsByIdReminders({ path: { id: round } })).data;
export const closeRound = async (round: string): Promise<SeatRoundBoard> =>
  (await postSeatRoundsByIdClose({ path: { id: round } })).data;

export const standIn = async (
  id: string,
  body: { person_id: string; from: string; to: string },
): Promise<SeatView> => (await postSeatsByIdSubstitutions({ path: { id }, body })).data;
export const confirmStandIn = async (substitution: string) =>
  void (await putSubstitutionsByIdConfirmation({ path: { id: substitution } }));
export const endStandIn = async (substitution: string) =>
  void (await deleteSubstitutionsById({ path: { id: substitution } }));
