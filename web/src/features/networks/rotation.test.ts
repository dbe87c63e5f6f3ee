import { describe, expect, it } from 'vitest';
import { activeThen, inQueue } from './rotation.ts';

const line = (
  id: string,
  state: 'member' | 'resting' | 'queued' | 'observer',
  since: string,
  queued_since = state === 'queued' ? since : null,
) => ({
  organisation_id: id,
  organisation: id,
  kind: 'municipality' as const,
  county: null,
  state,
  since,
  next: null,
  next_from: null,
  queued_since,
  case_id: null,
});

describe('who is active and who waits', () => {
  const lines = [
    line('Lund', 'member', '2024-01-01'),
    line('Ystad', 'resting', '2024-01-01'),
    line('Sjöbo', 'queued', '2025-03-01'),
    line('Höör', 'queued', '2025-02-01'),
    line('Lomma', 'observer', '2024-01-01', '2025-02-15'),
    line('Eslöv', 'observer', '2024-01-01'),
  ];
  it('puts who has waited longest first', () => {
    expect(inQueue(lines).map((one) => one.organisation)).toEqual(['Höör', 'Lomma', 'Sjöbo']);
  });
  it('counts who would be active', () => {
    expect(activeThen(lines, {})).toBe(1);
    expect(activeThen(lines, { Lund: 'resting', Ystad: 'member', Höör: 'member' })).toBe(2);
  });
});
