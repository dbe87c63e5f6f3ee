import { describe, expect, it } from 'vitest';
import { type Known, mentionBegun, mentionsIn, plainly, quotesIn, shown, stored, token } from './tokens.ts';

const ID = '018f0000-0000-7000-8000-000000000001';
const OTHER = '018f0000-0000-7000-8000-000000000002';

describe('mentions and quotes in a plain field', () => {
  it('shows names and stores references', () => {
    const text = `Hej [@Anna Berg](samrum:person/${ID}) och [@värd](samrum:role/host)!\n\n[Citat: Bo](samrum:message/${ID}@2#4-17)`;
    const known: Known = new Map();
    const seen = shown(text, known);
    expect(seen).toBe('Hej @Anna Berg och @värd!\n\n[Citat: Bo]');
    expect(stored(seen, known)).toBe(text);
    expect(stored(`${seen} @Anna Bergström`, known)).toBe(`${text} @Anna Bergström`);
    expect(stored(seen.replace('@Anna Berg', '@Anna'), known)).not.toContain('samrum:person/');
    expect(mentionsIn(text).map((one) => one.reference)).toEqual([`samrum:person/${ID}`, 'samrum:role/host']);
    expect(quotesIn(text).map((one) => one.label)).toEqual(['Citat: Bo']);
    expect(plainly(text)).toBe(seen);
  });
  it('keeps two of the same name apart', () => {
    const known: Known = new Map();
    expect(token('@Anna Berg', `samrum:person/${ID}`, known)).toBe('@Anna Berg');
    expect(token('@Anna Berg', `samrum:person/${OTHER}`, known)).toBe('@Anna Berg 2');
    const both = '@Anna Berg 2 och @Anna Berg';
    expect(mentionsIn(stored(both, known)).map((one) => one.reference)).toEqual([
      `samrum:person/${OTHER}`,
      `samrum:person/${ID}`,
    ]);
  });
  it('leaves other links alone', () => {
    const text = '[x](https://exempel.se) [y](samrum:person/nej) `[z](samrum:role/Kung)`';
    expect(shown(text, new Map())).toBe(text);
  });
  it('knows when a mention has begun', () => {
    expect(mentionBegun('Hej @an')).toEqual({ from: 4, q: 'an' });
    expect(mentionBegun('@')).toEqual({ from: 0, q: '' });
    expect(mentionBegun('Hej @Anna Be')).toEqual({ from: 4, q: 'Anna Be' });
    for (const none of ['a@b', 'Hej @ du', '@Anna, hej', '@Anna Berg från Örebro kommun', '@a\nb'])
      expect(mentionBegun(none)).toBeNull();
  });
});
