/** The composer of a conversation: its field, what sends it, and whether its draft is kept. */
import type { Page } from 'playwright-core';

export const region = (page: Page) => page.getByRole('region', { name: 'Skriv' });
export const field = (page: Page) => region(page).getByRole('textbox');
export const send = (page: Page) => region(page).getByRole('button', { name: 'Skicka' });
export const draftSaved = (page: Page) => page.getByText(/Utkast sparat kl\./);

/** A thread with all that is said in it: the field is there before its messages. */
export async function opened(page: Page, thread: string): Promise<void> {
  await page.goto(`/samtal/${thread}`);
  await field(page).waitFor();
  await page.locator('article').first().waitFor();
}
