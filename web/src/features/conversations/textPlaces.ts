/** Where in a message's HTML something is to be filled in: quotes, and links to what is ours. */

export interface Place {
  kind: 'quote' | 'link';
  element: HTMLElement;
  /** What `/references` is asked. */
  reference: string;
  /** What stood there. */
  label: string;
  /** The link says only its own address. */
  bare: boolean;
  key: string;
}

const ID = '[0-9a-f-]{36}';
const SCHEME = new RegExp(`^samrum:(document|conversation|message)/(${ID}(?:@\\d+)?(?:#\\d+-\\d+)?)$`);
const PATH = new RegExp(`^/(samtal|dokument)/(${ID})/?$`);

/** What a link of ours points to, as `/references` is asked for it; none for other links. */
export function referenceOf(href: string): string | null {
  const scheme = SCHEME.exec(href);
  if (scheme) return `${scheme[1]}:${scheme[2]}`;
  let address: URL;
  try {
    address = new URL(href, location.origin);
  } catch {
    return null;
  }
  const path = address.origin === location.origin ? PATH.exec(address.pathname) : null;
  if (!path) return null;
  if (path[1] === 'dokument') return `document:${path[2]}`;
  const place = address.searchParams.get('inlagg');
  return place && /^\d{1,9}$/.test(place) ? `conversation:${path[2]}@${place}` : `conversation:${path[2]}`;
}

/** Empties the places for what is to stand there. Done twice it gives the same. */
export function placesIn(root: HTMLElement, me: string): Place[] {
  const places: Place[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('blockquote[data-quote]')) {
    const label = take(element);
    const reference = (element.dataset.quote ?? '').replace('/', ':');
    places.push({ kind: 'quote', element, reference, label, bare: false, key: `q${places.length}` });
  }
  for (const element of root.querySelectorAll<HTMLElement>('a[href]')) {
    const href = element.getAttribute('href') ?? '';
    const reference = referenceOf(href);
    if (!reference) continue;
    const label = take(element);
    const bare = label === href || label === decodeURI(href);
    places.push({ kind: 'link', element, reference, label, bare, key: `l${places.length}` });
  }
  for (const element of root.querySelectorAll<HTMLElement>(`[data-mention="person/${me}"]`))
    element.dataset.me = '';
  return places;
}

function take(element: HTMLElement): string {
  if (element.dataset.label === undefined) {
    element.dataset.label = element.textContent ?? '';
    element.replaceChildren();
  }
  return element.dataset.label;
}

const letters = (text: string) => [...text].length;

/**
 * The range of what is selected in a message, counted in the letters of its text as the server counts them: without what
 * stands in quotes, and with filled-in links by what stood there.
 */
export function rangeIn(root: HTMLElement, range: Range): { from: number; to: number } | null {
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  let count = 0;
  let from: number | null = null;
  let to: number | null = null;
  const walk = (node: Node): void => {
    if (node instanceof HTMLElement && node.dataset.quote !== undefined) return;
    if (node instanceof HTMLElement && node.dataset.label !== undefined) {
      const whole = letters(node.dataset.label);
      if (from === null && node.contains(range.startContainer)) from = count;
      if (node.contains(range.endContainer)) to = count + whole;
      count += whole;
      return;
    }
    if (node instanceof Text) {
      if (node === range.startContainer) from = count + letters(node.data.slice(0, range.startOffset));
      if (node === range.endContainer) to = count + letters(node.data.slice(0, range.endOffset));
      count += letters(node.data);
      return;
    }
    for (const [index, child] of [...node.childNodes].entries()) {
      if (node === range.startContainer && index === range.startOffset && from === null) from = count;
      if (node === range.endContainer && index === range.endOffset) to = count;
      walk(child);
    }
    if (node === range.endContainer && range.endOffset >= node.childNodes.length) to = count;
  };
  walk(root);
  if (from === null || to === null || to <= from) return null;
  return { from, to };
}
