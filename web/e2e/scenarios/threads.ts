import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { holds, networksOf, type Rig, rareWord, read, roomsOf, same, sharedRoom, until } from '../harness.ts';

const main = (page: Page) => page.locator('main');
const composer = (page: Page) => page.getByRole('region', { name: 'Skriv' }).getByRole('textbox');

/** Asks or acts without the interface. */
async function call<T>(page: Page, method: string, path: string, body?: object, etag?: number): Promise<T> {
  return page.evaluate(
    async ([how, where, what, tag]) => {
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers: {
          'Content-Type': 'application/json',
          ...(tag !== null && { 'If-Match': `"${tag}"` }),
        },
        ...(what !== null && { body: what }),
      });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    [method, path, body ? JSON.stringify(body) : null, etag ?? null] as const,
  );
}

const start = (page: Page, room: string, kind: string, title: string, themes: string[] = []) =>
  call<{ id: string }>(page, 'POST', `/rooms/${room}/conversations`, {
    kind,
    title,
    themes,
    message: { client_id: crypto.randomUUID(), text: `${title} Vi undrar hos oss.` },
  });
const say = (page: Page, conversation: string, text: string) =>
  call<{ id: string }>(page, 'POST', `/conversations/${conversation}/messages`, {
    client_id: crypto.randomUUID(),
    text,
    attachments: [],
  });

async function accessible(page: Page, what: string): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const faults = found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  same(faults.length, 0, `${what}: ${faults.join('\n')}`);
}

async function menu(page: Page, within: ReturnType<Page['locator']>, choice: string): Promise<void> {
  await within.hover();
  await within.getByRole('button', { name: 'Fler val' }).click();
  await page.getByRole('menuitem', { name: choice }).click();
}
async function acts(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Om tråden' }).click();
  await page.getByRole('menuitem', { name: choice }).click();
}

export async function aQuestionIsAnswered(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const word = rareWord();
  const question = await start(anna, room.id, 'question', `Hur gör ni med ${word}?`);
  const answer = `Vi börjar med ${word} redan i förskolan.`;
  await say(bo, question.id, answer);
  await Promise.all([anna.goto(`/samtal/${question.id}`), bo.goto(`/samtal/${question.id}`)]);
  const article = anna.locator('article', { hasText: answer });
  await article.waitFor();
  await bo.locator('article', { hasText: answer }).waitFor();
  // Others can't say what helped whoever asked.
  await menu(anna, article, 'Markera som svar');
  await article.getByText('Svar som hjälpte').waitFor();
  // It stands on top, with a link to the answer, also where somebody else has it open.
  const box = main(bo).getByRole('region', { name: 'Svar som hjälpte' });
  await box.getByText(answer).waitFor();
  await box.getByRole('link').first().click();
  await bo.waitForURL('**?inlagg=2');
  await bo.goto(`/natverk/${network.slug}/samtal`);
  const row = bo.locator('li', { hasText: word }).first();
  await row.getByText('Besvarad').waitFor();
  await bo.goto(`/natverk/${network.slug}/samtal?obesvarade=1`);
  await bo.locator('ul li a[href^="/samtal/"]').first().waitFor();
  same(await bo.locator('li', { hasText: word }).count(), 0, 'it is no longer unanswered');
  await accessible(anna, 'an answered question');
  await menu(anna, article, 'Ta bort markeringen som svar');
  await article.getByText('Svar som hjälpte').waitFor({ state: 'detached' });
}

export async function twoPeopleImproveASummary(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const thread = await start(anna, room.id, 'discussion', `Om ${rareWord()}`);
  for (const text of ['Ett', 'Två', 'Tre']) await say(bo, thread.id, text);
  await Promise.all([anna.goto(`/samtal/${thread.id}`), bo.goto(`/samtal/${thread.id}`)]);
  const [hers, his] = [`Annas ${rareWord()}`, `Bos ${rareWord()}`];
  const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sammanfattning' });
  for (const [page, words] of [
    [anna, hers],
    [bo, his],
  ] as const) {
    await main(page).getByRole('button', { name: 'Skriv en sammanfattning' }).click();
    await dialogOf(page).getByRole('textbox').fill(words);
  }
  await dialogOf(anna).getByRole('button', { name: 'Spara', exact: true }).click();
  await main(anna).getByRole('region', { name: 'Sammanfattning' }).getByText(hers).waitFor();
  // The second is shown both, and nothing of either's is lost.
  await dialogOf(bo).getByRole('button', { name: 'Spara', exact: true }).click();
  await dialogOf(bo).getByRole('region', { name: 'Den som är sparad nu' }).getByText(hers).waitFor();
  same(await dialogOf(bo).getByRole('textbox').inputValue(), his, 'what one wrote is still there');
  await accessible(bo, 'both wordings');
  await dialogOf(bo).getByRole('button', { name: 'Lägg till den sparade under min' }).click();
  await dialogOf(bo).getByRole('button', { name: 'Spara', exact: true }).click();
  const box = main(anna).getByRole('region', { name: 'Sammanfattning' });
  await box.getByText(his).waitFor();
  await box.getByText(hers).waitFor();
  await box.getByRole('button', { name: 'Tidigare lydelser' }).click();
  const versions = anna.getByRole('dialog', { name: 'Tidigare lydelser' });
  await versions.getByText('Lydelse 1,').waitFor();
}

export async function whatWasAskedBefore(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const [network] = await networksOf(anna);
  if (!network) throw new Error('no network');
  const room = (await roomsOf(anna, network.id)).find((one) => one.kind === 'whole_network');
  const word = rareWord();
  const theme = `Tema ${word}`;
  const before = await start(anna, room?.id ?? '', 'question', `Hur prövar ni ${word} i nämnden?`, [theme]);
  await until('it is in the index', async () => {
    const found = await read<{ items: { id: string }[] }>(
      anna,
      `/networks/${network.id}/questions/similar?title=${word}`,
    );
    return found.items.some((one) => one.id === before.id);
  });
  await anna.goto(`/natverk/${network.slug}/samtal?ny=question`);
  const dialog = anna.getByRole('dialog', { name: 'Ny tråd' });
  await dialog.getByLabel('Rubrik').fill(`Någon som har prövat ${word}?`);
  const similar = dialog.getByRole('region', { name: 'Har någon frågat förut?' });
  await similar.getByRole('link', { name: new RegExp(word) }).waitFor();
  await accessible(anna, 'a new thread with similar ones');
  await anna.keyboard.press('Escape');
  // The theme narrows the list, in the address too.
  await anna.goto(`/natverk/${network.slug}/samtal`);
  await anna.getByRole('button', { name: /Tema$/ }).click();
  await anna.getByRole('option', { name: theme }).click();
  await anna.waitForURL(/tema=/);
  await until('only that thread is left', async () => {
    const links = anna.locator('main ul li a[href^="/samtal/"]');
    return (
      (await links.count()) === 1 && (await links.first().getAttribute('href')) === `/samtal/${before.id}`
    );
  });
}

export async function namedPinnedClosedAndOpened(rig: Rig): Promise<void> {
  const bo = await rig.person('samordnare');
  const anna = await rig.person('tjansteperson', { width: 390 });
  const { network, room } = await sharedRoom(anna, bo, 'members');
  const thread = await start(bo, room.id, 'discussion', `Utan ${rareWord()}`);
  await Promise.all([bo.goto(`/samtal/${thread.id}`), anna.goto(`/samtal/${thread.id}`)]);
  await composer(anna).waitFor();
  await acts(bo, 'Ändra rubrik och teman');
  const dialog = bo.getByRole('dialog', { name: 'Ändra tråden' });
  const title = `Med ${rareWord()}`;
  await dialog.getByLabel('Rubrik').fill(title);
  await dialog.getByRole('button', { name: /Lägg till artikel/ }).click();
  await bo.getByRole('option', { name: 'Artikel 31: Lek, vila och fritid' }).click();
  await accessible(bo, 'changing a thread');
  await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
  await anna.getByRole('heading', { level: 1, name: title }).waitFor();
  await anna.getByText('Artikel 31: Lek, vila och fritid').waitFor();
  await acts(bo, 'Fäst överst i rummet');
  await bo.getByText('Tråden ligger nu överst i rummet.').waitFor();
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await anna.getByRole('region', { name: 'Fästa trådar' }).getByRole('link', { name: title }).click();
  await acts(bo, 'Avsluta tråden');
  await anna.getByText('Tråden är avslutad. Den går att läsa men inte att skriva i.').waitFor();
  await acts(bo, 'Öppna tråden igen');
  await composer(anna).waitFor();
  await acts(bo, 'Lossa från toppen');
}

export async function movedAndBack(rig: Rig): Promise<void> {
  const bo = await rig.person('samordnare');
  const anna = await rig.person('arbetsgrupp');
  const eva = await rig.person('fortroendevald');
  const { network, room } = await sharedRoom(bo, eva, 'whole_network');
  holds(
    (await roomsOf(eva, network.id)).every((one) => one.kind !== 'working_group'),
    'she does not read Arbetsgruppen',
  );
  const word = rareWord();
  const thread = await start(bo, room.id, 'discussion', `Flyttas ${word}`);
  await say(eva, thread.id, `Politikern om ${word}`);
  await Promise.all([bo.goto(`/samtal/${thread.id}`), eva.goto(`/samtal/${thread.id}`)]);
  await eva.locator('article', { hasText: 'Politikern om' }).waitFor();
  await acts(bo, 'Flytta till ett annat rum');
  const dialog = bo.getByRole('dialog', { name: 'Flytta tråden' });
  await dialog.getByRole('button', { name: /Till vilket rum/ }).click();
  await bo.getByRole('option', { name: /^Arbetsgruppen/ }).click();
  // Who will read and who is told, before one does it.
  await dialog.getByText(/som läser den nu kan inte längre göra det/).waitFor();
  await dialog.getByText(/Får veta det: /).waitFor();
  await accessible(bo, 'moving a thread');
  await dialog.getByRole('button', { name: /^Flytta/ }).click();
  await bo.getByText('Tråden är flyttad till Arbetsgruppen.').waitFor();
  await bo.locator('article', { hasText: 'Jag har flyttat tråden till Arbetsgruppen' }).waitFor();
  // It is gone from the screen of who no longer reads it, and there for who does.
  await eva.locator('article', { hasText: 'Politikern om' }).waitFor({ state: 'detached' });
  await anna.goto(`/samtal/${thread.id}`);
  await anna.locator('article', { hasText: 'Politikern om' }).waitFor();
  await bo.getByRole('button', { name: 'Ångra' }).click();
  await bo.getByText('Flytten är ångrad.').waitFor();
  await eva.goto(`/samtal/${thread.id}`);
  await eva.locator('article', { hasText: 'Politikern om' }).waitFor();
}

export async function aChatMessageBecomesAThread(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const bo = await rig.person('samordnare');
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  if (!room.chat_id) throw new Error('the room has no chat');
  const word = rareWord();
  await say(bo, room.chat_id, `Någon som gjort ${word}?`);
  await Promise.all([anna.goto(`/samtal/${room.chat_id}`), bo.goto(`/samtal/${room.chat_id}`)]);
  await bo.locator('article', { hasText: word }).waitFor();
  const said = anna.locator('article', { hasText: word });
  await said.waitFor();
  await menu(anna, said, 'Gör till tråd');
  const dialog = anna.getByRole('dialog', { name: 'Gör till tråd' });
  const title = `Hur gör ni ${word}?`;
  await dialog.getByLabel('Rubrik').fill(title);
  await accessible(anna, 'lifting a message');
  await dialog.getByRole('button', { name: 'Gör till tråd' }).click();
  await anna.getByRole('heading', { level: 1, name: title }).waitFor();
  await anna.getByRole('region', { name: 'Ur chatten' }).getByText(`Någon som gjort ${word}?`).waitFor();
  // The chat leads there, also where it is open.
  await bo.getByRole('link', { name: `Blev en tråd: ${title}` }).click();
  await bo.getByRole('heading', { level: 1, name: title }).waitFor();
  await bo.getByRole('region', { name: 'Ur chatten' }).getByRole('link').click();
  await bo.locator('article', { hasText: word }).waitFor();
}

export async function anInformationInSeveralNetworks(rig: Rig): Promise<void> {
  const page = await rig.person('tvanat');
  const networks = await networksOf(page);
  const [first, second] = networks;
  if (!first || !second) throw new Error('only one network');
  await page.goto(`/natverk/${first.slug}/samtal?ny=information`);
  const dialog = page.getByRole('dialog', { name: 'Ny tråd' });
  const title = `Att veta ${rareWord()}`;
  await dialog.getByLabel('Rubrik').fill(title);
  await dialog.getByLabel('Text').fill('Konventionen ska göras känd.');
  await dialog.getByRole('checkbox', { name: new RegExp(second.name) }).check({ force: true });
  await accessible(page, 'an information for several networks');
  await dialog.getByRole('button', { name: 'Publicera' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const network of [first, second]) {
    await page.goto(`/natverk/${network.slug}/samtal`);
    await page.getByRole('link', { name: title }).first().waitFor();
  }
}

/** A file goes with the first words, and holds the thread to the room it lies in. */
export async function startedWithAFile(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const anna = await rig.person('tjansteperson', { width });
    const { network, room } = await sharedRoom(anna, anna, 'members');
    await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=discussion`);
    const dialog = anna.getByRole('dialog');
    const [title, file] = [`Med bilaga ${rareWord()}`, `Underlag ${rareWord()}.txt`];
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Se bilagan.');
    const choosing = anna.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Bifoga fil' }).click();
    await (await choosing).setFiles({
      name: file,
      mimeType: 'text/plain',
      buffer: Buffer.from('Underlaget'),
    });
    await dialog.getByRole('list', { name: 'Bifogat' }).getByText(file).waitFor();
    await dialog.getByText('Filerna ligger i').waitFor();
    // Kept with the draft: closed and opened again it is there.
    await dialog.getByText(/Utkast sparat/).waitFor();
    await anna.reload();
    await dialog.getByRole('list', { name: 'Bifogat' }).getByText(file).waitFor();
    await dialog.getByRole('button', { name: 'Publicera' }).click();
    await anna.waitForURL('**/samtal/*-*');
    await anna.locator('article', { hasText: 'Se bilagan.' }).getByText(file).waitFor();
    await rig.clear();
  }
}

/** Begun off the line it waits, survives a closed tab, and is started once when the line is back. */
export async function startedOffline(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const { network, room } = await sharedRoom(anna, anna, 'whole_network');
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=discussion`);
  const dialog = anna.getByRole('dialog');
  const title = `På färjan ${rareWord()}`;
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Skrivet utan nät.');
  await anna.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Publicera' }).click();
  await anna.getByText('Tråden startas när du är uppkopplad.').waitFor();
  const waits = anna.getByRole('list', { name: 'Trådar på väg' });
  await waits.getByText(title).waitFor();
  await waits.getByText('Skickas när du är uppkopplad').waitFor();
  const context = anna.context();
  await anna.close();
  await context.setOffline(false);
  const [again, beside] = [await context.newPage(), await context.newPage()];
  await Promise.all([again.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`), beside.goto('/')]);
  await again.getByRole('link', { name: title }).first().waitFor();
  await again.getByRole('list', { name: 'Trådar på väg' }).waitFor({ state: 'detached' });
  const rows = await read<{ items: { title: string | null }[] }>(
    again,
    `/rooms/${room.id}/conversations?limit=50`,
  );
  holds(rows.items.filter((row) => row.title === title).length === 1, 'it was started once');
}

/** An ask and a proposal written offline are put when the line is back, once each. */
export async function askedOffline(rig: Rig): Promise<void> {
  const anna = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, anna, 'whole_network');
  const titles = { ask: `Rundfråga på färjan ${rareWord()}`, proposal: `Förslag på färjan ${rareWord()}` };
  const page = `/natverk/${network.slug}/samtal?rum=${room.id}`;
  for (const what of ['ask', 'proposal'] as const) {
    await anna.goto(`${page}&ny=${what}`);
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(titles[what]);
    if (what === 'ask') await dialog.getByRole('textbox', { name: 'Frågan' }).fill('Hur gör ni?');
    else {
      await dialog.getByRole('textbox', { name: 'Förslag' }).fill('Vi ses i maj.');
      await dialog.getByRole('textbox', { name: 'Bakgrund' }).fill('Det passar bäst.');
    }
    await anna.context().setOffline(true);
    await dialog.getByRole('button', { name: what === 'ask' ? 'Skicka frågan' : 'Lägg förslaget' }).click();
    await anna.getByRole('list', { name: 'Trådar på väg' }).getByText(titles[what]).waitFor();
    await anna.context().setOffline(false);
    await anna.goto(page);
    await anna.getByRole('link', { name: titles[what] }).first().waitFor();
  }
  await anna.getByRole('list', { name: 'Trådar på väg' }).waitFor({ state: 'detached' });
  const rows = await read<{ items: { title: string | null; thread_kind: string | null }[] }>(
    anna,
    `/rooms/${room.id}/conversations?limit=50`,
  );
  for (const what of ['ask', 'proposal'] as const) {
    const found = rows.items.filter((row) => row.title === titles[what]);
    holds(found.length === 1 && found[0]?.thread_kind === what, `the ${what} was put once`);
  }
}
