/** Calling on an organisation, on the hosts and on everybody: chosen in the list, told to those who are meant. */
import type { Page } from 'playwright-core';
import { field } from '../composer.ts';
import { holds, opposite, type Rig, rareWord, read, sharedRoom, until } from '../harness.ts';
import { startThread, textsOf } from './told.ts';

const article = (page: Page, words: string) => page.locator('article', { hasText: words });

/** Writes, calls on the first that begins so, writes on, and sends. */
async function call(page: Page, begun: string, name: RegExp, words: string): Promise<void> {
  await field(page).focus();
  await page.keyboard.type(`@${begun}`);
  const list = page.getByRole('listbox', { name: 'Omnämn någon' });
  await list.getByRole('option', { name }).first().waitFor();
  await until('it is chosen', async () => {
    const chosen = await list.getByRole('option', { selected: true }).innerText();
    if (name.test(chosen.trim())) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
  await page.keyboard.press('Enter');
  await list.waitFor({ state: 'detached' });
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
}

/** Why the thread stands on somebody's start page. */
async function why(page: Page, thread: string): Promise<string | undefined> {
  const start = await read<{ to_me: { id: string; why: string }[] }>(page, '/start');
  return start.to_me.find((row) => row.id === thread)?.why;
}

export async function anOrganisationAndTheHosts(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const karin = await rig.person('arbetsgrupp', { width: opposite(width) });
  const { room } = await sharedRoom(anna, karin, 'whole_network');
  const thread = await startThread(anna, room.id, `Till er i Östersund ${rareWord()}`);
  await anna.goto(`/samtal/${thread}`);
  const word = rareWord();
  await call(anna, 'Östersu', /^@Östersund/, `hur gör ni ${word}?`);
  await article(anna, word).locator('[data-mention]', { hasText: 'Östersund' }).waitFor();
  // Whoever is of that organisation sees that it is for them.
  await until('she is told', async () => (await why(karin, thread)) === 'mentioned');
  await karin.goto('/');
  const row = karin.locator('li', { has: karin.locator(`a[href^="/samtal/${thread}"]`) }).first();
  await row.getByText('Du är omnämnd').waitFor();
  await karin.goto(`/samtal/${thread}`);
  await article(karin, word).locator('[data-mention]', { hasText: 'Östersund' }).waitFor();
  const other = rareWord();
  await call(karin, 'vär', /^@värd/, `vad tycker ni ${other}?`);
  await article(anna, other).locator('[data-mention]', { hasText: 'värd' }).waitFor();
}

/** Who runs the network calls on everybody, once in ten minutes; nobody else is offered to. */
export async function everybody(rig: Rig): Promise<void> {
  for (const [width, kind] of [
    [1440, 'whole_network'],
    [390, 'members'],
  ] as const) {
    const helena = await rig.person('samordnare', { width });
    const anna = await rig.person('tjansteperson', { width: opposite(width) });
    const { room } = await sharedRoom(helena, anna, kind);
    const thread = await startThread(helena, room.id, `Till alla ${rareWord()}`);
    await Promise.all([helena.goto(`/samtal/${thread}`), anna.goto(`/samtal/${thread}`)]);
    await field(anna).waitFor();
    const word = rareWord();
    await call(helena, 'all', /^@alla/, `sista dag är fredag ${word}`);
    await article(anna, word).locator('[data-mention]', { hasText: 'alla' }).waitFor();
    await anna.goto('/');
    await until('everybody is told', async () => (await why(anna, thread)) === 'mentioned');
    // Once more is too often: it is refused with why, and nothing of it is lost.
    const again = rareWord();
    await call(helena, 'all', /^@alla/, `och en sak till ${again}`);
    const refused = article(helena, again);
    await refused.getByRole('button', { name: 'Ta tillbaka till skrivfältet' }).click();
    await until('it is back', async () => (await field(helena).inputValue()).includes(again));
    holds(!(await textsOf(anna, thread)).some((text) => text.includes(again)), 'nobody saw it');
    // Others are not offered it.
    await anna.goto(`/samtal/${thread}`);
    await field(anna).focus();
    await anna.keyboard.type('@all');
    await until('the server has answered', async () => {
      const asked = await read<{ items: { reference: string }[] }>(anna, `/rooms/${room.id}/mentions?q=all`);
      holds(!asked.items.some((one) => one.reference.endsWith('everyone')), 'not offered');
      return true;
    });
    holds((await anna.getByRole('option', { name: /^@alla/ }).count()) === 0, 'not in the list');
    await rig.clear();
  }
}
