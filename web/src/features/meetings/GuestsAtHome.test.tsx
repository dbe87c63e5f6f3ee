import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/problem.ts';
import type { MeetingGuest } from '../../api/types.ts';
import { moreTexts, startLanguage } from '../../locales/i18n.ts';
// fetched before the tests begin: no test waits for what is asked for at the first opening
import '../../locales/sv/index.ts';
import '../../locales/sv/more.ts';
import { GuestsAtHome } from './GuestsAtHome.tsx';

/** What each seat answers when it is asked for its home group. */
const { answers } = vi.hoisted(() => ({ answers: new Map<string, () => unknown>() }));
vi.mock('../../api/people.ts', async (original) => ({
  ...(await original<typeof import('../../api/people.ts')>()),
  homeGroupQuery: (seat: string) => ({
    queryKey: ['homeGroup', seat],
    queryFn: async () => answers.get(seat)?.(),
  }),
}));

const refuse = (status: number) => () => {
  throw new ApiError(status, { title: 'Nej' });
};
const guest = {
  id: 'g',
  name: 'Bo Ek',
  email: 'bo@exempel.se',
  organisation: { id: 'o', name: 'Mora kommun' },
} as MeetingGuest;

let root: Root | undefined;
const shown = (seats: string[]) => {
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <GuestsAtHome seats={seats} guests={[guest]} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
};

beforeAll(async () => {
  await startLanguage('sv');
  await moreTexts('sv');
});
afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
  answers.clear();
});

it('shows the guests of an organisation once, by the seat whose list one reads', async () => {
  answers.set('stands-in', refuse(403)).set('own', () => []);
  shown(['stands-in', 'own']);
  await vi.waitFor(() => expect(document.querySelectorAll('section li')).toHaveLength(1));
  expect(document.querySelector('section li')?.textContent).toContain('Bo Ek · bo@exempel.se');
});

it('says nothing to whoever does not keep the list, and what happened where it could not be fetched', async () => {
  const asked = vi.fn(refuse(403));
  answers.set('stands-in', asked);
  shown(['stands-in']);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(document.body.textContent).toBe('');
  root?.unmount();
  answers.set('own', refuse(500));
  shown(['stands-in', 'own']);
  await vi.waitFor(() =>
    expect(document.querySelector('[role=alert] button')?.textContent).toBe('Försök igen'),
  );
});
