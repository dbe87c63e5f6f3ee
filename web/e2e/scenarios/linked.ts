/** Linked networks, what is passed on between them, and the public page. */
import { networksOf, type Rig, rareWord, read, roomsOf, until } from '../harness.ts';
import { chooseFrom, menu } from '../menu.ts';

/** From the desk: a network that asks is linked; what came from another is placed, and says where it came from. */
export async function whatCameIsPlaced(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  await page.goto('/samordning');
  await page.getByRole('button', { name: /^Godta: Barnrättsforum Skåne/ }).click();
  await page.getByText('Nätverken är länkade.').waitFor();
  await page.goto('/natverk/partnerskapet/lankade');
  const links = page.getByRole('list', { name: 'Länkade nätverk' });
  await links.getByText('Barnrättsforum Skåne').waitFor();
  // what came is laid out from the desk, and the desk is where one still is
  await page.goto('/samordning');
  const waiting = page.getByRole('button', {
    name: /^Lägg ut: Kommunala barnrättsnätverket har vidarebefordrat ”Barns fritid/,
  });
  await waiting.click();
  const dialog = page.getByRole('dialog', { name: /^Barns fritid/ });
  await dialog.getByText(/^från Kommunala barnrättsnätverket/).waitFor();
  await dialog.getByText('Flera hos oss undrar', { exact: false }).waitFor();
  await dialog.getByRole('button', { name: /^Lägg ut / }).click();
  await waiting.waitFor({ state: 'detached' });
  await page.getByText(/^Det ligger nu i /).waitFor();
  await page.goto('/natverk/partnerskapet/lankade');
  const passed = page.getByRole('list', { name: 'Vidarebefordrat' });
  await passed
    .getByRole('listitem')
    .filter({ hasText: 'Barns fritid' })
    .getByText(/utlagt/)
    .waitFor();
  await page.goto('/natverk/partnerskapet/samtal');
  await page
    .getByRole('link', { name: /Barns fritid och rätten till lek/ })
    .first()
    .click();
  await page.waitForURL('**/samtal/*');
  const origin = page.getByRole('region', { name: 'Var det kommer ifrån' });
  await origin.getByText('Vidarebefordrat från Kommunala barnrättsnätverket').waitFor();
}

/** A coordinator passes a message on, and a document; both stand among what was passed on. */
export async function somethingIsPassedOn(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const network = (await networksOf(page)).find((one) => one.slug === 'partnerskapet');
  if (!network) throw new Error('the demo has no partnership');
  const word = rareWord();
  const room = (await roomsOf(page, network.id)).find((one) => one.kind === 'whole_network');
  const found = await read<{ items: { id: string; kind: string; title: string | null }[] }>(
    page,
    `/rooms/${room?.id}/conversations?kind=thread&limit=20`,
  );
  const thread = found.items.find((one) => one.title);
  await page.goto(`/samtal/${thread?.id}`);
  await menu(page, page.getByRole('article').first(), 'Vidarebefordra');
  const dialog = page.getByRole('dialog', { name: 'Vidarebefordra inlägget' });
  await dialog.getByLabel('Rubrik där').fill(`Från oss: ${word}`);
  await dialog.getByLabel('Några ord med på vägen').fill('Värt att läsa');
  await dialog.getByRole('button', { name: 'Vidarebefordra' }).click();
  await page.getByText(/^Vidarebefordrat till samordnarna i /).waitFor();

  const documents = await read<{ items: { id: string; name: string }[] }>(
    page,
    `/networks/${network.id}/documents?limit=5`,
  );
  const document = documents.items[0];
  await page.goto(`/dokument/${document?.id}`);
  await chooseFrom(page, page.getByRole('main').getByRole('button', { name: 'Fler val' }), 'Vidarebefordra');
  const other = page.getByRole('dialog', { name: 'Vidarebefordra dokumentet' });
  await other.getByRole('button', { name: 'Vidarebefordra' }).click();
  await page.getByText(/^Vidarebefordrat till samordnarna i /).waitFor();
  await page.goto('/natverk/partnerskapet/lankade');
  const passed = page.getByRole('list', { name: 'Vidarebefordrat' });
  await passed.getByText(`Från oss: ${word}`).waitFor();
  await passed
    .getByText(document?.name ?? '')
    .first()
    .waitFor();
}

/** Anybody reads the page on a phone; off, it is nowhere; on again, it is back. */
export async function thePublicPage(rig: Rig): Promise<void> {
  const anybody = await rig.page({ width: 390 });
  // who knows of no network finds it from where one signs in
  await anybody.goto('/logga-in');
  await anybody.getByRole('link', { name: 'Läs om nätverken' }).click();
  await anybody.getByRole('link', { name: /^Partnerskapet för barnets/ }).click();
  await anybody.waitForURL('**/om/partnerskapet');
  await anybody.getByRole('heading', { name: 'Det här står vi för' }).waitFor();
  await anybody.getByRole('link', { name: 'Vill ni vara med?' }).waitFor();
  await anybody.getByRole('heading', { name: /^\d+ medlemmar$/ }).waitFor();
  await anybody.getByRole('button', { name: 'English' }).click();
  await anybody.getByRole('heading', { name: 'What we stand for' }).waitFor();

  const page = await rig.person('samordnare');
  const set = async (open: boolean) => {
    await page.goto('/natverk/partnerskapet/installningar');
    const box = page.getByRole('checkbox', { name: 'Vem som helst, utan konto' });
    await until('it is chosen', async () => {
      if ((await box.isChecked()) === open) return true;
      await box.click({ force: true });
      return (await box.isChecked()) === open;
    });
    await page.getByRole('button', { name: 'Spara sidan' }).click();
    await until('it is saved', async () => {
      const answer = await page.request.get('/api/v1/public-networks/partnerskapet');
      return answer.status() === (open ? 200 : 404);
    });
  };
  await set(false);
  await anybody.reload();
  await anybody.getByText('There is no such page.').waitFor();
  await set(true);
  await anybody.reload();
  await anybody.getByRole('heading', { name: 'What we stand for' }).waitFor();
}

/** What is typed in one form stays when the other is saved, and when somebody else saves the same. */
export async function twoFormsAreKept(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  await page.goto('/natverk/partnerskapet/installningar');
  const word = rareWord();
  const contact = page.getByLabel('Kontakt');
  const before = await contact.inputValue();
  await contact.fill(`${before} ${word}`);
  await page.getByRole('button', { name: 'Spara sidan' }).click();
  await page.getByText('Sparat. Det gäller från nu.').first().waitFor();
  // and the same from another window: what was changed there comes, what was typed here stays
  const other = await page.context().newPage();
  await other.goto('/natverk/partnerskapet/installningar');
  const most = other.getByLabel('Högsta antal medlemmar');
  const limit = (await most.inputValue()) === '40' ? '39' : '40';
  await most.fill(limit);
  await other.getByRole('button', { name: 'Spara', exact: true }).click();
  await other.getByText('Sparat. Det gäller från nu.').first().waitFor();
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByText(/^Någon annan har ändrat här medan du skrev/).waitFor();
  await until(
    'theirs has come',
    async () => (await page.getByLabel('Högsta antal medlemmar').inputValue()) === limit,
  );
  if ((await contact.inputValue()) !== `${before} ${word}`) throw new Error('what was typed is gone');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await until('both are saved', async () => {
    await other.reload();
    await other.getByLabel('Kontakt').waitFor();
    const [kept, most] = [other.getByLabel('Kontakt'), other.getByLabel('Högsta antal medlemmar')];
    return (await kept.inputValue()) === `${before} ${word}` && (await most.inputValue()) === limit;
  });
}
