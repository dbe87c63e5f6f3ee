import type { Page } from 'playwright-core';
import { holds, type Rig, rareWord, read, roomsOf, same, sharedRoom, until } from '../harness.ts';
import { makePdf } from '../pdf.ts';

/** Opens the search box with the keyboard, wherever one is, and asks. */
async function ask(page: Page, words: string) {
  const box = page.getByRole('combobox');
  // A key pressed before there is a page to take it is pressed again.
  await until('the search box is open', async () => {
    if (await box.isVisible()) return true;
    await page.keyboard.press('ControlOrMeta+k');
    return box.waitFor({ timeout: 1_500 }).then(
      () => true,
      () => false,
    );
  });
  await box.fill('');
  await box.fill(words);
  return page.getByRole('listbox').getByRole('option');
}

export async function aSentenceInAPdfIsFoundByAnotherInflection(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const { network, room } = await sharedRoom(page, page, 'whole_network');
  const word = rareWord();
  const pdf = makePdf([
    'Första sidan handlar om annat.',
    `Lekplatserna i ${word} ska prövas av elevråden.`,
    `En förtroendevald i barnrättsnätverket vid ${word}.`,
  ]);
  await page.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  await page.getByRole('button', { name: 'Ladda upp' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Välj filer' }).click();
  await (await choosing).setFiles({ name: `Prövning ${word}.pdf`, mimeType: 'application/pdf', buffer: pdf });
  const tray = page.getByRole('region', { name: 'Uppladdningar' });
  await tray.getByText('Sökbar').waitFor();
  const query = `lekplats ${word}`;
  await until('the sentence is found', async () => {
    const hits = await ask(page, query);
    const found = await hits
      .filter({ hasText: 's. 2' })
      .first()
      .waitFor({ timeout: 1_500 })
      .then(
        () => true,
        () => false,
      );
    return found;
  });
  holds((await page.locator('[role=option] mark').count()) > 0, 'what was found is marked in the hit');
  await page.getByRole('option').filter({ hasText: 's. 2' }).first().click();
  await page.waitForURL(/\/dokument\/.*sida=2/);
  // The page itself, with the passage marked in its text.
  await page.locator('[data-drawn=true] mark').first().waitFor();
  holds(
    /lekplats/i.test((await page.locator('[data-drawn=true] mark').allTextContents()).join(' ')),
    'the inflected word is marked',
  );
  await page.getByRole('radio', { name: 'Som text' }).click();
  await page.locator('#sida-2 mark').first().waitFor();
  // A part of a compound and a synonym are found, and marked where they stand as well.
  const other = await ask(page, `nätverk politiker ${word}`);
  await other.filter({ hasText: 's. 3' }).first().click();
  await page.waitForURL(/\/dokument\/.*sida=3/);
  await page.getByRole('radio', { name: 'Som text' }).click();
  const marks = page.locator('#sida-3 mark');
  await marks.filter({ hasText: 'barnrättsnätverket' }).waitFor();
  await marks.filter({ hasText: 'förtroendevald' }).waitFor();
}

/** Somebody who writes in *Medlemmar* of a network the observer is in. */
async function aMemberBeside(rig: Rig, observer: Page) {
  for (const role of ['samordnare', 'tvanat', 'annatnatverk', 'tjansteperson', 'arbetsgrupp']) {
    const page = await rig.person(role);
    const shared = await sharedRoom(page, observer, 'members').catch(() => null);
    if (shared?.room.may.write) return { page, ...shared };
    await page.context().close();
  }
  throw new Error('no demo person is a member where the observer observes');
}

export async function theObserverFindsNothingFromMedlemmar(rig: Rig): Promise<void> {
  const observer = await rig.person('observator');
  const { page, network, room } = await aMemberBeside(rig, observer);
  const word = rareWord();
  await page.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=question`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Rubrik').fill(`Bara för medlemmar om ${word}`);
  await dialog.getByRole('textbox', { name: 'Text' }).fill(`Hur gör ni med ${word} i budgeten?`);
  await dialog.getByRole('button', { name: 'Publicera' }).click();
  await page.waitForURL('**/samtal/*');
  const address = new URL(page.url()).pathname;
  await until('a member finds it', async () => {
    const hits = await ask(page, word);
    return hits
      .first()
      .waitFor({ timeout: 1_500 })
      .then(
        () => true,
        () => false,
      );
  });
  await ask(observer, word);
  await observer.getByText(`Inget om ”${word}”.`).waitFor();
  const told = await read<{ items: unknown[]; total: number | null }>(observer, `/search?q=${word}`);
  holds(told.items.length === 0 && !told.total, 'no hit and no count');
  await observer.keyboard.press('Escape');
  await observer.goto(address);
  await observer.getByText('Här finns inget för dig').first().waitFor();
  holds(
    !(await roomsOf(observer, network.id)).some((one) => one.kind === 'members'),
    'the room is not in the list',
  );
  // In Hela nätverket the observer reads and answers.
  const whole = (await roomsOf(observer, network.id)).find((one) => one.kind === 'whole_network');
  holds(Boolean(whole?.may.read && whole.may.write), 'the observer writes in Hela nätverket');
}

export async function theGavleNotesAreFound(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/sok?q=inflytande+G%C3%A4vle');
  const hits = page.locator('main ol > li');
  await hits.first().waitFor();
  const document = hits.locator('a[href^="/dokument/"]').first();
  await document.waitFor();
  holds((await document.locator('mark').count()) > 0, 'the passage is marked');
  await document.click();
  await page.waitForURL('**/dokument/**');
  await page.locator('mark').first().waitFor();
}

/**
 * The page of a search: the first of each kind, all of one by a press, and the link to it; with room enough the place
 * itself stands beside, by the keys.
 */
export async function whatIsFoundStandsInGroups(rig: Rig, width = 1440): Promise<void> {
  const page = await rig.person('samordnare', { width });
  const wide = width >= 1440;
  await page.goto('/sok?q=barn');
  const all = page.getByRole('button', { name: /^Visa alla \d+: Dokument$/ });
  await all.waitFor();
  const groups = page.locator('main section:has(> ol)');
  holds((await groups.count()) > 1, 'there are several groups');
  for (const list of await groups.locator('> ol').all())
    holds((await list.locator('> li').count()) <= 3, 'three at most of a kind are shown');
  const preview = page.getByRole('region', { name: 'Förhandsvisning' });
  const title = () => preview.getByRole('heading').first().innerText();
  if (wide) {
    await preview.waitFor();
    await page.getByRole('searchbox', { name: 'Sök i allt du får läsa' }).press('ArrowDown');
    const links = page.locator('main ol > li > a');
    await links.nth(0).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await links.nth(1).and(page.locator(':focus')).waitFor();
    const second = (await links.nth(1).locator('> span').first().innerText()).trim();
    await until('the second hit is shown', async () => (await title()).trim() === second);
    await page.getByRole('button', { name: 'Kopiera länken' }).click();
    await page.getByText('Länken är kopierad.', { exact: false }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    holds(link.includes('visad='), 'the link says which hit is shown');
    await page.goto(link);
    await until('the link shows the same hit', async () => (await title()).trim() === second);
  } else {
    holds((await preview.count()) === 0, 'there is one column');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    holds(!sideways, 'nothing scrolls sideways');
  }
  await all.click();
  await page.waitForURL('**kind=document**');
  await until('all documents are listed', async () => (await page.locator('main ol > li').count()) > 3);
  await page.reload();
  await until('the link keeps it', async () => (await page.locator('main ol > li').count()) > 3);
  holds((await groups.count()) === 0, 'one kind is one list');
  await page.getByRole('button', { name: 'Ta bort avgränsningen Dokument' }).click();
  await all.waitFor();
  // What was misspelt is asked otherwise by a press, which says how much that gives.
  await page.goto('/sok?q=barnboksut');
  await page.getByText(/Menade du\s+barnbokslut\s+\(\d+\)\?/).waitFor();
  await page.getByRole('button', { name: 'barnbokslut', exact: true }).click();
  await page.waitForURL(/\/sok\?q=barnbokslut(&|$)/);
  await page.locator('main ol > li').first().waitFor();
  // As one types, without a press.
  const field = page.getByRole('searchbox', { name: 'Sök i allt du får läsa' });
  await field.fill('');
  await field.pressSequentially('inflytande');
  await page.waitForURL(/\/sok\?q=inflytande(&|$)/);
  await page.locator('main ol > li mark').first().waitFor();
  same(await field.inputValue(), 'inflytande', 'nothing that was typed is lost');
}
