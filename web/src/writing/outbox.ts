/**
 * What has been sent but not yet acknowledged. It is kept on the device under the client's own id, so a
 * resend after a broken line or a closed tab is never a second message.
 */
import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { postMessage } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { Conversation, Message } from '../api/types.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';
import { ownName, whenOwnerChanges } from './whose.ts';

export interface Outgoing {
  client_id: string;
  conversation: string;
  text: string;
  attachments: string[];
  /** The message it answers. */
  answers?: string;
  /** Its author asks which organisations see it. */
  ask_seen?: boolean;
  at: string;
  state: 'sending' | 'waiting' | 'failed';
  /** Why it was refused, in the writer's language. */
  reason?: string;
}

const name = () => ownName('outbox');
const RETRY_MS = 5_000;
const EMPTY: readonly Outgoing[] = [];

let queue: readonly Outgoing[] = load();
const watchers = new Set<() => void>();
let byConversation = new Map<string, readonly Outgoing[]>();
let retry: ReturnType<typeof setTimeout> | undefined;
const flying = new Set<string>();
whenOwnerChanges(() => set(load()));

function load(): readonly Outgoing[] {
  try {
    const kept = JSON.parse(localStorage.getItem(name()) ?? '[]') as Outgoing[];
    return kept.map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one));
  } catch {
    return [];
  }
}
function set(next: readonly Outgoing[]): void {
  queue = next;
  byConversation = new Map();
  try {
    localStorage.setItem(name(), JSON.stringify(next));
  } catch {
    // Without storage it still goes out from memory.
  }
  for (const watcher of watchers) watcher();
}
const change = (id: string, with_: Partial<Outgoing>) =>
  set(queue.map((one) => (one.client_id === id ? { ...one, ...with_ } : one)));

/** What waits to be sent in a conversation. */
export function useOutbox(conversation: string): readonly Outgoing[] {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => {
      if (!byConversation.has(conversation)) {
        const own = queue.filter((one) => one.conversation === conversation);
        byConversation.set(conversation, own.length ? own : EMPTY);
      }
      return byConversation.get(conversation) ?? EMPTY;
    },
  );
}

/** Shows the message at once and sends it. */
export function sendMessage(
  client: QueryClient,
  conversation: string,
  text: string,
  attachments: string[],
  more: Pick<Outgoing, 'answers' | 'ask_seen'> = {},
): string {
  const client_id = crypto.randomUUID();
  set([
    ...queue,
    { client_id, conversation, text, attachments, ...more, at: new Date().toISOString(), state: 'sending' },
  ]);
  void fly(client, client_id);
  return client_id;
}

export function forget(id: string): void {
  set(queue.filter((one) => one.client_id !== id));
}

/** Tries again everything that waits, in the order it was written. Called at start and when the line is back. */
export async function sendWaiting(client: QueryClient): Promise<void> {
  for (const one of queue.filter((each) => each.state === 'waiting')) await fly(client, one.client_id);
}

export async function fly(client: QueryClient, id: string): Promise<void> {
  const one = queue.find((each) => each.client_id === id);
  if (!one || flying.has(id)) return;
  flying.add(id);
  change(id, { state: 'sending' });
  try {
    const message = await postMessage(one.conversation, one);
    joinPosted(client, message);
    forget(id);
  } catch (error) {
    const temporary = !(error instanceof ApiError) || error.temporary;
    if (temporary) {
      change(id, { state: 'waiting' });
      clearTimeout(retry);
      retry = setTimeout(() => void sendWaiting(client), RETRY_MS);
    } else {
      change(id, { state: 'failed', reason: error.detail });
    }
  } finally {
    flying.delete(id);
  }
}

/** The answer to one's own POST goes the same way as a frame, so both in either order give the same. */
function joinPosted(client: QueryClient, message: Message): void {
  const held = client.getQueryData<Conversation>(keys.conversation(message.conversation_id));
  if (held) applyFrame(client, ownChange({ kind: 'message_posted', data: { message, conversation: held } }));
}
