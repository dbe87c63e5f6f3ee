const MOST = 160;

/** The first words of a Markdown text without its signs, for rows until the server's own excerpt is fetched. */
export function excerptOf(markdown: string): string {
  const plain = markdown
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/^\s{0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= MOST) return plain;
  return `${plain.slice(0, MOST).replace(/\s+\S*$/, '')} …`;
}
