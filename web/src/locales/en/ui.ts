import type { Locale } from '../sv/index.ts';

/** Words that every page shares. */
export const ui: Locale['ui'] = {
  skip: 'Skip to content',
  waitingToSend_one: '{{count}} message waits to be sent.',
  waitingToSend_other: '{{count}} messages wait to be sent.',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  retry: 'Try again',
  more: 'Show more',
  loading: 'Fetching …',
  aside: 'More about this page',
  asideWord: 'More',
  moreFilters: 'More filters',
  fewerFilters: 'Fewer filters',
  people_one: '{{count}} person',
  people_other: '{{count}} people',
  audienceLine: '{{audience}} · {{people}}',
  whoSees: 'Who can see this?',
  audienceHint: 'Show the names',
  unread_one: '{{count}} unread',
  unread_other: '{{count}} unread',
  offline: 'You are offline. What you write is kept here and sent when you are back.',
  reconnecting: 'Reconnecting …',
  actions: 'More choices',
  notFound: {
    title: 'There is nothing here for you',
    body: 'The page does not exist, or you have no access to it. If somebody sent you the link, ask them to check who may read it.',
    action: 'To the start page',
  },
  broken: {
    title: 'Something went wrong',
    body: 'It is not your fault. Try again in a while. What you have written is still here.',
    action: 'Reload the page',
  },
  network: {
    title: 'Could not reach the server',
    body: 'Check that you are online and try again.',
  },
};
