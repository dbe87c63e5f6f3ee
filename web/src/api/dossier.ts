/** What a meeting leaves behind: its notes, decisions and promises, and what is published of it. */
import { queryOptions } from '@tanstack/react-query';
import {
  getMeetingsByIdDossier,
  getMeetingsByIdNotes,
  getMeetingsByIdNotesPieces,
  postMeetingsByIdPromises,
  postMeetingsByIdPublication,
  putMeetingsByIdEvaluationsByOrganisation,
} from './generated/sdk/meetings.gen.ts';
import { putPromisesById, putPromisesByIdStatus } from './generated/sdk/promises.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type { Dossier, Meeting, MeetingPromise, NotesPlace } from './types.ts';

export const notesQuery = (meeting: string) =>
  queryOptions({
    queryKey: keys.notes(meeting),
    queryFn: async () => (await getMeetingsByIdNotes({ path: { id: meeting } })).data,
    // What is written is told to those who have the notes open; who only looks on is a little behind.
    refetchInterval: 20_000,
  });
/** What was written in the notes after a number. */
export const notesPieces = async (meeting: string, after: number) =>
  (await getMeetingsByIdNotesPieces({ path: { id: meeting }, query: { after } })).data.items;

export const dossierQuery = (meeting: string) =>
  queryOptions({
    queryKey: keys.dossier(meeting),
    queryFn: async () => (await getMeetingsByIdDossier({ path: { id: meeting } })).data,
  });

/** What a decision or promise is to say. */
export interface SaidPromise {
  kind: MeetingPromise['kind'];
  wording: string;
  organisation_id: string | null;
  due_on: string | null;
}
export const recordPromise = async (
  meeting: string,
  said: SaidPromise & { quote: string | null; place: NotesPlace | null },
): Promise<Dossier> => (await postMeetingsByIdPromises({ path: { id: meeting }, body: said })).data;
export const changePromise = async (promise: MeetingPromise, said: SaidPromise): Promise<Dossier> =>
  (
    await putPromisesById({
      path: { id: promise.id },
      body: said,
      headers: ifMatch(promise.revision),
    })
  ).data;
export const sayPromiseStatus = async (id: string, status: MeetingPromise['status']): Promise<Dossier> =>
  (await putPromisesByIdStatus({ path: { id }, body: { status } })).data;

export const evaluateMeeting = async (
  meeting: string,
  organisation: string,
  body: { score: number; takes_home: string; better: string },
): Promise<Dossier> =>
  (await putMeetingsByIdEvaluationsByOrganisation({ path: { id: meeting, organisation }, body })).data;
export const publishMeeting = async (meeting: Meeting, summary: string | null): Promise<Meeting> =>
  (
    await postMeetingsByIdPublication({
      path: { id: meeting.id },
      body: { summary },
      headers: ifMatch(meeting.revision),
    })
  ).data;
