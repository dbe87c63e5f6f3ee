import { rangesOf } from './find.ts';

const NEAR = 48;
/** What begins a line of its own. */
const APART = /^(BR|P|LI|H[1-6]|T[DHR]|FIGCAPTION)$/;

/**
 * Marks words in pdf.js's text layer. A word may lie in several of its pieces, so the pieces are read as one
 * text and the marks are cut where pieces end. Returns the first mark of the passage asked for.
 */
export function markWords(
  layer: HTMLElement,
  words: readonly string[],
  passage: number,
  mark: string,
  current: string,
): HTMLElement | null {
  for (const old of layer.querySelectorAll('mark')) old.replaceWith(old.textContent ?? '');
  layer.normalize();
  if (words.length === 0) return null;
  const nodes: { node: Text; from: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      nodes.push({ node, from: text.length });
      text += node.data;
    } else if (APART.test(node.nodeName)) text += '\n';
  }
  let first: HTMLElement | null = null;
  let index = -1;
  let last = Number.NEGATIVE_INFINITY;
  const cuts: { node: Text; from: number; to: number; chosen: boolean }[] = [];
  for (const range of rangesOf(text, words)) {
    if (range.from - last > NEAR) index += 1;
    last = range.to;
    for (const { node, from } of nodes) {
      const start = Math.max(range.from, from);
      const end = Math.min(range.to, from + node.data.length);
      if (start < end) cuts.push({ node, from: start - from, to: end - from, chosen: index === passage });
    }
  }
  // From the end, so that earlier offsets in the same piece stay right.
  for (const { node, from, to, chosen } of cuts.reverse()) {
    const inner = node.splitText(from);
    inner.splitText(to - from);
    const element = document.createElement('mark');
    element.className = chosen ? `${mark} ${current}` : mark;
    inner.replaceWith(element);
    element.append(inner);
    if (chosen) first = element;
  }
  return first;
}
