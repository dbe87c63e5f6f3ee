/**
 * What has been sent but not yet acknowledged. It is kept on the device under the client's own id, each message in a
 * place of its own, so that closing the tab loses nothing, several tabs don't write over one another, and a resend after
 * a broken line is never a second message. Within a conversation it goes out in the order it was written.
 */
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { Choice, ThreadKind, Voting } from '../api/types.ts';
import type { HeldFile } from './heldFiles.ts';
import { letGo } from './letGo.ts';
import { ownName, whenOwnerChanges } from './whose.ts';

/** A thread to be started: its first message is the outgoing one. */
export interface Start {
  /** Where it was written: the place of its draft. */
  place: string;
  room: string;
  kind: ThreadKind;
  title: string;
  themes: string[];
  articles: number[];
  /** What makes it more than a thread of one room; nothing for one that is no more. */
  as?: Begun;
}

/** An information for several networks, an ask, a proposal, or a thread out of a chat message, with what each says. */
export type Begun =
  | { what: 'lift'; message: string; at: string }
  | { what: 'information'; networks: string[] }
  | { what: 'ask'; due_on: string; organisations: string[] | null }
  | { what: 'proposal'; wording: string; voting: Voting; closes_at: string };

/** A vote, or an answer to an ask: for an organisation, or for oneself. */
export type Cast =
  | { what: 'voice'; conversation: string; organisation: string | null; choice: Choice }
  | { what: 'answer'; conversation: string; organisation: string; number: number };

export interface Outgoing {
  client_id: string;
  /** The conversation it goes to; of a thread that is to be started, a name of its own. */
  conversation: string;
  start?: Start;
  text: string;
  attachments: string[];
  /** What waits on this device to be attached, and the room it goes into: sent before the message. */
  files?: HeldFile[];
  room?: string;
  /** The name of one that the device no longer has. */
  missing?: string;
  /** It is no message but a vote or an answer; then the text is its reason, or its words. */
  cast?: Cast;
  /** The document it is said of, which has a conversation only once something has been said. */
  document?: string;
  /** The message it answers. */
  answers?: string;
  /** Its author asks which organisations see it. */
  ask_seen?: boolean;
  /** How far its author had read when they wrote it: what came since, and they have not seen, stays unread. */
  read_to?: number;
  /** When it was written; those of a conversation go out in this order. */
  at: string;
  state: 'sending' | 'waiting' | 'failed';
  /** Why it was refused, in the writer's language. */
  reason?: string;
}

const prefix = () => ownName('outbox.');
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
const EMPTY: readonly Outgoing[] = [];

let queue: readonly Outgoing[] = [];
const watchers = new Set<() => void>();
let byConversation = new Map<string, readonly Outgoing[]>();
let retry: ReturnType<typeof setTimeout> | undefined;
let tries = 0;
let lastAt = 0;
/** What there was no room for on the device, by the name it would have there: this tab alone has it. */
const unstored = new Map<string, Outgoing>();
/** The conversations something is being sent in, by this tab. */
const busy = new Set<string>();
queue = load();
whenOwnerChanges(() => show(load()));
// Another tab wrote, sent or threw something away.
globalThis.addEventListener?.('storage', (event) => {
  if (event.key === null || event.key.startsWith(prefix())) show(load());
});

function load(): readonly Outgoing[] {
  const found = new Map<string, Outgoing>();
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const name = localStorage.key(index);
      const one = name?.startsWith(prefix()) && stored(name);
      if (!name || !one) continue;
      const here = queue.find((each) => each.client_id === one.client_id);
      // What another tab is sending is for this one something that waits.
      found.set(name, one.state === 'sending' ? { ...one, state: here?.state ?? 'waiting' } : one);
    }
  } catch {
    // Without storage there is what is in memory.
  }
  // What could not be kept on the device is newer than what is there.
  for (const [name, one] of unstored) if (name.startsWith(prefix())) found.set(name, one);
  return [...found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
function stored(name: string): Outgoing | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Outgoing | null;
  } catch {
    return null;
  }
}
function show(next: readonly Outgoing[]): void {
  queue = next;
  byConversation = new Map();
  for (const watcher of watchers) watcher();
}
function keep(one: Outgoing): void {
  const name = prefix() + one.client_id;
  try {
    localStorage.setItem(name, JSON.stringify(one));
    unstored.delete(name);
  } catch {
    // Without storage it still goes out from memory.
    unstored.set(name, one);
  }
}
function change(id: string, with_: Partial<Outgoing>): void {
  show(
    queue.map((one) => {
      if (one.client_id !== id) return one;
      const changed = { ...one, ...with_ };
      keep(changed);
      return changed;
    }),
  );
}

const watch = (changed: () => void) => {
  watchers.add(changed);
  return () => watchers.delete(changed);
};

/** What waits to be sent in a conversation. */
export function useOutbox(conversation: string): readonly Outgoing[] {
  return useSyncExternalStore(watch, () => {
    if (!byConversation.has(conversation)) {
      const own = queue.filter((one) => one.conversation === conversation);
      byConversation.set(conversation, own.length ? own : EMPTY);
    }
    return byConversation.get(conversation) ?? EMPTY;
  });
}

/** What does not stand among the messages yet: one may be told of live before its own answer comes. */
export const notIn = (
  messages: readonly { client_id: string }[],
  outgoing: readonly Outgoing[],
): readonly Outgoing[] =>
  outgoing.filter((one) => !messages.some((each) => each.client_id === one.client_id));

/** What is still to be sent or was refused, wherever. */
export const useQueue = (): readonly Outgoing[] => useSyncExternalStore(watch, () => queue);

/** Shows the message at once and sends it. */
export function sendMessage(
  client: QueryClient,
  conversation: string,
  text: string,
  attachments: string[],
  more: Pick<Outgoing, 'answers' | 'ask_seen' | 'read_to' | 'document' | 'files' | 'room' | 'cast'> = {},
  // What may have arrived already goes by the name it went by then.
  client_id: string = crypto.randomUUID(),
): string {
  // Two in the same millisecond keep their order.
  lastAt = Math.max(Date.now(), lastAt + 1);
  const at = new Date(lastAt).toISOString();
  const one: Outgoing = { client_id, conversation, text, attachments, ...more, at, state: 'sending' };
  keep(one);
  show([...queue, one]);
  void fly(client, conversation);
  return client_id;
}

/** Where votes, or answers, of one organisation to one thing wait. */
export const castQueue = ({ what, conversation, organisation }: Omit<Cast, 'choice' | 'number'>): string =>
  `${what}:${conversation}:${organisation ?? ''}`;

/** Votes or answers when the line is back. What was to be said there before, and waits, is said anew. */
export function castLater(client: QueryClient, cast: Cast, text: string): void {
  const conversation = castQueue(cast);
  for (const one of queue)
    if (one.conversation === conversation && one.state !== 'sending') forget(one.client_id);
  sendMessage(client, conversation, text, [], { cast });
}

/** The votes on a proposal, or the answers to an ask, that wait, whichever organisation's. */
export function useCastsWaiting(conversation: string): readonly Outgoing[] {
  return useQueue().filter((one) => one.cast?.conversation === conversation);
}

/** Starts a thread when the line is back; until then it waits like a message. */
export function startLater(
  client: QueryClient,
  start: Start,
  {
    client_id,
    text,
    attachments,
    files = [],
  }: Pick<Outgoing, 'client_id' | 'text' | 'attachments' | 'files'>,
): void {
  const conversation = `start:${client_id}`;
  const at = new Date().toISOString();
  const said = { client_id, conversation, start, text, attachments };
  const one: Outgoing = { ...said, files, room: start.room, at, state: 'waiting' };
  keep(one);
  show([...queue, one]);
  void fly(client, conversation);
}

/** The threads that wait to be started. */
export function useStarting(): readonly (Outgoing & { start: Start })[] {
  return useQueue().filter((one): one is Outgoing & { start: Start } => one.start !== undefined);
}

/** It has gone, or is thrown away. */
export function forget(id: string, keepsFiles = false): void {
  if (!keepsFiles)
    for (const file of queue.find((one) => one.client_id === id)?.files ?? []) void letGo(file.id);
  unstored.delete(prefix() + id);
  try {
    localStorage.removeItem(prefix() + id);
  } catch {
    // What is not stored need not be taken away.
  }
  show(queue.filter((one) => one.client_id !== id));
}

/** The page on which it stands whether one may write this. */
function shownBy({ cast, document, conversation }: Outgoing): QueryKey {
  if (document) return keys.document(document);
  if (!cast) return keys.conversation(conversation);
  return cast.what === 'voice' ? keys.proposal(cast.conversation) : keys.ask(cast.conversation);
}

/** Tries one that was refused again, in its place in the order. */
export function tryAgain(client: QueryClient, id: string): void {
  const one = queue.find((each) => each.client_id === id);
  if (!one) return;
  const { missing: _, ...rest } = one;
  show(queue.map((each) => (each.client_id === id ? rest : each)));
  change(id, { state: 'waiting' });
  void fly(client, one.conversation);
}

/** Tries again everything that waits. Called at start and when the line is back. */
export async function sendWaiting(client: QueryClient): Promise<void> {
  show(load());
  const conversations = new Set(queue.filter((one) => one.state !== 'failed').map((one) => one.conversation));
  await Promise.all([...conversations].map((conversation) => fly(client, conversation)));
}

/** Sends what waits in a conversation, the oldest first, one at a time and by one tab at a time. */
async function fly(client: QueryClient, conversation: string): Promise<void> {
  if (busy.has(conversation)) return;
  busy.add(conversation);
  try {
    await alone(`${prefix()}${conversation}`, async () => {
      for (;;) {
        const one = queue.find((each) => each.conversation === conversation && each.state !== 'failed');
        if (!one || !stillThere(one.client_id)) {
          if (!one) return;
          // Another tab has sent it.
          show(queue.filter((each) => each.client_id !== one.client_id));
          continue;
        }
        if (!(await sendOne(client, one))) return;
      }
    });
  } finally {
    busy.delete(conversation);
  }
}

/** Whether to go on with the next. */
async function sendOne(client: QueryClient, one: Outgoing): Promise<boolean> {
  change(one.client_id, { state: 'sending' });
  try {
    // fetched once somebody has something to send; off the line it is fetched when that is back
    const { deliver } = await import('./deliver.ts');
    if (!(await deliver(client, one, (part) => change(one.client_id, part)))) return true;
    tries = 0;
    forget(one.client_id);
    return true;
  } catch (error) {
    // Signed out it waits.
    if (error instanceof ApiError && !error.temporary && error.status !== 401) {
      // Refused: the writer is told why, and the rest need not wait for it.
      change(one.client_id, { state: 'failed', reason: error.fields[0]?.message ?? error.detail });
      // What one may there is no longer what the screen says.
      if (error.status === 403) void client.invalidateQueries({ queryKey: shownBy(one) });
      return true;
    }
    // What was written after it waits for it.
    for (const each of queue)
      if (each.conversation === one.conversation && each.state === 'sending')
        change(each.client_id, { state: 'waiting' });
    clearTimeout(retry);
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);
    tries += 1;
    retry = setTimeout(() => void sendWaiting(client), wait);
    return false;
  }
}

function stillThere(id: string): boolean {
  try {
    return unstored.has(prefix() + id) || localStorage.getItem(prefix() + id) !== null;
  } catch {
    return true;
  }
}

/** One tab sends at a time; where the browser has no locks the server's own memory of the id must do. */
async function alone(name: string, act: () => Promise<void>): Promise<void> {
  const locks = globalThis.navigator?.locks;
  if (locks) await locks.request(name, act);
  else await act();
}
