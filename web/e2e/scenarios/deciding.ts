/** Proposals: voices, what becomes of them, and where a decision is found. */
import {
  BASE,
  gone,
  holds,
  opposite,
  type Rig,
  rareWord,
  read,
  same,
  sharedRoom,
  until,
} from '../harness.ts';
import { begin, partnership, waiting } from './asking.ts';
import { inDays, post } from './desk.ts';

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
