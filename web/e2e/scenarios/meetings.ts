/** A meeting from the first plan to who was there. */
import type { Page } from 'playwright-core';
import { gone, networksOf, type Rig, read, until } from '../harness.ts';

const word = () => Math.random().toString(36).slice(2, 10);

async function partnership(page: Page) {
  const found = (await networksOf(page)).find((network) => /partnerskapet/i.test(network.slug));
  if (!found) throw new Error('the demo has no partnership');
  return found;
}

/** Begun, given a programme, and invited to; those invited answer on their phone and it shows at once. */
export async function aMeetingIsPlannedAndAnswered(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const { slug } = await partnership(helena);
  const name = `Arbetsmöte ${word()}`;
  await helena.goto(`/natverk/${slug}/traffar`);
  await helena.getByRole('button', { name: 'Ny träff' }).click();
  const form = helena.getByRole('dialog');
  await form.getByRole('button', { name: 'Börja planera' }).click();
  await form.getByText('Skriv när det blir, eller ungefär när.').waitFor();
  await form.getByRole('textbox', { name: 'Namn' }).fill(name);
  await form.getByLabel('Första dagen').fill('2099-05-04');
  await form.getByLabel('Sista dagen').fill('2099-05-05');
  await form.getByText('Örebro kommun', { exact: true }).click();
  await form.getByRole('textbox', { name: 'Plats' }).fill('Rådhuset');
  await form.getByRole('textbox', { name: 'Teman' }).fill('Barnets bästa, Inflytande');
  await form.getByLabel('Gäster per organisation').fill('1');
  await form.getByRole('button', { name: 'Börja planera' }).click();
  await helena.waitForURL('**/traffar/*-*');
  const address = new URL(helena.url()).pathname;
  await helena.getByText('Inflytande', { exact: true }).waitFor();

  await helena.getByRole('button', { name: 'Planera', exact: true }).click();
  await helena.getByRole('menuitem', { name: 'Skriv programmet' }).click();
  const editor = helena.getByRole('dialog');
  await editor.getByRole('button', { name: 'Lägg till i dag 1' }).click();
  await editor.getByRole('textbox', { name: 'Vad' }).fill('Landet runt');
  await editor.getByRole('textbox', { name: 'Vem' }).fill('Alla');
  await editor.getByText('Samtalstid 0 min av 30 min').waitFor();
  await editor.getByRole('button', { name: 'Spara' }).click();
  await editor.waitFor({ state: 'detached' });
  await helena.getByText('09.00–09.30').waitFor();
  await helena.getByText('Samtalstid 0 min av 30 min').waitFor();

  await helena.getByRole('button', { name: 'Bjud in' }).click();
  const malin = await rig.person('tjansteperson', { width: 390 });
  await malin.goto(address);
  await malin.getByRole('button', { name: 'Jag kommer' }).click();
  await helena.getByText(/1 kommer/).waitFor();
  await malin.getByRole('button', { name: 'Ta med en gäst till' }).click();
  await malin.getByRole('textbox', { name: 'Gästens namn' }).fill('Nämndens Ordförande');
  const home = `namnd@${word()}.example`;
  await malin.getByRole('textbox', { name: 'E-postadress' }).fill(home);
  await malin.getByRole('button', { name: 'Lägg till gästen' }).click();
  await malin.getByText(home).waitFor();
  await theGuestComesIn(rig, home, address);
  await malin.getByRole('button', { name: 'Kan inte' }).click();
  await helena.getByText(/1 kan inte/).waitFor();

  await helena.getByRole('button', { name: 'Börja träffen' }).click();
  await helena.getByRole('button', { name: 'Anteckna närvaro' }).click();
  const noting = helena.getByRole('dialog');
  await noting.getByText(/Malin .*, Gävle kommun/).click();
  await noting.getByRole('button', { name: 'Spara' }).click();
  await malin.getByRole('table', { name: 'Närvaro' }).getByText('Gävle kommun').waitFor();

  // who was a guest goes on following from home: one is asked how they said yes, the rest is known
  await malin.getByRole('button', { name: 'Lägg till Nämndens Ordförande i hemgruppen' }).click();
  const joining = malin.getByRole('dialog');
  await until('the address stands there', async () => {
    return (await joining.getByRole('textbox', { name: 'E-postadress' }).inputValue()) === home;
  });
  await joining.getByRole('textbox', { name: 'Hur sade personen ja?' }).fill('På träffen');
  await joining.getByRole('button', { name: 'Lägg till' }).click();
  await malin.getByText('Nämndens Ordförande är med i hemgruppen.').waitFor();
  await gone('it is not asked again', malin.getByRole('region', { name: 'Gäster som vill följa hemifrån' }));
}

/** Who has no account comes to the meeting by the letter, on a phone. */
async function theGuestComesIn(rig: Rig, to: string, address: string) {
  const letter = await rig.letterTo(to);
  const link = /\/gast\/[\w-]+/.exec(letter)?.[0];
  if (!link) throw new Error(`no link in ${letter}`);
  const guest = await rig.page({ width: 390 });
  await guest.goto(link);
  await guest.getByText(/bjuder in dig som gäst till träffen/).waitFor();
  await guest.getByLabel('Lösenord').fill('granar och tallar susar');
  await guest.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await guest.waitForURL(`**${address}`);
  await guest.getByText('Landet runt').waitFor();
}

/** The secret address is shown once, and works in a calendar without signing in. */
export async function theMeetingsAreInOnesCalendar(rig: Rig): Promise<void> {
  const malin = await rig.person('tjansteperson');
  await malin.goto('/installningar');
  await malin.getByRole('button', { name: /Skapa (adressen|en ny adress)/ }).click();
  const field = malin.getByRole('textbox', { name: 'Adressen till kalendern' });
  await field.waitFor();
  const address = new URL(await field.inputValue()).pathname;
  const outside = await rig.page();
  const feed = await outside.request.get(address);
  if (!(await feed.text()).includes('BEGIN:VEVENT')) throw new Error('the calendar shows no meeting');
  await malin.getByRole('button', { name: 'Sluta dela' }).click();
  await malin.getByRole('button', { name: 'Skapa adressen' }).waitFor();
  if ((await outside.request.get(address)).status() !== 404) throw new Error('an ended calendar still works');
}

/** A hard question goes by way of the coordinator and is put forward without a name; organisations choose among themes. */
export async function questionsAndThemesBeforehand(rig: Rig): Promise<void> {
  const malin = await rig.person('tjansteperson', { width: 390 });
  const helena = await rig.person('samordnare');
  const roger = await rig.person('fortroendevald');
  const { id } = await partnership(malin);
  const meetings = await read<{ items: { id: string; title: string }[] }>(
    malin,
    `/networks/${id}/meetings?limit=100`,
  );
  const address = `/traffar/${meetings.items.find((one) => one.title === 'Uppsala')?.id}`;
  for (const page of [malin, helena, roger]) await page.goto(address);
  const question = `Varför når vi inte artikel 12? ${word()}`;
  await malin.getByRole('button', { name: 'Lägg en fråga i lådan' }).click();
  const asking = malin.getByRole('textbox', { name: 'Din fråga' });
  await asking.fill(question);
  // It is kept, and who will read it is said.
  await malin.getByText(/Utkast sparat/).waitFor();
  await malin.reload();
  await malin.getByRole('button', { name: 'Lägg en fråga i lådan' }).click();
  await until('the question is there again', async () => (await asking.inputValue()) === question);
  await malin.getByText('Genom samordnaren', { exact: true }).click();
  await malin.getByText(/^Samordnaren läser det, och alla som ser träffen om det läggs fram/).waitFor();
  await malin.getByRole('button', { name: 'Lägg i lådan' }).click();
  const boxed = helena.getByRole('listitem').filter({ hasText: question });
  await boxed.getByText(/Malin/).waitFor();
  if (await roger.getByText(question).count()) throw new Error('others see what was sent to the coordinator');
  await boxed.getByRole('button', { name: 'Lägg fram utan namn' }).click();
  const seen = roger.getByRole('listitem').filter({ hasText: question });
  await seen.getByText('Ställd genom samordnaren').waitFor();
  const theme = `Fritid ${word()}`;
  await malin.getByRole('textbox', { name: 'Föreslå ett tema' }).fill(theme);
  await malin.getByRole('button', { name: 'Föreslå', exact: true }).click();
  await malin.getByRole('button', { name: `Det vill vi: ${theme} (Gävle kommun)` }).click();
  await helena.getByRole('listitem').filter({ hasText: theme }).getByText('Gävle kommun').waitFor();
}

/** Who was elected is told on the start page what to read before the meeting and how long it takes, and goes on from there. */
export async function whatToReadBefore(rig: Rig): Promise<void> {
  const birgitta = await rig.person('fortroendevald', { width: 390 });
  await birgitta.getByRole('button', { name: 'Mer om sidan' }).click();
  const side = birgitta.getByRole('dialog');
  await side.getByRole('heading', { name: /^Läs inför träffen, \d+ min$/ }).waitFor();
  await side.getByRole('link').first().click();
  await birgitta.waitForURL('**/dokument/*');
}
