/** Handing over what waits: each kind by the call it is for, with what is to be attached before it. */
import type { QueryClient } from '@tanstack/react-query';
import { postMessage, startConversation } from '../api/conversations.ts';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { Conversation, Message } from '../api/types.ts';
import { applyFrame } from '../realtime/bridge.ts';
import { ownChange } from '../realtime/frames.ts';
import { letGo } from './letGo.ts';
import type { Cast, Outgoing, Start } from './outbox.ts';

/** Keeps how far it has come. */
type Change = (part: Partial<Outgoing>) => void;

/** Hands it over; false where a file that was to go along is gone, which it then says. */
export async function deliver(client: QueryClient, one: Outgoing, change: Change): Promise<boolean> {
  const whole = await withFiles(one, change);
  if (!whole) return false;
  if (whole.start) await begin(client, whole, whole.start);
  else if (whole.cast) await cast(client, whole.cast, whole.text);
  else if (whole.document) await say(client, whole, whole.document);
  else joinPosted(client, await postMessage(whole.conversation, whole));
  return true;
}

/** Sends what waits to be attached, one file after the other, each kept as sent before the next; nothing where one is gone. */
async function withFiles(one: Outgoing, change: Change): Promise<Outgoing | null> {
  let now = one;
  for (const file of one.files ?? []) {
    const { heldFile } = await import('./heldFiles.ts');
    const held = await heldFile(file.id);
    const files = (now.files ?? []).filter((each) => each.id !== file.id);
    if (!held) {
      change({ state: 'failed', files, missing: file.name });
      return null;
    }
    const { uploadOnce } = await import('../api/upload.ts');
    const { id } = await uploadOnce(held, one.room ?? '', file.id, file.pieces);
    now = { ...now, files, attachments: [...now.attachments, id] };
    change({ files, attachments: now.attachments });
    void letGo(file.id);
  }
  return now;
}

async function begin(client: QueryClient, one: Outgoing, start: Start): Promise<void> {
  const made = await started(one, start);
  if (made) client.setQueryData(keys.conversation(made.id), made);
  void client.invalidateQueries({ queryKey: ['conversations'] });
}

async function cast(client: QueryClient, it: Cast, text: string): Promise<void> {
  const id = it.conversation;
  if (it.what === 'voice') {
    const { castVoice } = await import('../api/proposals.ts');
    const voice = { organisation_id: it.organisation, choice: it.choice, reason: text };
    client.setQueryData(keys.proposal(id), await castVoice(id, voice));
    return;
  }
  const { askQuery, writeAnswer } = await import('../api/asks.ts');
  try {
    await writeAnswer(id, it.organisation, it.number, text);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 412) throw error;
    // It may stand there already, as it was sent: only the word that it does was lost.
    const { mine } = await client.fetchQuery({ ...askQuery(id), staleTime: 0 });
    const there = mine.find((one) => one.organisation.id === it.organisation)?.answer?.text;
    if (there !== text.toWellFormed()) throw error;
  }
  void client.invalidateQueries({ queryKey: keys.ask(id) });
}

async function say(client: QueryClient, one: Outgoing, document: string): Promise<void> {
  const { sayOf } = await import('../api/together.ts');
  const { conversation_id } = await sayOf(document, one.client_id, one.text);
  await client.invalidateQueries({ queryKey: keys.document(document) });
  await client.invalidateQueries({ queryKey: keys.messages(conversation_id) });
}

/** What is seldom written offline is fetched when it is sent: then there is a line. */
async function started(one: Outgoing, start: Start): Promise<Conversation | undefined> {
  const { room, as, ...words } = start;
  if (!as) return startConversation(room, { ...words, ...one });
  const { text, attachments, client_id } = one;
  const { title, themes, articles } = words;
  switch (as.what) {
    case 'information': {
      const { publishInformation } = await import('../api/threads.ts');
      await publishInformation(as.networks, { title, themes, articles, text, client_id });
      return undefined;
    }
    case 'lift': {
      const { liftMessage } = await import('../api/threads.ts');
      const { kind } = words;
      return liftMessage(as.message, { kind, title, themes, articles, text, client_id });
    }
    case 'ask': {
      const { startAsk } = await import('../api/asks.ts');
      return startAsk(room, { ...as, title, text, attachments, client_id });
    }
    case 'proposal': {
      const { putProposal } = await import('../api/proposals.ts');
      return putProposal(room, { ...as, title, text, attachments, client_id });
    }
  }
}

/** The answer to one's own POST goes the same way as a frame, so both in either order give the same. */
function joinPosted(client: QueryClient, message: Message): void {
  const held = client.getQueryData<Conversation>(keys.conversation(message.conversation_id));
  if (held) applyFrame(client, ownChange({ kind: 'message_posted', data: { message, conversation: held } }));
}
