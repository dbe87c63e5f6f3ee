import type { Locale } from '../sv/index.ts';

export const copying: Locale['copying'] = {
  text: 'Copy the text',
  textCopied: 'The text is copied.',
  byHand: 'It could not be copied. Select the text and copy it yourself.',
  linkCopied: 'The link is copied.',
  failed: 'It could not be copied.',
};
