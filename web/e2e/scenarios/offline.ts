/** Off the line: the pages stay, and what can no longer be sent is shown. */
import type { Page } from 'playwright-core';
import { BASE, gone, opposite, type Rig, rareWord, read, roomsOf, sharedRoom, until } from '../harness.ts';
import { say, startThread } from './told.ts';

const region = (page: Page) => page.getByRole('region', { name: 'Skriv' });
const field = (page: Page) => region(page).getByRole('textbox');

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
  await anna.getByRole('heading', { name: /^God / }).waitFor();
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
