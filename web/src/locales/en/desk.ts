import type { Locale } from '../sv/index.ts';

export const desk: Locale['desk'] = {
  title: 'To do',
  lead: 'What waits in the networks you coordinate. Arrow up and down go between the rows, Enter does what the button says.',
  empty: 'Nothing waits for you.',
  emptyHint: 'When something needs you it stands here, with the button that finishes it.',
  now: 'Today',
  week: 'This week',
  later: 'Within three months',
  due: 'by {{date}}',
  was: 'was due {{date}}',
  since: 'since {{date}}',
  done: {
    asks_reminded: 'Those that have not answered are reminded.',
    stand_in: 'The deputy is confirmed.',
    renewed: 'The next period is begun.',
  },
  matter: {
    decision_missing: '{{organisation}}: no decision on “{{title}}”.',
    agreement_ending: '“{{title}}” is coming to its end.',
    question_waiting: '{{organisation}} asks: “{{title}}”. Nobody has answered for a week.',
    ask_overdue: 'The question “{{title}}” is past its day. {{number}} of {{of}} have answered.',
    proposal_overdue: 'The time to vote on “{{title}}” is out.',
    stand_in_to_confirm: '{{person}} wants to stand in for {{organisation}} at {{title}}.',
    meeting_to_document: '{{title}} is over but not in the archive.',
    answers_missing: '{{number}} of {{of}} have not said whether they come to {{title}}.',
  },
  act: {
    decision_missing: 'Note a decision',
    agreement_ending: 'Prepare the renewal',
    question_waiting: 'Open the question',
    ask_overdue: 'Remind',
    proposal_overdue: 'Settle',
    stand_in_to_confirm: 'Confirm',
    meeting_to_document: 'Open the meeting',
    answers_missing: 'Remind',
  },
  unheard: {
    title: 'Not heard from for long',
    lead: 'Organisations that have not written, answered, uploaded or signed up for half a year. It says nothing of how they work at home.',
    last: 'last {{date}}',
    never: 'not heard from yet',
    noSeat: 'nobody holds the seat',
    write: 'Write to {{name}}',
    draft:
      'Hello! We have not heard from each other for a while, so I just wonder how you are doing. Is there anything the network can help with, or anything you would like to bring up at the next meeting?',
  },
};
