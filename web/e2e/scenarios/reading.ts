import type { Page } from 'playwright-core';
import { holds, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';
import { bareField, lettersTake, share } from '../letters.ts';
import { sayMany, startThread } from './told.ts';

const MANY = 400;
/** However long a conversation is, no more than so many messages are drawn. */
const MOST_DRAWN = 260;

const inView = (page: Page, position: number) =>
  page.evaluate((at) => {
    const box = document.getElementById(`inlagg-${at}`)?.getBoundingClientRect();
    return box !== undefined && box.top < innerHeight && box.bottom > 0;
  }, position);
const drawn = (page: Page) => page.locator('article[id^="inlagg-"]').count();
const unreadOf = async (page: Page, thread: string) =>
  (await read<{ unread: number }>(page, `/conversations/${thread}`)).unread;

async function longThread(rig: Rig, width: number): Promise<{ page: Page; thread: string; word: string }> {
  const anna = await rig.person('tjansteperson');
  const page = await rig.person('samordnare', { width });
  const { room } = await sharedRoom(anna, page, 'whole_network');
  const thread = await startThread(anna, room.id, `Lång tråd ${rareWord()}`);
  const word = rareWord();
  const texts = Array.from({ length: MANY - 1 }, (_, index) =>
    index + 2 === 37 ? `Här står ${word} en gång` : `Inlägg nummer ${index + 2} i en lång tråd`,
  );
  await sayMany(anna, thread, texts);
  return { page, thread, word };
}

/** Away for long: where to begin, a link into the middle, finding, and the leap to the end. */
export async function aLongThreadIsReadFromWhereOneIs(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const { page, thread, word } = await longThread(rig, width);
    // Sent into the middle one sees the message with its surroundings, and has not read what comes before.
    await page.goto(`/samtal/${thread}?inlagg=200`);
    await until('the message is looked at', () => inView(page, 200));
    for (const beside of [195, 205]) await page.locator(`#inlagg-${beside}`).waitFor({ state: 'attached' });
    const bar = page.getByRole('region', { name: 'Nytt sedan du var här' });
    await bar.getByText(`${MANY} nya`).waitFor();
    same(await unreadOf(page, thread), MANY, 'nothing is marked read by being sent into the middle');
    // To the beginning, and down: more comes as one reads, and what was left is no longer drawn.
    await bar.getByRole('button', { name: 'Läs från början' }).click();
    await until('the first is looked at', () => inView(page, 1));
    await bar.getByRole('button', { name: 'Stäng' }).click();
    await until('one reads on', async () => {
      await page.keyboard.press('End');
      return (await page.locator('#inlagg-300').count()) === 1;
    });
    await until('no more than so many are drawn', async () => (await drawn(page)) <= MOST_DRAWN);
    await until('what was read is marked', async () => (await unreadOf(page, thread)) < MANY - 100);
    // Found, though it is not drawn.
    await page.keyboard.press('Control+f');
    const find = page.getByRole('search', { name: 'Sök i samtalet' });
    await find.getByRole('searchbox').fill(word);
    await find.getByText('1 av 1').waitFor();
    await until('the find is looked at', () => inView(page, 37));
    await find.getByRole('button', { name: 'Stäng' }).click();
    // The leap to the latest is a choice: then everything is read.
    await page.getByRole('button', { name: 'Till det senaste' }).click();
    await until('the last is looked at', () => inView(page, MANY));
    await until('all is read', async () => (await unreadOf(page, thread)) === 0);
    await rig.clear();
  }
}

/** All of a room, then of a network, is marked read in one window: the person's other window agrees by itself. */
export async function allOfARoomIsReadEverywhere(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const desk = await rig.person('samordnare');
  const phone = await rig.person('samordnare', { width: 390 });
  const { network, room } = await sharedRoom(anna, desk, 'members');
  const title = `Oläst ${rareWord()}`;
  const thread = await startThread(anna, room.id, title);
  const address = `/natverk/${network.slug}/samtal?rum=${room.id}`;
  await Promise.all([desk.goto(address), phone.goto(address)]);
  const row = (page: Page) =>
    page.locator('li', { has: page.locator(`a[href="/samtal/${thread}"]`) }).first();
  for (const page of [desk, phone]) await row(page).getByText('1 oläst').waitFor({ state: 'attached' });
  await desk.getByRole('button', { name: 'Markera rummet som läst' }).click();
  await desk.getByText('Allt i rummet är markerat som läst.').waitFor();
  for (const page of [desk, phone]) await row(page).getByText('1 oläst').waitFor({ state: 'detached' });
  same(await unreadOf(phone, thread), 0, 'the server agrees');
  // All of the network, from the phone.
  await sayMany(anna, thread, ['Ett ord till']);
  await phone.goto(`/natverk/${network.slug}/samtal`);
  for (const page of [desk, phone]) await row(page).getByText('1 oläst').waitFor({ state: 'attached' });
  await phone.getByRole('button', { name: 'Markera allt som läst' }).click();
  await phone.getByText('Allt i nätverket är markerat som läst.').waitFor();
  for (const page of [desk, phone]) await row(page).getByText('1 oläst').waitFor({ state: 'detached' });
  same(await unreadOf(desk, thread), 0, 'the server agrees about all of it');
}

/** From key to picture, in a conversation with as much drawn as ever is. */
export async function typingIsQuick(rig: Rig): Promise<void> {
  const { page, thread } = await longThread(rig, 1440);
  await page.goto(`/samtal/${thread}?inlagg=200`);
  await until('the message is looked at', () => inView(page, 200));
  await page.mouse.move(700, 400);
  await until('as much as ever is drawn', async () => {
    await page.mouse.wheel(0, 4000);
    return (await drawn(page)) >= 180;
  });
  const field = page.getByRole('region', { name: 'Skriv' }).getByRole('textbox');
  const beside = await drawn(page);
  const other = await bareField(page, 'textarea');
  const [long, bare]: [number[], number[]] = [[], []];
  // In turns: what else the machine does meanwhile, and does not do evenly, falls on both.
  for (const _ of [1, 2, 3]) {
    long.push(...(await lettersTake(page, field)));
    bare.push(...(await lettersTake(page, other)));
  }
  console.log(
    `        typing, ${beside} messages drawn: p50 ${share(long, 0.5)} ms, p95 ${share(long, 0.95)} ms; in a bare field p50 ${share(bare, 0.5)} ms, p95 ${share(bare, 0.95)} ms`,
  );
  // Against the least a browser needs on the same machine at the same time.
  holds(share(long, 0.5) < 3 * share(bare, 0.5) + 30, 'a letter is there at once');
  await field.fill('');
}

/** Who answers from far up has not seen what stands below: it stays unread, here and on the start page. */
export async function answeringFromFarUp(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const bo = await rig.person('samordnare');
    const anna = await rig.person('tjansteperson', { width });
    const { room } = await sharedRoom(anna, bo, 'whole_network');
    const title = `Långt ner ${rareWord()}`;
    const long = Array.from({ length: 12 }, (_, line) => `Rad ${line} om hur vi gör hos oss.`).join('\n\n');
    const thread = await startThread(bo, room.id, title);
    await sayMany(
      bo,
      thread,
      Array.from({ length: 19 }, (_, n) => `Nummer ${n + 2}\n\n${long}`),
    );
    await anna.goto(`/samtal/${thread}`);
    await anna.locator('article').first().waitFor();
    const words = `Svar utan att ha läst allt ${rareWord()}`;
    const region = anna.getByRole('region', { name: 'Skriv' });
    await region.getByRole('textbox').fill(words);
    await region.getByRole('button', { name: 'Skicka' }).click();
    await anna.locator('article', { hasText: words }).getByRole('button', { name: 'Fler val' }).waitFor();
    const stands = () => read<{ unread: number; last_position: number }>(anna, `/conversations/${thread}`);
    const after = await stands();
    holds(after.last_position === 21 && after.unread >= 15, `unread stays: ${JSON.stringify(after)}`);
    await anna.goto('/');
    await anna.getByRole('link', { name: title }).first().waitFor();
    // Read from where one was to the end, it is read, one's own words with the rest.
    await anna.goto(`/samtal/${thread}`);
    await anna.locator('article').first().waitFor();
    await until('all is read', async () => {
      await anna.mouse.wheel(0, 600);
      await anna.evaluate(() => window.scrollBy(0, 600));
      return (await stands()).unread === 0;
    });
    await rig.clear();
  }
}

/** Who has answered is told whole, also where what they wrote is not drawn, and live. */
export async function whoHasAnsweredIsTold(rig: Rig): Promise<void> {
  const malin = await rig.person('tjansteperson');
  const karin = await rig.person('arbetsgrupp');
  const birgitta = await rig.person('fortroendevald');
  const { network, room } = await sharedRoom(malin, karin, 'whole_network');
  const organisation = async (page: Page) => {
    const me = await read<{
      standings: { network: { id: string } | null; organisation: { name: string } | null }[];
    }>(page, '/me');
    return (
      me.standings.find((one) => one.network?.id === network.id && one.organisation)?.organisation?.name ?? ''
    );
  };
  const thread = await startThread(malin, room.id, `Vem har svarat ${rareWord()}`);
  await sayMany(karin, thread, ['Vi provar det i höst.']);
  await sayMany(
    malin,
    thread,
    Array.from({ length: 158 }, (_, index) => `Inlägg nummer ${index + 3}`),
  );
  const who = await Promise.all([karin, malin, birgitta].map(organisation));
  for (const width of [1440, 390]) {
    const page = await rig.person('samordnare', { width });
    await page.goto(`/samtal/${thread}?inlagg=100`);
    await until('the message is looked at', () => inView(page, 100));
    if (width < 800) await page.getByRole('button', { name: 'Mer om sidan' }).click();
    const box = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Har svarat', exact: true }) })
      .last();
    const told = (name: string | undefined) =>
      box
        .getByRole('listitem')
        .filter({ hasText: name ?? '' })
        .waitFor();
    await told(who[0]);
    await told(who[1]);
    same(await page.locator('#inlagg-2').count(), 0, 'what she wrote is not drawn');
    // at the end, live
    if (width === 1440) await sayMany(birgitta, thread, ['Det har vi gjort länge.']);
    await told(who[2]);
    same(await box.getByRole('listitem').count(), 3, 'and nobody else has');
    await page.context().close();
  }
}
