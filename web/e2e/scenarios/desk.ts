/** The coordinator's desk: what waits is finished where it stands, by keyboard. */
import type { Locator, Page } from 'playwright-core';
import { accessible } from '../accessible.ts';
import { BASE, holds, networksOf, type Rig, rareWord, read, until } from '../harness.ts';
import { tabTo } from '../keys.ts';
import { zipOf } from '../zip.ts';

export async function post<T>(page: Page, path: string, data: object): Promise<T> {
  const answer = await page.request.post(`/api/v1${path}`, {
    data,
    headers: { Origin: new URL(BASE).origin },
  });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Twenty matters on the desk are finished one after the other with the keys alone, without leaving the page. */
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
  const order = await waiting.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  await waiting.first().focus();
  for (const [done, label] of order.entries()) {
    const left = order.length - done;
    const focused = page.locator('[data-matter]:focus');
    await focused.waitFor();
    await until(`the next of them has the focus, ${left} left`, async () => {
      return (await focused.getAttribute('aria-label')) === label;
    });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await until('one stands in it', () => dialog.evaluate((one) => one.contains(document.activeElement)));
    await tabTo(page, dialog.getByRole('button', { name: 'Förbered utan brev' }));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await until('one less', async () => (await waiting.count()) === left - 1);
  }
  if (!page.url().endsWith('/samordning')) throw new Error(`it left the page for ${page.url()}`);
  await page.keyboard.press('ArrowUp');
}

/** How many rows there are of a name, behind a dialog too. */
const rowsOf = (page: Page, name: RegExp) =>
  page
    .locator('[data-matter]')
    .evaluateAll(
      (all, words) =>
        all.filter((one) => new RegExp(words).test(one.getAttribute('aria-label') ?? '')).length,
      name.source,
    );

/** Goes to a row of the desk and presses Enter: its dialog, in which one stands. */
async function opened(page: Page, name: RegExp): Promise<Locator> {
  await page.getByRole('button', { name }).first().press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await until('one stands in it', () => dialog.evaluate((one) => one.contains(document.activeElement)));
  return dialog;
}

/** Where a dialog begins with a field one may write at once: the letters of whoever does must land in it. */
async function types(page: Page, dialog: Locator, words: string): Promise<void> {
  await until('one stands in a field', () =>
    dialog.evaluate(
      (one) =>
        one.contains(document.activeElement) && document.activeElement?.matches('input, textarea') === true,
    ),
  );
  await page.keyboard.type(words);
  const written = await dialog.locator(':focus').inputValue();
  holds(written.includes(words), `every letter lands in the field: ${written}`);
}

/** Presses Enter on the button of a dialog that finishes it: the row is gone, and another has the focus. */
async function finished(page: Page, dialog: Locator, act: string, row: RegExp): Promise<void> {
  const before = await rowsOf(page, row);
  await tabTo(page, dialog.getByRole('button', { name: act, exact: true }));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await until('the row is gone', async () => (await rowsOf(page, row)) < before);
  await page.locator('[data-matter]:focus').waitFor();
  holds(page.url().endsWith('/samordning'), `finishing ${row} leaves one on the desk`);
}

/** What led away once: each kind is finished over the page with the keys alone, and one never leaves it. */
export async function eachKindWhereItStands(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const network = (await networksOf(page)).find((one) => one.slug === 'partnerskapet');
  if (!network) throw new Error('the demo has no partnership');
  const taking = await read<{ items: { organisation: { id: string }; state: string }[] }>(
    page,
    `/networks/${network.id}/participations?limit=100`,
  );
  const member = taking.items.find((one) => one.state === 'member')?.organisation.id;
  const word = rareWord();
  await post(page, `/networks/${network.id}/seats`, {
    organisation_id: member,
    kind: 'official',
    title: `barnombud ${word}`,
    mandate: '',
  });
  const past = (title: string) =>
    post<{ id: string }>(page, `/networks/${network.id}/meetings`, {
      kind: 'seminar',
      title,
      starts_on: inDays(-3),
      ends_on: inDays(-2),
    });
  const held = await past(`Hölls ${word}`);
  await post(page, `/meetings/${held.id}/promises`, {
    kind: 'decision',
    wording: `Vi prövar ${word}.`,
    organisation_id: null,
    due_on: null,
    quote: null,
  });
  await past(`Föll ${word}`);
  await page.goto(`/natverk/${network.slug}/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: `${word}.zip`,
    mimeType: 'application/zip',
    buffer: zipOf({ [`2014-05 Gävle/${word} ett.txt`]: 'Ett', [`Blandat/${word} två.txt`]: 'Två' }),
  });
  await page.waitForURL('**/import/*');
  await page.getByRole('grid', { name: 'Filer att gå igenom' }).getByRole('row').first().waitFor();
  await page.goto('/samordning');

  // Escape leads back to the row, and what is a letter in a field is no way between rows
  const vacant = new RegExp(`^Bjud in: .*${word}`);
  const inviting = await opened(page, vacant);
  await accessible(page, 'inviting from the desk');
  await types(page, inviting, 'jk Nyström');
  await page.keyboard.press('Escape');
  await inviting.waitFor({ state: 'detached' });
  const row = page.getByRole('button', { name: vacant });
  await until('one stands at the row again', () => row.evaluate((one) => one === document.activeElement));
  await page.keyboard.press('j');
  await until('j goes on', () => row.evaluate((one) => one !== document.activeElement));
  await page.keyboard.press('k');
  await until('k goes back', () => row.evaluate((one) => one === document.activeElement));

  // a seat: the invitation goes out, is taken back, and goes out again
  for (const again of [false, true]) {
    const dialog = await opened(page, vacant);
    await types(page, dialog, 'Nils Nyström');
    await page.keyboard.press('Tab');
    await page.keyboard.type(`nils${again ? 2 : 1}@${word}.example`);
    await finished(page, dialog, 'Skicka inbjudan', vacant);
    if (!again) {
      await page.getByRole('button', { name: 'Ångra' }).last().click();
      await row.waitFor();
    }
  }

  // a meeting that was held becomes archive, one that was not is cancelled
  const publish = new RegExp(`^Publicera: Hölls ${word}`);
  const publishing = await opened(page, publish);
  await publishing.getByText(/^Saknas: /).waitFor();
  await types(page, publishing, 'Vi kom överens om att pröva.');
  await finished(page, publishing, 'Publicera', publish);
  await page.getByText('Träffen finns nu i arkivet.').waitFor();
  const fell = new RegExp(`^Publicera: Föll ${word}`);
  const cancelling = await opened(page, fell);
  await cancelling.getByText('Inget är antecknat än', { exact: false }).waitFor();
  await tabTo(page, cancelling.getByRole('radio', { name: 'Ja, den hölls' }));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, cancelling.getByLabel('Varför ställs den in?'));
  await page.keyboard.type('För få kunde.');
  await finished(page, cancelling, 'Ställ in', fell);

  // an import: what is sure is taken in, the rest is left out
  const bring = new RegExp(`^Ta in: .*${word}`);
  const bringing = await opened(page, bring);
  await bringing.getByText('1 är osäker', { exact: false }).waitFor();
  await finished(page, bringing, 'Ta in 1 fil', bring);
  // what the meeting led to is called by the word as well
  let there: string[] = [];
  await until('it is in the archive', async () => {
    const path = `/networks/${network.id}/documents?q=${word}`;
    there = (await read<{ items: { name: string }[] }>(page, path)).items.map((one) => one.name);
    return there.some((name) => name.includes(`${word} ett`));
  }).catch(async (error: Error) => {
    const imports = await read(page, `/networks/${network.id}/imports`);
    throw new Error(`${error.message}: ${there.join(', ')} are, of ${JSON.stringify(imports)}`);
  });
  holds(!there.some((name) => name.includes(`${word} två`)), 'what is not sure is left out');

  // a case waits for its applicant once they have been asked something
  const wants = /^Avgör: Jönköpings kommun/;
  const deciding = await opened(page, wants);
  await deciding.getByText('kommunstyrelsen ska få en lägesbild', { exact: false }).waitFor();
  await accessible(page, 'deciding from the desk');
  await tabTo(page, deciding.getByRole('radio', { checked: true }));
  await until('it is to be asked', async () => {
    if (await deciding.getByRole('radio', { name: 'Fråga mer först' }).isChecked()) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
  await tabTo(page, deciding.getByLabel('Skriv till Sara Lindvall'));
  await page.keyboard.type('Blev det som ni tänkte i november?');
  await finished(page, deciding, 'Skicka', wants);
}

/** Beside what waits stands how the network stands, on a phone a press away; and one begins a letter to several from there. */
export async function howItStands(rig: Rig): Promise<void> {
  const facts = [/^Beslut: \d+ av \d+/, /vakan(t|ta) uppdrag$/, /^\d+ av 21 län är representerade$/];
  for (const width of [1440, 390]) {
    const page = await rig.person('samordnare', { width });
    await page.goto('/samordning');
    if (width < 1200) await page.getByRole('button', { name: 'Läget' }).click();
    const side = width < 1200 ? page.getByRole('dialog') : page.getByRole('complementary', { name: 'Läget' });
    // of several agreements each has its line
    for (const name of facts) await side.getByRole('link', { name }).first().waitFor();
    await side.getByText(/^Nästa träff: |^Ingen träff är planerad$/).waitFor();
    await accessible(page, `how it stands at ${width}`);
    if (width < 1200) await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Nytt utskick' }).click();
    await page.getByRole('heading', { level: 2, name: 'Nytt utskick' }).waitFor();
  }
}

/** Somebody who coordinates nothing has followed a link here: what the page is for is said, and nothing of others' desks. */
export async function whoCoordinatesNothing(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/samordning');
  await page.getByText('Du samordnar inget nätverk.').waitFor();
  holds(
    (await page.getByRole('heading', { name: 'Anmälda inlägg' }).count()) === 0,
    'no queue of what was reported',
  );
  await accessible(page, 'the desk of who coordinates nothing');
  await page.getByRole('main').getByRole('link', { name: 'Till startsidan' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** A proposal whose time is out is settled over the page, and an organisation is reminded of its conditions, by the keys alone. */
export async function settledAndReminded(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const network = (await networksOf(page)).find((one) => one.slug === 'partnerskapet');
  const rooms = await read<{ items: { id: string; kind: string }[] }>(page, `/networks/${network?.id}/rooms`);
  const room = rooms.items.find((one) => one.kind === 'whole_network')?.id;
  const word = rareWord();
  const made = await post<{ id: string }>(page, `/rooms/${room}/proposals`, {
    title: `Gemensam dag ${word}`,
    background: { client_id: crypto.randomUUID(), text: 'Flera har frågat.' },
    wording: `Vi ses en dag i maj ${word}.`,
    voting: 'organisation',
    closes_at: new Date(Date.now() + 2_000).toISOString(),
  });
  const settles = new RegExp(`^Avgör: .*${word}`);
  await until('its time is out', async () => {
    await page.goto('/samordning');
    await page.locator('[data-matter]').first().waitFor();
    return (await rowsOf(page, settles)) === 1;
  });
  const settling = await opened(page, settles);
  await settling.getByText(`Vi ses en dag i maj ${word}.`).waitFor();
  await accessible(page, 'settling a proposal from the desk');
  await settling.getByRole('button', { name: 'Avgör', exact: true }).and(page.locator(':disabled')).waitFor();
  await tabTo(page, settling.getByRole('radio', { name: 'Antaget' }));
  await page.keyboard.press('Space');
  await finished(page, settling, 'Avgör', settles);
  const proposal = await read<{ result: string | null }>(page, `/conversations/${made.id}/proposal`);
  holds(proposal.result === 'adopted', `it is decided as chosen: ${proposal.result}`);

  // one press reminds; the row is gone, and stays away when one comes back
  const confirms = /^Påminn: Trelleborgs kommun behöver bekräfta/;
  await page.getByRole('button', { name: confirms }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Organisationen är påmind.', { exact: false }).waitFor();
  await until('the row is gone', async () => (await rowsOf(page, confirms)) === 0);
  await page.locator('[data-matter]:focus').waitFor();
  await page.reload();
  await page.locator('[data-matter]').first().waitFor();
  holds((await rowsOf(page, confirms)) === 0, 'it waits for the organisation now');
}

/** Who has decided: noted from the desk on a phone, undone, and noted again; the board of the agreement has it. */
export async function aDecisionIsNoted(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/samordning');
  const missing = page.getByRole('button', { name: /^Anteckna beslut: / }).first();
  const label = (await missing.getAttribute('aria-label')) ?? '';
  const row = page.getByRole('button', { name: label, exact: true });
  let name = '';
  let place = '';
  for (const again of [false, true]) {
    await row.click();
    const dialog = page.getByRole('dialog');
    name = ((await dialog.getByRole('heading').textContent()) ?? '').replace('Anteckna beslut av ', '');
    place = (await dialog.getByRole('link', { name: 'Öppna överenskommelsen' }).getAttribute('href')) ?? '';
    await dialog.getByLabel('Vem beslutade?').fill('Kommunstyrelsen');
    await dialog.getByLabel('När?').fill(inDays(-3));
    await dialog.getByLabel('Diarienummer eller paragraf').fill('KS 2026/44');
    await dialog.getByRole('button', { name: 'Spara' }).click();
    await dialog.waitFor({ state: 'detached' });
    await row.waitFor({ state: 'detached' });
    if (!again) {
      await page.getByRole('button', { name: 'Ångra' }).click();
      await page.getByText('Anteckningen är tillbakatagen.').waitFor();
      await row.waitFor();
    }
  }
  await page.goto(place);
  const line = page.getByRole('listitem').filter({ hasText: name });
  await line.getByText('KS 2026/44').waitFor();
  await line.getByRole('button', { name: `Rätta beslutet av ${name}` }).waitFor();
  await page.getByRole('heading', { name: 'Förslag till beslutstext' }).waitFor();
}

/** The first in a queue without a case gets the place that is free. */
export async function aPlaceIsGiven(rig: Rig): Promise<void> {
  const page = await rig.person('bjorn.ottarsson', { width: 390 });
  await page.goto('/samordning');
  const row = page.getByRole('button', { name: /^Ge platsen: Simrishamns kommun/ });
  await row.click();
  const dialog = page.getByRole('dialog', { name: /^Ge Simrishamns kommun platsen/ });
  await dialog.getByRole('button', { name: 'Ge platsen' }).click();
  await page.getByText('Simrishamns kommun har fått platsen.').waitFor();
  await row.waitFor({ state: 'detached' });
}
