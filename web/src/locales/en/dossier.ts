import type { Locale } from '../sv/index.ts';

/** What a meeting leaves behind. */
export const dossier: Locale['dossier'] = {
  notes: {
    name: 'Notes',
    open: 'Open the notes',
    begin: 'Take notes together',
    together: 'Everybody here writes in the same text. Not yet established.',
    reading: 'You read while others write. Not yet established.',
    soFar: 'Not established: they are still being written.',
    none: 'Nobody has taken notes yet.',
    lead: 'Everybody at the meeting can write at once. Nothing is lost when the network goes away.',
    writers: 'Have written',
    nobody: 'Nobody yet.',
    tools: 'Formatting',
    tool: {
      heading: 'Heading',
      bold: 'Bold',
      italic: 'Italic',
      list: 'Bullet list',
      numbered: 'Numbered list',
    },
    saving: {
      opening: 'Fetching …',
      kept: 'Saved',
      sending: 'Saving …',
      away: 'You are not connected. What you write is kept here and sent later.',
    },
    refused: {
      notes_full: 'The notes can take no more. Publish what there is, and write the rest in a document.',
      notes_closed: 'The notes are published. They are in the archive.',
      not_found: 'You can no longer read the notes.',
      other:
        'What you wrote last could not be taken. It is still here; copy what you want to keep and load the page again.',
    },
  },
};
