/** Things said without the interface, to have something to look at. */
import type { Page } from 'playwright-core';
import { read } from '../harness.ts';

/** What the API makes of it, as the person of the page. */
export async function post<T>(page: Page, path: string, body: object): Promise<T> {
  return (await page.evaluate(
    async ([address, sent]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: sent,
      });
      if (!answer.ok) throw new Error(`POST ${address}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as unknown;
    },
    [path, JSON.stringify(body)] as const,
  )) as T;
}

/** A thread of a kind, with its first message. */
export const start = (page: Page, room: string, kind: string, title: string, themes: string[] = []) =>
  post<{ id: string }>(page, `/rooms/${room}/conversations`, {
    kind,
    title,
    themes,
    message: { client_id: crypto.randomUUID(), text: `${title} Vi undrar hos oss.` },
  });

/** A thread of one's own, with its first message. */
export async function startThread(page: Page, room: string, title: string): Promise<string> {
  const message = { client_id: crypto.randomUUID(), text: 'Det första inlägget.' };
  return (
    await post<{ id: string }>(page, `/rooms/${room}/conversations`, { kind: 'discussion', title, message })
  ).id;
}

/** One message. */
export const say = (page: Page, conversation: string, text: string) =>
  post<{ id: string }>(page, `/conversations/${conversation}/messages`, {
    client_id: crypto.randomUUID(),
    text,
    attachments: [],
  });

/** Many messages, in order. */
export async function sayMany(page: Page, conversation: string, texts: string[]): Promise<void> {
  await page.evaluate(
    async ([id, all]) => {
      for (const text of all) {
        const answer = await fetch(`/api/v1/conversations/${id}/messages`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ client_id: crypto.randomUUID(), text }),
        });
        if (!answer.ok) throw new Error(`posting: ${answer.status}`);
      }
    },
    [conversation, texts] as const,
  );
}

export async function textsOf(page: Page, conversation: string): Promise<string[]> {
  const list = await read<{ items: { text: string }[] }>(
    page,
    `/conversations/${conversation}/messages?limit=100`,
  );
  return list.items.map((message) => message.text);
}

/** A file of the page's own making, uploaded as the interface does. */
export async function putFile<Row extends { id: string }>(
  page: Page,
  room: string,
  name: string,
  text: string,
): Promise<Row> {
  return (await page.evaluate(
    async ([where, called, words]) => {
      const form = new FormData();
      form.append('file', new File([words], called));
      const answer = await fetch(`/api/v1/rooms/${where}/documents`, { method: 'POST', body: form });
      if (!answer.ok) throw new Error(`${called}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as unknown;
    },
    [room, name, text] as const,
  )) as Row;
}
