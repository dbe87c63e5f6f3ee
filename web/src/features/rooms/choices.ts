import type { AskReaders, ChosenMember, Participation, RoomDetails } from '../../api/types.ts';

/** For whom a room can be made, in the order people think of them. */
export const AUDIENCES = [
  'whole_network',
  'members',
  'officials',
  'elected',
  'observers',
  'organisations',
  'named_group',
] as const;
export type RoomAudience = (typeof AUDIENCES)[number];

/** Somebody who can be chosen for a group: a person by a seat of theirs, as one value. */
export interface Candidate {
  id: string;
  text: string;
}

export const memberId = (one: ChosenMember): string => `${one.seat_id}:${one.person_id}`;
export function chosenMember(id: string): ChosenMember {
  const [seat_id = '', person_id = ''] = id.split(':');
  return { seat_id, person_id };
}

/** Everybody who has a seat in the network today, holders and deputies, as they are called. */
export function candidates(
  all: readonly Participation[],
  named: (name: string | null) => string,
): Candidate[] {
  return all.flatMap((one) =>
    one.seats.flatMap((seat) =>
      [...seat.holders, ...seat.deputies].map((person) => ({
        id: memberId({ seat_id: seat.id, person_id: person.id }),
        text: `${named(person.name)}, ${one.organisation.name}`,
      })),
    ),
  );
}

export interface Draft {
  name: string;
  purpose: string;
  audience: RoomAudience;
  organisations: string[];
  members: string[];
  ends_on: string;
}

export const emptyDraft: Draft = {
  name: '',
  purpose: '',
  audience: 'members',
  organisations: [],
  members: [],
  ends_on: '',
};

/** What a room is like, to be changed; nothing where it is no room of that kind. */
export function draftOf(room: RoomDetails): Draft {
  const known = AUDIENCES.find((one) => one === room.meant_for);
  return {
    name: room.room.name,
    purpose: room.room.purpose,
    audience: known ?? 'members',
    organisations: room.organisations.map((one) => one.id),
    members: room.members.map((one) => memberId({ seat_id: one.seat_id, person_id: one.person.id })),
    ends_on: room.room.ends_on ?? '',
  };
}

/** What to ask the server who would read it; nothing while nobody has been chosen. */
export function asked(draft: Draft, room: string | null): AskReaders | null {
  const { audience } = draft;
  if (audience === 'organisations' && draft.organisations.length === 0) return null;
  if (audience === 'named_group' && draft.members.length === 0) return null;
  return {
    audience,
    organisation_ids: audience === 'organisations' ? draft.organisations : [],
    members: audience === 'named_group' ? draft.members.map(chosenMember) : [],
    room_id: room,
  };
}
