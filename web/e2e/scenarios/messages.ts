/** What people do with messages: edit and show it, react, answer, flag and hide, ask who has seen. */
import type { Page } from 'playwright-core';
import { field, opened, send } from '../composer.ts';
import { gone, holds, opposite, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';
import { chooseFrom, menu } from '../menu.ts';
import { startThread } from './told.ts';

const article = (page: Page, words: string) => page.locator('article', { hasText: words });

async function say(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await send(page).click();
  await article(page, words).getByRole('button', { name: 'Fler val' }).waitFor();
}

/** A thread of its own for the test, open on both pages. */
async function thread(one: Page, others: Page[]): Promise<{ id: string; slug: string }> {
  const [other = one] = others;
  const { network, room } = await sharedRoom(one, other, 'whole_network');
  const id = await startThread(one, room.id, `Prövning ${rareWord()}`);
  for (const page of [one, ...others]) await opened(page, id);
  return { id, slug: network.slug };
}

export async function whatChangedIsShown(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  await thread(anna, [bo]);
  const word = rareWord();
  await say(anna, `Vi prövar ${word} i vår`);
  const mine = article(anna, word);
  await menu(anna, mine, 'Ändra');
  await anna.locator('article').getByRole('textbox').fill(`Vi inför ${word} i höst`);
  await anna.locator('article').getByRole('button', { name: 'Spara' }).click();
  await article(bo, `Vi inför ${word}`)
    .getByRole('button', { name: /^ändrat/ })
    .click();
  const dialog = bo.getByRole('dialog', { name: 'Så har inlägget ändrats' });
  await dialog.getByRole('insertion').first().waitFor();
  const added = (await dialog.getByRole('insertion').allTextContents()).join(' ');
  const removed = (await dialog.getByRole('deletion').allTextContents()).join(' ');
  holds(added.includes('inför') && added.includes('höst'), `added: ${added}`);
  holds(removed.includes('prövar') && removed.includes('vår'), `removed: ${removed}`);
  holds(!added.includes(word) && !removed.includes(word), 'what stayed is not marked');
  holds(added.includes('tillagt:') && removed.includes('borttaget:'), 'it is said to those who listen');
  await bo.keyboard.press('Escape');
  // Taken away, nothing of it is left to look at.
  await menu(anna, article(anna, word), 'Ta bort');
  await bo.getByText('Borttaget av avsändaren').first().waitFor();
  await gone('its words are gone', bo.getByText(word));
}

export async function aReactionByKeyboard(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('arbetsgrupp');
  const phone = await rig.person('samordnare', { width: 390 });
  await thread(anna, [bo, phone]);
  const word = rareWord();
  await say(anna, `En checklista, ${word}`);
  const seen = article(bo, word);
  const thanks = seen.getByRole('button', { name: 'Tack', exact: true });
  await thanks.focus();
  await bo.keyboard.press('Space');
  const told = /från .*Östersund/;
  await article(anna, word).getByText(told).waitFor();
  await article(phone, word).getByText(told).waitFor();
  await until('it shows as said', async () => (await thanks.getAttribute('aria-pressed')) === 'true');
  // One does not thank oneself.
  const own = article(anna, word).getByRole('button', { name: 'Tack', exact: true });
  holds((await own.count()) === 0, 'not of one’s own');
  await article(phone, word).getByRole('button', { name: 'Vi gör likadant' }).click();
  await article(bo, word).getByText(/även /).waitFor();
  await bo.keyboard.press('Space');
  await article(anna, word).getByText(told).waitFor({ state: 'detached' });
}

export async function anAnswerFollowsWhatItAnswers(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const anna = await rig.person('tjansteperson', { width });
    const bo = await rig.person('samordnare', { width });
    const { room } = await sharedRoom(anna, bo, 'whole_network');
    await Promise.all([anna.goto(`/samtal/${room.chat_id}`), bo.goto(`/samtal/${room.chat_id}`)]);
    await Promise.all([field(anna).waitFor(), field(bo).waitFor()]);
    const [question, reply] = [`Vem tar ${rareWord()}?`, `Jag kan, ${rareWord()}`];
    await say(anna, question);
    await menu(bo, article(bo, question), 'Svara');
    await bo.getByText(/^Du svarar /).waitFor();
    await until('one can write at once', async () =>
      field(bo).evaluate((field) => field === document.activeElement),
    );
    await bo.keyboard.type(reply);
    await bo.keyboard.press('Enter');
    const answered = article(anna, reply);
    await answered.getByText(/Svar till .*:/).waitFor();
    await answered.getByText(question).waitFor();
    await gone('the next one answers nobody', bo.getByText(/^Du svarar /));
    const original = anna.locator('article', { hasText: question }).filter({ hasNotText: 'Svar till' });
    await menu(anna, original, 'Ta bort');
    await article(bo, reply).getByText('borttaget av avsändaren').waitFor();
    await gone('its words are gone from the answer too', bo.getByText(question));
    await rig.clear();
  }
}

export async function flaggedHiddenAndUndone(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const karin = await rig.person('arbetsgrupp', { width: opposite(width) });
  const helena = await rig.person('samordnare', { width });
  const { slug } = await thread(anna, [karin]);
  const word = rareWord();
  await say(anna, `Om en elev i ${word}`);
  await menu(karin, article(karin, word), 'Anmäl till samordnaren');
  const why = `Det går att förstå vem det är, ${rareWord()}`;
  await karin.getByRole('dialog').getByText('Bara samordnarna läser det. Kan bli allmän handling.').waitFor();
  await karin.getByRole('dialog').getByRole('textbox').fill(why);
  await karin.getByRole('dialog').getByRole('button', { name: 'Anmäl' }).click();
  await karin.getByText('Samordnarna har fått din anmälan.').waitFor();
  // On a phone there is no rail: it is come to from the start page.
  await helena.goto('/');
  if (width < 800) await helena.getByRole('link', { name: 'Ta ställning' }).click();
  else await helena.getByRole('link', { name: 'Samordning', exact: true }).click();
  const row = helena.getByRole('listitem').filter({ hasText: why });
  await row.getByText(word).waitFor();
  await row.getByRole('button', { name: 'Dölj …' }).click();
  const reason = `Skriv gärna frågan utan skola, ${rareWord()}`;
  const dialog = helena.getByRole('dialog', { name: 'Dölj inlägget' });
  await dialog.getByText(/· \d+ person/).waitFor();
  await dialog.getByText(/Kan bli allmän handling/).waitFor();
  await dialog.getByRole('textbox').fill(reason);
  await dialog.getByRole('button', { name: 'Dölj', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  for (const page of [anna, karin]) {
    await page.getByText('Dolt av samordnaren').waitFor();
    await page.getByText(`Skäl: ${reason}`).waitFor();
    await gone('its words are gone', page.getByText(word));
  }
  // Who wrote it may see what stood there, and nobody else of the two.
  await anna.getByRole('button', { name: 'Visa vad som stod' }).click();
  await anna.getByText(word).waitFor();
  holds((await karin.getByRole('button', { name: 'Visa vad som stod' }).count()) === 0, 'not for others');
  await helena.getByRole('button', { name: 'Ångra' }).last().click();
  await article(karin, word).waitFor();
  await row.waitFor();
  // The thread is closed from here, and opened again from the notice.
  await row.getByRole('button', { name: 'Avsluta tråden' }).click();
  await anna.getByText('Tråden är avslutad. Den går att läsa').waitFor();
  await row.getByText('Avslutad', { exact: true }).waitFor();
  await helena.getByRole('button', { name: 'Ångra' }).last().click();
  await row.getByRole('button', { name: 'Avsluta tråden' }).waitFor();
  await field(anna).waitFor();
  await row.getByRole('button', { name: 'Låt stå' }).click();
  await row.waitFor({ state: 'detached' });
  // All of it stands in the network's log, by whom, and never what was said.
  await helena.goto(`/natverk/${slug}/insyn`);
  const log = helena.getByRole('main').getByRole('listitem');
  const her = await read<{ person: { name: string } }>(helena, '/me');
  for (const act of ['dolde ett inlägg', 'visade ett dolt inlägg', 'avgjorde en anmälan'])
    await log.filter({ hasText: act }).filter({ hasText: her.person.name }).first().waitFor();
  await log.filter({ hasText: 'anmälde ett inlägg' }).first().waitFor();
  holds(!(await helena.getByRole('main').innerText()).includes(word), 'the log tells no words');
  // Others have no such page in their way, and nothing on it.
  holds((await anna.getByRole('link', { name: 'Samordning' }).count()) === 0, 'not in the rail of others');
  const theirs = await read<{ items: unknown[] }>(anna, '/flags');
  holds(theirs.items.length === 0, 'and nothing behind it');
}

export async function whoHasSeen(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const karin = await rig.person('arbetsgrupp', { width: opposite(width) });
  const { id } = await thread(anna, []);
  await anna.getByRole('button', { name: 'Visa vilka organisationer som har sett inlägget' }).click();
  const word = rareWord();
  await say(anna, `Sista dag är fredag, ${word}`);
  await article(anna, word).getByText('Ingen annan organisation har öppnat det än').waitFor();
  await karin.goto(`/samtal/${id}`);
  await article(karin, word).waitFor();
  // It is told as soon as it is read, without asking.
  await article(anna, word)
    .getByText(/Sett av .*Östersund/)
    .waitFor();
  await article(karin, word)
    .getByText(/Sett av .*Östersund/)
    .waitFor();
  // Whoever wants no part in it says so, and is counted no more.
  await karin.goto('/installningar');
  const part = karin.getByRole('switch', { name: 'Räkna med mig i Sett av' });
  const turn = async (on: boolean) => {
    await part.focus();
    await karin.keyboard.press('Space');
    await until('it is kept', async () => {
      const me = await read<{ person: { tells_seen: boolean } }>(karin, '/me');
      return me.person.tells_seen === on;
    });
    await anna.reload();
    await article(anna, word).waitFor();
  };
  await turn(false);
  await article(anna, word).getByText('Ingen annan organisation har öppnat det än').waitFor();
  await turn(true);
  await article(anna, word)
    .getByText(/Sett av .*Östersund/)
    .waitFor();
}

/** A document whose author asks: told to all who read it, as organisations, while they open it. */
export async function whoHasOpenedADocument(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const karin = await rig.person('arbetsgrupp', { width: opposite(width) });
  const { room } = await sharedRoom(anna, karin, 'whole_network');
  const name = `Kallelse ${rareWord()}.txt`;
  const answer = await anna.request.post(`/api/v1/rooms/${room.id}/documents`, {
    multipart: { file: { name, mimeType: 'text/plain', buffer: Buffer.from('Välkomna till oss.') } },
    headers: { Origin: new URL(anna.url()).origin },
  });
  const { id } = (await answer.json()) as { id: string };
  await anna.goto(`/dokument/${id}`);
  const more = anna.getByRole('button', { name: 'Fler val' });
  await chooseFrom(anna, more, 'Visa vilka organisationer som har öppnat dokumentet');
  const boxOf = (page: Page) =>
    page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Vilka har öppnat' }) })
      .last();
  // On a phone what stands beside the document is behind a button.
  const beside = async (page: Page, at: number) => {
    if (at < 800) await page.getByRole('button', { name: 'Mer om sidan' }).click();
  };
  const box = boxOf(anna);
  await beside(anna, width);
  await box.getByText('Ingen annan organisation har öppnat det än.').waitFor();
  await karin.goto(`/dokument/${id}`);
  await box.getByText('Östersund').waitFor();
  await beside(karin, opposite(width));
  await boxOf(karin).getByText('Östersund').waitFor();
  const theirs = await read<{ may: { ask_seen: boolean } }>(karin, `/documents/${id}`);
  holds(!theirs.may.ask_seen, 'only its author asks');
  if (width < 800) await anna.keyboard.press('Escape');
  await chooseFrom(anna, more, 'Sluta visa vilka som har öppnat dokumentet');
  await until(
    'nobody is told any more',
    async () => !(await read<{ asks_seen: boolean }>(karin, `/documents/${id}`)).asks_seen,
  );
  await boxOf(karin).waitFor({ state: 'detached' });
  await box.waitFor({ state: 'detached' });
}
