import type { Locale } from '../sv/index.ts';

export const candidates: Locale['candidates'] = {
  title: 'Who could be invited?',
  lead: 'Municipalities and regions that take no part. Counties that no member comes from stand first. The letter leads to the form for an expression of interest.',
  everywhere: 'All municipalities and regions take part.',
  county: 'County',
  of: 'Not with us yet, {{county}}',
  invited: 'invited {{date}}',
  invite: 'Invite',
  inviteOf: 'Invite {{name}}',
  rules:
    'We send a letter about the network, with your words and a link to the expression of interest. An organisation is invited at most once in thirty days.',
  name: 'Who is to get the letter?',
  word: 'A few words from you',
  send: 'Send the invitation',
  done: 'The invitation to {{name}} is on its way.',
};
