/** Off the line: the pages stay, what is written waits and is sent once, and what can no longer be sent is shown. */
import type { Page } from 'playwright-core';
import { draftSaved, field, opened, region, send } from '../composer.ts';
import {
  BASE,
  gone,
  holds,
  opposite,
  type Rig,
  rareWord,
  read,
  roomsOf,
  same,
  sharedRoom,
  until,
} from '../harness.ts';
import { putFile, say, startThread, textsOf } from './told.ts';

/** Once a page rests, what is wanted wherever one is has been fetched. */
const atHand = (page: Page) =>
  until('it is at hand', () =>
    page.evaluate(() => {
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      return ['Dialog-', 'Refused-'].every((part) => names.some((name) => name.includes(`/${part}`)));
    }),
  );

/** Dialogs open, the ways to other pages stay, and a page that had not been fetched comes by itself when the line is back. */
export async function pagesStay(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'whole_network');
  const thread = await startThread(anna, room.id, `I tunneln ${rareWord()}`);
  await anna.goto(`/samtal/${thread}`);
  await field(anna).waitFor();
  await atHand(anna);
  await anna.context().setOffline(true);
  await anna.getByRole('button', { name: /Visa namnen/ }).click();
  await anna.getByRole('dialog', { name: 'Vem ser det här?' }).waitFor();
  await anna.keyboard.press('Escape');
  await gone('it is closed', anna.getByRole('dialog'));
  const elsewhere = width < 800 ? 'Träffar' : 'Arkiv';
  await anna.getByRole('link', { name: elsewhere, exact: true }).first().click();
  const away = anna.getByRole('heading', { name: 'Kunde inte nå servern' });
  await away.waitFor();
  await anna.getByRole('link', { name: 'Start', exact: true }).waitFor();
  await anna.context().setOffline(false);
  await gone('the page is there by itself', away);
  await anna.locator('h1').waitFor();
}

/** A thread is moved out of reach while somebody writes in it off the line: they are told, and keep their words. */
export async function whatCanNoLongerBeSent(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('fortroendevald', { width });
  const coordinator = await rig.person('samordnare', { width: opposite(width) });
  const { network, room } = await sharedRoom(coordinator, anna, 'whole_network');
  const group = (await roomsOf(coordinator, network.id)).find((one) => one.kind === 'working_group');
  const title = `Flyttas ${rareWord()}`;
  const thread = await startThread(coordinator, room.id, title);
  await say(anna, thread, 'Det här hann fram.');
  await anna.goto(`/samtal/${thread}`);
  await field(anna).waitFor();
  await anna.locator('article', { hasText: 'Det här hann fram.' }).waitFor();
  await atHand(anna);
  await anna.context().setOffline(true);
  const [sent, begun] = [`Skickat på tåget ${rareWord()}`, `Påbörjat på tåget ${rareWord()}`];
  await field(anna).fill(sent);
  await region(anna).getByRole('button', { name: 'Skicka' }).click();
  await anna.locator('article', { hasText: sent }).getByText('Skickas när du är uppkopplad').waitFor();
  await field(anna).fill(begun);
  const { revision } = await read<{ revision: number }>(coordinator, `/conversations/${thread}`);
  const moved = await coordinator.request.post(`/api/v1/conversations/${thread}/moves`, {
    data: { room_id: group?.id, more_readers: 0, word: null },
    headers: { Origin: new URL(BASE).origin, 'If-Match': `"${revision}"` },
  });
  if (!moved.ok()) throw new Error(`moving: ${moved.status()} ${await moved.text()}`);
  await anna.context().setOffline(false);
  await anna.getByRole('heading', { name: 'Här finns inget för dig' }).waitFor();
  const left = anna.getByRole('region', { name: /hade du börjat skriva/ });
  await left.getByText(begun).waitFor();
  await left.getByRole('button', { name: 'Kasta' }).click();
  await gone('what was begun is thrown away', left);
  const told = anna.getByText('1 inlägg kunde inte skickas.');
  await told.waitFor();
  // wherever one is
  await anna.getByRole('link', { name: 'Start', exact: true }).click();
  await anna.getByRole('heading', { name: /^(God|Hej)/, level: 1 }).waitFor();
  await anna.getByRole('button', { name: 'Visa', exact: true }).click();
  const dialog = anna.getByRole('dialog', { name: 'Kunde inte skickas' });
  await dialog.getByText(sent).waitFor();
  await dialog.getByRole('button', { name: 'Kopiera texten' }).waitFor();
  await dialog.getByRole('button', { name: 'Kasta' }).click();
  await gone('nothing is refused any more', told);
  // that it was moved stands in the inbox of who has written there, until it is seen
  await anna.goto('/inkorg');
  const line = anna.getByText(title);
  await line.waitFor();
  await anna.locator('section', { has: line }).getByRole('button', { name: 'Sett', exact: true }).click();
  await gone('it has been seen', line);
  await until('one stands in the page', () => anna.evaluate(() => document.activeElement?.id === 'content'));
}

/** Off the line one writes three; the tab is closed; back on the line they come once each, in order, after the others'. */
export async function anOfflineSpell(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare', { width: 390 });
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await startThread(anna, room.id, `På tåget ${rareWord()}`);
  await Promise.all([opened(anna, thread), opened(bo, thread)]);
  await anna.context().setOffline(true);
  const word = rareWord();
  const own = [1, 2, 3].map((number) => `${word} nummer ${number}`);
  for (const words of own) {
    await field(anna).fill(words);
    await send(anna).click();
    await anna.locator('article', { hasText: words }).getByText('Skickas när du är uppkopplad').waitFor();
  }
  const meanwhile = `Under tiden ${rareWord()}`;
  await field(bo).fill(meanwhile);
  await send(bo).click();
  await bo.locator('article', { hasText: meanwhile }).waitFor();
  // The tab is closed before the line is back; another one is opened, and one more beside it.
  const context = anna.context();
  await anna.close();
  await context.setOffline(false);
  const [again, beside] = [await context.newPage(), await context.newPage()];
  await Promise.all([again.goto(`/samtal/${thread}`), beside.goto('/')]);
  const texts = () => textsOf(bo, thread);
  await until('all have come', async () => (await texts()).length === 5);
  same((await texts()).slice(1).join('|'), [meanwhile, ...own].join('|'), 'once each and in order');
  for (const page of [again, bo]) {
    await page.locator('article', { hasText: meanwhile }).waitFor();
    await gone('nothing waits any more', page.getByText('Skickas när du är uppkopplad'));
    await page.locator('article', { hasText: own[2] ?? '' }).waitFor();
    same(await page.locator('article', { hasText: word }).count(), 3, 'nothing is shown twice');
    const shown = await page.locator('article').allInnerTexts();
    const order = [meanwhile, ...own].map((words) => shown.findIndex((text) => text.includes(words)));
    holds(
      order.every((at, index) => at > (order[index - 1] ?? -1)),
      `in the same order: ${order.join()}`,
    );
  }
}

/** In a document one writes off the line: kept as a draft, waiting in view after the tab was closed, and said once. */
export async function saidOfADocumentOffline(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'members');
  const name = `Att tala om ${rareWord()}.txt`;
  const { id: made } = await putFile(anna, room.id, name, 'En text att tala om.');
  const side = async (page: Page) => {
    await page.goto(`/dokument/${made}`);
    if (width < 1200) await page.getByRole('button', { name: 'Mer om sidan' }).click();
  };
  await side(anna);
  const said = anna.getByRole('textbox', { name: 'Skriv om dokumentet' });
  const words = `Sagt på tåget ${rareWord()}`;
  await said.fill(words);
  await draftSaved(anna).waitFor();
  await side(anna);
  await until('the draft is there', async () => (await said.inputValue()) === words);
  await anna.context().setOffline(true);
  await anna.getByRole('button', { name: 'Skicka' }).click();
  await anna.locator('article', { hasText: words }).getByText('Skickas när du är uppkopplad').waitFor();
  const context = anna.context();
  await anna.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await side(again);
  await again.locator('li', { hasText: words }).waitFor();
  await gone('nothing waits any more', again.getByText('Skickas när du är uppkopplad'));
  const { conversation_id } = await read<{ conversation_id: string }>(again, `/documents/${made}`);
  same((await textsOf(again, conversation_id)).filter((text) => text.includes(words)).length, 1, 'said once');
}

/** A file chosen off the line waits with what one writes, survives a closed tab, and comes with the message, once. */
export async function aFileOffline(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'members');
  const thread = await startThread(anna, room.id, `Bilaga på tåget ${rareWord()}`);
  await opened(anna, thread);
  await anna.context().setOffline(true);
  const choose = async (name: string) => {
    const choosing = anna.waitForEvent('filechooser');
    await region(anna).getByRole('button', { name: 'Bifoga fil' }).click();
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(`Skrivet i ${name}`) };
    await (await choosing).setFiles(file);
  };
  const list = region(anna).getByRole('list', { name: 'Bifogat' });
  const [sentAlong, kept] = [`tåg ${rareWord()}.txt`, `färja ${rareWord()}.txt`];
  await choose(sentAlong);
  await list.getByText(sentAlong).waitFor();
  await list.getByText('läggs till när du är uppkopplad').waitFor();
  const words = `Se bilagan ${rareWord()}`;
  await field(anna).fill(words);
  await send(anna).click();
  const waits = anna.locator('article', { hasText: words });
  await waits.getByText('Skickas när du är uppkopplad').waitFor();
  await waits.getByText(`Med: ${sentAlong}`).waitFor();
  // Another is chosen and not sent yet: it stays with the draft.
  await choose(kept);
  await list.getByText(kept).waitFor();
  await list.getByText('läggs till när du är uppkopplad').waitFor();
  await field(anna).fill('Och en till');
  const context = anna.context();
  await anna.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await opened(again, thread);
  await again.locator('article', { hasText: words }).getByText(sentAlong).waitFor();
  await gone('nothing waits any more', again.getByText('Skickas när du är uppkopplad'));
  const draft = region(again).getByRole('list', { name: 'Bifogat' });
  await draft.getByText(kept).waitFor();
  await gone('the other is attached', draft.getByText('läggs till när du är uppkopplad'));
  same(await field(again).inputValue(), 'Och en till', 'with what was written');
  await send(again).click();
  await again.locator('article', { hasText: 'Och en till' }).getByText(kept).waitFor();
  const { items } = await read<{ items: { name: string }[] }>(again, `/rooms/${room.id}/documents?limit=100`);
  for (const name of [sentAlong, kept])
    same(items.filter((one) => one.name.startsWith(name.slice(0, -4))).length, 1, `${name} lies there once`);
}

/** What is refused is not lost: it says why, and goes back to the field. */
export async function whatIsRefusedComesBack(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const { room } = await sharedRoom(anna, anna, 'members');
  const thread = await startThread(anna, room.id, `Nekat ${rareWord()}`);
  await opened(anna, thread);
  const word = rareWord();
  await anna.route('**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            code: 'conversation_closed',
            status: 409,
            detail: 'Samtalet är avslutat nu.',
          }),
        })
      : route.continue(),
  );
  await field(anna).fill(`Får inte plats ${word}`);
  await send(anna).click();
  const waiting = anna.locator('article', { hasText: word });
  await waiting.getByText('Samtalet är avslutat nu.').waitFor();
  await waiting.getByRole('button', { name: 'Ta tillbaka till skrivfältet' }).click();
  await until('it is back', async () => (await field(anna).inputValue()).includes(word));
  await anna.unroute('**/messages');
  await send(anna).click();
  await until('it is sent', async () => (await textsOf(anna, thread)).some((text) => text.includes(word)));
}
