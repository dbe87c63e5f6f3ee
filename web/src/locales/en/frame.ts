import type { Locale } from '../sv/index.ts';

/** The frame round every page, and signing in. */
export const frame: Locale['frame'] = {
  nav: 'Main menu',
  searchAll: 'Search everything',
  start: 'Start',
  inbox: 'Inbox',
  direct: 'Direct conversations',
  archive: 'Archive',
  networks: 'Networks',
  conversations: 'Conversations',
  documents: 'Documents',
  meetings: 'Meetings',
  participants: 'Participants',
  search: 'Search',
  settings: 'Settings',
  signOut: 'Sign out',
  account: 'Your account',
  accessibility: 'Accessibility',
  chooseNetwork: 'Change network',
  newMessages_one: '{{count}} new message',
  newMessages_other: '{{count}} new messages',
};

export const session: Locale['session'] = {
  title: 'Sign in',
  lead: 'The workspace where municipalities and regions work together for the rights of the child.',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in …',
  help: 'Trouble getting in? Contact the coordinator of your network.',
  ended: 'You have been signed out. Sign in again and you return to the same page.',
  demoTitle: 'Try it as',
  demoLead: 'This is a demonstration with invented people. Choose one and the details are filled in.',
  required: 'Fill in this field.',
};
