import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter, useNavigate } from 'react-router';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { moreTexts, startLanguage } from '../locales/i18n.ts';
// fetched before the tests begin: no test waits for what is asked for at the first opening
import '../locales/sv/index.ts';
import '../locales/sv/more.ts';
import '../features/search/SearchDialog.tsx';
import { useSearchDialog } from './useSearchDialog.tsx';

let root: Root | undefined;
const idle: (() => void)[] = [];
let goes: ((to: string) => void) | undefined;
function Page() {
  const navigate = useNavigate();
  goes = (to) => void navigate(to);
  return useSearchDialog().dialog;
}
const press = () => {
  const key = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true });
  // as the browser tells which event it is at: what a key changes is drawn before the next
  vi.stubGlobal('event', key);
  document.body.dispatchEvent(key);
  vi.stubGlobal('event', undefined);
};
/** No key comes sooner than the next turn. */
const nextTurn = () => new Promise((done) => setTimeout(done));

beforeAll(async () => {
  // nobody answers here
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  await startLanguage('sv');
  await moreTexts('sv');
});
afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

it('is there, and one stands in it, as soon as it is asked for the first time, once the page has had nothing to do', async () => {
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Page />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(idle).toHaveLength(1));
  idle[0]?.();
  await new Promise((done) => setTimeout(done, 20));
  expect(document.querySelector('input')).toBe(null);
  press();
  await nextTurn();
  const dialog = document.querySelector('[role=dialog]');
  expect(dialog?.querySelector('input[type=search]')).toBeTruthy();
  expect(dialog?.contains(document.activeElement)).toBe(true);
  // where a page arrives that was asked for before, it stays over that
  goes?.('/annan');
  await nextTurn();
  expect(document.querySelector('[role=dialog]')).toBe(dialog);
  // pressed again it stays, also where the first press had not shown anything yet
  press();
  await nextTurn();
  expect(document.querySelector('[role=dialog]')).toBe(dialog);
  window.dispatchEvent(new PopStateEvent('popstate'));
  await vi.waitFor(() => expect(document.querySelector('input')).toBe(null));
});
