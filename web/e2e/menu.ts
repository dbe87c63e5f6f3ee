/** The menu of something, such as a message or a thread. */
import type { Locator, Page } from 'playwright-core';
import { until } from './harness.ts';

/** Opens a menu by its button and chooses from it. */
export async function chooseFrom(page: Page, button: Locator, choice: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: choice, exact: true });
  const came = (what: Promise<void>) =>
    what.then(
      () => true,
      () => false,
    );
  // bringing the button into sight scrolls the page, and a menu closes when the page under it scrolls, which may be told late
  await until(`${choice} is chosen from the menu`, async () => {
    if (!(await item.isVisible())) {
      await button.click();
      if (!(await came(item.waitFor({ timeout: 2_000 })))) return false;
    }
    return came(item.click({ timeout: 10_000 }));
  });
}

/** Opens the menu of what is in a list and chooses from it. */
export async function menu(page: Page, within: Locator, choice: string): Promise<void> {
  await within.hover();
  await chooseFrom(page, within.getByRole('button', { name: 'Fler val' }), choice);
}
