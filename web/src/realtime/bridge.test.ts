import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { keys } from '../api/keys.ts';
import type { Document } from '../api/types.ts';
import { applyFrame, dropStream } from './bridge.ts';
import type { ChangeFrame } from './frames.ts';

const document = { id: 'd1', revision: 1, name: 'Plan.pdf', room: { id: 'r1' }, reviews: [] };
const uses = { items: [{ kind: 'thread', title: 'Var är planen?' }], next_cursor: null };

function opened(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(keys.document('d1'), document);
  client.setQueryData(keys.uses('d1'), uses);
  return client;
}

describe('a part of a thing, kept under the key of the thing', () => {
  it('is not taken for the thing when that changes', () => {
    const client = opened();
    const told = { id: 'd1', revision: 2, name: 'Plan 2.pdf', room: { id: 'r1' } };
    applyFrame(client, {
      type: 'change',
      stream: 'room:r1',
      seq: 2,
      kind: 'document_changed',
      data: { document: told },
    } as unknown as ChangeFrame);
    const held = client.getQueryData<Document>(keys.document('d1'));
    expect(held?.name).toBe('Plan 2.pdf');
    expect(held?.reviews).toEqual([]);
    expect(client.getQueryData(keys.uses('d1'))).toEqual(uses);
  });

  it('does not stop what is lost from leaving', () => {
    const client = opened();
    expect(() => dropStream(client, 'room:r1', false)).not.toThrow();
    expect(client.getQueryData(keys.document('d1'))).toBeUndefined();
  });
});
