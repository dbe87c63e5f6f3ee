import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { moreTexts, startLanguage } from '../../locales/i18n.ts';
import '../../locales/sv/index.ts';
import '../../locales/sv/more.ts';
import { FindBar } from './FindBar.tsx';

/** A thread of 250 messages that all hold the word: three pages of finds, the newest first. */
async function finds(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const from = Number(searchParams.get('cursor') ?? 250);
  const positions = Array.from(
    { length: Math.min(Number(searchParams.get('limit')), from) },
    (_, index) => from - index,
  );
  const left = from - positions.length;
  const items = positions.map((position) => ({
    id: `m${position}`,
    position,
    author: 'Anna',
    organisation: null,
    passage: 'barn',
  }));
  const page = { items, next_cursor: left > 0 ? String(left) : null };
  return new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } });
}

let root: Root;
const gone: number[] = [];
const settled = () => act(() => new Promise((done) => setTimeout(done, 20)));
const status = () => document.querySelector('[role=status]')?.textContent;
const enter = async (shiftKey = false) => {
  const field = document.querySelector('input');
  act(
    () => void field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey, bubbles: true })),
  );
};

beforeAll(async () => {
  await startLanguage('sv');
  await moreTexts();
});
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', finds);
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

it('goes on past the first hundred finds to the oldest of all, and then begins anew', async () => {
  const client = new QueryClient();
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <FindBar
          conversation="c"
          onGo={(position) => gone.push(position)}
          drawn={0}
          onClose={() => undefined}
        />
      </QueryClientProvider>,
    ),
  );
  const field = document.querySelector('input') as HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'barn');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settled();
  expect([gone.at(-1), status()]).toEqual([250, '1 av 100+']);
  for (let step = 1; step < 100; step += 1) await enter();
  expect([gone.at(-1), status()]).toEqual([151, '100 av 100+']);
  await enter();
  await settled();
  expect([gone.at(-1), status()]).toEqual([150, '101 av 200+']);
  for (let step = 0; step < 100; step += 1) await enter();
  await settled();
  expect([gone.at(-1), status()]).toEqual([50, '201 av 250']);
  for (let step = 0; step < 49; step += 1) await enter();
  expect(gone.at(-1)).toBe(1);
  await enter();
  expect([gone.at(-1), status()]).toEqual([250, '1 av 250']);
  await enter(true);
  expect(gone.at(-1)).toBe(1);
});
