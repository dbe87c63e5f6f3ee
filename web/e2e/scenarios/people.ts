import { networksOf, type Rig, rareWord } from '../harness.ts';

/** Somebody says what others may ask them about, and a coordinator finds them by it and marks them. */
export async function whatOneMayBeAskedAbout(rig: Rig): Promise<void> {
  const word = rareWord();
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/installningar');
  const asked = page.getByRole('textbox', { name: 'Det andra kan fråga dig om' });
  await asked.waitFor();
  await asked.fill(`Lekplatser i ${word}`);
  await page.locator('#profil').getByRole('button', { name: 'Spara' }).click();
  await page.getByText('Sparat.').waitFor();

  const coordinator = await rig.person('samordnare');
  const [network] = await networksOf(coordinator);
  await coordinator.goto(`/natverk/${network?.slug}/personer`);
  await coordinator.getByRole('searchbox', { name: 'Sök person' }).fill(word);
  const row = coordinator.getByRole('listitem').filter({ hasText: `Lekplatser i ${word}` });
  await row.getByRole('link').click();
  await coordinator.getByText(`Lekplatser i ${word}`).waitFor();
  await coordinator
    .getByLabel(/^Märk i /)
    .first()
    .fill(`omgång ${word}`);
  await coordinator.getByRole('button', { name: 'Märk', exact: true }).first().click();
  await coordinator.getByRole('button', { name: `Ta bort omgång ${word}` }).click();
  await coordinator.getByText('Märkningen är borttagen.').waitFor();
}
