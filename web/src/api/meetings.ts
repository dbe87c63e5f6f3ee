import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getArchive, getArchivePeriod } from './generated/sdk/archive.gen.ts';
import { deleteMeCalendar, getMeCalendar, postMeCalendar } from './generated/sdk/me.gen.ts';
import {
  deleteMeetingsByIdGuestsByGuest,
  deleteMeetingsByIdQuestionsByQuestion,
  deleteMeetingsByIdThemesByTheme,
  deleteMeetingsByIdThemesByThemeVoicesByOrganisation,
  getMeetingsById,
  getMeetingsByIdAnswers,
  getMeetingsByIdQuestions,
  getMeetingsByIdThemes,
  postMeetingsByIdGuests,
  postMeetingsByIdQuestions,
  postMeetingsByIdReminders,
  postMeetingsByIdThemes,
  putMeetingsById,
  putMeetingsByIdAnswersBySubject,
  putMeetingsByIdAnswersBySubjectConfirmation,
  putMeetingsByIdAttendance,
  putMeetingsByIdProgramme,
  putMeetingsByIdQuestionsByQuestionForwarded,
  putMeetingsByIdState,
  putMeetingsByIdThemesByThemeVoicesByOrganisation,
} from './generated/sdk/meetings.gen.ts';
import {
  getNetworksByIdAttendance,
  getNetworksByIdMeetings,
  postNetworksByIdMeetings,
} from './generated/sdk/networks.gen.ts';
import { ifMatch } from './http.ts';
import { keys } from './keys.ts';
import type {
  Coming,
  Meeting,
  MeetingAnswers,
  MeetingQuestion,
  OwnPlace,
  ProposedTheme,
  WriteItem,
  WriteMeeting,
} from './types.ts';

export const meetingsQuery = (network: string) =>
  queryOptions({
    queryKey: keys.meetings(network),
    queryFn: async () =>
      (await getNetworksByIdMeetings({ path: { id: network }, query: { limit: 100 } })).data.items,
  });
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.meeting(id),
    queryFn: async () => (await getMeetingsById({ path: { id } })).data,
  });
export const archiveQuery = queryOptions({
  queryKey: keys.archive,
  queryFn: async () => (await getArchive()).data,
});

/** What was done in some years: meetings, who was there, what was decided. */
export const periodQuery = (from: number, to: number, network: string | undefined) =>
  queryOptions({
    queryKey: keys.period(from, to, network),
    queryFn: async () => (await getArchivePeriod({ query: { from, to, ...(network && { network }) } })).data,
    placeholderData: keepPreviousData,
  });

/** What the form of a meeting says. */
export type MeetingFacts = Omit<WriteMeeting, 'audience' | 'like' | 'reason'>;

export const planMeeting = async (
  network: string,
  facts: MeetingFacts,
  begin: { audience: WriteMeeting['audience']; like: string | null; once: string },
): Promise<Meeting> =>
  (
    await postNetworksByIdMeetings({
      path: { id: network },
      body: { ...facts, audience: begin.audience, like: begin.like },
      headers: { 'Idempotency-Key': begin.once },
    })
  ).data;
export const changeMeeting = async (
  meeting: Meeting,
  facts: MeetingFacts,
  reason: string | null,
): Promise<Meeting> =>
  (
    await putMeetingsById({
      path: { id: meeting.id },
      body: { ...facts, reason },
      headers: ifMatch(meeting.revision),
    })
  ).data;
export const setMeetingState = async (meeting: Meeting, state: Meeting['state']): Promise<Meeting> =>
  (
    await putMeetingsByIdState({
      path: { id: meeting.id },
      body: { state },
      headers: ifMatch(meeting.revision),
    })
  ).data;
export const writeProgramme = async (
  meeting: Meeting,
  items: WriteItem[],
  reason: string | null,
): Promise<Meeting> =>
  (
    await putMeetingsByIdProgramme({
      path: { id: meeting.id },
      body: { items, reason },
      headers: ifMatch(meeting.revision),
    })
  ).data;

export const answersQuery = (id: string) =>
  queryOptions({
    queryKey: keys.meetingAnswers(id),
    queryFn: async () => (await getMeetingsByIdAnswers({ path: { id } })).data,
  });
export const attendanceQuery = (network: string) =>
  queryOptions({
    queryKey: keys.attendance(network),
    queryFn: async () => (await getNetworksByIdAttendance({ path: { id: network } })).data.items,
  });
export const answerMeeting = async (
  meeting: string,
  subject: string,
  body: { answer: Coming; stand_in: string | null; note: string },
): Promise<OwnPlace> =>
  (await putMeetingsByIdAnswersBySubject({ path: { id: meeting, subject }, body })).data;
export const confirmStandIn = async (meeting: string, subject: string): Promise<void> =>
  void (await putMeetingsByIdAnswersBySubjectConfirmation({ path: { id: meeting, subject } }));
export const bringGuest = async (
  meeting: string,
  body: { organisation_id: string; name: string; email: string },
): Promise<MeetingAnswers> => (await postMeetingsByIdGuests({ path: { id: meeting }, body })).data;
export const leaveGuest = async (meeting: string, guest: string): Promise<void> =>
  void (await deleteMeetingsByIdGuestsByGuest({ path: { id: meeting, guest } }));
export const noteAttendance = async (meeting: string, present: string[]): Promise<MeetingAnswers> =>
  (await putMeetingsByIdAttendance({ path: { id: meeting }, body: { present } })).data;

/** Where a meeting is fetched as a file for a calendar. */
export const calendarFile = (id: string): string => `/api/v1/meetings/${id}/calendar`;
export const calendarQuery = queryOptions({
  queryKey: keys.calendar,
  queryFn: async () => (await getMeCalendar()).data,
});
export const beginCalendar = async (): Promise<string> => (await postMeCalendar()).data.address;
export const endCalendar = async (): Promise<void> => void (await deleteMeCalendar());

export const questionBoxQuery = (id: string) =>
  queryOptions({
    queryKey: keys.questionBox(id),
    queryFn: async () => (await getMeetingsByIdQuestions({ path: { id } })).data.items,
  });
export const askMeeting = async (meeting: string, text: string, named: boolean): Promise<MeetingQuestion[]> =>
  (await postMeetingsByIdQuestions({ path: { id: meeting }, body: { text, named } })).data.items;
export const forwardQuestion = async (meeting: string, question: string): Promise<void> =>
  void (await putMeetingsByIdQuestionsByQuestionForwarded({ path: { id: meeting, question } }));
export const takeBackQuestion = async (meeting: string, question: string): Promise<void> =>
  void (await deleteMeetingsByIdQuestionsByQuestion({ path: { id: meeting, question } }));
export const themesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.proposedThemes(id),
    queryFn: async () => (await getMeetingsByIdThemes({ path: { id } })).data.items,
  });
export const proposeTheme = async (meeting: string, title: string): Promise<ProposedTheme[]> =>
  (await postMeetingsByIdThemes({ path: { id: meeting }, body: { title } })).data.items;
export const dropTheme = async (meeting: string, theme: string): Promise<void> =>
  void (await deleteMeetingsByIdThemesByTheme({ path: { id: meeting, theme } }));
export const wantTheme = async (
  meeting: string,
  theme: string,
  organisation: string,
  wanted: boolean,
): Promise<ProposedTheme[]> => {
  const path = { id: meeting, theme, organisation };
  const answer = wanted
    ? await putMeetingsByIdThemesByThemeVoicesByOrganisation({ path })
    : await deleteMeetingsByIdThemesByThemeVoicesByOrganisation({ path });
  return answer.data.items;
};
export const remindOfMeeting = async (meeting: string): Promise<number> =>
  (await postMeetingsByIdReminders({ path: { id: meeting } })).data.seats;
