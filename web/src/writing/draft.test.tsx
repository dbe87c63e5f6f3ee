import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { Draft, SaveDraft } from '../api/types.ts';
import { type DraftHandle, useDraft } from './draft.ts';
import { joined, NOTHING_WRITTEN, sameWords } from './keptDraft.ts';

/** What the server has been asked to do and has not answered, in order, and what it has been asked in all. */
const { waiting, asked, stored, line } = vi.hoisted(() => ({
  waiting: [] as (() => void)[],
  asked: [] as string[],
  /** What the server holds. */
  stored: [] as Draft[],
  line: { up: true, /** When it was saved last. */ last: '' },
}));
vi.mock('../api/conversations.ts', () => ({
  draftsQuery: { queryKey: ['drafts'], queryFn: async () => [...stored] },
  saveDraft: (place: string, { since, ...draft }: SaveDraft) => {
    const { text, answers, ask_seen, due_on } = draft;
    const said = [answers && ` to ${answers}`, ask_seen && ' asking', due_on && ` until ${due_on}`];
    asked.push(`save ${text}${said.filter(Boolean).join('')}`);
    return new Promise((done, refused) => {
      if (!line.up) return refused(new Error('no line'));
      const newest = [line.last, ...stored.map((one) => one.updated_at)].sort().at(-1) ?? '';
      if (newest > (since ?? '')) return refused(new ApiError(412, {}));
      waiting.push(() => {
        const now = { ...draft, place, updated_at: `2026-03-01T09:00:0${asked.length}Z` } as Draft;
        line.last = now.updated_at;
        done(now);
      });
    });
  },
  deleteDraft: () => {
    asked.push('delete');
    return new Promise<void>((done) => {
      waiting.push(() => {
        line.last = '';
        done();
      });
    });
  },
}));

let root: Root;
let client: QueryClient;
let draft: DraftHandle;
const show = (writing: boolean) =>
  act(async () =>
    root.render(<QueryClientProvider client={client}>{writing && <Writer />}</QueryClientProvider>),
  );
function Writer() {
  draft = useDraft('conversation:c');
  return null;
}
const answer = () =>
  act(async () => {
    waiting.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  });
/** Writes, and pauses until it would be saved. */
const write = (text: string) =>
  act(async () => {
    draft.write(text);
    await vi.advanceTimersByTimeAsync(1_200);
  });

/** A draft that another device has saved. */
const another = (text: string): Draft => ({
  place: 'conversation:c',
  text,
  title: null,
  attachments: [],
  themes: '',
  articles: [],
  answers: 'm',
  ask_seen: false,
  thread_kind: null,
  due_on: null,
  organisations: null,
  voting: null,
  closes_at: null,
  room_id: null,
  networks: [],
  updated_at: '2026-03-01T10:00:00Z',
});

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  localStorage.clear();
  asked.length = 0;
  waiting.length = 0;
  stored.length = 0;
  line.up = true;
  line.last = '';
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData<Draft[]>(keys.drafts, []);
  root = createRoot(document.createElement('div'));
  await show(true);
});
afterEach(async () => {
  act(() => root.unmount());
  // What has not been answered would hold up the next.
  while (waiting.length > 0) await answer();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('throws a draft away after the save that is under way, and only then saves what is written anew', async () => {
  await write('Ett');
  act(() => draft.clear());
  await write('Två');
  expect(asked).toEqual(['save Ett']);
  await answer();
  expect(asked).toEqual(['save Ett', 'delete']);
  await answer();
  expect(asked).toEqual(['save Ett', 'delete', 'save Två']);
  await answer();
  expect(client.getQueryData<Draft[]>(keys.drafts)).toMatchObject([{ text: 'Två' }]);
});

it('throws away what is sent while it is being saved, also where an emptied draft had its turn before', async () => {
  await write('Ett');
  await write('');
  await write('Två');
  await answer();
  await answer();
  // The emptied one is gone from the server, and what was written after it is on its way there.
  expect(asked).toEqual(['save Ett', 'delete', 'save Två']);
  act(() => draft.clear());
  await answer();
  expect(asked).toEqual(['save Ett', 'delete', 'save Två', 'delete']);
  await answer();
  expect([draft.text, client.getQueryData(keys.drafts)]).toEqual(['', []]);
});

it('throws nothing away where nothing was written', async () => {
  act(() => draft.clear());
  await act(() => vi.advanceTimersByTimeAsync(2_000));
  expect(asked).toEqual([]);
});

it('stays empty where it was emptied while it was being saved, and is thrown away then', async () => {
  await write('Halva');
  expect(asked).toEqual(['save Halva']);
  act(() => draft.write(''));
  // Told of by the server before it has answered.
  await act(async () => {
    client.setQueryData<Draft[]>(keys.drafts, [{ ...another('Halva'), answers: null }]);
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(draft.text).toBe('');
  await answer();
  expect([draft.text, draft.other]).toEqual(['', null]);
  await act(() => vi.advanceTimersByTimeAsync(1_200));
  expect(asked).toEqual(['save Halva', 'delete']);
});

it('keeps what it answers and that it asks who sees it, also where no word has been written yet', async () => {
  await act(async () => {
    draft.sendAs({ answers: 'm' });
    draft.sendAs({ askSeen: true });
    await vi.advanceTimersByTimeAsync(1_200);
  });
  await answer();
  await write('Ett');
  await answer();
  expect(asked).toEqual(['save  to m asking', 'save Ett to m asking']);
  expect(client.getQueryData<Draft[]>(keys.drafts)).toMatchObject([{ answers: 'm', ask_seen: true }]);
  act(() => draft.clear());
  await answer();
  expect([draft.answers, draft.askSeen]).toEqual([null, false]);
});

it('looks what other devices saved before it saves what was written off the line', async () => {
  line.up = false;
  await write('Mitt på tåget');
  await act(() => vi.advanceTimersByTimeAsync(0));
  expect(draft.state.kind).toBe('local');
  stored.push(another('Deras vid bordet'));
  line.up = true;
  await act(async () => {
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(100);
  });
  expect([draft.text, draft.other?.text]).toEqual(['Mitt på tåget', 'Deras vid bordet']);
  await act(() => vi.advanceTimersByTimeAsync(1_200));
  await answer();
  expect([draft.state.kind, draft.other?.text]).toEqual(['saved', 'Deras vid bordet']);
});

it('never writes over what another device saved and has not been heard of', async () => {
  await write('Mitt');
  await answer();
  stored.push(another('Deras, skrivet medan den här sov'));
  await write('Mitt och mer');
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect([draft.text, draft.other?.text]).toEqual(['Mitt och mer', 'Deras, skrivet medan den här sov']);
  await act(() => vi.advanceTimersByTimeAsync(1_200));
  await answer();
  expect([draft.state.kind, asked.at(-1)]).toEqual(['saved', 'save Mitt och mer']);
});

it('takes what it saved itself for no other device’s, however slow the line is', async () => {
  await write('Ett');
  await write('Ett två');
  await write('Ett två tre');
  // the second has its turn when the first is acknowledged, and starts from that
  for (let turn = 0; turn < 3; turn += 1) await answer();
  expect([draft.text, draft.other, draft.state.kind]).toEqual(['Ett två tre', null, 'saved']);
  expect(asked).toEqual(['save Ett', 'save Ett två', 'save Ett två tre']);
  // stored, and the answer lost: heard of later it is one's own
  line.up = false;
  await write('Ett två tre fyra');
  stored.push({ ...another('Ett två tre fyra'), answers: null });
  line.up = true;
  await write('Ett två tre fyra fem');
  await act(() => vi.advanceTimersByTimeAsync(1_300));
  await answer();
  expect([draft.text, draft.other, draft.state.kind]).toEqual(['Ett två tre fyra fem', null, 'saved']);
});

it('goes on saving what was left off the line, but not once it was written anew or sent', async () => {
  line.up = false;
  await write('Ett');
  await show(false);
  line.up = true;
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  await answer();
  expect([asked.at(-1), client.getQueryData<Draft[]>(keys.drafts)]).toMatchObject([
    'save Ett',
    [{ text: 'Ett' }],
  ]);
  // left once more, come back to, and sent: what was left must not come back
  await show(true);
  line.up = false;
  await write('Ett två');
  await show(false);
  await show(true);
  await act(async () => draft.write('Ett två tre'));
  act(() => draft.clear());
  line.up = true;
  await act(() => vi.advanceTimersByTimeAsync(0));
  await answer();
  const before = asked.length;
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(asked.slice(before)).toEqual([]);
  expect([draft.text, localStorage.length]).toEqual(['', 0]);
});

it('takes what it saved before one left and came back for no other device’s, and writes it over nothing', async () => {
  await write('Ett');
  await show(false);
  await show(true);
  act(() => draft.write('Ett två'));
  await answer();
  const kept = localStorage.getItem(localStorage.key(0) ?? '') ?? '';
  expect(JSON.parse(kept)).toMatchObject({ text: 'Ett två' });
  stored.push({ ...another('Ett'), answers: null, updated_at: line.last });
  await act(() => vi.advanceTimersByTimeAsync(2_500));
  await answer();
  expect([draft.text, draft.other, draft.state.kind]).toEqual(['Ett två', null, 'saved']);
});

it('keeps what is chosen for something new with its words, and nothing that is half written', async () => {
  await act(async () => {
    draft.choose({ dueOn: '2026-12-01', organisations: ['o'] });
    await vi.advanceTimersByTimeAsync(1_200);
  });
  expect(asked).toEqual([]);
  await write('Fråga');
  await answer();
  expect(asked).toEqual(['save Fråga until 2026-12-01']);
  act(() => draft.choose({ dueOn: '' }));
  await act(() => vi.advanceTimersByTimeAsync(1_200));
  await answer();
  expect([draft.dueOn, draft.organisations, asked.at(-1)]).toEqual(['', ['o'], 'save Fråga']);
});

it('keeps on the device what another device wrote until it is taken, or thrown away with the draft', async () => {
  await write('Mitt');
  await answer();
  stored.push(another('Deras'));
  await write('Mitt och mer');
  await act(() => vi.advanceTimersByTimeAsync(1_300));
  await answer();
  // on the server it has been written over
  stored.splice(0);
  await show(false);
  await show(true);
  expect([draft.text, draft.other?.text]).toEqual(['Mitt och mer', 'Deras']);
  act(() => draft.takeOther());
  expect([draft.text, draft.other?.text]).toEqual(['Deras', 'Mitt och mer']);
  act(() => draft.sendAs({ answers: null }));
  act(() => draft.write(''));
  act(() => draft.takeOther());
  expect([draft.text, draft.other]).toEqual(['Mitt och mer', null]);
  act(() => draft.takeOther());
  expect(draft.text).toBe('Mitt och mer');
  act(() => draft.clear());
  expect(localStorage.length).toBe(0);
  await answer();
});

it('knows its own words again, also those that were put right as they were sent', () => {
  const written = { ...NOTHING_WRITTEN, answers: 'm', text: 'Text \udc67', title: 'Halv \ud83d' };
  const there = { ...another('Text \ufffd'), title: 'Halv \ufffd' };
  expect([sameWords(there, written), sameWords({ ...there, title: 'Halv' }, written)]).toEqual([true, false]);
});

it('keeps what is written here where there is no room for what another device wrote as well', async () => {
  await write('Mitt');
  await answer();
  const device = localStorage;
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => device.getItem(name),
    setItem: (name: string, kept: string) => {
      if (kept.includes('Deras')) throw new Error('full');
      device.setItem(name, kept);
    },
  });
  stored.push(another('Deras'));
  await act(async () => {
    draft.write('Mitt och mer');
    await client.refetchQueries({ queryKey: keys.drafts });
  });
  const kept = device.getItem(device.key(0) ?? '') ?? '';
  expect([draft.other?.text, JSON.parse(kept)]).toMatchObject([
    'Deras',
    { text: 'Mitt och mer', other: null },
  ]);
});

it('shows what another device wrote meanwhile, and changes places with it', async () => {
  act(() => draft.write('Mitt'));
  const theirs = another('Deras');
  await act(async () => {
    client.setQueryData<Draft[]>(keys.drafts, [theirs]);
    await vi.advanceTimersByTimeAsync(0);
  });
  expect([draft.text, draft.other?.text]).toEqual(['Mitt', 'Deras']);
  act(() => draft.takeOther());
  expect([draft.text, draft.answers, draft.other?.text]).toEqual(['Deras', 'm', 'Mitt']);
});

it('puts what comes back after what has been typed since', () => {
  expect([joined('', 'Först'), joined('Sedan\n', 'Först')]).toEqual(['Först', 'Sedan\n\nFörst']);
});
