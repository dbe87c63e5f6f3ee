/** How long a letter takes from key to picture. */
import type { Locator, Page } from 'playwright-core';

const WORDS = 'Så här skriver man i en tråd med väldigt många inlägg.';

/** A field with nothing to it, on the same page: the least a browser needs there. */
export async function bareField(page: Page, kind: 'textarea' | 'contenteditable'): Promise<Locator> {
  const name = `bar ${kind}`;
  await page.evaluate(
    ([of, label]) => {
      const field = document.createElement(of === 'textarea' ? 'textarea' : 'div');
      if (of === 'contenteditable') {
        field.setAttribute('contenteditable', 'true');
        field.setAttribute('role', 'textbox');
      }
      field.setAttribute('aria-label', label);
      (document.querySelector('main') ?? document.body).append(field);
    },
    [kind, name] as const,
  );
  return page.getByRole('textbox', { name, exact: true });
}

/** From keydown to the end of the next frame, in milliseconds, for each letter that is typed; `times` over. */
export async function lettersTake(page: Page, field: Locator, times = 1): Promise<number[]> {
  await field.focus();
  await page.evaluate(() => {
    const told = globalThis as { taken?: number[]; heard?: () => void };
    told.taken = [];
    told.heard ??= () => {
      const from = performance.now();
      requestAnimationFrame(() => setTimeout(() => told.taken?.push(performance.now() - from)));
    };
    // once, however often letters are timed on the page
    document.addEventListener('keydown', told.heard, { capture: true });
  });
  for (const letter of WORDS.repeat(times)) {
    await page.keyboard.type(letter);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  }
  return page.evaluate(() => (globalThis as { taken?: number[] }).taken ?? []);
}

/** What so large a share of them stays below: 0.5 is the median. */
export function share(taken: readonly number[], of: number): number {
  const rising = [...taken].sort((a, b) => a - b);
  return Math.round((rising[Math.floor(rising.length * of)] ?? 0) * 10) / 10;
}
