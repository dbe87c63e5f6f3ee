/** Writing in a conversation. */
import { draftSaved, field, opened, region, send } from '../composer.ts';
import { gone, holds, opposite, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';
import { menu } from '../menu.ts';
import { startThread } from './told.ts';

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
