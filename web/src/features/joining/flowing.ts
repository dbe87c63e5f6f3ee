/** Lines broken for the one who wrote them flow together, into paragraphs and points; marks of emphasis go. */
export const flowing = (text: string): string[] =>
  text
    .replace(/(\S)\n(?![\n-])/g, '$1 ')
    .replace(/\*+/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
