import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiError } from '../api/problem.ts';
import { moreTexts, startLanguage } from '../locales/i18n.ts';
import { sendMessage, useQueue } from '../writing/outbox.ts';
import '../locales/sv/index.ts';
import '../locales/sv/more.ts';
import { Refused } from './Refused.tsx';

vi.mock('../writing/deliver.ts', () => ({
  deliver: () => Promise.reject(new ApiError(404, { detail: 'Finns inte.' })),
}));

let root: Root | undefined;
function Page() {
  const refused = useQueue().some((one) => one.state === 'failed');
  return (
    <>
      {refused && <Refused />}
      <main id="content" tabIndex={-1} />
    </>
  );
}
const press = async (name: string) => {
  const found = () =>
    [...document.querySelectorAll<HTMLElement>('button')].find((one) => one.textContent === name);
  await vi.waitFor(() => expect(found()).toBeTruthy());
  found()?.focus();
  found()?.click();
};

afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
  localStorage.clear();
});

it('leaves one in the page when the last of what was refused is thrown away', async () => {
  await startLanguage('sv');
  await moreTexts('sv');
  const client = new QueryClient();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Page />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  sendMessage(client, 'c', 'Hej', []);
  await press('Visa');
  await vi.waitFor(() => expect(document.querySelector('[role=dialog]')?.textContent).toContain('Hej'));
  await press('Kasta');
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('content'));
  expect(document.querySelector('[role=dialog]')).toBe(null);
});
