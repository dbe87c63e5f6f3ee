/** The keys alone, as for somebody who has no pointer: what is wanted is reached with Tab, and chosen with arrows. */
import type { Locator, Page } from 'playwright-core';
import { holds, until } from './harness.ts';

/** So many stops from one thing to another are a long way, and a trap is longer. */
const MOST_STOPS = 250;

const isFocused = (target: Locator) =>
  target.evaluateAll((all) => all.some((one) => one === document.activeElement));

/** Goes with Tab until something is focused; `back` goes the other way. */
export async function tabTo(page: Page, target: Locator, back = false): Promise<void> {
  await target.first().waitFor();
  // what can't be pressed yet is passed by
  await until('it can be reached', () => target.first().isEnabled());
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isFocused(target)) {
      const shown = await target.first().evaluate((element) => element.matches(':focus-visible'));
      holds(shown, 'where one is can be seen');
      return;
    }
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${MOST_STOPS} stops and it was not reached: ${String(target)}`);
}

/** Goes to a button or link and presses Enter. */
export async function enter(page: Page, target: Locator, back = false): Promise<void> {
  await tabTo(page, target, back);
  await page.keyboard.press('Enter');
}

/** In an open menu or list: goes down until the choice is the one, and takes it. */
export async function take(page: Page, choice: Locator): Promise<void> {
  await choice.waitFor();
  // keys pressed before one stands in the menu go elsewhere
  await until('one stands in the menu', () =>
    choice.evaluate(
      (one) => one.closest('[role=menu], [role=listbox]')?.contains(document.activeElement) ?? false,
    ),
  );
  for (let step = 0; step < 40; step += 1) {
    if (await isFocused(choice)) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`not reached with the arrows: ${String(choice)}`);
}

/**
 * One is somewhere: what had the focus has not vanished and left one at the top of everything. One is led there when the
 * page has been drawn, which is a moment after it is seen.
 */
export async function placed(page: Page, what: string): Promise<void> {
  await until(`the focus is not lost: ${what}`, () =>
    page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body),
  );
}

/** Where one is, as the page itself says: what is heard of it lags behind. */
const pathOf = (page: Page) => page.evaluate(() => location.pathname);

/** Läs ikapp: reads each conversation to its end and goes on with space, to the start page; gives those that were read. */
export async function readAllUnread(page: Page): Promise<Set<string>> {
  const read = new Set<string>();
  for (let here = await pathOf(page); here !== '/'; here = await pathOf(page)) {
    holds(!read.has(here), `${here} is shown once only (${read.size} have been read)`);
    read.add(here);
    // Its own messages are there, not those of the one before.
    await page.locator(`article a[href^="${here}?"]`).first().waitFor();
    await until('space goes on to the next', async () => {
      await page.keyboard.press('End');
      const { end, height } = await page.evaluate(() => {
        const height = document.documentElement.scrollHeight;
        const end = height - window.innerHeight - window.scrollY <= 1;
        // A long conversation comes in parts: its end is where no more comes.
        return { end: end && !document.querySelector('[data-more=later]'), height };
      });
      if (!end) return false;
      // Nothing may be pressed twice: a space too many would pass over a conversation. Where something came meanwhile and
      // made it longer, space has read on instead: then it is pressed again.
      await page.keyboard.press('Space');
      await page.waitForFunction(
        ([from, was]) => location.pathname !== from || document.documentElement.scrollHeight > was,
        [here, height] as const,
      );
      return (await pathOf(page)) !== here;
    });
  }
  return read;
}
