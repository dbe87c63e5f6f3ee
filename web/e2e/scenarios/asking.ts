import type { Page } from 'playwright-core';
import {
  BASE,
  gone,
  holds,
  networksOf,
  opposite,
  type Rig,
  rareWord,
  read,
  same,
  sharedRoom,
  until,
} from '../harness.ts';
import { inDays, post } from './desk.ts';

const NETWORK = 'Partnerskapet';

async function partnership(page: Page): Promise<{ id: string; slug: string }> {
  const found = (await networksOf(page)).find((network) => network.name.startsWith(NETWORK));
  if (!found) throw new Error(`no network called ${NETWORK}`);
  return found;
}

async function begin(page: Page, what: 'Rundfråga' | 'Förslag till beslut'): Promise<void> {
  const { slug } = await partnership(page);
  await page.goto(`/natverk/${slug}/samtal`);
  await page.getByRole('button', { name: 'Fråga eller föreslå' }).click();
  await page.getByRole('menuitem', { name: what }).click();
  await page.getByRole('dialog').waitFor();
}

const waiting = (page: Page, title: string) =>
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

/** Put, voted on with a reason, seen live, and taken back before anybody is run over. */
export async function aProposalIsVotedOn(rig: Rig, width = 1440): Promise<void> {
  const helena = await rig.person('samordnare', { width });
  const malin = await rig.person('tjansteperson', { width: opposite(width) });
  const word = rareWord();
  await begin(helena, 'Förslag till beslut');
  const dialog = helena.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(`Gemensam studieresa ${word}`);
  await dialog.getByRole('textbox', { name: 'Förslag' }).fill('Partnerskapet gör en studieresa nästa höst.');
  await dialog.getByRole('textbox', { name: 'Bakgrund' }).fill('Flera har frågat.');
  // the wording is kept like the rest
  await dialog.getByText(/Utkast sparat/).waitFor();
  await helena.reload();
  await until('all of it is there', async () => {
    const wording = await dialog.getByRole('textbox', { name: 'Förslag' }).inputValue();
    return wording === 'Partnerskapet gör en studieresa nästa höst.';
  });
  await dialog.getByRole('button', { name: 'Lägg förslaget' }).click();
  await helena.getByText('0 av 11 har röstat').waitFor();
  await malin.goto('/');
  await waiting(malin, word).click();
  const vote = malin.getByRole('region', { name: /Röst för Gävle/ });
  await vote.getByText('Säger nej', { exact: true }).click();
  await vote.getByRole('button', { name: 'Rösta' }).click();
  await vote.getByText('Säg varför, så att de andra förstår.').waitFor();
  const reason = `Pengarna räcker inte ${rareWord()}`;
  await vote.getByRole('textbox', { name: 'Skäl' }).fill(reason);
  await vote.getByText(/Kan bli allmän handling/).waitFor();
  await vote.getByText(/Utkast sparat/).waitFor();
  await malin.reload();
  await until('the reason is there again', async () => {
    const kept = await vote.getByRole('textbox', { name: /^Skäl/ }).inputValue();
    return kept === reason;
  });
  await vote.getByText('Säger nej', { exact: true }).click();
  await vote.getByRole('button', { name: 'Rösta' }).click();
  await helena.getByText('1 av 11 har röstat').waitFor();
  await helena.getByRole('table').getByText(reason).waitFor();
  await vote.getByText('Samtycker', { exact: true }).click();
  await vote.getByRole('button', { name: 'Ändra rösten' }).click();
  await helena.getByRole('table').getByText('Samtycker').waitFor();
  await helena.getByText('1 av 11 har röstat').waitFor();
  await helena.getByRole('button', { name: 'Avgör förslaget' }).click();
  holds(
    await helena.getByRole('radio', { name: /Antaget/ }).isDisabled(),
    'nothing is decided before everybody could speak',
  );
  await helena.getByRole('dialog').getByText('Tillbakadraget', { exact: true }).click();
  await helena.getByRole('dialog').getByRole('button', { name: 'Avgör', exact: true }).click();
  await malin
    .getByText(/Tillbakadraget/)
    .first()
    .waitFor();
}

/** Each votes for themself, and may abstain: both show, by name, and it is decided when all have spoken or time is out. */
export async function eachVotesForThemself(rig: Rig, width = 1440): Promise<void> {
  const helena = await rig.person('samordnare', { width });
  const malin = await rig.person('tjansteperson', { width: opposite(width) });
  const eva = await rig.person('tvanat', { width });
  await begin(helena, 'Förslag till beslut');
  const dialog = helena.getByRole('dialog');
  const word = rareWord();
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(`Var och en om ${word}`);
  await dialog.getByRole('textbox', { name: 'Förslag' }).fill('Vi börjar klockan nio.');
  await dialog.getByRole('textbox', { name: 'Bakgrund' }).fill('Några vill ha sovmorgon.');
  await dialog.getByText('Var och en', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Lägg förslaget' }).click();
  await helena.getByText('0 har röstat').waitFor();
  const names: string[] = [];
  for (const [page, choice] of [
    [malin, 'Håller med'],
    [eva, 'Avstår'],
  ] as const) {
    names.push((await read<{ person: { name: string } }>(page, '/me')).person.name);
    await page.goto(helena.url());
    // One voice however many organisations one speaks for elsewhere.
    const own = page.getByRole('region', { name: 'Din röst' });
    await own.getByText(choice, { exact: true }).click();
    await own.getByRole('button', { name: 'Rösta' }).click();
    await own.getByRole('button', { name: 'Ändra rösten' }).waitFor();
    same(await page.getByRole('region', { name: /^Röst för/ }).count(), 0, 'not for an organisation');
  }
  await helena.getByText('2 har röstat').waitFor();
  const voices = helena.getByRole('table');
  for (const [index, choice] of ['Håller med', 'Avstår'].entries())
    await voices
      .getByRole('row')
      .filter({ hasText: names[index] ?? '' })
      .getByText(choice)
      .waitFor();
}

/** Off the line one votes and answers for one's organisation: both wait in view, survive a closed tab, and count once. */
export async function votedAndAnsweredOffline(rig: Rig, width = 390): Promise<void> {
  const helena = await rig.person('samordnare', { width: opposite(width) });
  const malin = await rig.person('tjansteperson', { width });
  const { room } = await sharedRoom(helena, malin, 'members');
  const word = rareWord();
  const first = { client_id: crypto.randomUUID(), text: 'Vi undrar.', attachments: [] };
  const proposal = await post<{ id: string }>(helena, `/rooms/${room.id}/proposals`, {
    title: `På tåget ${word}`,
    themes: [],
    background: first,
    wording: 'Vi åker tåg.',
    voting: 'organisation',
    closes_at: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const ask = await post<{ id: string }>(helena, `/rooms/${room.id}/asks`, {
    title: `Hur reser ni ${word}`,
    themes: [],
    question: { ...first, client_id: crypto.randomUUID() },
    due_on: inDays(7),
  });
  const waits = 'Skickas när du är uppkopplad';
  const offline = malin.context();
  await malin.goto(`/samtal/${proposal.id}`);
  const vote = malin.getByRole('region', { name: /Röst för Gävle/ });
  await vote.waitFor();
  await offline.setOffline(true);
  await vote.getByText('Säger nej', { exact: true }).click();
  await vote.getByRole('textbox', { name: 'Skäl' }).fill(`För dyrt ${word}`);
  await vote.getByRole('button', { name: 'Rösta' }).click();
  await vote.getByText(waits).waitFor();
  await vote.getByText(`Säger nej: För dyrt ${word}`).waitFor();
  // Taken back it is as it was; voted otherwise, only that waits.
  await vote.getByRole('button', { name: 'Ta tillbaka till skrivfältet' }).click();
  await gone('nothing waits', vote.getByText(waits));
  await vote.getByText('Samtycker', { exact: true }).click();
  await vote.getByRole('button', { name: 'Rösta' }).click();
  await vote.getByText(/^Samtycker: /).waitFor();
  await offline.setOffline(false);
  await helena.goto(`/samtal/${proposal.id}`);
  await helena.getByRole('table').getByText('Samtycker').waitFor();
  await gone('it waits no more', vote.getByText(waits));
  await helena.getByText(/^1 av \d+ har röstat/).waitFor();

  await malin.goto(`/samtal/${ask.id}`);
  const field = malin.getByRole('textbox', { name: /Svar från Gävle/ });
  await field.waitFor();
  await offline.setOffline(true);
  await field.fill(`Vi cyklar ${word}`);
  await malin.getByRole('button', { name: 'Skicka svaret' }).click();
  await malin
    .locator('article', { hasText: `Vi cyklar ${word}` })
    .getByText(waits)
    .waitFor();
  await malin.close();
  await offline.setOffline(false);
  const again = await offline.newPage();
  await again.goto(`/samtal/${ask.id}`);
  await again.getByRole('button', { name: 'Ändra svaret' }).waitFor();
  await gone('nothing waits any more', again.getByText(waits));
  await helena.goto(`/samtal/${ask.id}`);
  await helena.getByRole('table').getByText(`Vi cyklar ${word}`).waitFor();
  await helena.getByText(/^1 av \d+ har svarat/).waitFor();
}

/** An observer reads a proposal and sees the voices come, and is asked for none. */
export async function anObserverSeesAndDoesNotVote(rig: Rig, width = 390): Promise<void> {
  const eva = await rig.person('tvanat', { width: opposite(width) });
  const marcus = await rig.person('observator', { width });
  const { room } = await sharedRoom(eva, marcus, 'whole_network');
  const said = await eva.request.post(`/api/v1/rooms/${room.id}/proposals`, {
    headers: { Origin: new URL(eva.url()).origin },
    data: {
      title: `Gemensam utbildning ${rareWord()}`,
      themes: [],
      background: { client_id: crypto.randomUUID(), text: 'Flera har frågat.', attachments: [] },
      wording: 'Nätverket håller en utbildning i höst.',
      voting: 'organisation',
      closes_at: new Date(Date.now() + 86_400_000).toISOString(),
    },
  });
  holds(said.ok(), `a proposal is put: ${said.status()} ${await said.text()}`);
  const { id } = (await said.json()) as { id: string };
  await Promise.all([eva.goto(`/samtal/${id}`), marcus.goto(`/samtal/${id}`)]);
  await marcus.getByText('Du kan läsa förslaget.').waitFor();
  same(await marcus.getByRole('button', { name: 'Rösta' }).count(), 0, 'no voice is asked for');
  const vote = eva.getByRole('region', { name: /^(Röst för|Din röst)/ }).first();
  await vote.getByText('Håller med', { exact: true }).click();
  await vote.getByRole('button', { name: 'Rösta' }).click();
  await marcus.getByText(/^1 av \d+ har röstat/).waitFor();
}

/** When the time is over it is adopted, told live, and kept: in the list, by itself, and by searching. */
export async function aProposalBecomesADecision(rig: Rig, width = 1440): Promise<void> {
  const helena = await rig.person('samordnare', { width });
  const malin = await rig.person('tjansteperson', { width: opposite(width) });
  const { network, room } = await sharedRoom(helena, malin, 'members');
  const word = rareWord();
  const title = `Nästa studieresa ${word}`;
  const { id } = await post<{ id: string }>(helena, `/rooms/${room.id}/proposals`, {
    title,
    themes: [],
    background: { client_id: crypto.randomUUID(), text: 'Flera har frågat.', attachments: [] },
    wording: `Vi reser till ${word}.`,
    voting: 'person',
    closes_at: new Date(Date.now() + 8_000).toISOString(),
  });
  const cast = await malin.request.put(`/api/v1/conversations/${id}/proposal/voice`, {
    data: { organisation_id: null, choice: 'agree', reason: '' },
    headers: { Origin: new URL(BASE).origin },
  });
  holds(cast.ok(), `a voice is cast: ${cast.status()}`);
  await malin.goto(`/samtal/${id}`);
  await malin.getByText('1 har röstat').waitFor();
  await until(
    'the time is over',
    async () => !(await read<{ open: boolean }>(helena, `/conversations/${id}/proposal`)).open,
  );
  await helena.goto(`/samtal/${id}`);
  await helena.getByRole('button', { name: 'Avgör förslaget' }).click();
  const dialog = helena.getByRole('dialog', { name: 'Avgör förslaget' });
  await dialog.getByText('Antaget', { exact: true }).click();
  const outcome = `Arbetsgruppen bokar ${word}`;
  await dialog.getByRole('textbox', { name: /^Vad leder det till/ }).fill(outcome);
  await dialog.getByRole('button', { name: 'Avgör', exact: true }).click();
  // Whoever has it open is told, and led to what was decided.
  await malin.getByRole('link', { name: 'Läs beslutet' }).click();
  await malin.waitForURL('**/beslut/*');
  await malin.getByRole('heading', { level: 1, name: title }).waitFor();
  await malin.getByText(outcome).waitFor();
  await helena.goto(`/natverk/${network.slug}/beslut`);
  await helena.getByRole('link', { name: title }).first().click();
  await helena.getByText(outcome).waitFor();
  await until('the search finds it', async () => {
    await malin.goto(`/sok?q=${word}&kind=decision`);
    const hit = malin.getByRole('link', { name: new RegExp(title) }).first();
    return hit.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
  });
}

/** A decision is found long after: in the list, and by searching. */
export async function aDecisionIsFound(rig: Rig, width = 390): Promise<void> {
  const malin = await rig.person('tjansteperson', { width });
  const { slug } = await partnership(malin);
  await malin.goto(`/natverk/${slug}/beslut`);
  await malin.getByRole('link', { name: /Två träffar om året/ }).click();
  await malin.getByText('Partnerskapet träffas två gånger om året').waitFor();
  await malin.getByRole('table').getByText('Degerfors kommun').waitFor();
  await until('the search finds it', async () => {
    await malin.goto('/sok?q=samtal%20utan%20föredragning&kind=decision');
    const hit = malin.getByRole('link', { name: /Två träffar om året/ }).first();
    return hit.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
  });
}

/** What a meeting decided long ago is found, and one stands at it on the meeting's page, not at its beginning. */
export async function aDecisionOfAMeetingIsFound(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  const { id } = await partnership(page);
  const word = rareWord();
  const meeting = await post<{ id: string }>(page, `/networks/${id}/meetings`, {
    kind: 'seminar',
    title: `Långt ${word}`,
    starts_on: inDays(-3),
    ends_on: inDays(-2),
  });
  for (let number = 1; number <= 12; number += 1)
    await post(page, `/meetings/${meeting.id}/promises`, {
      kind: 'decision',
      wording: number === 12 ? `Vi köper ${word}.` : `Punkt ${number} bordläggs.`,
      organisation_id: null,
      due_on: null,
      quote: null,
    });
  const hit = page.getByRole('link', { name: new RegExp(`Vi köper ${word}`) });
  await until('the search finds it', async () => {
    await page.goto(`/sok?q=${word}&kind=decision`);
    return hit
      .first()
      .waitFor({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      );
  });
  await hit.first().click();
  await page.waitForURL(/\/traffar\/.*#beslut-/);
  const line = page.getByRole('listitem').filter({ hasText: `Vi köper ${word}` });
  await line.waitFor();
  await until('one stands at it', () => line.evaluate((one) => one === document.activeElement));
  await until('it is seen', () =>
    line.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    }),
  );
}
