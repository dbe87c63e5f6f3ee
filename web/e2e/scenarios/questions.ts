import { accessible } from '../accessible.ts';
import { networksOf, type Rig, rareWord, read, roomsOf, same, sharedRoom, until } from '../harness.ts';
import { menu } from '../menu.ts';
import { say, start } from './told.ts';

export async function aQuestionIsAnswered(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
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
  const box = bo.locator('main').getByRole('region', { name: 'Svar som hjälpte' });
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

export async function whatWasAskedBefore(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
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
  if (width < 800) await anna.getByRole('button', { name: 'Fler filter' }).click();
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

/** The coordinator is told of questions that have waited for a week, at both widths; nobody else is. */
export async function whatHasWaited(rig: Rig): Promise<void> {
  const told = /frågor? har väntat på svar i mer än en vecka/;
  const anna = await rig.person('tjansteperson');
  for (const width of [1440, 390]) {
    const bo = await rig.person('samordnare', { width });
    const { network } = await sharedRoom(bo, anna, 'whole_network');
    await bo.goto(`/natverk/${network.slug}/samtal`);
    const box = bo.getByRole('region', { name: told });
    await box.getByRole('button', { name: 'Visa' }).click();
    await box.locator('a[href^="/samtal/"]').first().waitFor();
    await anna.goto(`/natverk/${network.slug}/samtal`);
    await anna.locator('ul li a[href^="/samtal/"]').first().waitFor();
    same(await anna.getByText(told).count(), 0, 'nothing for who does not coordinate');
  }
}
