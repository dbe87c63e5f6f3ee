/** The words of some pieces of the text, as somebody would copy them. */
import * as Y from 'yjs';

type Held = Map<number, [from: number, to: number][]>;

/** Which letters the pieces bring, by who wrote them. */
function brought(update: Uint8Array): Held {
  const held: Held = new Map();
  for (const one of Y.decodeUpdate(update).structs) {
    if (one instanceof Y.Skip) continue;
    const ranges = held.get(one.id.client) ?? [];
    ranges.push([one.id.clock, one.id.clock + one.length]);
    held.set(one.id.client, ranges);
  }
  return held;
}

const among = (held: Held, item: Y.Item): boolean =>
  held.get(item.id.client)?.some(([from, to]) => item.id.clock < to && item.id.clock + item.length > from) ??
  false;

/** The lines of the text in which some of the pieces' letters stand, whole, in their order. */
export function wordsOf(text: Y.XmlFragment, update: Uint8Array): string {
  const held = brought(update);
  const lines: string[] = [];
  const look = (within: Y.XmlFragment): void => {
    for (const part of within.toArray()) {
      if (part instanceof Y.XmlText) {
        let line = '';
        let touched = false;
        for (let item = part._start; item; item = item.right) {
          if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
          line += item.content.str;
          touched ||= among(held, item);
        }
        if (touched && line.trim()) lines.push(line.trim());
      } else if (part instanceof Y.XmlElement) look(part);
    }
  };
  look(text);
  return lines.join('\n\n');
}
