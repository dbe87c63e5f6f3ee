import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { everyAddress, type Seen } from '../addresses.ts';
import type { Rig } from '../harness.ts';
import { routesWithout } from '../routes.ts';

const SHOTS = process.env.SAMRUM_TEST_SHOTS;

/** Waits until the page has drawn what it came for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What can only fail in another theme: a theme is nothing but other colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong on the page; again in other colours, where it has been there before. */
export async function faults(page: Page, again = false): Promise<string[]> {
  const axe = again
    ? new AxeBuilder({ page, axeSource: 'undefined' }).withRules(COLOURS)
    : new AxeBuilder({ page }).withTags(ALL);
  // Without the blank page axe otherwise opens for each result: we show no frame of another origin.
  const { violations } = await axe.setLegacyMode().analyze();
  const faults: string[] = [];
  for (const { id, nodes } of violations) {
    const targets: string[] = [];
    for (const node of nodes) {
      const target = node.target.join(' ');
      const covers = node.any.flatMap((check) => check.relatedNodes ?? []).map((one) => one.target.join(' '));
      if (id === 'target-size' && (await scrolledUnder(page, target, covers))) continue;
      targets.push(target);
    }
    if (targets.length > 0) faults.push(`${id}: ${targets.slice(0, 3).join(' | ')}`);
  }
  return faults;
}

/**
 * A target that has been scrolled half under a row that stays in place is covered, not small: one scrolls on. It is
 * one only where it is large enough itself, and all that covers it stays in place while the page scrolls.
 */
async function scrolledUnder(page: Page, target: string, covers: string[]): Promise<boolean> {
  const box = await page.locator(target).first().boundingBox();
  if (!box || box.width < 24 || box.height < 24 || covers.length === 0) return false;
  return page.evaluate(
    (all) =>
      all.every((one) => {
        for (let at = document.querySelector(one); at; at = at.parentElement)
          if (['sticky', 'fixed'].includes(getComputedStyle(at).position)) return true;
        return false;
      }),
    covers,
  );
}

async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

async function speak(page: Page, language: 'sv' | 'en'): Promise<void> {
  await page.evaluate(async (chosen) => {
    const answer = await fetch('/api/v1/me', {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ language: chosen }),
    });
    if (!answer.ok) throw new Error(`language: ${answer.status}`);
  }, language);
}

/** The page as it stands in light and then in dark, without asking for it again. */
async function inBothThemes(page: Page, name: string, width: number): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() =>
      Promise.all(
        document
          .getAnimations()
          .filter((one) => one instanceof CSSTransition)
          .map((one) => one.finished.catch(() => undefined)),
      ),
    );
    await shot(page, `${name}-${width}-${colorScheme}`);
    for (const fault of await faults(page, colorScheme === 'dark'))
      found.push(`${name} ${width} ${colorScheme}: ${fault}`);
  }
  return found;
}

/** What somebody sees, page by page, at both widths in both themes; in both languages where one has chosen one's own. */
async function lookedThrough(rig: Rig, { as, all }: Seen): Promise<string[]> {
  const found: string[] = [];
  const pages: { page: Page; width: number; half: number }[] = [];
  for (const width of [1440, 390])
    for (const half of [0, 1])
      pages.push({ page: as ? await rig.person(as, { width }) : await rig.page({ width }), width, half });
  const first = pages[0]?.page as Page;
  for (const language of as ? (['sv', 'en'] as const) : (['sv'] as const)) {
    if (as) await speak(first, language);
    // Side by side: one person, one language at a time.
    await Promise.all(
      pages.map(async ({ page, width, half }) => {
        for (const [name, address] of Object.entries(all).filter((_, index) => index % 2 === half)) {
          await page.goto(address);
          await settled(page);
          found.push(...(await inBothThemes(page, `${name}-${as ?? 'utan'}-${language}`, width)));
        }
        if (as === 'samordnare' && half === 0) found.push(...(await theSearch(page, language, width)));
      }),
    );
  }
  if (as) await speak(first, 'sv');
  for (const { page } of pages) await page.context().close();
  return found;
}

/** The search over a page, before one has written, with what it finds, and where it finds nothing. */
async function theSearch(page: Page, language: string, width: number): Promise<string[]> {
  const found: string[] = [];
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox');
  await field.waitFor();
  found.push(...(await inBothThemes(page, `sokruta-${language}`, width)));
  await field.fill('barn');
  await dialog.getByRole('option').first().waitFor();
  found.push(...(await inBothThemes(page, `sokruta-traffar-${language}`, width)));
  await field.fill('qqxzzwv');
  await dialog.getByRole('status').getByText('qqxzzwv').waitFor();
  found.push(...(await inBothThemes(page, `sokruta-inget-${language}`, width)));
  await page.keyboard.press('Escape');
  return found;
}

/** axe on every page that the client has, in both languages and themes, at both widths. */
export async function everyPageIsAccessible(rig: Rig): Promise<void> {
  const seen = await everyAddress(rig);
  const unseen = routesWithout(seen.flatMap(({ all }) => Object.values(all)));
  if (unseen.length > 0) throw new Error(`nobody looks at ${unseen.join(', ')}`);
  const found: string[] = [];
  for (const one of seen) found.push(...(await lookedThrough(rig, one)));
  // What a page leaves out or adds for others.
  const coordinators = Object.entries(seen[0]?.all ?? {});
  await Promise.all(
    [{ role: 'tjansteperson', width: 390 } as const, { role: 'observator', width: 1440 } as const].map(
      async ({ role, width }) => {
        const page = await rig.person(role, { width });
        for (const [name, address] of coordinators) {
          await page.goto(address);
          await settled(page);
          for (const fault of await faults(page)) found.push(`${name} as ${role} ${width}: ${fault}`);
        }
      },
    ),
  );
  if (found.length > 0) throw new Error(`${found.length} faults:\n  ${found.join('\n  ')}`);
}

/** Nothing is wider than the window at 320 px. */
export async function nothingScrollsSidewaysAt320(rig: Rig): Promise<void> {
  const wide: string[] = [];
  for (const { as, all } of await everyAddress(rig)) {
    const page = as ? await rig.person(as, { width: 320 }) : await rig.page({ width: 320 });
    for (const [name, address] of Object.entries(all)) {
      await page.goto(address);
      await settled(page);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${name}: ${over} px`);
    }
  }
  if (wide.length > 0) throw new Error(`wider than the window: ${wide.join(', ')}`);
}
