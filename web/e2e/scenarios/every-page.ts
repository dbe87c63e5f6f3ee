import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { networksOf, type Rig, read, roomsOf } from '../harness.ts';

const SHOTS = process.env.SAMRUM_TEST_SHOTS;

/** Every page there is, by a name for its picture. */
export async function addresses(page: Page): Promise<Record<string, string>> {
  const [network] = await networksOf(page);
  if (!network) throw new Error('the coordinator has no network');
  const rooms = await roomsOf(page, network.id);
  const whole = rooms.find((room) => room.kind === 'whole_network') ?? rooms[0];
  const threads = await read<{ items: { id: string; message_count: number }[] }>(
    page,
    `/networks/${network.id}/conversations?limit=20`,
  );
  const longest = threads.items.reduce((one, other) =>
    other.message_count > one.message_count ? other : one,
  );
  const documents = await read<{ items: { id: string; kind: string; reading: string }[] }>(
    page,
    `/networks/${network.id}/documents?limit=100`,
  );
  const pdf =
    documents.items.find((one) => one.kind === 'pdf' && one.reading === 'read') ?? documents.items[0];
  const other =
    documents.items.find((one) => one.kind !== 'pdf' && one.reading === 'read') ?? documents.items[0];
  const meetings = await read<{ items: { id: string; state: string }[] }>(
    page,
    `/networks/${network.id}/meetings?limit=100`,
  );
  const past = meetings.items.find((one) => one.state === 'archived') ?? meetings.items[0];
  const coming =
    meetings.items.find((one) => one.state === 'invited' || one.state === 'planned') ?? meetings.items[0];
  const kinds = await read<{ items: { id: string; thread_kind: string | null }[] }>(
    page,
    `/networks/${network.id}/conversations?limit=100`,
  );
  const ofKind = (kind: string) => kinds.items.find((one) => one.thread_kind === kind)?.id;
  const imports = await read<{ items: { id: string; state: string }[] }>(
    page,
    `/networks/${network.id}/imports`,
  );
  const decisions = await read<{ items: { id: string }[] }>(page, `/networks/${network.id}/decisions`);
  const participations = await read<{ items: { seats: { id: string }[] }[] }>(
    page,
    `/networks/${network.id}/participations?limit=20`,
  );
  const seat = participations.items.flatMap((one) => one.seats)[0];
  const base = `/natverk/${network.slug}`;
  return {
    start: '/',
    samtal: `${base}/samtal`,
    nytrad: `${base}/samtal?ny=question`,
    nyrundfraga: `${base}/samtal?ny=ask`,
    nyttforslag: `${base}/samtal?ny=proposal`,
    rundfragor: `${base}/rundfragor`,
    rundfraga: `/samtal/${ofKind('ask')}`,
    forslag: `/samtal/${ofKind('proposal')}`,
    import: `${base}/import`,
    genomgang: `/import/${imports.items.find((one) => one.state === 'review')?.id}`,
    beslutslista: `${base}/beslut`,
    beslut: `/beslut/${decisions.items[0]?.id}`,
    dokument: `${base}/dokument`,
    rum: `${base}/dokument?rum=${whole?.id}`,
    bilder: `${base}/dokument?vy=bilder&ordning=name`,
    traffar: `${base}/traffar`,
    nytraff: `${base}/traffar?ny=traff`,
    deltagare: `${base}/deltagare`,
    uppdrag: `/uppdrag/${seat?.id}`,
    valskifte: `${base}/valskifte`,
    inbjudan: `/inbjudan/${'x'.repeat(43)}`,
    gast: `/gast/${'x'.repeat(43)}`,
    alla_rum: `${base}/rum`,
    ettrum: `/rum/${(rooms.find((room) => room.kind === 'custom') ?? whole)?.id}`,
    anmalan: `/anmalan/${network.slug}`,
    arenden: '/samordning/arenden',
    forutsattningar: `${base}/forutsattningar`,
    andraforutsattningar: `${base}/forutsattningar/andra`,
    lan: `${base}/lan`,
    trad: `/samtal/${longest.id}`,
    chatt: `/samtal/${whole?.chat_id}`,
    pdf: `/dokument/${pdf?.id}?q=barn&visa=sidor`,
    text: `/dokument/${other?.id}?q=barn&visa=text`,
    byggd: `/dokument/${other?.id}?q=barn&visa=byggd`,
    traff: `/traffar/${past?.id}`,
    kommande: `/traffar/${coming?.id}`,
    anteckningar: `/traffar/${coming?.id}/anteckningar`,
    direkt: '/direkt',
    samordning: '/samordning',
    overenskommelser: `${base}/overenskommelser`,
    forteckning: `${base}/forteckning`,
    omnatverket: `${base}/installningar`,
    insyn: `${base}/insyn`,
    personer: `${base}/personer`,
    lasare: `${base}/insyn?visa=lasare`,
    statistik: `${base}/insyn?visa=statistik`,
    inkorg: '/inkorg',
    undanlagt: '/inkorg?visa=undanlagt',
    ord: '/samordning/ord',
    arkiv: '/arkiv',
    perioden: '/arkiv/perioden',
    artikel: '/sok?article=12',
    sok: '/sok?q=inflytande',
    installningar: '/installningar',
    brev: `/brev/${'x'.repeat(43)}`,
    nyttlosenord: '/nytt-losenord',
    nyadress: `/ny-adress/${'x'.repeat(43)}`,
    tillganglighet: '/tillganglighet',
    saknas: '/samtal/00000000-0000-7000-8000-000000000000',
  };
}

/** Waits until the page has drawn what it came for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'));
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
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

const LOOKS = [1440, 390].flatMap((width) => [false, true].map((dark) => ({ width, dark })));

/** axe on every page, in both languages and themes, at both widths. */
export async function everyPageIsAccessible(rig: Rig): Promise<void> {
  const found: string[] = [];
  const pages: { page: Page; look: string }[] = [];
  for (const look of LOOKS) {
    const name = `${look.width}-${look.dark ? 'dark' : 'light'}`;
    const outside = await rig.page(look);
    await outside.goto('/logga-in');
    await settled(outside);
    await shot(outside, `loggain-${name}`);
    for (const fault of await faults(outside)) found.push(`loggain ${name}: ${fault}`);
    await outside.context().close();
    pages.push({ page: await rig.person('samordnare', look), look: name });
  }
  const all = await addresses(pages[0]?.page as Page);
  for (const language of ['sv', 'en'] as const) {
    await speak(pages[0]?.page as Page, language);
    // The four looks side by side: one person, one language at a time.
    await Promise.all(
      pages.map(async ({ page, look }) => {
        for (const [name, address] of Object.entries(all)) {
          await page.goto(address);
          await settled(page);
          if (language === 'sv') await shot(page, `${name}-${look}`);
          for (const fault of await faults(page)) found.push(`${name} ${language} ${look}: ${fault}`);
        }
      }),
    );
  }
  await speak(pages[0]?.page as Page, 'sv');
  if (found.length > 0) throw new Error(`${found.length} faults:\n  ${found.join('\n  ')}`);
}

/** Nothing is wider than the window at 320 px. */
export async function nothingScrollsSidewaysAt320(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 320 });
  const wide: string[] = [];
  for (const [name, address] of Object.entries({ ...(await addresses(page)), loggain: '/logga-in' })) {
    await page.goto(address);
    await settled(page);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) wide.push(`${name}: ${over} px`);
  }
  if (wide.length > 0) throw new Error(`wider than the window: ${wide.join(', ')}`);
}
