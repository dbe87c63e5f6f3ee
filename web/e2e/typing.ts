/**
 * How long a letter takes from key to picture in the composer of a thread of 10,000 messages, beside the least a browser
 * needs on the same machine at the same time: a bare field on an empty page. `make bench-typing` runs it against a demo.
 */
import type { Locator, Page } from 'playwright-core';
import { BASE, Rig, sharedRoom, until } from './harness.ts';
import { bareField, lettersTake, share } from './letters.ts';
import { sayMany, startThread } from './scenarios/told.ts';

const MESSAGES = 10_000;
/** Messages said at a time, so that no single step takes long. */
const AT_A_TIME = 500;
/** Each field has its turn so often, one after another. */
const ROUNDS = 5;
/** How often the sentence is typed in a turn. */
const TIMES = 2;

interface Typed {
  what: string;
  page: Page;
  field: Locator;
  p50: number[];
  p95: number[];
}

const drawn = (page: Page) => page.locator('article[id^="inlagg-"]').count();
const typed = (what: string, page: Page, field: Locator): Typed => ({ what, page, field, p50: [], p95: [] });

async function longThread(rig: Rig): Promise<Page> {
  const writer = await rig.person('tjansteperson');
  const page = await rig.person('samordnare');
  const { room } = await sharedRoom(writer, page, 'whole_network');
  const thread = await startThread(writer, room.id, 'En tråd med tio tusen inlägg');
  for (let said = 1; said < MESSAGES; said += AT_A_TIME) {
    const many = Math.min(AT_A_TIME, MESSAGES - said);
    const texts = Array.from(
      { length: many },
      (_, index) => `Inlägg nummer ${said + index + 1}, om hur vi gör.`,
    );
    await sayMany(writer, thread, texts);
  }
  await page.goto(`/samtal/${thread}?inlagg=${MESSAGES / 2}`);
  await page.locator(`#inlagg-${MESSAGES / 2}`).waitFor();
  await page.mouse.move(700, 400);
  let before = 0;
  await until('as much as ever is drawn', async () => {
    await page.mouse.wheel(0, 4000);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const now = await drawn(page);
    const most = now > 150 && now <= before;
    before = now;
    return most;
  });
  return page;
}

const rig = await Rig.start();
console.log(`typing in a thread of ${MESSAGES} messages, against ${BASE}`);
const page = await longThread(rig);
const empty = await rig.page();
await empty.setContent('<!doctype html><title>tom</title><main></main>');
const composer = page.getByRole('region', { name: 'Skriv' }).getByRole('textbox');
const fields = [
  typed('the composer', page, composer),
  typed('a bare textarea', empty, await bareField(empty, 'textarea')),
  typed('a bare contenteditable', empty, await bareField(empty, 'contenteditable')),
];
const beside = await drawn(page);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const one of fields) {
    await one.page.bringToFront();
    await one.field.fill('');
    const taken = await lettersTake(one.page, one.field, TIMES);
    one.p50.push(share(taken, 0.5));
    one.p95.push(share(taken, 0.95));
  }
}
console.log(`${beside} messages drawn; the median of ${ROUNDS} turns each, keydown to the next picture\n`);
console.log('| field | p50 ms | p95 ms |');
console.log('|---|---|---|');
for (const one of fields) console.log(`| ${one.what} | ${share(one.p50, 0.5)} | ${share(one.p95, 0.5)} |`);
await composer.fill('');
await rig.stop();
