import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { writeAnswer } from '../api/asks.ts';
import { postMessage } from '../api/conversations.ts';
import { ApiError } from '../api/problem.ts';
import { castVoice } from '../api/proposals.ts';
import type { AskAnswer, Document, Message, Proposal } from '../api/types.ts';
import { uploadOnce } from '../api/upload.ts';
import { castLater, notIn, type Outgoing, sendMessage, sendWaiting, tryAgain } from './outbox.ts';
// Fetched when something is sent; here it is at hand.
import './deliver.ts';
import { setOwner } from './whose.ts';

vi.mock('../api/conversations.ts', () => ({ postMessage: vi.fn(), startConversation: vi.fn() }));
vi.mock('../api/upload.ts', () => ({ uploadOnce: vi.fn() }));
vi.mock('../api/proposals.ts', () => ({ castVoice: vi.fn() }));
vi.mock('../api/asks.ts', () => ({
  writeAnswer: vi.fn(),
  askQuery: (id: string) => ({
    queryKey: ['ask', id],
    queryFn: async () => ({ mine: [{ organisation: { id: 'o' }, answer: { text: 'Så gör vi' } }] }),
  }),
}));
/** What this device holds of files, by name. */
const { files } = vi.hoisted(() => ({ files: new Set<string>() }));
vi.mock('./heldFiles.ts', () => ({
  heldFile: async (id: string) => (files.has(id) ? new File(['x'], id) : null),
  letGo: async (id: string) => void files.delete(id),
}));

const post = vi.mocked(postMessage);
const upload = vi.mocked(uploadOnce);
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
  files.clear();
  upload.mockReset();
  upload.mockRejectedValue(new Error('no line'));
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

test('what waits to be attached goes first, each under its own name, and is not sent again when the message has to be', async () => {
  files.add('f1').add('f2');
  const held = ['f1', 'f2'].map((id) => ({ id, name: `${id}.txt`, size: 1 }));
  sendMessage(client, 'c3', 'Med bilagor', ['d0'], { files: held, room: 'r' });
  await settled();
  expect(sent()).toEqual([]);
  // The line is back for the first file only.
  upload.mockReset();
  upload.mockResolvedValueOnce({ id: 'd1' } as Document).mockRejectedValueOnce(new Error('no line'));
  await sendWaiting(client);
  expect([sent(), [...files]]).toEqual([[], ['f2']]);
  upload.mockResolvedValueOnce({ id: 'd2' } as Document);
  post.mockReset();
  post.mockResolvedValue({ conversation_id: 'c3' } as Message);
  await sendWaiting(client);
  expect(upload.mock.calls.map(([file, room, name]) => [file.name, room, name])).toEqual([
    ['f1', 'r', 'f1'],
    ['f2', 'r', 'f2'],
    ['f2', 'r', 'f2'],
  ]);
  expect(post.mock.calls.map(([, message]) => message.attachments)).toEqual([['d0', 'd1', 'd2']]);
  await vi.waitFor(() => expect(files.size).toBe(0));
});

test('a file that the device has lost is told by name, and the message goes without it when it is tried again', async () => {
  const held = [{ id: 'f3', name: 'karta.png', size: 1 }];
  const id = sendMessage(client, 'c4', 'Med karta', [], { files: held, room: 'r' });
  await settled();
  const stored = () => JSON.parse(device.held.get(`samrum.anna.outbox.${id}`) ?? 'null');
  expect(stored()).toMatchObject({ state: 'failed', missing: 'karta.png', files: [] });
  post.mockReset();
  post.mockResolvedValue({ conversation_id: 'c4' } as Message);
  tryAgain(client, id);
  await settled();
  expect([sent(), stored()]).toEqual([['Med karta'], null]);
});

test('only the last of the votes that wait is cast, and it is no message', async () => {
  const vote = vi.mocked(castVoice).mockRejectedValue(new ApiError(0, {}));
  const where = { what: 'voice', conversation: 'p', organisation: 'o' } as const;
  castLater(client, { ...where, choice: 'disagree' }, 'För dyrt');
  await settled();
  castLater(client, { ...where, choice: 'consent' }, '');
  await settled();
  vote.mockReset().mockResolvedValue({ conversation_id: 'p' } as Proposal);
  await sendWaiting(client);
  expect(vote.mock.calls).toEqual([['p', { organisation_id: 'o', choice: 'consent', reason: '' }]]);
  expect([sent(), device.held.size]).toEqual([[], 0]);
});

test('an answer that stands already is not told as refused; one that another seat changed is', async () => {
  const write = vi.mocked(writeAnswer).mockRejectedValue(new ApiError(412, { code: 'stale' }));
  const where = { what: 'answer', conversation: 'a', organisation: 'o', number: 0 } as const;
  castLater(client, where, 'Så gör vi');
  await settled();
  expect(device.held.size).toBe(0);
  castLater(client, where, 'Vi gör annorlunda');
  await settled();
  const [kept] = [...device.held.values()].map((one) => JSON.parse(one));
  expect(kept).toMatchObject({ state: 'failed', text: 'Vi gör annorlunda' });
  // Said anew on what stands there now it goes, and the one that was refused is no more.
  write.mockReset().mockResolvedValue({ number: 2 } as AskAnswer);
  castLater(client, { ...where, number: 1 }, 'Vi gör annorlunda');
  await settled();
  expect([write.mock.calls, device.held.size]).toEqual([[['a', 'o', 1, 'Vi gör annorlunda']], 0]);
});

test('what is told of live before its own answer comes stands once', () => {
  const going = (client_id: string) => ({ client_id, state: 'sending' }) as Outgoing;
  const told = [{ client_id: 'a' }, { client_id: 'z' }];
  expect(notIn(told, [going('a'), going('b')]).map((one) => one.client_id)).toEqual(['b']);
});
