import type { Page } from 'playwright-core';
import { accessible } from '../accessible.ts';
import { field } from '../composer.ts';
import {
  holds,
  networksOf,
  opposite,
  type Rig,
  rareWord,
  read,
  roomsOf,
  same,
  sharedRoom,
  until,
} from '../harness.ts';
import { chooseFrom, menu } from '../menu.ts';
import { say, start } from './told.ts';

const main = (page: Page) => page.locator('main');

async function acts(page: Page, choice: string): Promise<void> {
  await chooseFrom(page, page.getByRole('button', { name: 'Om tråden' }), choice);
}

export async function twoPeopleImproveASummary(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
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

export async function namedPinnedClosedAndOpened(rig: Rig, width = 1440): Promise<void> {
  const bo = await rig.person('samordnare', { width });
  const anna = await rig.person('tjansteperson', { width: opposite(width) });
  const { network, room } = await sharedRoom(anna, bo, 'members');
  const thread = await start(bo, room.id, 'discussion', `Utan ${rareWord()}`);
  await Promise.all([bo.goto(`/samtal/${thread.id}`), anna.goto(`/samtal/${thread.id}`)]);
  await field(anna).waitFor();
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
  await field(anna).waitFor();
  await acts(bo, 'Lossa från toppen');
}

/** A good example and a hard question are begun as what they are, with the articles they are about, and listed so. */
export async function anExampleAndAHardQuestion(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  for (const kind of ['Gott exempel', 'Svår fråga']) {
    await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
    await anna.getByRole('button', { name: 'Ny tråd' }).click();
    const dialog = anna.getByRole('dialog', { name: 'Ny tråd' });
    await dialog.getByRole('button', { name: /Vad är det/ }).click();
    await anna.getByRole('option', { name: kind }).click();
    const title = `${kind}: ${rareWord()}`;
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('Två regler säger emot varandra.');
    await dialog.getByRole('button', { name: /Lägg till artikel/ }).click();
    await anna.getByRole('option', { name: 'Artikel 31: Lek, vila och fritid' }).click();
    await dialog.getByRole('button', { name: 'Publicera' }).click();
    await anna.getByRole('heading', { level: 1, name: title }).waitFor();
    await anna.getByText('Artikel 31: Lek, vila och fritid').first().waitFor();
    await bo.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
    const row = bo.getByRole('listitem').filter({ hasText: title });
    await row.getByText(kind, { exact: true }).first().waitFor();
  }
}

export async function movedAndBack(rig: Rig, width = 1440): Promise<void> {
  const bo = await rig.person('samordnare', { width });
  const anna = await rig.person('arbetsgrupp');
  const eva = await rig.person('fortroendevald', { width: opposite(width) });
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
  // Who loses it is told by name and number, and that who has written there gets a letter.
  const her = await read<{ person: { name: string } }>(eva, '/me');
  await dialog.getByText(/kan inte längre göra det/).click();
  await dialog.getByRole('listitem').filter({ hasText: her.person.name }).waitFor();
  await dialog.getByText(new RegExp(`Läser den inte efter flytten.*${her.person.name}`)).waitFor();
  await dialog.getByText('Kan bli allmän handling.').waitFor();
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

export async function aChatMessageBecomesAThread(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
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
  // What is begun is kept, also when the page is left.
  await dialog.getByText(/Utkast sparat/).waitFor();
  await anna.reload();
  await menu(anna, said, 'Gör till tråd');
  await until('the title is kept', async () => (await dialog.getByLabel('Rubrik').inputValue()) === title);
  await dialog.getByRole('button', { name: 'Gör till tråd' }).click();
  await anna.getByRole('heading', { level: 1, name: title }).waitFor();
  await anna.getByRole('region', { name: 'Ur chatten' }).getByText(`Någon som gjort ${word}?`).waitFor();
  // The chat leads there, also where it is open.
  await bo.getByRole('link', { name: `Blev en tråd: ${title}` }).click();
  await bo.getByRole('heading', { level: 1, name: title }).waitFor();
  await bo.getByRole('region', { name: 'Ur chatten' }).getByRole('link').click();
  await bo.locator('article', { hasText: word }).waitFor();
}

export async function anInformationInSeveralNetworks(rig: Rig, width = 390): Promise<void> {
  const page = await rig.person('tvanat', { width });
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
  // Where it is to stand is kept with its words.
  await dialog.getByText(/Utkast sparat kl\./).waitFor();
  await page.goto(`/natverk/${first.slug}/samtal?ny=information`);
  const other = dialog.getByRole('checkbox', { name: new RegExp(second.name) });
  await until('the other network is still chosen', () => other.isChecked());
  await dialog.getByRole('button', { name: 'Publicera' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  for (const network of [first, second]) {
    await page.goto(`/natverk/${network.slug}/samtal`);
    await page.getByRole('link', { name: title }).first().waitFor();
  }
}

/** A link to another thread says what it is and who reads it, and stands there too; a table and a checklist are drawn. */
export async function pointedToBothWays(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const bo = await rig.person('samordnare');
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const [old, later] = [`Förra året ${rareWord()}`, `I år ${rareWord()}`];
  const target = await start(bo, room.id, 'question', old);
  const from = await start(bo, room.id, 'discussion', later);
  await Promise.all([anna.goto(`/samtal/${from.id}`), bo.goto(`/samtal/${from.id}`)]);
  const word = rareWord();
  const link = `${new URL(bo.url()).origin}/samtal/${target.id}`;
  await field(bo).fill(
    `Se ${link} ${word}\n\n| Kommun | Hur |\n| --- | --- |\n| Gävle | I nämnden |\n\n- [x] Frågat\n- [ ] Svarat`,
  );
  await bo.getByRole('region', { name: 'Skriv' }).getByRole('button', { name: 'Skicka' }).click();
  const said = anna.locator('article', { hasText: word });
  await said.getByRole('cell', { name: 'I nämnden' }).waitFor();
  same(await said.getByRole('checkbox').count(), 2, 'a checklist of two');
  await said.getByText(`(${'Alla i nätverket'}`).waitFor();
  // There, it is told from where one points: beside it, and on the phone in the drawer.
  await said.getByRole('link', { name: old }).click();
  await anna.getByRole('heading', { level: 1, name: old }).waitFor();
  await anna.getByRole('button', { name: 'Mer om sidan' }).click();
  await bo.goto(`/samtal/${target.id}`);
  for (const page of [anna, bo]) await page.getByRole('link', { name: later }).waitFor();
  await anna.getByRole('dialog').getByRole('link', { name: later }).click();
  await anna.locator('article', { hasText: word }).waitFor();
}

/** On a phone a row goes on over several lines: all of them can be read, and a tap on any of them opens it. */
export async function aRowOpensWhereverItIsTapped(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson', { width: 390 });
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const title = `Rad ${rareWord()}`;
  const thread = await start(anna, room.id, 'discussion', title);
  await say(anna, thread.id, 'Ett svar');
  await anna.goto(`/natverk/${network.slug}/samtal`);
  const row = main(anna).getByRole('listitem').filter({ hasText: title });
  await row.waitFor();
  const hidden = await main(anna)
    .getByRole('listitem')
    .evaluateAll((all) => {
      const found: string[] = [];
      for (const one of all) {
        const edge = one.getBoundingClientRect().left - 1;
        for (const fact of one.querySelectorAll('p > span')) {
          const range = document.createRange();
          range.selectNodeContents(fact);
          if ([...range.getClientRects()].some((line) => line.left < edge))
            found.push(fact.textContent ?? '');
        }
      }
      return found;
    });
  same(hidden.join(', '), '', 'no line begins outside its row');
  const last = row.locator('p').last();
  const facts = await last.boundingBox();
  if (!facts) throw new Error('the row says nothing of itself');
  // what is pressed is the row that lies over its words
  await last.click({ force: true, position: { x: facts.width / 3, y: facts.height - 6 } });
  await anna.waitForURL(`**/samtal/${thread.id}`);
}
