import { describe, expect, it } from 'vitest';
import { hitsOf, inStep, passagesOf, rangesOf, sameWord, soughtIn, wordsOf } from './find.ts';

describe('finding words in a document', () => {
  it('takes other inflections of a word', () => {
    for (const other of ['inflytande', 'inflytandet', 'inflytandets'])
      expect(sameWord('inflytande', other)).toBe(true);
    expect(sameWord('kommunen', 'kommunernas')).toBe(true);
    expect(sameWord('barn', 'barnens')).toBe(true);
    expect(sameWord('barn', 'barr')).toBe(false);
    expect(sameWord('rätt', 'rast')).toBe(false);
  });
  it('leaves small words out unless there is nothing else', () => {
    expect(wordsOf('barn i kläm')).toEqual(['barn', 'kläm']);
    expect(wordsOf('att')).toEqual(['att']);
    expect(wordsOf('från:"Anna Berg" barnbokslut -skola efter:2016 -"nya lagen" i:Gävle')).toEqual([
      'barnbokslut',
    ]);
    expect(wordsOf('barn-checklista')).toEqual(['barn', 'checklista']);
  });
  it('finds ranges and joins neighbours to one passage', () => {
    const text =
      'Elevers inflytande ökar. Långt därefter, mycket längre fram i texten, nämns inflytandet igen.';
    const ranges = rangesOf(text, wordsOf('elevernas inflytande'));
    expect(ranges.map(({ from, to }) => text.slice(from, to))).toEqual([
      'Elevers',
      'inflytande',
      'inflytandet',
    ]);
    expect(passagesOf(ranges)).toHaveLength(2);
  });
  it('lists the passages of every page in order', () => {
    const pages = [
      { number: 1, text: 'Inget här.' },
      { number: 2, text: 'Om samverkan.' },
      { number: 3, text: 'Samverkansavtal finns.' },
    ];
    expect(hitsOf(pages, 'samverkan')).toEqual([
      { page: 2, index: 0 },
      { page: 3, index: 0 },
    ]);
  });
  it('takes a phrase as a whole where it stands, and word by word where it does not', () => {
    const pages = [
      { number: 1, text: 'Mallen delas. Vi delar annat.' },
      { number: 2, text: 'Gävle delar\n\nmallen i höst.' },
    ];
    expect(hitsOf(pages, '"delar mallen"')).toEqual([{ page: 2, index: 0 }]);
    const [range] = rangesOf(pages[1]?.text ?? '', soughtIn(pages, '"delar mallen"'));
    expect(range).toEqual({ from: 6, to: 19 });
    expect(soughtIn(pages, '"mallen saknas"')).toEqual(['mallen', 'saknas']);
    expect(hitsOf(pages, '"mallen saknas"')).toHaveLength(2);
  });
  it('looks for what the search found, too: compounds, synonyms and other spellings', () => {
    const pages = [{ number: 1, text: 'Barnrättsnätverket och Örebro; en förtroendevald.' }];
    expect(hitsOf(pages, 'nätverk orebro politiker')).toEqual([]);
    const found = ['barnrättsnätverket', 'örebro', 'förtroendevald'];
    const words = soughtIn(pages, 'nätverk orebro politiker', found);
    expect(rangesOf(pages[0]?.text ?? '', words)).toHaveLength(3);
    expect(hitsOf(pages, 'nätverk orebro politiker', found)).toEqual([{ page: 1, index: 0 }]);
  });
  it('keeps in step between two ways to cut a text into pages', () => {
    expect(inStep(2, 5)).toBe(2);
    expect(inStep(7, 5)).toBe(4);
    expect(inStep(-1, 5)).toBe(-1);
    expect(inStep(0, 0)).toBe(-1);
  });
});
