import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { startLanguage } from '../../../locales/i18n.ts';
import '../../../locales/sv/index.ts';
import { OtherNetworks } from './OtherNetworks.tsx';

afterEach(() => vi.unstubAllGlobals());

/** What is left of a choice of two networks, where the person has these besides the first. */
async function leftOf(others: string[]): Promise<string[]> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async (request: Request) => {
    const audience = { text: 'Alla', people: 2 };
    const items = request.url.endsWith('/networks')
      ? ['first', ...others].map((id) => ({ id, name: id }))
      : [{ id: 'r', kind: 'whole_network', audience, may: { write: true } }];
    return new Response(JSON.stringify({ items }), { headers: { 'Content-Type': 'application/json' } });
  });
  await startLanguage('sv');
  let chosen: string[] = [];
  const Chosen = () => {
    const [value, setValue] = useState(['second', 'third']);
    chosen = value;
    return <OtherNetworks without="first" value={value} onChange={setValue} />;
  };
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <Chosen />
      </QueryClientProvider>,
    ),
  );
  await act(() => new Promise((done) => setTimeout(done, 50)));
  act(() => root.unmount());
  return chosen;
}

it('gives up what is no longer one’s to choose, also when no other network is left', async () => {
  expect(await leftOf(['second', 'third'])).toEqual(['second', 'third']);
  expect(await leftOf(['third'])).toEqual(['third']);
  expect(await leftOf([])).toEqual([]);
});
