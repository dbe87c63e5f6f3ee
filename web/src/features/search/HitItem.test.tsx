import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { keys } from '../../api/keys.ts';
import type { Hit } from '../../api/types.ts';
import { moreTexts, startLanguage, switchLanguage } from '../../locales/i18n.ts';
import { HitBody } from './HitItem.tsx';

const hit = {
  kind: 'document',
  id: 'd',
  title: [],
  passage: [],
  more_pages: 0,
  meeting: { id: 'm', name: 'Malmö stad, april 2016' },
  dated_on: '2016-04-01',
  dated_precision: 'month',
} as unknown as Hit;

afterEach(() => vi.unstubAllGlobals());

it('says when it is of once, where its meeting is called by that, in both languages', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.networks, []);
  await startLanguage('sv');
  await moreTexts();
  const box = document.createElement('div');
  const root = createRoot(box);
  await act(async () =>
    root.render(
      <QueryClientProvider client={client}>
        <HitBody hit={hit} />
      </QueryClientProvider>,
    ),
  );
  expect(box.textContent?.match(/april 2016/gi)).toHaveLength(1);
  await act(() => switchLanguage('en'));
  expect(box.textContent?.match(/april 2016/gi)).toHaveLength(1);
  act(() => root.unmount());
});
