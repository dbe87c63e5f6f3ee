import type { Page } from 'playwright-core';
import { BASE, networksOf, type Rig, rareWord, sharedRoom, until } from '../harness.ts';

async function post<T>(page: Page, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, {
    data,
    headers: { Origin: new URL(BASE).origin },
  });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Twenty matters on the desk are finished one after the other with Enter alone, without leaving the page. */
export async function twentyMattersByKeyboard(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const [network] = await networksOf(page);
  const word = rareWord();
  // agreements that end soon: each wants its renewal prepared
  for (let number = 1; number <= 20; number += 1) {
    await post(page, `/networks/${network?.id}/agreements`, {
      title: `${word} ${number}`,
      text: 'Vi lovar.',
      from: inDays(-900),
      to: inDays(100 + number),
    });
  }
  await page.goto('/samordning');
  const waiting = page.getByRole('button', { name: new RegExp(`^Förbered förnyelse: ”${word}`) });
  await waiting.first().waitFor();
  await until('all twenty stand there', async () => (await waiting.count()) === 20);
  await waiting.first().focus();
  for (let left = 20; left > 0; left -= 1) {
    const focused = page.locator('[data-matter]:focus');
    if (!(await focused.getAttribute('aria-label'))?.includes(word)) {
      throw new Error(`the focus went elsewhere with ${left} left`);
    }
    await page.keyboard.press('Enter');
    await until('one less', async () => (await waiting.count()) === left - 1);
  }
  if (!page.url().endsWith('/samordning')) throw new Error(`it left the page for ${page.url()}`);
  await page.keyboard.press('ArrowUp');
}

/** Who has decided: the coordinator notes a decision from the desk; the member sees the board and takes a text along. */
export async function aDecisionIsNoted(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/samordning');
  await page
    .getByRole('link', { name: /^Anteckna beslut: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const name = ((await dialog.getByRole('heading').textContent()) ?? '').replace('Anteckna beslut av ', '');
  await dialog.getByLabel('Vem beslutade?').fill('Kommunstyrelsen');
  await dialog.getByLabel('När?').fill(inDays(-3));
  await dialog.getByLabel('Diarienummer eller paragraf').fill('KS 2026/44');
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.getByText('Beslutet är antecknat.').waitFor();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.getByText('KS 2026/44').waitFor();
  await row.getByRole('button', { name: `Rätta beslutet av ${name}` }).waitFor();
  await page.getByRole('heading', { name: 'Förslag till beslutstext' }).waitFor();
}

/** Whoever runs the installation makes a network, an account, and its coordinator. */
export async function aNetworkIsMade(rig: Rig): Promise<void> {
  const page = await rig.person('administrator');
  const word = rareWord();
  await page.goto('/installationen?visa=konton');
  await page.getByRole('button', { name: 'Nytt konto' }).click();
  await page.getByLabel('Namn', { exact: true }).fill(`Nils ${word}`);
  await page.getByLabel('E-postadress').fill(`nils@${word}.example`);
  await page.getByRole('button', { name: 'Skapa kontot och skicka en länk' }).click();
  await page.getByText(`Nils ${word} får ett brev`).waitFor();
  await page
    .getByRole('button', { name: 'Nätverk' })
    .or(page.getByRole('radio', { name: 'Nätverk' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Nytt nätverk' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Namn').fill(`Nätverket ${word}`);
  await dialog.getByRole('button', { name: 'Skapa nätverket' }).click();
  const row = page.getByRole('listitem').filter({ hasText: `Nätverket ${word}` });
  await row.getByText('Ingen samordnare än').waitFor();
  await row.getByRole('button', { name: 'Utse samordnare' }).click();
  await row.getByRole('searchbox', { name: 'Sök person' }).fill(word);
  await row.getByRole('button', { name: `Utse Nils ${word}` }).click();
  await row.getByRole('list', { name: 'Samordnare' }).getByText(`Nils ${word}`).waitFor();
  await page.goto('/installationen?visa=logg');
  await page.getByText(`Nätverket ${word}`).first().waitFor();
}

/** A forgotten password: the same answer whoever asks. */
export async function aLinkIsAskedFor(rig: Rig): Promise<void> {
  const page = await rig.page({ width: 390 });
  await page.goto('/logga-in');
  await page.getByRole('link', { name: 'Har du glömt lösenordet?' }).click();
  await page.getByRole('heading', { name: 'Välj ett nytt lösenord' }).waitFor();
  await page.getByLabel('E-postadress').fill('ingen@exempel.se');
  await page.getByRole('button', { name: 'Skicka länken' }).click();
  await page.getByText('Om adressen har ett konto').waitFor();
}

/** What the network asks, in its own words and order; the public form asks the same. */
export async function conditionsOfItsOwn(rig: Rig): Promise<void> {
  const anna = await rig.person('samordnare');
  const { network } = await sharedRoom(anna, anna, 'coordination');
  await anna.goto(`/natverk/${network.slug}/forutsattningar`);
  await anna.getByRole('link', { name: 'Ändra förutsättningarna' }).click();
  await anna.getByRole('heading', { level: 1, name: 'Det här frågar vi efter' }).waitFor();
  const rows = anna.getByRole('list', { name: 'Det här frågar vi efter' }).getByRole('listitem');
  const before = await rows.count();
  await anna.getByRole('button', { name: 'Lägg till en förutsättning' }).click();
  await anna.getByRole('button', { name: 'Spara' }).click();
  await anna.getByText('Skriv vad förutsättningen heter.').waitFor();
  const title = `Ungas forum ${rareWord()}`;
  await rows.nth(before).getByRole('textbox', { name: 'Rubrik' }).fill(title);
  await rows
    .nth(before)
    .getByRole('button', { name: `Flytta ${title} tidigare` })
    .click();
  await rows
    .nth(before - 1)
    .getByRole('heading', { name: title })
    .waitFor();
  await anna.getByRole('button', { name: 'Spara' }).click();
  await anna.getByRole('heading', { level: 1, name: 'Förutsättningar' }).waitFor();
  const nobody = await rig.page({ width: 390 });
  await nobody.goto(`/anmalan/${network.slug}`);
  await nobody.getByText(title).first().waitFor();
  // Taken away again: what was answered stays, and the form asks it no more.
  await anna.goto(`/natverk/${network.slug}/forutsattningar/andra`);
  await anna.getByRole('button', { name: `Fråga inte mer efter ${title}` }).click();
  await anna.getByRole('button', { name: 'Spara' }).click();
  await anna.getByRole('heading', { level: 1, name: 'Förutsättningar' }).waitFor();
  await nobody.reload();
  await nobody.getByRole('heading', { level: 1 }).waitFor();
  await until('it is not asked', async () => (await nobody.getByText(title).count()) === 0);
}
