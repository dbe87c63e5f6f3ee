/** Cancelling a meeting. */
export const cancelling = {
  act: 'Cancel the meeting',
  is: 'Cancelled',
  means:
    'Everybody who is invited and has not declined is told by mail, with your explanation, and so are guests. In calendars the meeting stands as cancelled.',
  meansPlanned:
    'Nobody is invited yet, so no mails go out. In the list and in calendars the meeting stands as cancelled.',
  reason: 'Why is it cancelled?',
  confirm: 'Cancel it',
  done: 'The meeting is cancelled.',
  hold: 'Hold it after all',
  heldDone: 'The meeting is held after all. Those who were told that it was cancelled are told so.',
};
