import { describe, expect, it } from 'vitest';
import { brief, dated, dayHeading, daysUntil, moment, monthOf, span } from './dates.ts';
import firstEn from './en/index.ts';
import moreEn from './en/more.ts';
import firstSv from './sv/index.ts';
import moreSv from './sv/more.ts';

const sv = { ...firstSv, ...moreSv };
const en = { ...firstEn, ...moreEn };

const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([name, inner]) =>
        leaves(inner, path ? `${path}.${name}` : name),
      );
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe('the texts', () => {
  it('leave the same places open in both languages', () => {
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(sv))
      expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)]);
    expect([...english.keys()].sort()).toEqual(
      leaves(sv)
        .map(([key]) => key)
        .sort(),
    );
  });
});

describe('dates as people write them', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  it('says moments', () => {
    expect(moment('2026-11-24T12:00:00Z', 'sv', now)).toBe('tis 24 november kl.\u00a013.00');
    expect(moment('2026-11-22T07:03:00Z', 'sv', now)).toBe('i dag kl.\u00a008.03');
    expect(moment('2026-11-21T22:30:00Z', 'sv', now)).toBe('i går kl.\u00a023.30');
    expect(moment('2025-03-03T12:00:00Z', 'sv', now)).toBe('mån 3 mars 2025 kl.\u00a013.00');
    expect(moment('2026-11-24T12:00:00Z', 'en', now)).toBe('Tue 24 November at\u00a013:00');
  });
  it('counts days in Swedish time', () => {
    expect(daysUntil('2026-11-25', now)).toBe(3);
    expect(daysUntil('2026-11-23', new Date('2026-11-22T23:30:00Z'))).toBe(0);
    expect(dayHeading('2026-11-21T23:30:00Z', 'sv', now)).toBe('I dag');
  });
  it('is brief in rows', () => {
    expect(brief('2026-11-22T09:15:00Z', 'sv', now)).toBe('kl.\u00a010.15');
    expect(brief('2026-11-19T09:15:00Z', 'sv', now)).toBe('torsdag');
    expect(brief('2024-05-02T09:15:00Z', 'sv', now)).toBe('2 maj 2024');
  });
  it('says no more than is known of a meeting or a document', () => {
    const month = { year: 2017, month: 11, starts_on: null, ends_on: null };
    expect(span(month, 'sv', now)).toBe('november 2017');
    expect(span({ ...month, month: null }, 'sv', now)).toBe('2017');
    expect(span({ year: 2026, month: 11, starts_on: '2026-11-25', ends_on: '2026-11-26' }, 'sv', now)).toBe(
      '25–26 november',
    );
    expect(span({ year: 2026, month: 11, starts_on: '2026-11-30', ends_on: '2026-12-01' }, 'sv', now)).toBe(
      '30 november – 1 december',
    );
    expect(monthOf(2016, 4, 'en')).toBe('April 2016');
    expect(dated('2016-04-01', 'month', 'sv')).toBe('april 2016');
    expect(dated('2016-01-01', 'year', 'sv')).toBe('2016');
  });
});
