import type { Locale } from '../sv/index.ts';

export const scan: Locale['scan'] = {
  link: 'The link to a document of the network',
  notADocument: 'Paste the link to a document in Samrum.',
  choose: 'Upload the file',
  sending: 'Uploading …',
  remove: 'Remove',
  kept: 'There is a file',
  who: 'The file goes into {{room}}: {{audience}}.',
};
