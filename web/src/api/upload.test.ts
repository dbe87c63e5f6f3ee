import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { intoRoom, upload, uploadOnce } from './upload.ts';

/** What was sent, and what is answered to it, in order; nothing where the answer is lost. */
const { sent, answers } = vi.hoisted(() => ({
  sent: [] as { call: string; key: string | undefined; form: FormData | null }[],
  answers: [] as ({ status: number; body: object } | null)[],
}));

class Request {
  upload = {};
  status = 0;
  response: object | null = null;
  responseType = '';
  onload = () => undefined;
  onerror = () => undefined;
  private call = '';
  private key: string | undefined;
  open(method: string, address: string) {
    this.call = `${method} ${address}`;
  }
  setRequestHeader(name: string, value: string) {
    if (name === 'Idempotency-Key') this.key = value;
  }
  send(body: unknown) {
    sent.push({ call: this.call, key: this.key, form: body instanceof FormData ? body : null });
    const answer = answers.shift();
    queueMicrotask(() => {
      if (!answer) return this.onerror();
      this.status = answer.status;
      this.response = answer.body;
      this.onload();
    });
  }
  abort() {}
}

const file = (size: number) => new File([new Uint8Array(size)], 'karta.pdf');

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('XMLHttpRequest', Request);
  sent.length = 0;
  answers.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('says under the same name that the pieces are a file, where the answer to that was lost', async () => {
  const large = file(3 * 1024 * 1024);
  answers.push({ status: 201, body: { id: 'u' } }, { status: 200, body: { offset: large.size } }, null, {
    status: 201,
    body: { id: 'd' },
  });
  const { done } = upload(large, { ...intoRoom('r'), once: 'k' }, () => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await done).id).toBe('d');
  const made = sent.filter(({ form }) => form);
  expect(made.map(({ call, key, form }) => [call, key, form?.get('upload_id')])).toEqual([
    ['POST /api/v1/rooms/r/documents', 'k', 'u'],
    ['POST /api/v1/rooms/r/documents', 'k', 'u'],
  ]);
});

it('asks of a file that waited whether its pieces came, and sends it whole only where they did not', async () => {
  answers.push({ status: 201, body: { id: 'd' } });
  expect((await uploadOnce(file(3), 'r', 'k', 'u')).id).toBe('d');
  expect(sent.map(({ key, form }) => [key, form?.get('upload_id'), form?.has('file')])).toEqual([
    ['k', 'u', false],
  ]);
  sent.length = 0;
  answers.push({ status: 404, body: { code: 'not_found' } }, { status: 201, body: { id: 'e' } });
  expect((await uploadOnce(file(3), 'r', 'k', 'u')).id).toBe('e');
  expect(sent.map(({ key, form }) => [key, form?.get('upload_id') ?? null, form?.has('file')])).toEqual([
    ['k', 'u', false],
    ['k', null, true],
  ]);
  // no answer at all: nobody knows, and it waits
  sent.length = 0;
  answers.push(null);
  await expect(uploadOnce(file(3), 'r', 'k', 'u')).rejects.toMatchObject({ status: 0 });
  expect(sent.length).toBe(1);
});
