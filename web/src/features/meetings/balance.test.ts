import { describe, expect, it } from 'vitest';
import { balanceOf, usualTalk, verdict } from './balance.ts';

const of = (lecture: number, workshop: number, discussion: number, informal: number) => ({
  lecture,
  workshop,
  discussion,
  informal,
});

describe('time to talk', () => {
  it('is little under a quarter of the programme', () => {
    expect(verdict(of(400, 100, 60, 60), [])).toBe('little');
    expect(verdict(of(200, 100, 100, 60), [])).toBeNull();
  });
  it('is less than one is used to', () => {
    expect(verdict(of(300, 0, 60, 60), [of(100, 0, 100, 100)])).toBe('less');
    expect(verdict(of(300, 0, 60, 60), [of(300, 0, 60, 60)])).toBeNull();
  });
  it('is counted while the programme is written', () => {
    const items = [
      { kind: 'lecture', minutes: 60 },
      { kind: 'informal', minutes: 30 },
      { kind: 'lecture', minutes: 15 },
    ] as const;
    expect(balanceOf(items)).toEqual(of(75, 0, 0, 30));
  });
  it('says nothing of an empty programme', () => {
    expect(verdict(of(0, 0, 0, 0), [of(1, 1, 1, 1)])).toBeNull();
    expect(usualTalk([])).toBe(0);
  });
});
