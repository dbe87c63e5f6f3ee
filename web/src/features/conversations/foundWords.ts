/** Marks words in the messages that are drawn, without touching them. */
const NAME = 'samrum-found';
const MOST = 500;

export function markWords(q: string): void {
  if (typeof CSS === 'undefined' || !CSS.highlights) return;
  CSS.highlights.delete(NAME);
  const words = q.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
  if (words.length === 0) return;
  const ranges: Range[] = [];
  for (const article of document.querySelectorAll('article[id^="inlagg-"]')) {
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node && ranges.length < MOST; node = walk.nextNode()) {
      const text = (node.textContent ?? '').toLocaleLowerCase('sv');
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, Math.min(at + word.length, node.textContent?.length ?? 0));
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
}
