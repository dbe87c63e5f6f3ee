import { afterEach, expect, it, vi } from 'vitest';
import { client } from './generated/client.gen.ts';
import './http.ts';

afterEach(() => vi.unstubAllGlobals());

it('sends no broken half of a letter, wherever in a body it stands', async () => {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.text());
    return new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } });
  });
  await client.put({
    baseUrl: 'https://samrum.exempel.se',
    url: '/api/v1/drafts/room:1',
    headers: { 'Content-Type': 'application/json' },
    body: {
      title: 'Halv \ud83d',
      message: { text: 'Hel 👧' },
      themes: ['\udc67', 'Skola'],
      articles: [12],
      kind: null,
    },
  });
  expect(sent).toEqual([
    '{"title":"Halv \ufffd","message":{"text":"Hel 👧"},"themes":["\ufffd","Skola"],"articles":[12],"kind":null}',
  ]);
});
