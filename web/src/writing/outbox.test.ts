import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { postMessage } from '../api/conversations.ts';
import type { Message } from '../api/types.ts';
import { sendMessage, sendWaiting } from './outbox.ts';
import { setOwner } from './whose.ts';

vi.mock('../api/conversations.ts', () => ({ postMessage: vi.fn(), startConversation: vi.fn() }));

const post = vi.mocked(postMessage);
const client = new QueryClient();
/** What has been sent, in order. */
const sent = () => post.mock.calls.map(([, message]) => message.text);
/** Lets what has been begun go as far as it can. */
const settled = () => new Promise((done) => setTimeout(done));

/** A device whose storage can be full. */
const device = { held: new Map<string, string>(), full: false };
vi.stubGlobal('localStorage', {
  get length() {
    return device.held.size;
  },
  key: (index: number) => [...device.held.keys()][index] ?? null,
  getItem: (name: string) => device.held.get(name) ?? null,
  removeItem: (name: string) => void device.held.delete(name),
  setItem: (name: string, value: string) => {
    if (device.full) throw new DOMException('full', 'QuotaExceededError');
    device.held.set(name, value);
  },
});

beforeEach(() => {
  device.held.clear();
  device.full = false;
  setOwner('anna');
  post.mockReset();
  // Off the line.
  post.mockRejectedValue(new Error('no line'));
});

test('what the device had no room for is sent when the line is back, once and to its place in the order', async () => {
  device.full = true;
  sendMessage(client, 'c1', 'Ett', []);
  await settled();
  // Another tab does something meanwhile.
  globalThis.dispatchEvent(new StorageEvent('storage', { key: null }));
  device.full = false;
  sendMessage(client, 'c1', 'Två', []);
  await settled();
  post.mockReset();
  post.mockResolvedValue({ conversation_id: 'c1' } as Message);
  await sendWaiting(client);
  expect(sent()).toEqual(['Ett', 'Två']);
  await sendWaiting(client);
  expect(sent()).toHaveLength(2);
});

test('somebody else who signs in here does not send it; whoever wrote it does', async () => {
  device.full = true;
  sendMessage(client, 'c2', 'Mitt', []);
  await settled();
  setOwner('bo');
  post.mockReset();
  post.mockResolvedValue({ conversation_id: 'c2' } as Message);
  await sendWaiting(client);
  expect(sent()).toEqual([]);
  setOwner('anna');
  await sendWaiting(client);
  expect(sent()).toEqual(['Mitt']);
});
