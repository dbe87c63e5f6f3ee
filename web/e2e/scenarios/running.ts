import { networksOf, type Rig } from '../harness.ts';

/** A coordinator looks through the network's log, and asks who could read a room on a day, on a phone. */
export async function whoCouldReadOnADay(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  const [network] = await networksOf(page);
  await page.goto(`/natverk/${network?.slug}/insyn`);
  await page.getByText(/^Loggen är hel: \d/).waitFor();
  await page.getByRole('searchbox', { name: 'Sök namn, organisation eller ord' }).fill('mora');
  await page.getByRole('listitem').filter({ hasText: 'Mora kommun' }).first().waitFor();
  await page.getByRole('radio', { name: 'Vem kunde läsa?' }).click();
  await page.getByText(/ · \d+ personer$/).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'samordnare' }).first().waitFor();
  await page.getByLabel('Dag', { exact: true }).fill('2001-03-01');
  await page.getByText('Rummet fanns inte den dagen.').waitFor();
}

/** Whoever runs the installation sees how all parts are, and what is used. */
export async function howAllPartsAre(rig: Rig): Promise<void> {
  const page = await rig.person('administrator');
  await page.goto('/installationen?visa=lage');
  const row = page.getByRole('listitem').filter({ hasText: 'Databasen' });
  await row.getByText('fungerar').waitFor();
  await page.getByRole('radio', { name: 'Statistik' }).click();
  await page.getByRole('rowheader', { name: 'Inlägg' }).first().waitFor();
  await page.goto('/installationen?visa=logg');
  await page.getByText(/^Loggen är hel: \d/).waitFor();
}
