import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { NewMessage } from '../../../api/conversations.ts';
import { keys } from '../../../api/keys.ts';
import type { Conversation, Matter, Message } from '../../../api/types.ts';
import { moreTexts, startLanguage } from '../../../locales/i18n.ts';
import { type Live, LiveContext } from '../../../realtime/live.ts';
import { AnswerQuestion } from './AnswerQuestion.tsx';

const { posted } = vi.hoisted(() => ({ posted: [] as { id: string; message: NewMessage }[] }));
vi.mock('../../../api/conversations.ts', async (original) => ({
  ...(await original<typeof import('../../../api/conversations.ts')>()),
  postMessage: async (id: string, message: NewMessage) => {
    posted.push({ id, message });
    if (posted.length === 1) throw new Error('the line broke');
    return { id: 'm2' };
  },
}));

const soon = () => new Promise((done) => setTimeout(done, 20));
let root: Root | undefined;
beforeAll(async () => {
  // nobody answers here
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startLanguage('sv');
  await moreTexts('sv');
});
afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

it('shows the question, wants words, sends them once however often, and keeps the draft where it did not go', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.conversation('c'), {
    id: 'c',
    read_position: 0,
    closed: false,
    audience: { text: 'Alla i nätverket', people: 41 },
    may: { write: true },
  } as Conversation);
  client.setQueryData(keys.question('c'), {
    id: 'm1',
    position: 1,
    html: '<p>Hur gör ni?</p>',
    created_at: '2026-03-01T09:00:00Z',
    author: { name: 'Anna Berg', organisation: 'Mora kommun', seat_kind: null, standing_kind: 'member' },
  } as Message);
  const matter = { kind: 'question_waiting', subject_id: 'c', title: 'Barnchecklista?' } as Matter;
  const read: number[] = [];
  const live = { sayRead: (_: string, position: number) => void read.push(position) } as unknown as Live;
  const did: string[] = [];
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={client}>
      <LiveContext value={live}>
        <MemoryRouter>
          <AnswerQuestion
            matter={matter}
            onClose={() => void did.push('closed')}
            onDone={() => void did.push('done')}
          />
        </MemoryRouter>
      </LiveContext>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(document.querySelector('[role=dialog] textarea')).toBeTruthy(), 5_000);
  const dialog = document.querySelector<HTMLElement>('[role=dialog]');
  expect(dialog?.textContent).toContain('Hur gör ni?');
  expect(dialog?.textContent).toContain('Anna Berg');
  expect(dialog?.textContent).toContain('41 personer');
  expect(dialog?.textContent).toContain('Kan bli allmän handling.');
  expect(read).toEqual([1]);
  const send = [...(dialog?.querySelectorAll('button') ?? [])].find((one) => one.textContent === 'Svara');
  send?.click();
  await vi.waitFor(() => expect(dialog?.textContent).toContain('Skriv ett svar.'), 5_000);
  expect(posted).toEqual([]);
  const field = dialog?.querySelector('textarea');
  if (!field) throw new Error('no field');
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, 'Så här.');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await soon();
  send?.click();
  await vi.waitFor(() => expect(posted).toHaveLength(1), 5_000);
  await vi.waitFor(() => expect(send?.disabled).toBe(false), 5_000);
  expect([did, field.value]).toEqual([[], 'Så här.']);
  send?.click();
  await vi.waitFor(() => expect(did).toEqual(['done', 'closed']), 5_000);
  expect(posted.map((one) => [one.id, one.message.text, one.message.read_to])).toEqual([
    ['c', 'Så här.', 1],
    ['c', 'Så här.', 1],
  ]);
  expect(posted[0]?.message.client_id).toBe(posted[1]?.message.client_id);
});
