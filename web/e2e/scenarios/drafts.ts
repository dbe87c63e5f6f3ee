/** One draft on several devices. */
import type { Locator, Page } from 'playwright-core';
import { draftSaved, field, opened, region, send } from '../composer.ts';
import { gone, opposite, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';
import { menu } from '../menu.ts';
import { startThread } from './told.ts';

/** What is typed on one device appears on the other while it is open, with what it answers, and goes when it is sent. */
export async function draftsAreLive(rig: Rig): Promise<void> {
  const desk = await rig.person('tjansteperson');
  const phone = await rig.person('tjansteperson', { width: 390 });
  const asks = (page: Page) =>
    region(page).getByRole('button', { name: 'Visa vilka organisationer som har sett inlägget' });
  const { room } = await sharedRoom(desk, desk, 'members');
  const thread = await startThread(desk, room.id, `Utkast ${rareWord()}`);
  await Promise.all([opened(desk, thread), opened(phone, thread)]);
  const words = `På två ställen ${rareWord()}`;
  await field(desk).fill(words);
  await until('it is on the phone', async () => (await field(phone).inputValue()) === words);
  // What it answers and that it asks who sees it goes along, and is there when the page is opened anew.
  await menu(desk, desk.locator('#inlagg-1'), 'Svara');
  await asks(desk).click();
  await region(phone)
    .getByText(/^Du svarar /)
    .waitFor();
  await phone.reload();
  await region(phone)
    .getByText(/^Du svarar /)
    .waitFor();
  await until(
    'it asks on the phone too',
    async () => (await asks(phone).getAttribute('aria-pressed')) === 'true',
  );
  await field(phone).fill(`${words}, fortsatt`);
  await until('it is at the desk', async () => (await field(desk).inputValue()) === `${words}, fortsatt`);
  await send(phone).click();
  const sent = desk.locator('article', { hasText: `${words}, fortsatt` });
  await sent.getByText(/^Svar till /).waitFor();
  await gone('nobody is answered any more', region(desk).getByText(/^Du svarar /));
  await until('both fields are empty', async () => {
    const held = await Promise.all([field(desk).inputValue(), field(phone).inputValue()]);
    return held.every((text) => text === '');
  });
  await until('the server keeps no draft of it', async () => {
    const drafts = await read<{ items: { place: string }[] }>(desk, '/drafts');
    return !drafts.items.some((one) => one.place.endsWith(thread));
  });
}

/** Written on both devices while one was off the line: neither is thrown away unseen, in a dialog as in a thread. */
export async function theOtherDraftIsShown(rig: Rig, width = 390): Promise<void> {
  const here = await rig.person('tjansteperson', { width });
  const there = await rig.person('tjansteperson', { width: opposite(width) });
  const { network, room } = await sharedRoom(here, here, 'members');
  const thread = await startThread(here, room.id, `Två utkast ${rareWord()}`);
  const places: [string, (page: Page) => Locator][] = [
    [`/samtal/${thread}`, field],
    [
      `/natverk/${network.slug}/samtal?rum=${room.id}&ny=discussion`,
      (page) => page.getByRole('dialog').getByRole('textbox', { name: 'Text', exact: true }),
    ],
  ];
  for (const [address, writing] of places) {
    await Promise.all([here.goto(address), there.goto(address)]);
    await Promise.all([writing(here).waitFor(), writing(there).waitFor()]);
    await writing(here).fill('');
    await writing(there).fill('');
    const [mine, theirs] = [`På tåget ${rareWord()}`, `Vid bordet ${rareWord()}`];
    await here.context().setOffline(true);
    await writing(here).fill(mine);
    await here.getByText('Utkast sparat på den här enheten').first().waitFor();
    await writing(there).fill(theirs);
    await draftSaved(there).first().waitFor();
    await here.context().setOffline(false);
    const other = here.getByRole('status').filter({ hasText: theirs });
    await other.getByText('På en annan enhet har du skrivit:').waitFor();
    same(await writing(here).inputValue(), mine, 'what one wrote stands');
    await other.getByRole('button', { name: 'Byt till det' }).click();
    await until('they have changed places', async () => (await writing(here).inputValue()) === theirs);
    await here.getByRole('status').filter({ hasText: mine }).waitFor();
    await writing(here).fill('');
    await until('nothing is kept', async () => {
      const { items } = await read<{ items: { text: string }[] }>(here, '/drafts');
      return !items.some((one) => one.text.includes(mine) || one.text.includes(theirs));
    });
  }
}
