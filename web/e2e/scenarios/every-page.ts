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
  const participations = await read<{
    items: { organisation: { id: string }; seats: { id: string }[] }[];
  }>(page, `/networks/${network.id}/participations?limit=20`);
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
    utskick: `${base}/utskick`,
    lankade: `${base}/lankade`,
    medlemskap: `${base}/medlemskap`,
    om: '/om/partnerskapet',
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
    sidor: `/dokument/${other?.id}?q=barn&visa=sidor`,
    text: `/dokument/${other?.id}?q=barn&visa=text`,
    byggd: `/dokument/${other?.id}?q=barn&visa=byggd`,
    traff: `/traffar/${past?.id}`,
    kommande: `/traffar/${coming?.id}`,
    anteckningar: `/traffar/${coming?.id}/anteckningar`,
    direkt: '/direkt',
    samordning: '/samordning',
    overenskommelser: `${base}/overenskommelser`,
    forteckning: `${base}/forteckning`,
    intyg: `${base}/intyg/${participations.items[0]?.organisation.id}`,
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

/** A page that an organisation takes home: only its own people see it, and the coordinator has no organisation. */
export async function takenHome(page: Page): Promise<string> {
  const [network] = await networksOf(page);
  const { items } = await read<{ items: { id: string }[] }>(
    page,
    `/networks/${network?.id}/meetings?limit=100`,
  );
  for (const meeting of items) {
    const { pages } = await read<{ pages: { id: string }[] }>(page, `/meetings/${meeting.id}/take-home`);
    if (pages[0]) return `/ta-hem/${pages[0].id}`;
  }
  throw new Error('the demo has no page that was taken home');
}

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

/** axe on every page, in both languages and themes, at both widths. */
export async function everyPageIsAccessible(rig: Rig): Promise<void> {
  const found: string[] = [];
  const pages: { page: Page; width: number; half: number }[] = [];
  for (const width of [1440, 390]) {
    const outside = await rig.page({ width });
    await outside.goto('/logga-in');
    await settled(outside);
    found.push(...(await inBothThemes(outside, 'loggain-sv', width)));
    await outside.context().close();
    for (const half of [0, 1]) pages.push({ page: await rig.person('samordnare', { width }), width, half });
  }
  const first = pages[0]?.page as Page;
  const all = Object.entries(await addresses(first));
  for (const language of ['sv', 'en'] as const) {
    await speak(first, language);
    // Side by side: one person, one language at a time.
    await Promise.all(
      pages.map(async ({ page, width, half }) => {
        for (const [name, address] of all.filter((_, index) => index % 2 === half)) {
          await page.goto(address);
          await settled(page);
          found.push(...(await inBothThemes(page, `${name}-${language}`, width)));
        }
      }),
    );
  }
  await speak(first, 'sv');
  // What a page leaves out or adds for others.
  await Promise.all(
    [{ role: 'tjansteperson', width: 390 } as const, { role: 'observator', width: 1440 } as const].map(
      async ({ role, width }) => {
        const page = await rig.person(role, { width });
        for (const [name, address] of all) {
          await page.goto(address);
          await settled(page);
          for (const fault of await faults(page)) found.push(`${name} as ${role} ${width}: ${fault}`);
        }
      },
    ),
  );
  for (const width of [1440, 390]) {
    const malin = await rig.person('tjansteperson', { width });
    await malin.goto(await takenHome(malin));
    await settled(malin);
    found.push(...(await inBothThemes(malin, 'tahem-sv', width)));
  }
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
