import { describe, expect, it } from 'vitest';
import { documentOf } from '../uploading/documentOf.ts';
import { unusualHost } from './decision.ts';

describe('a decision and an address', () => {
  it('names its document by a pasted link', () => {
    const id = '0198c0de-1111-7222-8333-444455556666';
    expect(documentOf(`https://samrum.se/dokument/${id}?sida=2`)).toBe(id);
    expect(documentOf(id.toUpperCase())).toBe(id);
    expect(documentOf('KS 2026/114')).toBe(null);
  });

  it('is told from one that looks like a known one', () => {
    expect(unusualHost('anna@orebro.se', ['orebro.se'])).toBe(null);
    expect(unusualHost('anna@0rebro.se', ['orebro.se'])).toBe('0rebro.se');
    expect(unusualHost('anna@oreb', ['orebro.se'])).toBe(null);
    expect(unusualHost('anna@mora.se', [])).toBe(null);
  });
});
