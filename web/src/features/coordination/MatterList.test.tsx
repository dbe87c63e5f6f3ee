import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Matter } from '../../api/types.ts';
import { moreTexts, startLanguage } from '../../locales/i18n.ts';
// fetched before the tests begin: no test waits for what is asked for at the first opening
import '../../locales/sv/index.ts';
import '../../locales/sv/more.ts';
import './finishing/NoteDecision.tsx';
import './finishing/RenewAgreement.tsx';
import { MatterList } from './MatterList.tsx';

const { finished } = vi.hoisted(() => ({ finished: [] as string[] }));
vi.mock('../../api/seats.ts', async (original) => ({
  ...(await original<typeof import('../../api/seats.ts')>()),
  remindSeats: async (id: string) => void finished.push(id),
}));
vi.mock('../../api/agreements.ts', async (original) => ({
  ...(await original<typeof import('../../api/agreements.ts')>()),
  noteAdoption: async (id: string) => {
    finished.push(id);
    return { id };
  },
  agreementQuery: (id: string) => ({
    queryKey: ['agreement', id],
    queryFn: async () => ({ id, network_id: 'n', title: 'Avtalet', to: '2026-12-31', board: BOARD }),
  }),
  renewAgreement: async (id: string, ask: boolean) => {
    finished.push(`${id} ${ask ? 'asked' : 'only'}`);
    return { id: 'next' };
  },
}));
const BOARD = [
  {
    organisation_id: 'o',
    organisation: 'Mora kommun',
    state: 'member',
    recipients: [{ id: 'p', name: 'Anna Berg' }],
  },
  { organisation_id: 'q', organisation: 'Orsa kommun', state: 'member', recipients: [] },
];

const matter = (kind: Matter['kind'], id: string): Matter => ({
  kind,
  network: { id: 'n', slug: 'natverket', name: 'Nätverket' },
  subject_id: id,
  part_id: kind === 'decision_missing' ? 'o' : null,
  title: `Text ${id}`,
  organisation_id: 'o',
  organisation: 'Mora kommun',
  person_id: null,
  person: null,
  number: 1,
  of: 2,
  due: null,
  since: null,
});

const soon = () => new Promise((done) => setTimeout(done, 20));

let root: Root | undefined;
const shown = async (what: ReactNode) => {
  root ??= createRoot(document.body.appendChild(document.createElement('div')));
  const there = root;
  // drawn to its end, however busy the machine is
  flushSync(() => there.render(what));
  await soon();
};
const client = new QueryClient();
const list = (matters: Matter[], askedAt: number) => (
  <QueryClientProvider client={client}>
    <MemoryRouter>
      <MatterList matters={matters} askedAt={askedAt} />
    </MemoryRouter>
  </QueryClientProvider>
);
const focused = () => document.activeElement?.getAttribute('data-matter');
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const of = document.activeElement ?? document.body;
  for (const kind of ['keydown', 'keyup'])
    of.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, cancelable: true, ...more }));
  await soon();
};
const settled = (what: () => unknown) => vi.waitFor(() => expect(what()).toBeTruthy(), 5_000);

beforeAll(async () => {
  // nobody answers here
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  await startLanguage('sv');
  await moreTexts('sv');
});
afterEach(() => {
  root?.unmount();
  root = undefined;
  document.body.replaceChildren();
});

describe('the desk by keyboard', () => {
  const three = ['a', 'b', 'c'].map((id) => matter('seats_silent', id));

  it('goes between the rows, and leaves keys with others beside them alone', async () => {
    await shown(list(three, 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    for (const [key, at] of [
      ['ArrowDown', 'b'],
      ['j', 'c'],
      ['j', 'c'],
      ['k', 'b'],
      ['ArrowUp', 'a'],
    ] as const) {
      await press(key);
      await settled(() => focused() === `seats_silent:${at}:`);
    }
    await press('k', { ctrlKey: true });
    expect(focused()).toBe('seats_silent:a:');
  });

  it('stands at the next when one is done, and the row comes back when the desk says so', async () => {
    await shown(list(three, 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    await press('Enter');
    await settled(() => document.querySelectorAll('[data-matter]').length === 2);
    expect(finished).toEqual(['a']);
    await settled(() => focused() === 'seats_silent:b:');
    await shown(list(three, Date.now() + 1));
    await settled(() => document.querySelectorAll('[data-matter]').length === 3);
    expect(focused()).toBe('seats_silent:b:');
  });

  it('opens what asks for a word over the page, where keys are letters, and Escape leads back', async () => {
    await shown(list([matter('decision_missing', 'x'), ...three], 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    await press('Enter');
    await settled(() => document.querySelector('[role=dialog] input'));
    const body = document.querySelector<HTMLElement>('[role=dialog] input');
    body?.focus();
    await press('j');
    expect(document.activeElement).toBe(body);
    await press('Escape');
    await settled(() => !document.querySelector('[role=dialog]'));
    await settled(() => focused() === 'decision_missing:x:o');
  });

  it('stands at the next when a dialog is done', async () => {
    await shown(list([matter('decision_missing', 'x'), ...three], 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    await press('Enter');
    await settled(() => document.querySelector('[role=dialog] input'));
    const [body, day] = document.querySelectorAll<HTMLInputElement>('[role=dialog] input');
    for (const [field, words] of [
      [body, 'Kommunstyrelsen'],
      [day, '2026-03-04'],
    ] as const) {
      if (!field) throw new Error('a field is missing');
      // as the browser does it, past what React keeps of the value
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await soon();
    }
    const save = [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')].find(
      (one) => one.textContent === 'Spara',
    );
    save?.focus();
    await press('Enter');
    await settled(() => !document.querySelector('[role=dialog]'));
    expect(finished).toContain('x');
    await settled(() => focused() === 'seats_silent:a:');
  });

  it('says who gets a letter before a period is renewed, and stands at the next afterwards', async () => {
    await shown(list([matter('agreement_ending', 'y'), ...three], 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    await press('Enter');
    await settled(() => document.querySelector('[role=dialog] li'));
    const dialog = document.querySelector('[role=dialog]');
    expect(dialog?.textContent).toContain('1 person får brev');
    expect(dialog?.textContent).toContain('Anna Berg');
    expect(dialog?.textContent).toContain('ingen tjänsteperson har uppdraget');
    const only = [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')].find(
      (one) => one.textContent === 'Förbered utan brev',
    );
    only?.focus();
    await press('Enter');
    await settled(() => !document.querySelector('[role=dialog]'));
    expect(finished).toContain('y only');
    await settled(() => focused() === 'seats_silent:a:');
  });

  it('keeps what is being written when the row goes meanwhile', async () => {
    await shown(list([matter('decision_missing', 'x'), ...three], 1));
    document.querySelector<HTMLElement>('[data-matter]')?.focus();
    await press('Enter');
    await settled(() => document.querySelector('[role=dialog] input'));
    const field = document.querySelector('[role=dialog] input');
    await shown(list(three, 2));
    await settled(() => document.querySelectorAll('[data-matter]').length === 3);
    expect(document.querySelector('[role=dialog] input')).toBe(field);
  });
});
