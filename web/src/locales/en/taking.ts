import type { Locale } from '../sv/index.ts';

/** Taking out a room, a meeting or a network as a folder. */
export const taking: Locale['taking'] = {
  act: 'Take out as a folder',
  room: 'Take out the room as a folder',
  bringIn: 'Bring files into the archive',
  network: 'Take out the whole network as a folder',
  box: 'Take with you',
  boxBoth: 'Take out and bring in',
  title: 'Take out {{name}}',
  what: 'You get a zip file with a folder that can be read without Samrum: the conversations as pages, the files as originals, the facts as JSON and a checksum for every file.',
  conversations: 'Conversations',
  messages_one: '{{count}} message',
  messages_other: '{{count}} messages',
  documents: 'Documents',
  onlyYours:
    'What you may read yourself goes along. Bear in mind that whoever gets the folder can read all of it.',
  onlyYoursNetwork:
    'Every room that you may read yourself goes along, never direct conversations. It is noted in the network’s log. Bear in mind that whoever gets the folder can read all of it.',
  fetch: 'Fetch the folder',
  fetching: 'Your browser is fetching the folder. How far it has come shows among its downloads.',
};
