import { gone, holds, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';

/** A search is kept; what somebody else writes is told in the inbox, and opening it is to have seen it. */
export async function aSearchIsKeptAndTells(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson');
  const other = await rig.person('samordnare');
  const { network, room } = await sharedRoom(page, other, 'whole_network');
  const word = rareWord();
  await page.goto(`/sok?q=${word}`);
  await page.getByText('Inget om').waitFor();
  await page.getByRole('button', { name: 'Spara sökningen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vad vill du kalla den?').fill(`Om ${word}`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.waitForURL('**sparad=**');
  // Whoever has the search before their eyes has seen what comes: it is told to who is elsewhere, as it happens.
  await page.goto('/inkorg');
  await page.getByRole('heading', { level: 1 }).waitFor();

  await other.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=question`);
  const thread = other.getByRole('dialog');
  await thread.getByLabel('Rubrik').fill(`Hur gör ni med ${word}?`);
  await thread.getByRole('textbox', { name: 'Text' }).fill('Vi undrar.');
  await thread.getByRole('button', { name: 'Publicera' }).click();
  await other.waitForURL('**/samtal/*');

  const row = page.getByRole('listitem').filter({ hasText: `Om ${word}` });
  await row.getByText(`Hur gör ni med ${word}?`).waitFor();
  await row.getByRole('link', { name: `Om ${word}` }).click();
  const news = page.getByRole('region', { name: 'Nytt sedan du såg efter sist' });
  await news.getByRole('link', { name: `Hur gör ni med ${word}?` }).waitFor();
  await until('it has been seen', async () => {
    const kept = await read<{ items: { name: string; new: number }[] }>(page, '/saved-searches');
    return kept.items.some((one) => one.name === `Om ${word}` && one.new === 0);
  });
  await page.goto('/sok');
  await page.getByRole('button', { name: `Mer om Om ${word}` }).click();
  await page.getByRole('menuitem', { name: 'Ta bort' }).click();
  await page.getByText('Sökningen är borttagen.').waitFor();
  await gone('it is gone', page.getByRole('link', { name: `Om ${word}` }));
}

/** The coordinator says that two words mean the same; whoever searches next finds by both. */
export async function wordsThatMeanTheSame(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const word = rareWord();
  await page.goto('/samordning');
  await page.getByRole('link', { name: 'Ord som betyder samma sak' }).click();
  await page.getByText('politiker = förtroendevald').waitFor();
  await page.getByRole('button', { name: 'Lägg till' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ord, med komma mellan').fill(word);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await dialog.getByText('Skriv minst två ord').waitFor();
  await dialog.getByLabel('Ord, med komma mellan').fill(`${word}, barnbokslut`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.getByText(`${word} = barnbokslut`).waitFor();
  await page.goto(`/sok?q=${word}`);
  await page.locator('main ol > li').first().waitFor();
  await page.goto('/samordning/ord');
  await page.getByRole('button', { name: `Ta bort ${word}, barnbokslut` }).click();
  await page.getByText('Orden är borttagna.').waitFor();
  await gone('the words are gone', page.getByText(`${word} = barnbokslut`));
}

/** On a phone: the timeline, an article in one press, and the table of a period. */
export async function theArchiveIsLeafedThrough(rig: Rig): Promise<void> {
  const page = await rig.person('fortroendevald', { width: 390 });
  await page.goto('/arkiv');
  await page.getByRole('heading', { name: 'Träffar år för år' }).waitFor();
  await page.getByRole('link', { name: /Artikel 12:/ }).click();
  await page.waitForURL('**/sok?article=12');
  await page.locator('main ol > li').first().waitFor();
  await page.goto('/arkiv');
  await page.getByRole('link', { name: 'Tabell för en period' }).click();
  await page.waitForURL('**/arkiv/perioden');
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  holds((await rows.count()) > 1, 'the period has meetings');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  holds(!wide, 'nothing scrolls sideways');
}
