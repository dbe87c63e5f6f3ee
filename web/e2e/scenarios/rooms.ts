/** Rooms that a coordinator makes, working groups, and guests by mail. */
import type { Page } from 'playwright-core';
import { networksOf, type Rig, rareWord } from '../harness.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function networkOf(page: Page) {
  const found = (await networksOf(page)).find((network) => network.slug === 'partnerskapet');
  if (!found) throw new Error('the demo has no partnership');
  return found;
}

/** A working group is made after one has seen who will read it; renamed, archived and brought back. */
export async function aWorkingGroupIsMade(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const { slug } = await networkOf(page);
  const word = rareWord();
  await page.goto(`/natverk/${slug}/rum`);
  await page.getByRole('button', { name: 'Nytt rum' }).click();
  await page.getByLabel('Vad rummet heter').fill(`Grupp ${word}`);
  await page.getByLabel('Vad det är till för').fill('Att pröva tillsammans');
  // everybody of an audience is named before anything is saved
  await page.getByText(/^\d+ personer kommer att se rummet$/).waitFor();
  await page.getByRole('radio', { name: /^En arbetsgrupp/ }).check({ force: true });
  await page.getByText('Ingen vald än').waitFor();
  const people = page.getByRole('group', { name: 'Med i gruppen' });
  await people.getByRole('checkbox').nth(0).check({ force: true });
  await people.getByRole('checkbox').nth(1).check({ force: true });
  await page.getByText('2 valda').waitFor();
  await page
    .getByRole('region', { name: 'De här kommer att se rummet' })
    .getByRole('listitem')
    .nth(2)
    .waitFor();
  await page.getByLabel('Gruppens sista dag').fill(inDays(30));
  await page.getByRole('button', { name: 'Skapa rummet' }).click();
  await page.waitForURL('**/rum/*');
  await page.getByRole('heading', { level: 1, name: `Grupp ${word}` }).waitFor();
  await page.getByText(/^Gruppen arbetar till och med/).waitFor();

  await page.getByRole('button', { name: 'Ändra rummet' }).click();
  await page.getByLabel('Vad rummet heter').fill(`Gruppen ${word}`);
  await page.getByRole('button', { name: 'Spara' }).click();
  await page.getByRole('heading', { level: 1, name: `Gruppen ${word}` }).waitFor();
  await page.getByRole('button', { name: 'Arkivera' }).click();
  await page
    .getByText('Rummet är arkiverat. Allt går att läsa och hitta, men inget nytt skrivs här.')
    .waitFor();
  await page.getByRole('button', { name: 'Ta tillbaka' }).click();
  await page.getByText('Rummet är i bruk igen.').waitFor();
  await page.getByRole('button', { name: 'Arkivera' }).waitFor();
}

/** A guest is invited by mail, comes on a phone, is seen by the others, and is sent home. */
export async function aGuestComes(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const { slug } = await networkOf(page);
  await page.goto(`/natverk/${slug}/rum`);
  await page.getByRole('link', { name: 'De förtroendevaldas rum' }).click();
  await page.getByRole('button', { name: 'Bjud in en gäst' }).click();
  const word = rareWord();
  const address = `gast@${word}.example`;
  await page.getByLabel('Namn', { exact: true }).fill(`Gun ${word}`);
  await page.getByLabel('E-postadress').fill(address);
  await page.getByLabel('Till och med').fill(inDays(14));
  await page.getByRole('button', { name: 'Skicka inbjudan' }).click();
  await page.getByRole('button', { name: `Ta tillbaka inbjudan till Gun ${word}` }).waitFor();

  const letter = await rig.letterTo(address);
  const link = /\/gast\/[\w-]+/.exec(letter)?.[0];
  if (!link) throw new Error(`no link in ${letter}`);
  const guest = await rig.page({ width: 390 });
  await guest.goto(link);
  await guest.getByText(/bjuder in dig som gäst i rummet De förtroendevaldas rum/).waitFor();
  await guest.getByLabel('Lösenord').fill('granar och tallar susar');
  await guest.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await guest.waitForURL('**/rum/*');
  await guest.getByRole('heading', { level: 1, name: 'De förtroendevaldas rum' }).waitFor();

  // told live to whoever has the room open
  const home = page.getByRole('button', { name: `Avsluta för Gun ${word}` });
  await home.waitFor();
  await home.click();
  await page.getByText('Gästen kommer inte längre in i rummet.').waitFor();
  await guest.reload();
  await guest.getByRole('heading', { name: 'De förtroendevaldas rum' }).waitFor({ state: 'detached' });
}
