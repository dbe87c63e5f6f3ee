import { holds, networksOf, type Rig, rareWord } from '../harness.ts';
import { post } from './desk.ts';

/** A coordinator looks through the network's log, and asks who could read a room on a day, on a phone. */
export async function whoCouldReadOnADay(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  const [network] = await networksOf(page);
  // a name without a place to break it
  const name = `Barnrättssamordningsansvarigas${rareWord()}förvaltningsövergripande`;
  await post(page, `/networks/${network?.id}/rooms`, { name, purpose: '', audience: 'officials' });
  await page.goto(`/natverk/${network?.slug}/insyn`);
  await page.getByText(/^Loggen är hel: \d/).waitFor();
  await page.getByRole('searchbox', { name: 'Sök namn, organisation eller ord' }).fill('gävle');
  await page.getByRole('listitem').filter({ hasText: 'Gävle kommun' }).first().waitFor();
  // what was done reads as words, with what was said of it
  await page.getByRole('searchbox', { name: 'Sök namn, organisation eller ord' }).fill('');
  const made = page.getByRole('listitem').filter({ hasText: 'skapade ett rum' }).filter({ hasText: name });
  await made.getByText(/^tjänstepersoner · /).waitFor();
  await page.getByRole('radio', { name: 'Vem kunde läsa?' }).click();
  await page.getByRole('button', { name: /Rum$/ }).click();
  await page.getByRole('option', { name }).click();
  await page.getByText(/ · \d+ person(er)?$/).waitFor();
  const over = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  holds((await over()) <= 0, 'nothing is wider than the phone, however long a room is called');
  await page.getByRole('button', { name: /Rum$/ }).click();
  await page.getByRole('option', { name: 'Hela nätverket' }).click();
  await page.getByText(/ · \d+ person(er)?$/).waitFor();
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
  // days the wrong way round are told at the field, and nothing else is said to have gone wrong
  await page.getByLabel('Från och med').fill('2026-11-20');
  await page.getByLabel('Till och med').fill('2026-11-01');
  await page.getByText('Slutar innan det börjar.').waitFor();
  holds((await page.getByText('Något gick fel').count()) === 0, 'the field says it alone');
  await page.getByLabel('Till och med').fill('');
  await page.getByRole('link', { name: 'Hämta som kalkylblad' }).waitFor();
}

/** An organisation that no official list has is made, given another name, and still found by the old one. */
export async function anOrganisationGetsAnotherName(rig: Rig): Promise<void> {
  const page = await rig.person('administrator');
  const word = rareWord();
  await page.goto('/installationen?visa=organisationer');
  await page.getByRole('button', { name: 'Ny organisation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Namn').fill(`Föreningen ${word}`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.getByRole('heading', { name: `Föreningen ${word}` }).waitFor();
  await page.getByRole('button', { name: 'Ändra' }).click();
  await dialog.getByLabel('Namn').fill(`Förbundet ${word}`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.getByRole('heading', { name: `Förbundet ${word}` }).waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: `Föreningen ${word}` })
    .waitFor();
  await page.goto('/installationen?visa=organisationer');
  await page.getByRole('searchbox', { name: 'Sök organisation' }).fill(`föreningen ${word}`);
  await page.getByRole('link', { name: `Förbundet ${word}` }).click();
  await page.getByRole('button', { name: 'Ta bort' }).click();
  await page.getByText('Något i Samrum berättar om den').first().waitFor();
}

/** Somebody is an administrator for a while, takes part in nothing any more and is erased, and the log says why. */
export async function somebodyIsErased(rig: Rig): Promise<void> {
  const page = await rig.person('administrator');
  const word = rareWord();
  await post(page, '/accounts', { name: `Ebba ${word}`, email: `${word}@exempel.se` });
  await page.goto('/installationen?visa=konton');
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  const find = page.getByRole('searchbox', { name: 'Sök namn eller adress' });
  await find.fill(word);
  const choose = async (act: string) => {
    await row(word)
      .getByRole('button', { name: `Ändra Ebba ${word}` })
      .click();
    await page.getByRole('menuitem', { name: act }).click();
  };
  await choose('Gör till administratör');
  await row(word).getByText('· administratör').waitFor();
  await choose('Inte längre administratör');
  await page.getByText(`Ebba ${word} är inte längre administratör.`).first().waitFor();
  await choose('Stäng av');
  await row(word).getByText('· avstängd').waitFor();
  await choose('Radera uppgifter');
  const dialog = page.getByRole('dialog', { name: `Radera personuppgifter: Ebba ${word}` });
  await dialog.getByText('inlägg, dokument, svar, beslut och uppdrag').waitFor();
  await dialog.getByRole('button', { name: 'Radera för alltid' }).click();
  // nothing is erased without saying why
  const why = dialog.getByLabel('Varför, eller beslutets beteckning');
  holds((await why.getAttribute('aria-invalid')) === 'true', 'the field says that it is needed');
  await why.fill(`Begäran ${word}`);
  await dialog.getByRole('button', { name: 'Radera för alltid' }).click();
  await page.getByText('Uppgifterna är raderade.').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Ingen hittades.').waitFor();
  await page.goto('/installationen?visa=logg');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'raderade personuppgifterna för' })
    .filter({ hasText: `Begäran ${word}` })
    .waitFor();
}
