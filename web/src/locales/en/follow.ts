import type { Locale } from '../sv/index.ts';

/** How one follows, and what waits for one. */
export const follow: Locale['follow'] = {
  label: 'Following',
  now: {
    everything: 'Following: everything',
    mentions: 'Following: what concerns you',
    nothing: 'Following: nothing',
  },
  everything: 'Everything',
  mentions: 'What concerns you',
  nothing: 'Nothing',
  everythingHint: 'All that is new stands under You follow and in the inbox.',
  mentionsHint: 'You are told when you are mentioned or answered. The rest is under Everything else.',
  nothingHint: 'You are told nothing, not even when you are mentioned. You can read as usual.',
  usual: 'As usual',
  usualHint: {
    everything: 'What holds unless you choose: everything.',
    mentions: 'What holds unless you choose: what concerns you.',
    nothing: 'What holds unless you choose: nothing.',
  },
  saved: {
    everything: 'You follow everything here.',
    mentions: 'You are told what concerns you.',
    nothing: 'You no longer follow this.',
  },
};

export const inbox: Locale['inbox'] = {
  title: 'Inbox',
  lead: 'A conversation is one line, however much happens in it. The line goes when you have read it.',
  waiting: 'Waiting for you',
  putOff: 'Put off',
  empty: 'The inbox is empty',
  emptyBody:
    'When somebody writes to you, mentions you, answers you or writes in something you follow, it stands here.',
  emptyPutOff: 'Nothing is put off',
  emptyPutOffBody: 'Choose Later on a line, and it comes back when you want it.',
  later: 'Later',
  laterNamed: 'Later: {{title}}',
  until: 'comes back {{when}}',
  takeUp: 'Take up now',
  takeUpNamed: 'Take up now: {{title}}',
  untilSaid: 'Put off. It comes back {{when}}.',
  afternoon: 'This afternoon, at 15',
  tomorrow: 'Tomorrow, at 8',
  monday: 'On Monday, at 8',
  week: 'In a week',
  other: 'Choose a time …',
  otherTitle: 'When shall it come back?',
  when: 'Day and time',
  choose: 'Put off',
  past: 'Choose a time that has not been, at most a year ahead.',
};
