import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
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
      (await sdk.getNetworksByIdMeetings({ path: { id: network }, query: { limit: 100 } })).data.items,
  });
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: keys.meeting(id),
    queryFn: async () => (await sdk.getMeetingsById({ path: { id } })).data,
  });
export const archiveQuery = queryOptions({
  queryKey: keys.archive,
  queryFn: async () => (await sdk.getArchive()).data,
});

/** What the form of a meeting says. */
export type MeetingFacts = Omit<WriteMeeting, 'audience' | 'like' | 'reason'>;

export const planMeeting = async (
  network: string,
  facts: MeetingFacts,
  begin: { audience: WriteMeeting['audience']; like: string | null; once: string },
): Promise<Meeting> =>
  (
    await sdk.postNetworksByIdMeetings({
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
    await sdk.putMeetingsById({
      path: { id: meeting.id },
      body: { ...facts, reason },
      headers: ifMatch(meeting.revision),
    })
  ).data;
export const setMeetingState = async (meeting: Meeting, state: Meeting['state']): Promise<Meeting> =>
  (
    await sdk.putMeetingsByIdState({
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
    await sdk.putMeetingsByIdProgramme({
      path: { id: meeting.id },
      body: { items, reason },
      headers: ifMatch(meeting.revision),
    })
  ).data;

export const answersQuery = (id: string) =>
  queryOptions({
    queryKey: keys.meetingAnswers(id),
    queryFn: async () => (await sdk.getMeetingsByIdAnswers({ path: { id } })).data,
  });
export const attendanceQuery = (network: string) =>
  queryOptions({
    queryKey: keys.attendance(network),
    queryFn: async () => (await sdk.getNetworksByIdAttendance({ path: { id: network } })).data.items,
  });
export const answerMeeting = async (
  meeting: string,
  subject: string,
  body: { answer: Coming; stand_in: string | null; note: string },
): Promise<OwnPlace> =>
  (await sdk.putMeetingsByIdAnswersBySubject({ path: { id: meeting, subject }, body })).data;
export const confirmStandIn = async (meeting: string, subject: string): Promise<void> =>
  void (await sdk.putMeetingsByIdAnswersBySubjectConfirmation({ path: { id: meeting, subject } }));
export const bringGuest = async (
  meeting: string,
  body: { organisation_id: string; name: string; email: string },
): Promise<MeetingAnswers> => (await sdk.postMeetingsByIdGuests({ path: { id: meeting }, body })).data;
export const leaveGuest = async (meeting: string, guest: string): Promise<void> =>
  void (await sdk.deleteMeetingsByIdGuestsByGuest({ path: { id: meeting, guest } }));
export const noteAttendance = async (meeting: string, present: string[]): Promise<MeetingAnswers> =>
  (await sdk.putMeetingsByIdAttendance({ path: { id: meeting }, body: { present } })).data;

/** Where a meeting is fetched as a file for a calendar. */
export const calendarFile = (id: string): string => `/api/v1/meetings/${id}/calendar`;
export const calendarQuery = queryOptions({
  queryKey: keys.calendar,
  queryFn: async () => (await sdk.getMeCalendar()).data,
});
export const beginCalendar = async (): Promise<string> => (await sdk.postMeCalendar()).data.address;
export const endCalendar = async (): Promise<void> => void (await sdk.deleteMeCalendar());

export const questionBoxQuery = (id: string) =>
  queryOptions({
    queryKey: keys.questionBox(id),
    queryFn: async () => (await sdk.getMeetingsByIdQuestions({ path: { id } })).data.items,
  });
export const askMeeting = async (meeting: string, text: string, named: boolean): Promise<MeetingQuestion[]> =>
  (await sdk.postMeetingsByIdQuestions({ path: { id: meeting }, body: { text, named } })).data.items;
export const forwardQuestion = async (meeting: string, question: string): Promise<void> =>
  void (await sdk.putMeetingsByIdQuestionsByQuestionForwarded({ path: { id: meeting, question } }));
export const takeBackQuestion = async (meeting: string, question: string): Promise<void> =>
  void (await sdk.deleteMeetingsByIdQuestionsByQuestion({ path: { id: meeting, question } }));
export const themesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.proposedThemes(id),
    queryFn: async () => (await sdk.getMeetingsByIdThemes({ path: { id } })).data.items,
  });
export const proposeTheme = async (meeting: string, title: string): Promise<ProposedTheme[]> =>
  (await sdk.postMeetingsByIdThemes({ path: { id: meeting }, body: { title } })).data.items;
export const dropTheme = async (meeting: string, theme: string): Promise<void> =>
  void (await sdk.deleteMeetingsByIdThemesByTheme({ path: { id: meeting, theme } }));
export const wantTheme = async (
  meeting: string,
  theme: string,
  organisation: string,
  wanted: boolean,
): Promise<ProposedTheme[]> => {
  const path = { id: meeting, theme, organisation };
  const answer = wanted
    ? await sdk.putMeetingsByIdThemesByThemeVoicesByOrganisation({ path })
    : await sdk.deleteMeetingsByIdThemesByThemeVoicesByOrganisation({ path });
  return answer.data.items;
};
export const remindOfMeeting = async (meeting: string): Promise<number> =>
  (await sdk.postMeetingsByIdReminders({ path: { id: meeting } })).data.seats;
