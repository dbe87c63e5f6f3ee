/** What a meeting leaves behind: its notes, decisions and promises, and what is published of it. */
import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';

export const notesQuery = (meeting: string) =>
  queryOptions({
    queryKey: keys.notes(meeting),
    queryFn: async () => (await sdk.getMeetingsByIdNotes({ path: { id: meeting } })).data,
    // What is written is told to those who have the notes open; who only looks on is a little behind.
    refetchInterval: 20_000,
  });
/** What was written in the notes after a number. */
export const notesPieces = async (meeting: string, after: number) =>
  (await sdk.getMeetingsByIdNotesPieces({ path: { id: meeting }, query: { after } })).data.items;
