/** What a meeting leaves behind: notes written by several at once. */
import type { Page } from 'playwright-core';
import { networksOf, type Rig, read, until } from '../harness.ts';

const word = () => Math.random().toString(36).slice(2, 10);

async function call(
  page: Page,
  method: string,
  path: string,
  body: object,
  revision?: number,
): Promise<unknown> {
  return page.evaluate(
    async ([how, where, what, tag]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers: { 'Content-Type': 'application/json', ...(tag && { 'If-Match': tag }) },
        body: what,
      });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as unknown;
    },
    [method, path, JSON.stringify(body), revision === undefined ? '' : `"${revision}"`] as const,
  );
}

/** A meeting that goes on now. */
export async function ongoing(page: Page): Promise<string> {
  const network = (await networksOf(page)).find((one) => /partnerskapet/i.test(one.slug));
  if (!network) throw new Error('the demo has no partnership');
  const made = (await call(page, 'POST', `/networks/${network.id}/meetings`, {
    kind: 'meeting',
    title: `Arbetsmöte ${word()}`,
    starts_on: '2099-05-04',
    ends_on: '2099-05-05',
  })) as { id: string; revision: number };
  await call(page, 'PUT', `/meetings/${made.id}/state`, { state: 'ongoing' }, made.revision);
  return made.id;
}

const sheet = (page: Page) => page.getByRole('textbox', { name: /samma text/ });

/** Two browsers in the same text; one goes offline, both write on, and nothing is lost. */
export async function twoTakeNotes(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const meeting = await ongoing(helena);
  const malin = await rig.person('tjansteperson', { width: 390 });
  await helena.goto(`/traffar/${meeting}`);
  await helena.getByRole('link', { name: 'Börja anteckna tillsammans' }).click();
  await sheet(helena).click();
  const [first, second, third, fourth] = [word(), word(), word(), word()];
  await helena.keyboard.type(`Barnbokslut ${first}`);
  await helena.getByText('Sparat', { exact: true }).waitFor();

  await malin.goto(`/traffar/${meeting}/anteckningar`);
  await sheet(malin).getByText(first).waitFor();
  await sheet(malin).click();
  await malin.keyboard.press('Control+End');
  await malin.keyboard.press('Enter');
  await malin.keyboard.type(`Örebro visade sitt ${second}`);
  await sheet(helena).getByText(second).waitFor();

  // the line of one breaks; both go on, in the same paragraph
  await malin.context().setOffline(true);
  await malin.getByText(/Du är inte uppkopplad/).waitFor();
  await malin.keyboard.type(` utan nät ${third}`);
  await helena.keyboard.press('Control+Home');
  await helena.keyboard.type(`${fourth} `);
  await helena.getByText('Sparat', { exact: true }).waitFor();
  await malin.context().setOffline(false);
  await sheet(malin).getByText(fourth).waitFor();
  await sheet(helena).getByText(third).waitFor();
  await malin.getByText('Sparat', { exact: true }).waitFor();

  // a tab that was closed takes up what was never sent
  await malin.context().setOffline(true);
  await malin.getByText(/Du är inte uppkopplad/).waitFor();
  const fifth = word();
  await malin.keyboard.type(` kvar ${fifth}`);
  await malin.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('.notes.')));
  await malin.context().setOffline(false);
  await malin.reload();
  await sheet(malin).getByText(fifth).waitFor();
  await sheet(helena).getByText(fifth).waitFor();
  await until('each stands once', async () => {
    const { text } = await read<{ text: string }>(helena, `/meetings/${meeting}/notes`);
    return [first, second, third, fourth, fifth].every((one) => text.split(one).length === 2);
  });

  // left with the caret in the text, by a link of the app, nothing goes wrong behind
  const told: string[] = [];
  helena.on('console', (message) => message.type() === 'error' && told.push(message.text()));
  helena.on('pageerror', (error) => told.push(error.message));
  for (const _ of ['once', 'and again']) {
    await sheet(helena).click();
    await helena.keyboard.press('Control+End');
    await helena.locator(`main a[href="/traffar/${meeting}"]`).first().click();
    await helena.getByText('Ej fastställda: de skrivs fortfarande.').waitFor();
    await helena.getByText(second).waitFor();
    await helena.getByRole('link', { name: 'Öppna anteckningarna' }).click();
    await sheet(helena).getByText(second).waitFor();
  }
  if (told.length > 0) throw new Error(`leaving the notes: ${told.join('\n')}`);
  await helena.goto(`/traffar/${meeting}`);
  await helena.getByText(second).waitFor();
}

/** What one wrote off the line while the notes were published is not said to be saved; it is there to take care of. */
export async function publishedWhileAway(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const meeting = await ongoing(helena);
  const malin = await rig.person('tjansteperson', { width: 390 });
  const [arrived, late] = [word(), word()];
  await malin.goto(`/traffar/${meeting}/anteckningar`);
  await sheet(malin).click();
  await malin.keyboard.type(`Kom fram ${arrived}`);
  await malin.getByText('Sparat', { exact: true }).waitFor();
  await malin.context().setOffline(true);
  await malin.getByText(/Du är inte uppkopplad/).waitFor();
  await malin.keyboard.press('Enter');
  await malin.keyboard.type(`Kom för sent ${late}`);
  await malin.waitForFunction(
    (words) => Object.values(localStorage).some((held) => String(held).includes(words)),
    late,
  );

  const { revision } = await read<{ revision: number }>(helena, `/meetings/${meeting}`);
  await call(helena, 'POST', `/meetings/${meeting}/publication`, { summary: null }, revision);
  await malin.context().setOffline(false);
  const box = malin.getByRole('region', { name: 'Det här hann inte in i anteckningarna' });
  await box.getByText(late).waitFor();
  if (await malin.getByText('Sparat', { exact: true }).isVisible()) throw new Error('it is said to be saved');

  // It is still there when the page is read anew, and until one has taken care of it.
  await malin.reload();
  await box.getByText(late).waitFor();
  await box.getByText(/publicerades innan/).waitFor();
  await box.getByRole('button', { name: 'Lägg som inlägg i träffens rum' }).click();
  await box.getByRole('link', { name: /inlägg i träffens rum/ }).waitFor();
  await box.getByRole('button', { name: /ta bort härifrån/ }).click();
  await box.waitFor({ state: 'detached' });
  await malin.reload();
  await malin.getByText('Anteckningarna är publicerade.', { exact: false }).waitFor();
  if (await box.isVisible()) throw new Error('what was taken care of came back');
}

/** A promise made from the notes stands on the organisation's start page until it is done; then the meeting is published. */
export async function fromNotesToArchive(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const meeting = await ongoing(helena);
  const [noted, promised] = [word(), word()];
  await helena.goto(`/traffar/${meeting}/anteckningar`);
  await sheet(helena).click();
  await helena.getByRole('toolbar').getByRole('button', { name: 'Rubrik' }).click();
  await helena.keyboard.type('Mallar');
  await sheet(helena).getByRole('heading', { name: 'Mallar' }).waitFor();
  await helena.keyboard.press('Enter');
  await helena.keyboard.type(`Gävle delar mallen ${noted}`);
  await helena.getByText('Sparat', { exact: true }).waitFor();
  await helena.keyboard.press('Shift+Home');
  await helena.getByRole('button', { name: 'Gör det markerade till beslut eller åtagande' }).click();
  const form = helena.getByRole('dialog');
  const wording = form.getByRole('textbox', { name: 'Lydelse' });
  await until('what is chosen is the wording to begin with', async () =>
    (await wording.inputValue()).includes(noted),
  );
  await wording.fill(`Delar mallen ${promised}`);
  await form.getByRole('button', { name: 'Spara' }).click();
  await form.getByText('Ett åtagande behöver någon som ska göra det.', { exact: false }).waitFor();
  await form.getByRole('button', { name: /Vem ska göra det/ }).click();
  await helena.getByRole('option', { name: 'Gävle kommun' }).click();
  await form.getByLabel('Senast').fill('2099-06-01');
  await form.getByRole('button', { name: 'Spara' }).click();
  await form.waitFor({ state: 'detached' });
  await helena.getByText(promised).first().waitFor();

  // it is marked where it stands, also when somebody has written in the middle of it
  await sheet(helena).click();
  await helena.keyboard.press('Home');
  for (let n = 0; n < 'Gävle delar'.length; n += 1) await helena.keyboard.press('ArrowRight');
  await helena.keyboard.type(' den nya');
  await helena.getByText('Sparat', { exact: true }).waitFor();
  await helena.getByRole('link', { name: promised }).click();
  await helena.waitForURL('**/anteckningar?beslut=*');
  const marked = sheet(helena).locator('[data-passage]');
  await until('the whole of it is marked', async () => {
    return (await marked.allInnerTexts()).join('') === `Gävle delar den nya mallen ${noted}`;
  });

  const malin = await rig.person('tjansteperson', { width: 390 });
  await malin.goto('/');
  const mine = malin.getByRole('listitem').filter({ hasText: promised });
  await mine.getByRole('button', { name: /^Klart/ }).click();
  await mine.waitFor({ state: 'detached' });
  await helena.getByText('Klart', { exact: false }).filter({ hasText: 'Åtagande' }).waitFor();

  await malin.goto(`/traffar/${meeting}`);
  await malin.getByRole('button', { name: 'Svara för Gävle kommun' }).click();
  await malin.getByRole('textbox', { name: 'Det här tar vi med oss hem' }).fill(`Mallen ${noted}`);
  await malin.getByRole('button', { name: 'Spara' }).click();
  await malin.getByRole('button', { name: 'Ändra svaret för Gävle kommun' }).waitFor();

  // slides put into the meeting's room are its documentation
  await helena.goto(`/traffar/${meeting}`);
  await helena.getByRole('link', { name: 'Lägg till presentationer och bilder' }).click();
  await helena.waitForURL('**/dokument?rum=*');
  await helena.getByRole('button', { name: 'Ladda upp' }).click();
  const choosing = helena.waitForEvent('filechooser');
  await helena.getByRole('button', { name: 'Välj filer' }).click();
  const slides = `Presentation ${noted}.txt`;
  await (await choosing).setFiles({ name: slides, mimeType: 'text/plain', buffer: Buffer.from('Vår mall') });
  await helena.getByRole('region', { name: 'Uppladdningar' }).getByText('Sökbar').waitFor();

  await helena.goto(`/traffar/${meeting}`);
  await helena.getByRole('link', { name: slides }).waitFor();
  await helena.getByText(`hem Mallen ${noted}`).waitFor();
  await helena.getByText(/Saknas: .*närvaro/).waitFor();
  await helena.getByRole('button', { name: 'Publicera i arkivet' }).click();
  const publishing = helena.getByRole('dialog');
  await publishing.getByRole('textbox', { name: 'Sammanfattning' }).fill('Vi enades om en mall.');
  await publishing.getByRole('button', { name: 'Publicera', exact: true }).click();
  await publishing.waitFor({ state: 'detached' });
  await helena.getByText('Vi enades om en mall.').waitFor();
  const page = helena.url();
  await helena.getByRole('link', { name: /Minnesanteckningar/ }).click();
  await helena.waitForURL('**/dokument/**');
  await helena.getByText(noted).first().waitFor();
  // from the decision to the words it was made from, as they were published
  await helena.goto(page);
  await helena.getByRole('link', { name: promised }).click();
  await helena.waitForURL('**/dokument/**');
  await helena
    .locator('main mark')
    .filter({ hasText: `Gävle delar den nya mallen ${noted}` })
    .first()
    .waitFor();
  // and the slides are changed with a reason only
  await helena.goto(page);
  await helena.getByRole('link', { name: slides }).click();
  await helena.getByRole('button', { name: 'Fler val' }).first().click();
  await helena.getByRole('menuitem', { name: 'Ny version' }).click();
  const dialog = helena.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Välj filer' }).click();
  await dialog.getByText('Säg varför det ändras.').waitFor();
}
