import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { intoRoom } from '../api/upload.ts';
import { startLanguage } from '../locales/i18n.ts';
import { type Job, showJobs } from '../uploading/jobs.ts';
import { Broken } from './Broken.tsx';

const reload = vi.fn();
let root: Root;

/** A page that had not been fetched when the line broke. */
async function away(): Promise<void> {
  vi.stubGlobal('navigator', { onLine: false });
  const missing = {
    path: '/',
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    lazy: () => Promise.reject(new TypeError('no line')),
  };
  const router = createMemoryRouter([missing]);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root.render(<RouterProvider router={router} />));
  await vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toBe('Kunde inte nå servern'));
  vi.stubGlobal('location', { ...location, reload });
}
const lineIsBack = () => act(async () => void window.dispatchEvent(new Event('online')));

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  reload.mockClear();
  await startLanguage('sv');
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  showJobs([]);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('is shown by itself when the line is back', async () => {
  await away();
  expect(document.querySelector('button')).toBe(null);
  await lineIsBack();
  expect(reload).toHaveBeenCalledOnce();
});

it('waits until one says so where files are on their way, which would end there', async () => {
  const file = new File(['a'], 'karta.pdf');
  const job: Job = {
    id: 1,
    name: file.name,
    size: file.size,
    share: 0.5,
    state: 'waiting',
    file,
    target: intoRoom('r'),
    held: {},
  };
  showJobs([job]);
  await away();
  await lineIsBack();
  expect(reload).not.toHaveBeenCalled();
  expect(document.querySelector('button')).toBeTruthy();
});
