/** Writing, reading and reacting without a pointer, at both widths: no step here is a click. */
import type { Page } from 'playwright-core';
import { field } from '../composer.ts';
import { holds, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';
import { enter, placed, readAllUnread, tabTo, take } from '../keys.ts';
import { sayMany, startThread } from './told.ts';

const article = (page: Page, words: string) => page.locator('article', { hasText: words });
const unreadOf = async (page: Page, thread: string) =>
  (await read<{ unread: number }>(page, `/conversations/${thread}`)).unread;

/** A thread is begun at the desk, answered on the phone with a mention, changed, taken away and brought back. */
export async function writing(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare', { width: 390 });
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await enter(anna, anna.getByRole('button', { name: 'Ny tråd' }));
  const dialog = anna.getByRole('dialog', { name: 'Ny tråd' });
  const title = `Vem har prövat ${rareWord()}?`;
  await tabTo(anna, dialog.getByRole('textbox', { name: 'Rubrik' }));
  await anna.keyboard.type(title);
  await tabTo(anna, dialog.getByRole('textbox', { name: 'Text', exact: true }));
  await anna.keyboard.type('Vi vill börja i höst.');
  await enter(anna, dialog.getByRole('button', { name: 'Publicera' }));
  await anna.getByRole('heading', { level: 1, name: title }).waitFor();
  await placed(anna, 'in the thread that was begun');

  // On the phone: found in the list, answered, the asker mentioned.
  const me = await read<{ person: { name: string } }>(anna, '/me');
  await bo.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await enter(bo, bo.getByRole('link', { name: title }));
  await article(bo, 'Vi vill börja i höst.').waitFor();
  await placed(bo, 'in the thread that was opened');
  const word = rareWord();
  await tabTo(bo, field(bo));
  await bo.keyboard.type(`${word} @${me.person.name.slice(0, 4)}`);
  const list = bo.getByRole('listbox', { name: 'Omnämn någon' });
  await list.getByRole('option', { name: me.person.name }).first().waitFor();
  await until('the name is chosen', async () => {
    const chosen = await list.getByRole('option', { selected: true }).innerText();
    if (chosen.includes(me.person.name)) return true;
    await bo.keyboard.press('ArrowDown');
    return false;
  });
  await bo.keyboard.press('Enter');
  await bo.keyboard.type('så här gör vi.');
  await bo.keyboard.press('Control+Enter');
  await article(anna, word).locator('[data-mention]', { hasText: me.person.name }).waitFor();
  await tabTo(bo, field(bo));

  // Changed, and one stands by the message again; taken away, and brought back.
  const own = article(bo, word);
  await enter(bo, own.getByRole('button', { name: 'Fler val' }), true);
  await take(bo, bo.getByRole('menuitem', { name: 'Ändra', exact: true }));
  const editing = bo.locator('article').getByRole('textbox', { name: 'Ändra' });
  await until('one can write at once', () => editing.evaluate((one) => one === document.activeElement));
  await bo.keyboard.press('Control+End');
  await bo.keyboard.type(' Sedan i våras.');
  await bo.keyboard.press('Control+Enter');
  await article(anna, word).getByText('Sedan i våras.').waitFor();
  await until('one stands by the message', () =>
    own.evaluate((one) => one.contains(document.activeElement) || one === document.activeElement),
  );
  await enter(bo, own.getByRole('button', { name: 'Fler val' }));
  await take(bo, bo.getByRole('menuitem', { name: 'Ta bort', exact: true }));
  await article(anna, word).waitFor({ state: 'detached' });
  await placed(bo, 'after a message was taken away');
  await enter(bo, bo.getByRole('button', { name: 'Ångra' }));
  await article(anna, word).waitFor();
  await until('one stands by what is back', () =>
    own.evaluate((one) => one.contains(document.activeElement) || one === document.activeElement),
  );

  // At the desk a role is called on, and whoever has it sees that it is for them.
  const call = rareWord();
  await tabTo(anna, field(anna));
  await anna.keyboard.type(`${call} @samordn`);
  await anna.getByRole('option', { name: /^@samordnare/, selected: true }).waitFor();
  await anna.keyboard.press('Enter');
  await anna.keyboard.type('vad säger ni?');
  await anna.keyboard.press('Control+Enter');
  await article(bo, call).locator('[data-mention]', { hasText: 'samordnare' }).waitFor();
}

/** Away for a while: where the new begins, to the end of it, all of a room at once, and Läs ikapp from the start page. */
export async function reading(rig: Rig): Promise<void> {
  const bo = await rig.person('arbetsgrupp');
  for (const width of [1440, 390]) {
    const anna = await rig.person('fortroendevald', { width });
    const { network, room } = await sharedRoom(bo, anna, 'whole_network');
    const thread = await startThread(bo, room.id, `Läses ${rareWord()}`);
    await anna.goto(`/samtal/${thread}`);
    await until('the first is read', async () => (await unreadOf(anna, thread)) === 0);
    await anna.goto('/');
    await sayMany(
      bo,
      thread,
      Array.from(
        { length: 14 },
        (_, index) => `Nummer ${index + 2}\n\n${'En rad om hur vi gör.\n\n'.repeat(6)}`,
      ),
    );

    // The bar says how much came, and leads to where it began; one goes on from there with the same keys.
    await anna.goto(`/samtal/${thread}`);
    const bar = anna.getByRole('region', { name: 'Nytt sedan du var här' });
    await bar.getByText('14 nya sedan').waitFor();
    await enter(anna, bar.getByRole('button', { name: 'Läs från början' }));
    await until('one stands at the first that is new', () =>
      anna.locator('#inlagg-2').evaluate((one) => one === document.activeElement),
    );
    holds((await unreadOf(anna, thread)) > 0, 'what has not been seen is unread');
    await until('space reads on to the end', async () => {
      await anna.keyboard.press('Space');
      return (await unreadOf(anna, thread)) === 0;
    });

    // All of a room at once.
    const other = await startThread(bo, room.id, `Läses inte ${rareWord()}`);
    await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
    const row = anna.locator('li', { has: anna.locator(`a[href="/samtal/${other}"]`) }).first();
    await row.getByText('1 oläst').waitFor({ state: 'attached' });
    await enter(anna, anna.getByRole('button', { name: 'Markera rummet som läst' }));
    await row.getByText('1 oläst').waitFor({ state: 'detached' });
    await until('the server agrees', async () => (await unreadOf(anna, other)) === 0);
    await placed(anna, 'after all was marked as read');

    // Läs ikapp: from the start page, space to the next, and the end says so.
    const last = await startThread(bo, room.id, `Läs ikapp ${rareWord()}`);
    const done = `Läst på startsidan ${rareWord()}`;
    await startThread(bo, room.id, done);
    await anna.goto('/');
    await enter(anna, anna.getByRole('button', { name: `Läst: ${done}` }));
    await anna.getByRole('link', { name: done }).waitFor({ state: 'detached' });
    await placed(anna, 'after a row was marked as read');
    await anna
      .getByRole('link', { name: /^Läs ikapp / })
      .first()
      .waitFor();
    await enter(anna, anna.getByRole('link', { name: 'Läs ikapp', exact: true }));
    await anna.waitForURL('**/samtal/*ikapp=1');
    const seen = await readAllUnread(anna);
    holds(seen.has(`/samtal/${last}`), 'the new one was among them');
    await anna.getByText('Du är ifatt').first().waitFor();
    await anna.context().close();
  }
}

/** In a thread by its words, in a chat by the menu; told live, and taken back. */
export async function reacting(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const karin = await rig.person('arbetsgrupp', { width: 390 });
  const bo = await rig.person('samordnare');
  const { room } = await sharedRoom(anna, karin, 'whole_network');
  const thread = await startThread(anna, room.id, `Tackas ${rareWord()}`);
  const first = 'Det första inlägget.';
  for (const page of [anna, karin, bo]) await page.goto(`/samtal/${thread}`);
  await article(anna, first).waitFor();
  for (const [page, reaction, told] of [
    [karin, 'Tack', /från .*Östersund/],
    [bo, 'Vi gör likadant', /även /],
  ] as const) {
    const said = article(page, first).getByRole('button', { name: reaction, exact: true });
    await tabTo(page, said);
    await page.keyboard.press('Space');
    await article(anna, first).getByText(told).waitFor();
    await until('it shows as said', async () => (await said.getAttribute('aria-pressed')) === 'true');
    await tabTo(page, said);
    await page.keyboard.press('Enter');
    await article(anna, first).getByText(told).waitFor({ state: 'detached' });
  }
  // In a chat.
  const word = rareWord();
  if (!room.chat_id) throw new Error('the room has no chat');
  await sayMany(anna, room.chat_id, [`Checklistan är klar, ${word}`]);
  for (const page of [anna, karin]) {
    await page.goto(`/samtal/${room.chat_id}`);
    await article(page, word).waitFor();
  }
  await tabTo(karin, field(karin));
  await enter(karin, article(karin, word).getByRole('button', { name: 'Fler val' }), true);
  await take(karin, karin.getByRole('menuitem', { name: 'Tack', exact: true }));
  await article(anna, word)
    .getByText(/från .*Östersund/)
    .waitFor();
  await placed(karin, 'after a choice in the menu');
}
