/** Themes as people write them, with commas between. */
export const listed = (themes: string): string[] =>
  themes
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
