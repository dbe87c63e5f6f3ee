import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { gone, holds, type Rig, rareWord, read, roomsOf, same, sharedRoom, until } from '../harness.ts';
import { chooseFrom } from '../menu.ts';
import { faults } from './every-page.ts';
import { putFile } from './told.ts';

interface Row {
  id: string;
  name: string;
  folder_id: string | null;
  themes: string[];
  size: number;
}

const upload = putFile<Row>;
const listed = async (page: Page, room: string, query: string) =>
  (await read<{ items: Row[] }>(page, `/rooms/${room}/documents?limit=100&${query}`)).items;
const tray = (page: Page) => page.getByRole('region', { name: 'Uppladdningar' });

/** Only the two are shown: once a list is narrowed it no longer moves under what is pressed. */
const narrowed = (page: Page, word: string) =>
  until('only those two are shown', async () => {
    const names = await page.locator('#content a[href^="/dokument/"]').allInnerTexts();
    return names.length === 2 && names.every((name) => name.includes(word));
  });

/** What is dragged over the list is told where it goes and who will see it; dropped, it is there. */
export async function whatIsDroppedIsUploaded(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const name = `släppt ${rareWord()}.txt`;
  await anna.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  await anna.getByRole('button', { name: 'Ladda upp' }).waitFor();
  const drag = (kind: 'dragenter' | 'dragleave' | 'drop') =>
    anna.evaluate(
      ([what, called]) => {
        const data = new DataTransfer();
        data.items.add(new File(['Släppt här'], called));
        window.dispatchEvent(new DragEvent(what, { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [kind, name] as const,
    );
  const told = anna.getByText('Släpp för att lägga i', { exact: false });
  await drag('dragenter');
  await told.waitFor();
  await anna.getByText(/\d+ personer ser det/).waitFor();
  await drag('dragleave');
  await told.waitFor({ state: 'detached' });
  await drag('dragenter');
  await drag('drop');
  await told.waitFor({ state: 'detached' });
  await tray(anna).getByText(name).waitFor();
  await anna.locator('#content').getByRole('link', { name }).waitFor();
  same((await listed(anna, room.id, `q=${encodeURIComponent(name)}`)).length, 1, 'it is there once');
}

/** A whole folder is uploaded into folders of the same names; several are chosen, tagged, moved and taken along. */
export async function aFolderIsUploaded(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const word = rareWord();
  const folder = mkdtempSync(join(tmpdir(), 'mapp-'));
  const inside = join(folder, word, 'Under');
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(folder, word, `${word} ett.txt`), 'Ett');
  writeFileSync(join(inside, `${word} två.txt`), 'Två');
  await anna.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  await anna.getByRole('button', { name: 'Ladda upp' }).click();
  const chooser = anna.waitForEvent('filechooser');
  await anna.getByRole('button', { name: 'Välj en mapp' }).click();
  await (await chooser).setFiles(join(folder, word));
  await until('both are there', async () => (await listed(anna, room.id, `q=${word}`)).length === 2);
  rmSync(folder, { recursive: true });
  await anna.getByRole('button', { name: `Mapp ${word}` }).click();
  // The tray of uploads links to what it has sent as well.
  const list = anna.locator('#content');
  await list.getByRole('link', { name: `${word} ett.txt` }).waitFor();
  await anna.getByRole('button', { name: 'Mapp Under' }).click();
  await list.getByRole('link', { name: `${word} två.txt` }).waitFor();
  // Found wherever they lie; several at once.
  await anna.getByRole('searchbox', { name: 'Sök bland namnen' }).fill(word);
  await narrowed(anna, word);
  for (const name of ['ett', 'två'])
    await anna.getByRole('checkbox', { name: `Välj ${word} ${name}.txt` }).check({ force: true });
  const bar = anna.getByRole('region', { name: '2 valda' });
  await bar.getByRole('button', { name: 'Tagga' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Lägg till teman' }).fill(`tema ${word}`);
  const date = dialog.getByRole('textbox', { name: 'Daterat' });
  await date.fill('2016-10');
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await until('both have the theme and the date', async () => {
    const rows = await listed(anna, room.id, `year=2016&theme=${encodeURIComponent(`Tema ${word}`)}`);
    return rows.length === 2;
  });
  // What was chosen is let go of when the answer comes, which may be later than what another asks.
  await dialog.waitFor({ state: 'detached' });
  for (const name of ['ett', 'två'])
    await anna.getByRole('checkbox', { name: `Välj ${word} ${name}.txt` }).check({ force: true });
  const coming = anna.waitForEvent('download');
  await bar.getByRole('link', { name: 'Ladda ner (zip)' }).click();
  same((await coming).suggestedFilename(), 'Dokument.zip', 'one zip');
  await bar.getByRole('button', { name: 'Flytta', exact: true }).click();
  await dialog.getByRole('button', { name: 'Lägg överst i rummet' }).click();
  await until('both lie at the top', async () => {
    const rows = await listed(anna, room.id, `folder=top&theme=${encodeURIComponent(`Tema ${word}`)}`);
    return rows.length === 2;
  });
  // Narrowed by the theme, in an address one can send.
  await anna.goto(
    `/natverk/${network.slug}/dokument?tema=${encodeURIComponent(`Tema ${word}`)}&ordning=name&vy=bilder`,
  );
  const both = anna.getByRole('checkbox', { name: /^Välj / });
  await until('both are shown, and nothing else', async () => (await both.count()) === 2);
}

/** What everybody needs stands beside the conversations, put there by who keeps the room. */
export async function aDocumentIsPinned(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const name = `fäst ${rareWord()}.txt`;
  const made = await upload(bo, room.id, name, 'Det här behöver alla');
  await bo.goto(`/dokument/${made.id}`);
  await chooseFrom(bo, bo.getByRole('button', { name: 'Fler val' }).first(), 'Fäst bredvid samtalen');
  await bo.getByText('Dokumentet ligger nu bredvid samtalen.').waitFor();
  await anna.goto(`/natverk/${network.slug}/samtal`);
  const beside = anna.getByRole('complementary').getByRole('link', { name });
  await beside.click();
  await anna.getByRole('heading', { level: 1, name }).waitFor();
  // who only reads there has no such choice
  await anna.getByRole('button', { name: 'Fler val' }).first().click();
  await anna.getByRole('menuitem', { name: 'Tagga' }).waitFor();
  same(await anna.getByRole('menuitem', { name: 'Fäst bredvid samtalen' }).count(), 0, 'no way to pin');
  same(await anna.getByRole('menuitem', { name: 'Lossa från samtalen' }).count(), 0, 'no way to unpin');
  await anna.keyboard.press('Escape');
  await anna.goto(`/natverk/${network.slug}/samtal`);
  await beside.waitFor();
  await chooseFrom(bo, bo.getByRole('button', { name: 'Fler val' }).first(), 'Lossa från samtalen');
  await bo.getByText('Dokumentet ligger inte längre bredvid samtalen.').waitFor();
  await gone('it leaves the side of who is looking', beside);
}

/** A large file goes on from where it was when the connection broke; a name that is taken is asked about. */
export async function aBrokenUploadGoesOn(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const name = `${rareWord()}.bin`;
  const folder = mkdtempSync(join(tmpdir(), 'fil-'));
  const bytes = 20 * 1024 * 1024;
  writeFileSync(join(folder, name), Buffer.alloc(bytes, 7));
  await anna.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  let pieces = 0;
  await anna.route('**/api/v1/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    pieces += 1;
    return pieces === 2 ? route.abort('connectionreset') : route.continue();
  });
  const send = async () => {
    await anna.getByRole('button', { name: 'Ladda upp' }).click();
    const chooser = anna.waitForEvent('filechooser');
    await anna.getByRole('button', { name: 'Välj filer' }).click();
    await (await chooser).setFiles(join(folder, name));
  };
  await send();
  await tray(anna).getByRole('link', { name }).waitFor();
  const [made] = await listed(anna, room.id, `q=${name}`);
  same(made?.size, bytes, 'it is whole');
  holds(pieces >= 4, `three pieces and one again, not ${pieces}`);
  // The same name again: nothing is lost by the question.
  await send();
  await tray(anna).getByText('Det finns redan en fil med det namnet.').waitFor();
  await tray(anna).getByRole('button', { name: 'Behåll båda' }).click();
  await until(
    'both are kept',
    async () => (await listed(anna, room.id, `q=${name.slice(0, 8)}`)).length === 2,
  );
  rmSync(folder, { recursive: true });
}

/** A document begun from an outline is written in place, compared with what it was, and checked out by one at a time. */
export async function aTextIsWrittenTogether(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const name = `Råd ${rareWord()}`;
  await anna.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  await anna.getByRole('button', { name: 'Nytt dokument' }).click();
  await anna.getByRole('dialog').getByRole('textbox', { name: 'Namn' }).fill(name);
  await anna.getByRole('dialog').getByRole('button', { name: 'Börja skriva' }).click();
  const text = anna.getByRole('textbox', { name: 'Text', exact: true });
  await text.waitFor();
  await until('the outline of its kind', async () => (await text.inputValue()).includes('## Närvarande'));
  const outline = await text.inputValue();
  await text.fill(`${outline}\n\nVi ses i april.`);
  await anna.getByRole('textbox', { name: 'Vad är ändrat?' }).fill('Nästa gång');
  await anna.getByRole('button', { name: 'Spara som ny version' }).click();
  await text.waitFor({ state: 'detached' });
  const id = new URL(anna.url()).pathname.split('/').at(-1) ?? '';
  const document = () => read<{ version: number; reading: string }>(anna, `/documents/${id}`);
  await until('the new version has been read', async () => (await document()).reading === 'read');
  await anna.getByRole('button', { name: 'Jämför med version 1' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.locator('ins', { hasText: 'Vi ses i april.' }).waitFor();
  await anna.keyboard.press('Escape');
  await anna.getByRole('button', { name: 'Gör gällande igen' }).click();
  await until('it is the third', async () => (await document()).version === 3);

  await chooseFrom(anna, anna.getByRole('button', { name: 'Fler val' }), 'Checka ut');
  await dialog.getByRole('textbox', { name: 'Vad ska du göra?' }).fill('Skriver om inledningen');
  await dialog.getByRole('button', { name: 'Checka ut' }).click();
  await anna.getByText('Skriver om inledningen').first().waitFor();
  // Somebody else is refused, with the way out; the coordinator may also give it back.
  await bo.goto(`/dokument/${id}`);
  await bo.getByText('Utcheckat av').first().waitFor();
  await chooseFrom(bo, bo.getByRole('button', { name: 'Fler val' }), 'Ny version');
  const chooser = bo.waitForEvent('filechooser');
  await bo.getByRole('dialog').getByRole('button', { name: 'Välj filer' }).click();
  await (await chooser).setFiles({
    name: `${name}.md`,
    mimeType: 'text/markdown',
    buffer: Buffer.from('Mitt'),
  });
  await tray(bo).getByRole('button', { name: 'Lägg upp som eget dokument' }).click();
  await tray(bo)
    .getByRole('link', { name: `${name}.md` })
    .waitFor();
  await bo.getByRole('button', { name: 'Lämna tillbaka' }).click();
  await anna.getByText('Utcheckat av').first().waitFor({ state: 'detached' });
}

/** Somebody named reviews a version; what is said is said in the document's own conversation. */
export async function aDocumentIsReviewed(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare', { width: 390 });
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const word = rareWord();
  const made = await upload(anna, room.id, `Plan ${word}.txt`, 'Vår plan');
  const coordinator = (await read<{ person: { name: string } }>(bo, '/me')).person;
  await anna.goto(`/dokument/${made.id}`);
  await anna.getByRole('button', { name: 'Be om granskning' }).click();
  const dialog = anna.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: new RegExp(`^${coordinator.name}`) }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Vad ska de titta på?' }).fill('Särskilt mål två');
  await dialog.getByRole('button', { name: 'Skicka' }).click();
  await anna.getByText('Under granskning').first().waitFor();
  // On a phone, from what one is told at the start.
  await bo.goto('/');
  await bo.getByRole('link', { name: `Granska: Plan ${word}.txt` }).click();
  await bo.waitForURL(`**/dokument/${made.id}`);
  await bo.getByRole('button', { name: 'Mer om sidan' }).click();
  // who keeps the room may also end what somebody else asked for
  await bo.getByRole('button', { name: 'Ta tillbaka granskningen' }).waitFor();
  await bo.getByRole('textbox', { name: 'Kommentar' }).fill('Ser bra ut');
  await bo.getByRole('button', { name: 'Godkänn' }).click();
  await anna.getByText('godkänner').first().waitFor();
  await until('it is approved', async () => {
    return (await read<{ state: string }>(anna, `/documents/${made.id}`)).state === 'approved';
  });
  const said = anna.getByRole('textbox', { name: 'Skriv om dokumentet' });
  await said.fill(`Tack för ${word}`);
  await anna.getByRole('button', { name: 'Skicka' }).click();
  await anna.locator('aside li', { hasText: `Tack för ${word}` }).waitFor();
  await anna.getByRole('link', { name: 'Öppna hela samtalet' }).click();
  await anna.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor();
}

/** Documents go to another room: one sees whom that reaches, it is gone for who does not read there, and one may undo. */
export async function documentsChangeRoom(rig: Rig): Promise<void> {
  const bo = await rig.person('samordnare');
  const eva = await rig.person('fortroendevald', { width: 390 });
  const { network, room } = await sharedRoom(bo, eva, 'whole_network');
  holds(
    (await roomsOf(eva, network.id)).every((one) => one.kind !== 'working_group'),
    'she does not read Arbetsgruppen',
  );
  const word = rareWord();
  for (const name of ['ett', 'två']) await upload(bo, room.id, `${word} ${name}.txt`, name);
  const [first] = await listed(bo, room.id, `q=${word}`);
  await eva.goto(`/dokument/${first?.id}`);
  await eva.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor();
  await bo.goto(`/natverk/${network.slug}/dokument?rum=${room.id}`);
  await bo.getByRole('searchbox', { name: 'Sök bland namnen' }).fill(word);
  await narrowed(bo, word);
  for (const name of ['ett', 'två'])
    await bo.getByRole('checkbox', { name: `Välj ${word} ${name}.txt` }).check({ force: true });
  await bo
    .getByRole('region', { name: '2 valda' })
    .getByRole('button', { name: 'Flytta till annat rum' })
    .click();
  const dialog = bo.getByRole('dialog');
  await dialog.getByRole('button', { name: /Till vilket rum/ }).click();
  await bo.getByRole('option', { name: /^Arbetsgruppen/ }).click();
  await dialog.getByText(/som läser nu kan inte längre göra det/).waitFor();
  same((await faults(bo)).join('; '), '', 'axe on the dialog');
  await dialog.getByRole('button', { name: 'Flytta', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await until('both have left the room', async () => (await listed(bo, room.id, `q=${word}`)).length === 0);
  // It is gone at once for who does not read there, also where it was open.
  await eva.goto(`/dokument/${first?.id}`);
  await eva.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor({ state: 'detached' });
  await bo.getByText('2 dokument är flyttade.').waitFor();
  await bo.getByRole('button', { name: 'Ångra' }).click();
  await bo.getByText('Flytten är ångrad.').waitFor();
  await eva.goto(`/dokument/${first?.id}`);
  await eva.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor();
}

/**
 * A Word document is shown as pages where something makes them, else as it is built, with what one searched for marked;
 * as text, and as it is.
 */
export async function anOfficeFileIsShown(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const admin = await rig.person('administrator');
  const { network } = await sharedRoom(anna, bo, 'whole_network');
  const { items } = await read<{ items: (Row & { kind: string; reading: string })[] }>(
    anna,
    `/networks/${network.id}/documents?limit=100`,
  );
  const word = items.find((one) => one.kind === 'document' && one.reading === 'read');
  holds(word !== undefined, 'the demo has a Word document');
  const { office } = await read<{ office: { on: boolean } }>(admin, '/installation/health');
  if (office.on) {
    await until('it has been made into pages', async () => {
      const { versions } = await read<{ versions: { drawn: boolean }[] }>(anna, `/documents/${word.id}`);
      return versions[0]?.drawn === true;
    });
  }
  const choose = (name: string) =>
    anna
      .getByRole('radio', { name })
      .or(anna.getByRole('button', { name, exact: true }))
      .click();
  await anna.goto(`/dokument/${word.id}`);
  if (office.on) {
    // Drawn, with its words over it; on a wide screen with the pages beside it where there are several.
    await anna.locator('[data-drawn=true]').waitFor();
    same((await faults(anna)).join('; '), '', 'axe on the pages');
    await choose('Visning');
  }
  const first = anna.locator('#sida-1');
  await first.locator('h2, h3').first().waitFor();
  const heading = (await first.locator('h2, h3').first().textContent()) ?? '';
  const found = heading.split(/[^\p{L}]+/u).sort((one, other) => other.length - one.length)[0] ?? '';
  await anna.getByRole('searchbox', { name: 'Sök i dokumentet' }).fill(found);
  await anna.keyboard.press('Enter');
  await first
    .locator('mark', { hasText: new RegExp(found, 'i') })
    .first()
    .waitFor();
  if (office.on) {
    // The same place among its pages.
    await choose('Sidor');
    await anna.locator('[data-drawn=true] mark').first().waitFor();
    await anna.getByText(/^träff 1 av/i).waitFor();
  }
  await choose('Som text');
  await anna.locator('#sida-1 mark').first().waitFor();
  const coming = anna.waitForEvent('download');
  await anna.getByRole('link', { name: 'Ladda ner' }).click();
  same((await coming).suggestedFilename(), word.name, 'the original');
}
