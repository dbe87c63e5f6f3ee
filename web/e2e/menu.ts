/** The menu of something, such as a message. */
import type { Locator, Page } from 'playwright-core';

/** Opens it and chooses from it. */
export async function menu(page: Page, within: Locator, choice: string): Promise<void> {
  await within.hover();
  await within.getByRole('button', { name: 'Fler val' }).click();
  await page.getByRole('menuitem', { name: choice }).click();
}
