import { useQuery } from '@tanstack/react-query';
import { documentQuery } from '../../api/documents.ts';
import type { Room } from '../../api/types.ts';
import type { DraftHandle } from '../../writing/draft.ts';
import { useAttaching } from './useAttaching.ts';

/**
 * The files that go with the first words of something new, and the room that follows from it: what has been attached
 * lies in a room, and what refers to it is read by the same people.
 */
export function useFirstFiles(draft: DraftHandle, rooms: Room[], picked: string) {
  const [first] = draft.attachments;
  const lies = useQuery({ ...documentQuery(first ?? ''), enabled: first !== undefined }).data?.room.id;
  const held = first !== undefined && rooms.some((one) => one.id === lies) ? lies : undefined;
  const room = held ?? picked;
  const attaching = useAttaching(room, draft);
  return {
    /** Where it will stand. */
    room,
    /** Only there, as long as something is attached or on its way. */
    held: first !== undefined || attaching.going.length > 0,
    field: {
      attaching,
      ids: draft.attachments,
      onRemove: (id: string) => draft.attach((all) => all.filter((one) => one !== id)),
      may: rooms.some((one) => one.id === room && one.may.upload),
    },
    busy: attaching.busy,
  };
}
