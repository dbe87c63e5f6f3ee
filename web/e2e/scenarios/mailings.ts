/** Letters to chosen seats. */
import { type Rig, rareWord } from '../harness.ts';

/** A coordinator writes on a phone, is told of a misspelt word, sees the letter as one who gets it, and sends it. */
export async function aLetterIsSent(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/natverk/partnerskapet/utskick');
  await page.getByRole('button', { name: 'Nytt utskick' }).click();
  const word = rareWord();
  await page.getByLabel('Ämne').fill(`${word} till {organisation}`);
  await page.getByLabel('Text', { exact: true }).fill('Hej {nmn}!');
  await page.getByRole('button', { name: 'Se brevet' }).click();
  await page.getByText(/Ordet i klamrar känns inte igen/).waitFor();
  await page.getByLabel('Text', { exact: true }).fill('Hej **{namn}**! Du är {uppdrag}.');
  // what is typed is kept: the page may be left and come back to
  await page.getByText(/^Utkast sparat/).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Nytt utskick' }).click();
  await page.getByRole('button', { name: 'Se brevet' }).click();
  const letter = page.getByRole('article', { name: 'Så här ser brevet ut' });
  await letter.getByText(new RegExp(`^${word} till `)).waitFor();
  await letter.getByText(/Du är/).waitFor();
  await page.getByRole('button', { name: /^Skicka till \d+ personer$/ }).click();
  await page
    .getByRole('list', { name: 'Skickade utskick' })
    .getByText(`${word} till mottagarens organisation`)
    .waitFor();
}

/** On a wide screen: to one organisation only, seen as the one who gets it. */
export async function aLetterToOneOrganisation(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/natverk/partnerskapet/utskick');
  await page.getByRole('button', { name: 'Nytt utskick' }).click();
  const word = rareWord();
  await page.getByRole('button', { name: /Till vilka/ }).click();
  await page.getByRole('option', { name: 'Vissa organisationer' }).click();
  const organisations = page.getByRole('group', { name: 'Organisationer' });
  await organisations.getByRole('checkbox', { name: 'Örebro kommun' }).check({ force: true });
  await page.getByLabel('Ämne').fill(word);
  await page.getByLabel('Text', { exact: true }).fill('Till {organisation}.');
  await page.getByRole('button', { name: 'Se brevet' }).click();
  const letter = page.getByRole('article', { name: 'Så här ser brevet ut' });
  await letter.getByText('Till Örebro kommun.').waitFor();
  await page.getByRole('button', { name: /^Skicka till \d+ person(er)?$/ }).click();
  await page.getByRole('list', { name: 'Skickade utskick' }).getByText(word, { exact: true }).waitFor();
}

/** A fault is seen when it is sent: it is taken back, its words are there to be put right, and it goes anew. */
export async function aLetterIsTakenBack(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/natverk/partnerskapet/utskick');
  await page.getByRole('button', { name: 'Nytt utskick' }).click();
  const word = rareWord();
  await page.getByLabel('Ämne').fill(`Fel dag ${word}`);
  await page.getByLabel('Text', { exact: true }).fill('Vi ses på tisdag.');
  await page.getByRole('button', { name: 'Se brevet' }).click();
  await page.getByRole('button', { name: /^Skicka till \d+ person(er)?$/ }).click();
  // the notice lies over the row for half of the minute in which a letter can be taken back
  await page.getByRole('status').getByRole('button', { name: 'Stäng' }).click();
  await page.getByRole('button', { name: `Ta tillbaka ”Fel dag ${word}”` }).click();
  await page.getByText(/^Brevet är tillbakataget/).waitFor();
  await page.getByText('Vi ses på tisdag.').first().waitFor();
  await page.getByLabel('Ämne').fill(`Rätt dag ${word}`);
  await page.getByRole('button', { name: 'Se brevet' }).click();
  await page.getByRole('button', { name: /^Skicka till \d+ person(er)?$/ }).click();
  const sent = page.getByRole('list', { name: 'Skickade utskick' });
  await sent.getByText(`Rätt dag ${word}`).waitFor();
  await sent
    .getByRole('listitem')
    .filter({ hasText: `Fel dag ${word}` })
    .getByText(/tillbakataget/)
    .waitFor();
}
