/** Who is active and who rests, and who could be invited. */
import { type Rig, rareWord } from '../harness.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** On a phone: an organisation is to rest from a day on; the row says so. */
export async function oneIsToRest(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/natverk/partnerskapet/medlemskap');
  const row = page.getByRole('listitem').filter({ hasText: 'Västerås stad' });
  await row.getByRole('button').click();
  await page.getByRole('option', { name: 'Vila' }).click();
  await page.getByText('1 organisation ändras.').waitFor();
  await page.getByLabel('Från och med').fill(inDays(200));
  await page.getByRole('button', { name: 'Spara ändringen' }).click();
  await page
    .getByText(/^(Fylls i|.*säg varför|.*Skriv|Får inte vara tom)/i)
    .first()
    .waitFor();
  await page.getByLabel('Varför?').fill('Enligt turordningen');
  await page.getByRole('button', { name: 'Spara ändringen' }).click();
  await page.getByText('Ändringen är sparad för 1 organisation.').waitFor();
  await row.getByText(/vilar från/).waitFor();
}

/** On a wide screen: a municipality of a county that nobody represents gets a letter. */
export async function anOrganisationIsInvited(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/natverk/partnerskapet/lan');
  await page.getByRole('heading', { name: 'Vilka kan bjudas in?' }).waitFor();
  const all = page.getByRole('list', { name: /^Inte med än/ });
  const first = all.getByRole('button', { name: /^Bjud in / }).last();
  const name = ((await first.getAttribute('aria-label')) ?? '').replace('Bjud in ', '');
  await first.click();
  const dialog = page.getByRole('dialog', { name: `Bjud in ${name}` });
  const word = rareWord();
  await dialog.getByLabel('Vem ska få brevet?').fill('Maj Lind');
  await dialog.getByLabel('E-postadress').fill(`maj@${word}.example`);
  await dialog.getByLabel('Några ord från dig').fill('Ni har kommit långt.');
  await dialog.getByRole('button', { name: 'Skicka inbjudan' }).click();
  await page.getByText(`Inbjudan till ${name} är på väg.`).waitFor();
  await all
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByText(/inbjuden/)
    .waitFor();
  // a county that is represented has others too
  await page.getByRole('button', { name: /Län$/ }).click();
  await page.getByRole('option', { name: /^Örebro län/ }).click();
  await page.getByRole('list', { name: 'Inte med än, Örebro län' }).getByText('Kumla kommun').waitFor();
}
