import type { Locator, Page } from 'playwright-core';
import { gone, holds, opposite, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';
import { menu } from '../menu.ts';
import { putFile, sayMany, startThread, textsOf } from './told.ts';

const region = (page: Page) => page.getByRole('region', { name: 'Skriv' });
const field = (page: Page) => region(page).getByRole('textbox');
const send = (page: Page) => region(page).getByRole('button', { name: 'Skicka' });
const draftSaved = (page: Page) => page.getByText(/Utkast sparat kl\./);

/** A thread with all that is said in it: the field is there before its messages. */
async function opened(page: Page, thread: string): Promise<void> {
  await page.goto(`/samtal/${thread}`);
  await field(page).waitFor();
  await page.locator('article').first().waitFor();
}

/** The buttons over a formatted text make what is sent: bold, a list of each sort, a table. */
export async function byTheButtons(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'members');
  const thread = await startThread(anna, room.id, `Med knapparna ${rareWord()}`);
  await anna.evaluate(() => localStorage.setItem('samrum.preference.richEditor', '1'));
  await opened(anna, thread);
  const text = region(anna).locator('[contenteditable=true]');
  const press = (name: string) =>
    region(anna).getByRole('toolbar').getByRole('button', { name, exact: true }).click();
  const type = (words: string) => anna.keyboard.type(words);
  await text.click();
  await press('Fet');
  await type('Viktigt');
  await press('Fet');
  await type(' att veta');
  for (const [button, item] of [
    ['Punktlista', 'Barnen'],
    ['Numrerad lista', 'Nämnden'],
    ['Checklista', 'Kallelsen'],
  ] as const) {
    await anna.keyboard.press('Enter');
    await press(button);
    await type(item);
    // An empty item ends the list.
    await anna.keyboard.press('Enter');
    await anna.keyboard.press('Enter');
  }
  await press('Citat');
  await type('Ingenting om oss utan oss');
  await text.getByText('Ingenting om oss utan oss').waitFor();
  await anna.keyboard.press('Control+Enter');
  const said = anna.locator('article', { hasText: 'Ingenting om oss utan oss' });
  await said.locator('strong', { hasText: /^Viktigt$/ }).waitFor();
  await said.locator('ul > li', { hasText: 'Barnen' }).waitFor();
  await said.locator('ol > li', { hasText: 'Nämnden' }).waitFor();
  await said.locator('li', { hasText: 'Kallelsen' }).getByRole('checkbox').waitFor();
  await said.locator('blockquote', { hasText: 'Ingenting om oss utan oss' }).waitFor();
  same(await said.locator('strong', { hasText: 'att veta' }).count(), 0, 'bold ends where it was ended');
  holds(!(await said.innerText()).includes('<br'), 'an empty line is nothing that is read');

  await text.click();
  await press('Tabell');
  await type('Kommun');
  await anna.keyboard.press('Tab');
  await type('Hur');
  await text.getByText('Hur').waitFor();
  await anna.keyboard.press('Control+Enter');
  await anna.locator('article').getByRole('columnheader', { name: 'Hur' }).waitFor();

  // Nothing but its box is there: what the field tells as one leaves it is told all the same.
  await text.click();
  await press('Checklista');
  await anna.getByRole('heading', { level: 1 }).click();
  await press('Checklista');
}

/** With the keys alone: a name is begun, chosen in the list, and the message sent; the other is told. */
export async function aMentionByKeyboard(rig: Rig): Promise<void> {
  for (const [rich, width] of [
    [false, 1440],
    [true, 390],
  ] as const) {
    const anna = await rig.person('tjansteperson', { width });
    const bo = await rig.person('samordnare');
    const { room } = await sharedRoom(anna, bo, 'whole_network');
    const me = await read<{ person: { name: string } }>(bo, '/me');
    const thread = await startThread(anna, room.id, `Omnämnande ${rareWord()}`);
    await opened(anna, thread);
    if (rich) {
      await field(anna).focus();
      await region(anna).getByRole('button', { name: 'Med formatering' }).press('Enter');
      await anna.locator('[contenteditable]').waitFor();
      await field(anna).focus();
    } else {
      await field(anna).focus();
    }
    const word = rareWord();
    await anna.keyboard.type(`${word} @${me.person.name.slice(0, 4)}`);
    const list = anna.getByRole('listbox', { name: 'Omnämn någon' });
    await list.getByRole('option', { name: me.person.name }).first().waitFor();
    await until('the name is chosen', async () => {
      const chosen = await list.getByRole('option', { selected: true }).innerText();
      if (chosen.includes(me.person.name)) return true;
      await anna.keyboard.press('ArrowDown');
      return false;
    });
    await anna.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    if (!rich) holds(!(await field(anna).inputValue()).includes('samrum:'), 'no address is shown');
    await anna.keyboard.type('kan du svara?');
    await anna.keyboard.press('Control+Enter');
    const message = anna.locator('article', { hasText: word });
    await message.locator('[data-mention]', { hasText: me.person.name }).waitFor();
    await bo.goto('/');
    await bo
      .locator('li', { has: bo.locator(`a[href="/samtal/${thread}"]`) })
      .getByText('Du är omnämnd')
      .waitFor();
    if (rich) {
      await field(anna).focus();
      await region(anna).getByRole('button', { name: 'Med formatering' }).press('Enter');
    }
    await rig.clear();
  }
}

/** Somebody without access is mentioned: the writer hears it before sending, the other never does. */
export async function aMentionThatReachesNobody(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('arbetsgrupp', { width });
  const outside = await rig.person('tjansteperson');
  const { room } = await sharedRoom(anna, outside, 'working_group');
  const me = await read<{ person: { id: string; name: string } }>(outside, '/me');
  const thread = await startThread(anna, room.id, `Bara arbetsgruppen ${rareWord()}`);
  await opened(anna, thread);
  await field(anna).focus();
  await anna.keyboard.type(`Hej @${me.person.name}`);
  const option = anna.getByRole('option', { name: me.person.name, selected: true });
  await option.getByText('läser inte här').waitFor();
  await anna.keyboard.press('Enter');
  await anna.getByText('läser inte här och får inte veta något.').waitFor();
  await anna.keyboard.press('Control+Enter');
  await anna.locator('article [data-mention]').waitFor();
  const start = JSON.stringify(await read(outside, '/start'));
  holds(!start.includes(thread), 'who does not read there learns nothing');
}

/** A passage is quoted; when its source is taken away the quote says so, and comes back with it. */
export async function aQuoteLives(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await startThread(bo, room.id, `Att citera ${rareWord()}`);
  const [passage, rest] = [`passagen ${rareWord()}`, `resten ${rareWord()}`];
  await opened(bo, thread);
  await field(bo).fill(`Först ${passage} och sedan **${rest}**.`);
  await send(bo).click();
  await opened(anna, thread);
  const source = anna.locator('article', { hasText: passage });
  await source.waitFor();
  // The passage is selected as by hand.
  await source.evaluate((article, words) => {
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.textContent?.indexOf(words) ?? -1;
      if (at < 0) continue;
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      document.getSelection()?.removeAllRanges();
      document.getSelection()?.addRange(range);
    }
  }, passage);
  // On a phone it waits in the menu.
  if (width < 800) await menu(anna, source, 'Citera');
  else {
    await source.hover();
    await source.getByRole('button', { name: 'Citera' }).first().click();
  }
  await region(anna).getByText(passage).waitFor();
  holds(!(await field(anna).inputValue()).includes('samrum:'), 'no address is shown');
  await field(anna).press('Control+End');
  const answer = `Så är det ${rareWord()}`;
  await field(anna).pressSequentially(answer);
  await send(anna).click();
  const quote = bo.locator('article', { hasText: answer }).locator('blockquote');
  await quote.getByText(passage).waitFor();
  holds(!(await quote.innerText()).includes(rest), 'only the passage is quoted');
  // The quote leads to where it was said.
  await quote.getByRole('link').first().click();
  await bo.waitForURL('**/samtal/*?inlagg=2');
  await menu(bo, bo.locator('#inlagg-2'), 'Ta bort');
  const seen = anna.locator('article', { hasText: answer }).locator('blockquote');
  await seen.getByText('Inlägget som citeras är borttaget.').waitFor();
  await gone('its words are nowhere', anna.locator('main').getByText(passage));
  await bo.getByRole('button', { name: 'Ångra' }).click();
  await seen.getByText(passage).waitFor();
}

/** A picture is pasted and a file dropped: progress, kept with the draft, sent with the message. */
export async function whatIsPastedAndDropped(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'members');
  const thread = await startThread(anna, room.id, `Bilagor ${rareWord()}`);
  await opened(anna, thread);
  const give = (kind: 'paste' | 'drop', name: string) =>
    field(anna).evaluate(
      (element, [way, called]) => {
        const canvas = document.createElement('canvas');
        canvas.width = 80;
        canvas.height = 60;
        const bytes = atob(canvas.toDataURL('image/png').split(',')[1] ?? '');
        const file = new File([Uint8Array.from(bytes, (c) => c.charCodeAt(0))], called, {
          type: 'image/png',
        });
        const data = new DataTransfer();
        data.items.add(file);
        const event =
          way === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        element.dispatchEvent(event);
      },
      [kind, name] as const,
    );
  const dropped = `karta ${rareWord()}.png`;
  await give('paste', 'image.png');
  await give('drop', dropped);
  const list = region(anna).getByRole('list', { name: 'Bifogat' });
  await list.getByText('Inklistrad bild').waitFor();
  await list.getByText(dropped).waitFor();
  await until('both have arrived', async () => (await list.getByRole('progressbar').count()) === 0);
  await draftSaved(anna).waitFor();
  await anna.reload();
  await list.getByText(dropped).waitFor();
  const words = `Två bilder ${rareWord()}`;
  await field(anna).fill(words);
  await send(anna).click();
  const message = anna.locator('article', { hasText: words });
  await message.getByText(dropped).waitFor();
  await gone('the composer is empty again', list);
}

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

/** The keyboard of a phone is up, below a title of several lines: one sees what one writes, and can send it. */
export async function belowATallTitle(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const { room } = await sharedRoom(anna, anna, 'members');
  const title = `${'Hur gör ni med barnkonsekvensanalyser i nämnderna? '.repeat(3)}${rareWord()}`;
  const thread = await startThread(anna, room.id, title);
  await opened(anna, thread);
  await field(anna).focus();
  await anna.setViewportSize({ width: 390, height: 360 });
  const word = rareWord();
  await field(anna).pressSequentially(`Så här gör vi ${word}`);
  for (const [what, one] of [
    ['the field', field(anna)],
    ['the button', send(anna)],
  ] as const) {
    await until(`${what} is within the edges`, () =>
      one.evaluate((element) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        return height > 0 && top >= 0 && bottom <= window.innerHeight;
      }),
    );
  }
  await send(anna).click();
  await anna.locator('article', { hasText: word }).waitFor();
}

/** With formatting, what was typed right before Ctrl + Enter is sent too. */
export async function theLastWordsAreSent(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(anna, anna, 'members');
  const thread = await startThread(anna, room.id, `Sista ordet ${rareWord()}`);
  await sayMany(anna, thread, ['Ett', 'Två', 'Tre', 'Fyra', 'Fem']);
  await anna.evaluate(() => localStorage.setItem('samrum.preference.richEditor', '1'));
  await opened(anna, thread);
  await anna.getByRole('button', { name: 'Skriv en sammanfattning' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.locator('[contenteditable=true]').click();
  const word = rareWord();
  await anna.keyboard.type(`Så här gör vi, och till sist ${word}`);
  await anna.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await anna.getByText(word).waitFor();
  const { summary } = await read<{ summary: { text: string } | null }>(anna, `/conversations/${thread}`);
  holds(summary?.text.endsWith(word) ?? false, `the last word is there: ${summary?.text}`);
}
