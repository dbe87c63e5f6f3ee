import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { happened } from './happened.ts';

const fetched = vi.fn<(request: Request) => Promise<Response>>();
let visible: DocumentVisibilityState = 'visible';

beforeEach(() => {
  fetched.mockReset();
  fetched.mockImplementation(async () => new Response(JSON.stringify({ frames: [{ type: 'ping' }] })));
  vi.stubGlobal('fetch', fetched);
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const soon = () => new Promise((done) => setTimeout(done));

it('asks for what came after each place, and says what happened', async () => {
  visible = 'visible';
  const told = await happened(
    new Map([
      ['room:a', { epoch: 3, seq: 7 }],
      ['room:b', null],
    ]),
  );
  expect(told).toEqual([{ type: 'ping' }]);
  const asked = new URL(fetched.mock.calls[0]?.[0].url ?? '');
  expect([asked.searchParams.get('epoch'), asked.searchParams.get('after')]).toEqual([
    '3',
    'room:a@7,room:b',
  ]);
});

it('asks nothing of a tab nobody looks at until somebody does, and then from where it stands by then', async () => {
  visible = 'hidden';
  const places = new Map([['room:a', { epoch: 3, seq: 7 }]]);
  const answered = vi.fn();
  const asking = happened(places).then(answered);
  await soon();
  expect([fetched.mock.calls.length, answered.mock.calls.length]).toEqual([0, 0]);
  places.set('room:a', { epoch: 3, seq: 9 });
  visible = 'visible';
  document.dispatchEvent(new Event('visibilitychange'));
  await asking;
  expect(fetched.mock.calls[0]?.[0].url).toContain(encodeURIComponent('room:a@9'));
  document.dispatchEvent(new Event('visibilitychange'));
  await soon();
  expect(fetched).toHaveBeenCalledTimes(1);
});

it('waits for an answer only so long', async () => {
  visible = 'visible';
  const bound = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
  fetched.mockImplementation(async (request) => {
    request.signal.throwIfAborted();
    return new Response('{}');
  });
  await expect(happened(new Map([['room:a', null]]))).rejects.toThrow();
  expect(bound).toHaveBeenCalledWith(15_000);
});
