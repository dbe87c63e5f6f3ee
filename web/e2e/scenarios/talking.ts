import type { Page } from 'playwright-core';
import { draftSaved, field, send } from '../composer.ts';
import { holds, opposite, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';
import { readAllUnread } from '../keys.ts';
import { menu } from '../menu.ts';
import { say } from './told.ts';

async function firstThread(page: Page, network: string, room: string): Promise<string> {
  const list = await read<{ items: { id: string }[] }>(
    page,
    `/networks/${network}/conversations?room=${room}&limit=5`,
  );
  const id = list.items[0]?.id;
  if (!id) throw new Error('the demo has no thread there');
  return id;
}

export async function anAnswerArrivesLive(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await firstThread(anna, network.id, room.id);
  // By the way people go: network, thread.
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await anna.locator(`a[href="/samtal/${thread}"]`).first().click();
  await bo.goto(`/samtal/${thread}`);
  await Promise.all([field(anna).waitFor(), field(bo).waitFor()]);
  await bo.locator('article').first().waitFor();
  const words = `Hos oss prövas det nu, ${rareWord()}.`;
  await field(anna).fill(words);
  await send(anna).click();
  await anna.locator('article', { hasText: words }).waitFor();
  await bo.locator('article', { hasText: words }).waitFor();
  // It is stored, under one message only.
  await anna.reload();
  await anna.locator('article', { hasText: words }).waitFor();
  holds((await anna.locator('article', { hasText: words }).count()) === 1, 'stored once');
  // Editing and taking away arrive as well, and taking away can be undone.
  await menu(anna, anna.locator('article', { hasText: words }), 'Ändra');
  const changed = words.replace('prövas', 'införs');
  const editing = anna.locator('article').getByRole('textbox');
  await editing.fill(changed);
  // Left by mistake, it is gone on with.
  await anna.locator('article').getByRole('button', { name: 'Avbryt' }).click();
  await anna.getByRole('button', { name: 'Ångra' }).click();
  await editing.filter({ hasText: changed }).waitFor();
  await anna.locator('article').getByRole('button', { name: 'Spara' }).click();
  await bo.locator('article', { hasText: changed }).waitFor();
  await menu(anna, anna.locator('article', { hasText: changed }), 'Ta bort');
  await bo.locator('article', { hasText: changed }).waitFor({ state: 'detached' });
  await anna.getByRole('button', { name: 'Ångra' }).click();
  await bo.locator('article', { hasText: changed }).waitFor();
}

/** Who may write but not attach files is told so, where others have the button. */
export async function anObserverIsToldOfFiles(rig: Rig): Promise<void> {
  for (const width of [390, 1440]) {
    const marcus = await rig.person('observator', { width });
    const eva = await rig.person('tvanat', { width });
    const { network, room } = await sharedRoom(marcus, eva, 'whole_network');
    holds(room.may.write && !room.may.upload, 'an observer writes here and attaches nothing');
    const thread = await firstThread(marcus, network.id, room.id);
    for (const page of [marcus, eva]) {
      await page.goto(`/samtal/${thread}`);
      await field(page).waitFor();
    }
    await marcus.getByText('Du kan skriva här men inte bifoga filer.').waitFor();
    holds((await marcus.getByRole('button', { name: 'Bifoga fil' }).count()) === 0, 'no button for it');
    await eva.getByRole('button', { name: 'Bifoga fil' }).waitFor();
    holds((await eva.getByText('inte bifoga filer').count()) === 0, 'not told to who may');
    await rig.clear();
  }
}

/** Many a proxy lets no websocket through: what others write comes all the same, a little later. */
export async function anAnswerArrivesWithoutALine(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await firstThread(anna, network.id, room.id);
  let tried = 0;
  await anna.routeWebSocket(/\/api\/v1\/socket$/, (line) => {
    tried += 1;
    void line.close();
  });
  await anna.goto(`/samtal/${thread}`);
  await field(anna).waitFor();
  await until('it tried for a line', async () => tried > 0);
  const words = `Det kom fram ändå, ${rareWord()}.`;
  await say(bo, thread, words);
  await anna.locator('article', { hasText: words }).waitFor({ timeout: 40_000 });
  // One is not cut off, so nothing says that one is.
  holds((await anna.getByText('Kopplar upp igen').count()) === 0, 'it works, and says nothing else');
}

/** Somebody is seen to write; what they say comes at once, answered and changed too. */
export async function twoPeopleChat(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  if (!room.chat_id) throw new Error('the room has no chat');
  await Promise.all([anna.goto(`/samtal/${room.chat_id}`), bo.goto(`/samtal/${room.chat_id}`)]);
  await Promise.all([field(anna).waitFor(), field(bo).waitFor()]);
  await until('somebody is seen to write', async () => {
    await field(anna).pressSequentially('Hej');
    return bo.getByText('skriver …').isVisible();
  });
  const hello = `Hej på er, ${rareWord()}`;
  await field(anna).fill(hello);
  await field(anna).press('Enter');
  await bo.locator('article', { hasText: hello }).waitFor();
  const back = `Hej hej, ${rareWord()}`;
  await field(bo).fill(back);
  await send(bo).click();
  await anna.locator('article', { hasText: back }).waitFor();
  await menu(anna, anna.locator('article', { hasText: hello }), 'Ändra');
  const changed = `${hello}, igen`;
  await anna.locator('article').getByRole('textbox').fill(changed);
  await anna.locator('article').getByRole('button', { name: 'Spara' }).click();
  await bo.locator('article', { hasText: changed }).waitFor();
}

export async function aDirectConversation(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const me = await read<{ person: { name: string } }>(bo, '/me');
  await anna.goto('/direkt');
  await anna.getByRole('button', { name: 'Nytt direktsamtal' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(me.person.name);
  await dialog.getByRole('button', { name: me.person.name }).first().click();
  await dialog.getByRole('button', { name: 'Börja skriva' }).click();
  await anna.waitForURL('**/samtal/*');
  const words = `Bara till dig, ${rareWord()}`;
  await field(anna).fill(words);
  await send(anna).click();
  await anna.locator('article', { hasText: words }).waitFor();
  // Found on the phone, and answered there; the answer is seen at once.
  await bo.goto('/direkt');
  await bo.getByRole('listitem').filter({ hasText: words }).getByRole('link').click();
  await bo.locator('article', { hasText: words }).waitFor();
  const back = `Tack, ${rareWord()}`;
  await field(bo).fill(back);
  await send(bo).click();
  await anna.locator('article', { hasText: back }).waitFor();
}

/** Three named people from the start: all of them hear it, and the talk is called by their names. */
export async function aGroupTalks(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const karin = await rig.person('arbetsgrupp', { width });
  const names: string[] = [];
  for (const one of [bo, karin])
    names.push((await read<{ person: { name: string } }>(one, '/me')).person.name);
  await anna.goto('/direkt');
  await anna.getByRole('button', { name: 'Nytt direktsamtal' }).click();
  const dialog = anna.getByRole('dialog');
  for (const name of names) {
    await dialog.getByRole('searchbox').fill(name);
    await dialog.getByRole('list').last().getByRole('button', { name }).first().click();
    await dialog.getByRole('list', { name: 'Valda' }).getByText(name).waitFor();
  }
  await dialog.getByRole('button', { name: 'Börja skriva' }).click();
  await anna.waitForURL('**/samtal/*');
  const words = `Till er båda, ${rareWord()}`;
  await field(anna).fill(words);
  await send(anna).click();
  for (const page of [bo, karin]) {
    await page.goto('/direkt');
    await page.getByRole('listitem').filter({ hasText: words }).getByRole('link').click();
    await page.locator('article', { hasText: words }).waitFor();
  }
  // What one of them answers reaches the other two at once.
  const back = `Bra, ${rareWord()}`;
  await field(karin).fill(back);
  await send(karin).click();
  for (const page of [anna, bo]) await page.locator('article', { hasText: back }).waitFor();
  await bo
    .getByRole('region', { name: 'Skriv' })
    .getByText(/3 personer/)
    .waitFor();
}

/** A day of its own stands over what was said on it, in a chat, once, by the name people call it. */
export async function daysAreDivided(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const anna = await rig.person('tjansteperson', { width });
    const { room } = await sharedRoom(anna, anna, 'whole_network');
    if (!room.chat_id) throw new Error('the room has no chat');
    await say(anna, room.chat_id, `I dag, ${rareWord()}`);
    const page = await read<{ items: { created_at: string }[] }>(
      anna,
      `/conversations/${room.chat_id}/messages?before=1000000&limit=50`,
    );
    const days = new Set(
      page.items.map((one) =>
        new Date(one.created_at).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }),
      ),
    );
    await anna.goto(`/samtal/${room.chat_id}`);
    await anna.getByRole('heading', { level: 2, name: 'I dag', exact: true }).waitFor();
    holds((await anna.getByRole('heading', { level: 2, name: 'I dag', exact: true }).count()) === 1, 'once');
    if (days.size > 1) {
      const named = /^(I går|(Måndag|Tisdag|Onsdag|Torsdag|Fredag|Lördag|Söndag) \d+ [a-zåäö]+)/;
      await anna.getByRole('heading', { level: 2, name: named }).first().waitFor();
    }
    await rig.clear();
  }
}

export async function aDraftSurvives(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await firstThread(anna, network.id, room.id);
  await anna.goto(`/samtal/${thread}`);
  const words = `Halvfärdigt ${rareWord()}`;
  await field(anna).fill(words);
  await draftSaved(anna).waitFor();
  // On another device, too.
  const phone = await rig.person('tjansteperson', { width: 390 });
  await phone.goto(`/samtal/${thread}`);
  await until('the draft is there', async () => (await field(phone).inputValue()) === words);
  await field(phone).fill('');
  await until('the draft is gone', async () => {
    const drafts = await read<{ items: { text: string }[] }>(phone, '/drafts');
    return !drafts.items.some((draft) => draft.text === words);
  });
  // A new thread, with what it is to be about.
  const theme = `tema ${rareWord()}`;
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=question`);
  await anna.getByRole('dialog').getByRole('textbox', { name: 'Teman' }).fill(theme);
  await draftSaved(anna).waitFor();
  await phone.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=question`);
  const themes = phone.getByRole('dialog').getByRole('textbox', { name: 'Teman' });
  await until('the theme is there', async () => (await themes.inputValue()) === theme);
  await themes.fill('');
  await until('it is gone', async () => {
    const drafts = await read<{ items: { themes: string }[] }>(phone, '/drafts');
    return !drafts.items.some((draft) => draft.themes === theme);
  });
}

export async function readingToTheEnd(rig: Rig): Promise<void> {
  const page = await rig.person('fortroendevald');
  const other = await rig.person('tjansteperson');
  const { network, room } = await sharedRoom(other, page, 'whole_network');
  await say(other, await firstThread(other, network.id, room.id), `Något nytt, ${rareWord()}`);
  await page.reload();
  const before = await read<{ unread: number }>(page, '/start');
  holds(before.unread > 0, 'there is something unread');
  await page.getByRole('link', { name: 'Läs ikapp', exact: true }).click();
  await page.waitForURL('**/samtal/*ikapp=1');
  const seen = await readAllUnread(page);
  holds(seen.size >= 1, 'something was read');
  await page.getByText('Du är ifatt').first().waitFor();
  await until('the server agrees', async () => (await read<{ unread: number }>(page, '/start')).unread === 0);
}

export async function offlineItWaits(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await firstThread(anna, network.id, room.id);
  await anna.goto(`/samtal/${thread}`);
  await field(anna).waitFor();
  await anna.locator('article').first().waitFor();
  await anna.context().setOffline(true);
  const words = `Skrivet på tåget, ${rareWord()}`;
  await field(anna).fill(words);
  await send(anna).click();
  await anna.locator('article').getByText('Skickas när du är uppkopplad').waitFor();
  await anna.context().setOffline(false);
  await until('it is sent', async () => {
    const list = await read<{ items: { text: string }[] }>(
      bo,
      `/conversations/${thread}/messages?before=100000&limit=20`,
    );
    return list.items.filter((message) => message.text === words).length === 1;
  });
}
