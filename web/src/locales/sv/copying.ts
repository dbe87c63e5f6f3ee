/** Taking words or an address along. */
export const copying = {
  text: 'Kopiera texten',
  textCopied: 'Texten är kopierad.',
  byHand: 'Det gick inte att kopiera. Markera texten och kopiera den själv.',
  linkCopied: 'Länken är kopierad.',
  failed: 'Det gick inte att kopiera.',
} as const;
