import { beforeEach, describe, expect, it } from 'vitest';
import { placesIn, rangeIn, referenceOf } from './textPlaces.ts';

const ID = '018f0000-0000-7000-8000-000000000001';
let root: HTMLElement;

function select(from: [Node, number], to: [Node, number]): Range {
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
const text = (selector: string) => root.querySelector(selector)?.firstChild as Text;

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
/** The text of a message as it comes from the server. */
const show = (html: string) =>
  root.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);

describe('what is selected, counted as the server counts', () => {
  it('counts letters, not halves of them', () => {
    show('<p>👩 Vi har <strong>prövat</strong> detta.</p>');
    const strong = text('strong');
    expect(rangeIn(root, select([strong, 0], [strong, 6]))).toEqual({ from: 9, to: 15 });
    expect(rangeIn(root, select([text('p'), 0], [strong, 2]))).toEqual({ from: 0, to: 11 });
    expect(rangeIn(root, select([strong, 2], [strong, 2]))).toBeNull();
    expect(rangeIn(root, select([document.body, 0], [strong, 2]))).toBeNull();
  });
  it('leaves quotes out, and counts filled-in links by what stood there', () => {
    show(
      `<blockquote data-quote="message/${ID}@1">Citat: Bo</blockquote>\n<p>Se <a href="/samtal/${ID}">här</a> nu</p>`,
    );
    const places = placesIn(root, ID);
    expect(places.map((one) => [one.kind, one.reference, one.label])).toEqual([
      ['quote', `message:${ID}@1`, 'Citat: Bo'],
      ['link', `conversation:${ID}`, 'här'],
    ]);
    for (const one of places) one.element.append('något helt annat och mycket längre');
    const last = root.querySelector('p')?.lastChild as Text;
    expect(rangeIn(root, select([last, 1], [last, 3]))).toEqual({ from: 8, to: 10 });
    // Done again it finds the same.
    expect(placesIn(root, ID).map((one) => one.label)).toEqual(['Citat: Bo', 'här']);
  });
});

describe('what is ours', () => {
  it('is told from what is not', () => {
    expect(referenceOf(`/samtal/${ID}`)).toBe(`conversation:${ID}`);
    expect(referenceOf(`${location.origin}/samtal/${ID}?inlagg=7`)).toBe(`conversation:${ID}@7`);
    expect(referenceOf(`/dokument/${ID}`)).toBe(`document:${ID}`);
    expect(referenceOf(`samrum:message/${ID}@2#1-5`)).toBe(`message:${ID}@2#1-5`);
    for (const other of [
      `https://exempel.se/samtal/${ID}`,
      '/natverk/x',
      'samrum:person/x',
      'mailto:a@b',
      '::',
    ])
      expect(referenceOf(other)).toBeNull();
  });
});
