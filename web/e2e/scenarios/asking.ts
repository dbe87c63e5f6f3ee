/** Asking the network. */
import type { Page } from 'playwright-core';
import { gone, holds, networksOf, opposite, type Rig, rareWord, same, until } from '../harness.ts';

const NETWORK = 'Partnerskapet';

/** The network that is asked. */
export async function partnership(page: Page): Promise<{ id: string; slug: string }> {
  const found = (await networksOf(page)).find((network) => network.name.startsWith(NETWORK));
  if (!found) throw new Error(`no network called ${NETWORK}`);
  return found;
}

/** Begins an ask or a proposal in it. */
export async function begin(page: Page, what: 'Rundfråga' | 'Förslag till beslut'): Promise<void> {
  const { slug } = await partnership(page);
  await page.goto(`/natverk/${slug}/samtal`);
  await page.getByRole('button', { name: 'Fråga eller föreslå' }).click();
  await page.getByRole('menuitem', { name: what }).click();
  await page.getByRole('dialog').waitFor();
}

/** What waits for an answer or a voice, where it is told. */
export const waiting = (page: Page, title: string) =>
  page
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('link', { name: /Svara|Rösta/ });

/** Asked, answered by keyboard, seen live, answered by one person for two organisations, summed up. */
export async function theNetworkIsAsked(rig: Rig, width = 1440): Promise<void> {
  const helena = await rig.person('samordnare', { width });
  const malin = await rig.person('tjansteperson', { width: opposite(width) });
  const eva = await rig.person('tvanat');
  const word = rareWord();
  const title = `Barnchecklista i budgeten ${word}`;
  await begin(helena, 'Rundfråga');
  const dialog = helena.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
  // what was asked before comes up before one sends
  await dialog.getByText('Det har frågats om det här förut').waitFor();
  await dialog.getByRole('link', { name: /Barnchecklista: hur gör ni/ }).waitFor();
  await dialog.getByRole('textbox', { name: 'Frågan' }).fill('Använder ni den när budgeten skrivs?');
  await dialog.getByRole('button', { name: 'Skicka frågan' }).click();
  await helena.waitForURL('**/samtal/*');
  await helena.getByText('0 av 11 har svarat').waitFor();

  // it waits on the start page, and the keyboard is enough to answer it
  await malin.goto('/');
  await waiting(malin, word).press('Enter');
  const field = malin.getByRole('textbox', { name: /Svar från Gävle/ });
  await field.waitFor();
  await field.focus();
  const words = `Ja, sedan i våras ${rareWord()}`;
  await malin.keyboard.type(words);
  await malin.keyboard.press('Control+Enter');
  await malin.getByRole('button', { name: 'Ändra svaret' }).waitFor();
  await helena.getByText('1 av 11 har svarat').waitFor();
  await helena.getByRole('table').getByText(words).waitFor();
  const silent = helena.getByRole('list').filter({ hasText: 'Borlänge kommun' }).first();
  await until(
    'who has answered is not among those who have not',
    async () => !(await silent.innerText()).includes('Gävle'),
  );

  // the answers are taken along, as a table of either kind
  for (const form of ['CSV', 'Excel']) {
    const address = await helena.getByRole('link', { name: `Som ${form}` }).getAttribute('href');
    const file = await helena.request.get(address ?? '');
    holds(file.ok() && (await file.body()).length > 100, `the answers as ${form}`);
    if (form === 'CSV') holds((await file.text()).includes(words), 'with what was answered');
  }

  // changed, it says so, and shows how, word by word
  await malin.getByRole('button', { name: 'Ändra svaret' }).click();
  await field.waitFor();
  await field.fill(`${words} och nämnden vet`);
  await malin.getByRole('button', { name: 'Spara svaret' }).click();
  await helena
    .getByRole('table')
    .getByRole('button', { name: /Så har svaret från Gävle/ })
    .click();
  const writings = helena.getByRole('dialog', { name: /Så har svaret från Gävle/ });
  await writings.getByRole('insertion').filter({ hasText: 'nämnden vet' }).waitFor();
  await helena.keyboard.press('Escape');

  // one person, two organisations: each by itself
  await eva.goto(helena.url());
  await eva.getByRole('heading', { name: /Svar från Degerfors/ }).waitFor();
  await eva.getByRole('heading', { name: /Svar från Karlskoga/ }).waitFor();
  await eva.getByRole('textbox', { name: /Svar från Degerfors/ }).fill('Degerfors gör det inte.');
  await eva
    .getByRole('region', { name: /Svar från Degerfors/ })
    .getByRole('button', { name: 'Skicka svaret' })
    .click();
  await helena.getByText('2 av 11 har svarat').waitFor();

  // a reminder, an answer entered by the coordinator, and the end
  await helena.getByRole('button', { name: 'Påminn dem vänligt' }).click();
  await helena.getByText('Påminnelsen går till 9 organisationer.').waitFor();
  await helena.getByRole('button', { name: 'Lägg in ett svar' }).click();
  await helena
    .getByRole('dialog')
    .getByRole('textbox', { name: /Svar från/ })
    .fill('De svarade på telefon.');
  await helena.getByRole('dialog').getByRole('button', { name: 'Skicka svaret' }).click();
  await malin.getByText('inlagt av samordnaren').waitFor();
  await helena.getByRole('button', { name: 'Avsluta och sammanfatta' }).click();
  const closing = helena.getByRole('dialog');
  await closing.getByRole('textbox', { name: 'Vad visar svaren?' }).fill(`Få gör det än. ${word}`);
  // who will read it is said, and what is written is kept
  await closing.getByText(/Kan bli allmän handling/).waitFor();
  await closing.getByText(/· \d+ person/).waitFor();
  await closing.getByText(/Utkast sparat/).waitFor();
  await helena.reload();
  await helena.getByRole('button', { name: 'Avsluta och sammanfatta' }).click();
  await until('the summary is there again', async () => {
    const kept = await closing.getByRole('textbox', { name: 'Vad visar svaren?' }).inputValue();
    return kept === `Få gör det än. ${word}`;
  });
  await closing.getByRole('button', { name: 'Avsluta', exact: true }).click();
  await helena.getByRole('link', { name: 'Läs sammanställningen' }).waitFor();
  await malin.getByRole('link', { name: 'Läs sammanställningen' }).click();
  await malin.waitForURL('**/dokument/*');
  await malin.getByRole('heading', { level: 1, name: new RegExp(word) }).waitFor();
  // it stands among what has been asked, with what came of it
  const { slug } = await partnership(helena);
  await helena.goto(`/natverk/${slug}/rundfragor`);
  const row = helena.getByRole('listitem').filter({ hasText: word });
  await row.getByText('3 av 11 har svarat').waitFor();
  await row.getByRole('link', { name: 'Läs sammanställningen' }).waitFor();
}

/** An answer is reported on a phone, hidden from the queue, gone for its readers, and shown again. */
export async function anAnswerIsHiddenAndShown(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const malin = await rig.person('tjansteperson');
  const eva = await rig.person('tvanat', { width: 390 });
  await begin(helena, 'Rundfråga');
  const asking = helena.getByRole('dialog');
  await asking.getByRole('textbox', { name: 'Rubrik' }).fill(`Vem ringer hem ${rareWord()}`);
  await asking.getByRole('textbox', { name: 'Frågan' }).fill('Vi undrar.');
  await asking.getByRole('button', { name: 'Skicka frågan' }).click();
  await helena.waitForURL('**/samtal/*');
  const words = `Vi ringde hem till ${rareWord()}`;
  await malin.goto(helena.url());
  await malin.getByRole('textbox', { name: /Svar från Gävle/ }).fill(words);
  await malin.getByRole('button', { name: 'Skicka svaret' }).click();
  await eva.goto(helena.url());
  const answers = eva.getByRole('table');
  await answers.getByText(words).waitFor();
  await answers.getByRole('button', { name: 'Fler val: Gävle kommun' }).click();
  await eva.getByRole('menuitem', { name: 'Anmäl till samordnaren' }).click();
  const why = `Det går att förstå vem det är, ${rareWord()}`;
  const reporting = eva.getByRole('dialog', { name: 'Anmäl texten till samordnaren' });
  await reporting.getByRole('textbox').fill(why);
  await reporting.getByRole('button', { name: 'Anmäl' }).click();
  await eva.getByText('Samordnarna har fått din anmälan.').waitFor();
  await helena.getByRole('link', { name: 'Samordning', exact: true }).click();
  const row = helena.getByRole('listitem').filter({ hasText: why });
  await row.getByRole('heading', { name: /har anmält ett svar på en rundfråga/ }).waitFor();
  await row.getByText(words).waitFor();
  await row.getByRole('button', { name: 'Dölj …' }).click();
  const hiding = helena.getByRole('dialog', { name: 'Dölj texten' });
  await hiding.getByRole('button', { name: 'Dölj', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  for (const page of [malin, eva]) {
    await page.getByRole('table').getByText('Dolt av samordnaren').waitFor();
    await gone('its words are gone', page.getByText(words));
  }
  // who wrote it may see what stood there, and nobody else of the two
  await malin.getByRole('table').getByRole('button', { name: 'Visa vad som stod' }).click();
  await malin.getByRole('table').getByText(words).waitFor();
  same(await eva.getByRole('button', { name: 'Visa vad som stod' }).count(), 0, 'not for others');
  await helena.getByRole('button', { name: 'Ångra' }).last().click();
  await answers.getByText(words).waitFor();
  await row.getByRole('button', { name: 'Låt stå' }).click();
  await row.waitFor({ state: 'detached' });
}

/** Those about as large are filled in, as large as one's own or another; one sees and changes who is chosen, then sends. */
export async function thoseAboutAsLargeAreAsked(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const malin = await rig.person('tjansteperson', { width });
    await begin(malin, 'Rundfråga');
    const dialog = malin.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(`Hur stora är barngrupperna ${rareWord()}`);
    await dialog.getByRole('textbox', { name: 'Frågan' }).fill('Vi undrar inför budgeten.');
    await dialog.getByText('Organisationer av liknande storlek', { exact: true }).click();
    await dialog.getByText('5 organisationer får frågan.').waitFor();
    const list = dialog.getByRole('group', { name: 'Några organisationer' });
    const chosen = (name: string) => list.getByRole('checkbox', { name }).isChecked();
    holds(await chosen('Örebro kommun'), 'one about as large as Gävle is chosen');
    holds(!(await chosen('Gävle kommun')), 'one knows what one does oneself');
    holds(!(await chosen('Degerfors kommun')), 'one much smaller is not chosen');
    // as large as another, and then as one likes
    await dialog.getByRole('button', { name: /Av liknande storlek som/ }).click();
    await malin.getByRole('option', { name: /Karlskoga kommun/ }).click();
    await dialog.getByText('2 organisationer får frågan.').waitFor();
    holds((await chosen('Karlskoga kommun')) && (await chosen('Trelleborgs kommun')), 'those two');
    await list.getByText('Degerfors kommun').click();
    await dialog.getByText('3 organisationer får frågan.').waitFor();
    await list.getByText('Trelleborgs kommun').click();
    await dialog.getByText('2 organisationer får frågan.').waitFor();
    await dialog.getByRole('button', { name: 'Skicka frågan' }).click();
    await malin.waitForURL('**/samtal/*');
    await malin.getByText('0 av 2 har svarat').waitFor();
    for (const name of ['Degerfors kommun', 'Karlskoga kommun'])
      await malin.getByRole('listitem').filter({ hasText: name }).first().waitFor();
    await malin.context().close();
  }
}
