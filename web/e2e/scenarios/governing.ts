import type { Locator } from 'playwright-core';
import { accessible } from '../accessible.ts';
import { gone, holds, networksOf, type Rig, rareWord, sharedRoom, until } from '../harness.ts';
import { inDays, post } from './desk.ts';

/** Who speaks for a network does so for a term, and the desk asks for the next before it ends. */
export async function aSpokespersonIsSucceeded(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/natverk/partnerskapet/installningar');
  const appoint = async (place: Locator, name: string, to: string) => {
    await place.getByLabel('Till och med').fill(to);
    await place.getByRole('searchbox', { name: 'Sök person' }).fill(name);
    await place.getByRole('button', { name: `Utse ${name}` }).click();
    await page.getByText(`${name} har fått uppdraget.`).waitFor();
  };
  await page.getByRole('button', { name: 'Utse talesperson' }).click();
  const settings = page.getByRole('main');
  await settings.getByLabel('Till och med').fill(inDays(-1));
  await settings.getByRole('searchbox', { name: 'Sök person' }).fill('Birgitta Dahlkvist');
  await settings.getByRole('button', { name: 'Utse Birgitta Dahlkvist' }).click();
  await settings.getByText('Slutar innan det börjar.').waitFor();
  await appoint(settings, 'Birgitta Dahlkvist', inDays(20));
  await page
    .getByRole('list', { name: 'Talesperson' })
    .getByText(/till och med/)
    .waitFor();

  await page.goto('/samordning');
  const row = page.getByRole('button', { name: /^Utse nästa: Birgitta Dahlkvist slutar som talesperson/ });
  await row.click();
  const dialog = page.getByRole('dialog');
  holds(
    (await dialog.getByLabel('Från och med').inputValue()) === inDays(21),
    'the next begins the day after the last',
  );
  await appoint(dialog, 'Torsten Hedlund Wik', '');
  await dialog.waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });

  await page.goto('/natverk/partnerskapet/installningar');
  const speaking = page.getByRole('list', { name: 'Talesperson' });
  await speaking.getByText('Torsten Hedlund Wik').waitFor();
  for (const name of ['Torsten Hedlund Wik', 'Birgitta Dahlkvist']) {
    await speaking.getByRole('button', { name: new RegExp(name) }).click();
    await speaking.getByText(name).waitFor({ state: 'detached' });
  }
}

/** The scan of a decision is put beside it, and what has been noted of the decision is shown. */
export async function aScanIsKept(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/natverk/partnerskapet/overenskommelser');
  await page
    .getByRole('main')
    .getByRole('link')
    .filter({ hasText: /överenskommelse/i })
    .last()
    .click();
  await page.waitForURL('**/overenskommelser/*');
  const correct = page.getByRole('button', { name: /^Rätta beslutet av / }).last();
  const name = ((await correct.getAttribute('aria-label')) ?? '').replace('Rätta beslutet av ', '');
  await correct.click();
  const dialog = page.getByRole('dialog');
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Ladda upp filen' }).click();
  const word = rareWord();
  await (await choosing).setFiles({
    name: `${word}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('Beslutet'),
  });
  await dialog.getByRole('link', { name: `${word}.txt` }).waitFor();
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await page.getByText('Beslutet är antecknat.').waitFor();
  await page.getByRole('button', { name: `Historik för ${name}` }).click();
  const history = page.getByRole('dialog', { name: `Historik för ${name}` });
  await history.getByRole('listitem').nth(1).waitFor();
  await history.getByRole('link', { name: 'Beslutet, skannat' }).first().waitFor();
  await history.getByRole('button', { name: 'Stäng' }).click();

  // The text itself has a copy that was signed.
  await page.getByRole('button', { name: 'Ändra', exact: true }).click();
  const changing = page.getByRole('dialog', { name: 'Ändra' });
  // what is pasted and leads nowhere is not passed over in silence
  const pasted = changing.getByRole('textbox', { name: 'Länken till ett dokument i nätverket' });
  await pasted.fill('det ligger i pärmen');
  await until('it is not saved so', () => changing.getByRole('button', { name: 'Spara' }).isDisabled());
  await pasted.fill('');
  const signing = page.waitForEvent('filechooser');
  await changing.getByRole('button', { name: 'Ladda upp filen' }).click();
  await (await signing).setFiles({
    name: `${word} undertecknad.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('Undertecknat'),
  });
  await changing.getByRole('link', { name: `${word} undertecknad.txt` }).waitFor();
  await accessible(page, 'changing an agreement');
  await changing.getByRole('button', { name: 'Spara' }).click();
  await page.getByRole('link', { name: 'Det undertecknade exemplaret' }).click();
  await page.getByRole('heading', { name: new RegExp(`${word} undertecknad`), level: 1 }).waitFor();
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
  await rows.first().waitFor();
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

/** An organisation says how it stands to a condition and puts what shows it beside it; the coordinator reads it. */
export async function aDocumentShowsACondition(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/natverk/partnerskapet/deltagare');
  await page.getByRole('link', { name: 'Era förutsättningar' }).click();
  await page.waitForURL('**/forutsattningar/*');
  const address = new URL(page.url()).pathname;
  await page
    .getByRole('button', { name: /^Ändra: / })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const title = (await dialog.getByRole('heading').textContent()) ?? '';
  await dialog.getByText('Uppfylls', { exact: true }).click();
  const word = rareWord();
  await dialog.getByLabel('Vad visar det?').fill(`Beslutet om ${word}`);
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Ladda upp filen' }).click();
  await (await choosing).setFiles({
    name: `${word}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from('Kommunstyrelsen har beslutat'),
  });
  await dialog.getByRole('link', { name: `${word}.txt` }).waitFor();
  await dialog.getByLabel('Datum').fill(inDays(-30));
  await dialog.getByRole('button', { name: 'Spara' }).click();
  const shown = page.getByRole('listitem').filter({ hasText: title });
  await shown.getByText(`Beslutet om ${word}`).waitFor();
  await shown.getByRole('link', { name: `${word}.txt` }).waitFor();

  const coordinator = await rig.person('samordnare');
  await coordinator.goto(address);
  const seen = coordinator.getByRole('listitem').filter({ hasText: `Beslutet om ${word}` });
  await seen.getByText(/^Daterat /).waitFor();
  await seen.getByRole('link', { name: `${word}.txt` }).click();
  await coordinator.getByRole('heading', { level: 1, name: `${word}.txt` }).waitFor();
  // nobody else's: another organisation of the network does not see it
  const other = await rig.person('arbetsgrupp');
  await other.goto(address);
  await other
    .getByText(/förutsättningar ses av de som har uppdrag/)
    .first()
    .waitFor();
  if ((await other.getByText(word).count()) > 0) throw new Error('another organisation reads it');
}

/** An agreement that ends soon is renewed from the desk, and every organisation's new decision is noted on the board. */
export async function aWholeNetworkRenews(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const network = (await networksOf(page)).find((one) => one.slug === 'partnerskapet');
  const word = rareWord();
  await post(page, `/networks/${network?.id}/agreements`, {
    title: `Avtalet ${word}`,
    text: 'Vi lovar att mötas.',
    from: inDays(-1000),
    to: inDays(60),
  });
  await page.goto('/samordning');
  // the desk says who would get a letter too, and leaves no doubt that none goes
  const row = page.getByRole('button', { name: `Förbered förnyelse: ”Avtalet ${word}”`, exact: false });
  await row.click();
  const renewing = page.getByRole('dialog', { name: `Förbered förnyelse av Avtalet ${word}` });
  await renewing.getByText(/(personer|person) får brev, med länk till texten/).waitFor();
  await renewing.getByRole('button', { name: 'Förbered och skicka brev' }).waitFor();
  await renewing.getByRole('button', { name: 'Förbered utan brev' }).click();
  await renewing.waitFor({ state: 'detached' });
  await row.waitFor({ state: 'detached' });
  holds(page.url().endsWith('/samordning'), 'renewing leaves one on the desk');
  await until('it is prepared', async () => {
    const found = await page.request.get(`/api/v1/networks/${network?.id}/agreements?limit=100`);
    const all = (await found.json()) as { items: { title: string }[] };
    return all.items.filter((one) => one.title === `Avtalet ${word}`).length === 2;
  });
  await page.goto('/natverk/partnerskapet/overenskommelser');
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(`Avtalet ${word}`) })
    .first()
    .click();
  await page.waitForURL('**/overenskommelser/*');
  const next = page.getByRole('link', { name: 'Nästa period' });
  const previous = page.getByRole('link', { name: 'Föregående period' });
  await next.or(previous).waitFor();
  if (await next.count()) await next.click();
  await previous.waitFor();
  await page
    .getByText(/^kommande|0 har beslutat/)
    .first()
    .waitFor();

  // who gets a letter is shown before one goes; then the board says who was asked
  await page.getByRole('button', { name: /^Be om besluten/ }).click();
  const letters = page.getByRole('dialog', { name: 'Be om de beslut som saknas' });
  await letters.getByText(/(personer|person) får brev, med länk till texten/).waitFor();
  await letters.getByRole('button', { name: 'Skicka brev' }).click();
  await letters.waitFor({ state: 'detached' });
  await page
    .getByText(/^brev .+ till /)
    .first()
    .waitFor();
  await gone('they cannot be asked again at once', page.getByRole('button', { name: /^Be om besluten/ }));

  const missing = page.getByRole('button', { name: /^Anteckna beslut av / });
  await missing.first().waitFor();
  for (let left = await missing.count(); left > 0; left -= 1) {
    await missing.first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vem beslutade?').fill('Kommunstyrelsen');
    await dialog.getByLabel('När?').fill(inDays(-1));
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await dialog.waitFor({ state: 'detached' });
    await until('one less is missing', async () => (await missing.count()) === left - 1);
  }
  await page.getByText(/, 0 saknas/).waitFor();

  // the text is changed: who had decided has decided on the one before, which is still to be read
  await page.getByRole('button', { name: 'Ändra', exact: true }).click();
  const writing = page.getByRole('dialog', { name: 'Ändra' });
  await writing.getByLabel('Text', { exact: true }).fill('Vi lovar varandra mer än förut.');
  await writing.getByRole('button', { name: 'Spara' }).click();
  await writing.waitFor({ state: 'detached' });
  await page.getByText('Vi lovar varandra mer än förut.').waitFor();
  await page.getByRole('link', { name: 'om version 1' }).first().click();
  await page.getByText(/^Det här är version 1, som det har beslutats om\./).waitFor();
  await gone('the newest text is not shown as the first', page.getByText('Vi lovar varandra mer än förut.'));
  await page.getByRole('link', { name: 'Till den gällande texten' }).click();
  await page.getByText('Vi lovar varandra mer än förut.').waitFor();
  // a decision that is corrected stays one on the text it was on
  await page
    .getByRole('button', { name: /^Rätta beslutet av / })
    .first()
    .click();
  const correcting = page.getByRole('dialog', { name: /^Anteckna beslut av / });
  await correcting.getByRole('button', { name: /Vilken text gäller beslutet/ }).waitFor();
  await correcting.getByLabel('Diarienummer eller paragraf').fill('KS 2026/77');
  await correcting.getByRole('button', { name: 'Spara' }).click();
  await correcting.waitFor({ state: 'detached' });
  await page.getByText(/KS 2026\/77 · om version 1/).waitFor();
}

/** What a board is shown: its own people take it out on a phone, an observer's says observer, the coordinator anybody's. */
export async function aCertificateIsPrinted(rig: Rig): Promise<void> {
  const member = await rig.person('tjansteperson', { width: 390 });
  await member.goto('/natverk/partnerskapet/deltagare');
  await member
    .getByRole('link', { name: /^Intyg till nämnden/ })
    .first()
    .click();
  await member.getByRole('heading', { level: 1, name: 'Intyg om medlemskap' }).waitFor();
  const sheet = member.getByRole('article', { name: 'Intyg om medlemskap' });
  await sheet.getByText(/deltar som medlem i/).waitFor();
  await sheet.getByText(/^Kommunstyrelsen, /).waitFor();
  await member.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await member.getByRole('button', { name: 'Skriv ut' }).click();
  await member.locator('body[data-printed]').waitFor();
  await member.getByLabel('Per den').fill('1990-01-01');
  await member.getByText(/ deltog inte i /).waitFor();
  await member.getByLabel('Per den').fill(inDays(30));
  await member.getByText('Intyget kan inte gälla en dag som inte har kommit.').waitFor();

  const observer = await rig.person('observator', { width: 390 });
  await observer.goto('/natverk/kommunala-barnrattsnatverket/deltagare');
  await observer.getByRole('link', { name: 'Intyg till nämnden' }).click();
  await observer.getByRole('heading', { level: 1, name: 'Intyg om deltagande som observatör' }).waitFor();
  await observer.getByText(/En observatör är inte medlem/).waitFor();

  const coordinator = await rig.person('samordnare');
  await coordinator.goto('/natverk/partnerskapet/medlemskap');
  const another = coordinator.getByRole('link', { name: /^Intyg för / }).last();
  const place = (await another.getAttribute('href')) ?? '';
  await another.click();
  await coordinator.getByRole('heading', { level: 1, name: /^Intyg om / }).waitFor();
  // what is another's is not a page one may read
  await member.goto(place);
  await member.getByText(/Ett intyg tas fram av de som har uppdrag för organisationen/).waitFor();
}

/** A plan's day has come near: it is looked over from the desk, by keyboard, and the document says so. */
export async function aPlanIsLookedOver(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/samordning');
  const waiting = page.getByRole('button', { name: /^Se över: ”Arbetsplan/ });
  await waiting.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Är ”Arbetsplan.*” översedd\?$/ });
  const place = (await dialog.getByRole('link', { name: 'Öppna den' }).getAttribute('href')) ?? '';
  await dialog.getByLabel('Ses över nästa gång').fill(inDays(700));
  await dialog.getByRole('button', { name: 'Översedd' }).click();
  await dialog.waitFor({ state: 'detached' });
  await waiting.waitFor({ state: 'detached' });
  await page.goto(place);
  await page.getByText(/^Senast översedd /).waitFor();
  await page.getByRole('button', { name: 'Ändra dagen …' }).waitFor();

  // whoever reads it sees the day, on a phone too, and sets none
  const member = await rig.person('tjansteperson', { width: 390 });
  await member.goto(place);
  await member.getByRole('button', { name: 'Mer om sidan' }).click();
  await member.getByText(/^Ska ses över /).waitFor();
  if (await member.getByRole('button', { name: 'Ändra dagen …' }).count())
    throw new Error('a member sets the day');
}
