/** Writing with formatting. */
import { opened, region } from '../composer.ts';
import { holds, type Rig, rareWord, read, same, sharedRoom } from '../harness.ts';
import { sayMany, startThread } from './told.ts';

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
