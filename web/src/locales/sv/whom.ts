/** Whom one asks: those about as large, too. */
export const whom = {
  alike: 'Organisationer av liknande storlek',
  alikeHint: 'De fylls i efter antal invånare, och du kan ändra i listan',
  as: 'Av liknande storlek som',
  chosen_one: '{{count}} organisation får frågan.',
  chosen_other: '{{count}} organisationer får frågan.',
} as const;
