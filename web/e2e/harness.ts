/** A browser against a running demo: people who sign in, and ways to wait for things (never for time). */
import { readdir, readFile } from 'node:fs/promises';
import {
  type Browser,
  type BrowserContext,
  type Cookie,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

export const BASE = process.env.SAMRUM_TEST_URL ?? 'http://127.0.0.1:8080';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** The longest anything in the interface may take on a slow machine. */
const PATIENCE_MS = 60_000;
/** Well within the life of an access cookie, so that no two browsers renew the same session. */
const GOOD_FOR_MS = 5 * 60_000;

/** What stands before one, with what is written in its fields: the dialog that is open, else the page. */
const WHAT_STANDS = `(() => {
  const open = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
  const about = open ?? document.querySelector('main') ?? document.body;
  const fields = [...about.querySelectorAll('input, textarea')].map((one) => JSON.stringify(one.value));
  return [open ? 'in a dialog:' : '', about.innerText, 'fields:', ...fields].join(' ');
})()`;

export interface Look {
  width?: number;
  height?: number;
  dark?: boolean;
}

/** A desk where the one who acts has a phone, and the other way round: whoever looks on sees the other layout. */
export const opposite = (width: number): number => (width < 800 ? 1440 : 390);

export class Rig {
  private readonly browser: Browser;
  private readonly contexts: BrowserContext[] = [];
  /** What the pages complained of; a scenario fails when there is anything. */
  readonly complaints: string[] = [];
  private password: string | undefined;
  private readonly sessions = new Map<string, { at: number; cookies: Cookie[] }>();

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  static async start(): Promise<Rig> {
    return new Rig(await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] }));
  }

  async page(look: Look = {}): Promise<Page> {
    const { width = 1440, height = width < 800 ? 844 : 900, dark = false } = look;
    const context = await this.browser.newContext({
      baseURL: BASE,
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'sv-SE',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    context.once('close', () => {
      const at = this.contexts.indexOf(context);
      if (at >= 0) this.contexts.splice(at, 1);
    });
    const page = await context.newPage();
    page.on('pageerror', (error) =>
      this.complaints.push(`error on ${page.url()}: ${error.stack ?? error.message}`),
    );
    page.on('console', (message) => {
      if (
        message.type() === 'error' &&
        /Content Security Policy|Uncaught|Warning:|MilkdownError/.test(message.text())
      ) {
        this.complaints.push(`console on ${page.url()}: ${message.text()}`);
      }
    });
    return page;
  }

  /** The demo's common password, told by the demo itself. */
  async demoPassword(page: Page): Promise<string> {
    if (this.password === undefined) {
      const answer = await page.request.get('/api/v1/installation');
      const told = (await answer.json()) as { demo_password: string | null };
      if (!told.demo_password)
        throw new Error(`${BASE} is no demo: these tests write into what they are pointed at`);
      this.password = told.demo_password;
    }
    return this.password;
  }

  /**
   * Somebody of the demo at the start page. Who has signed in a short while ago goes on in that session, in a browser
   * of their own: the server rightly limits how often one signs in.
   */
  async person(role: string, look: Look = {}): Promise<Page> {
    const page = await this.page(look);
    const kept = this.sessions.get(role);
    if (kept && performance.now() - kept.at < GOOD_FOR_MS) {
      await page.context().addCookies(kept.cookies);
      await page.goto('/');
      await page.locator('nav').first().waitFor();
      return page;
    }
    await this.signIn(page, role);
    this.sessions.set(role, { at: performance.now(), cookies: await page.context().cookies() });
    return page;
  }

  /** Signs in through the form, in a new session. */
  async signIn(page: Page, role: string): Promise<void> {
    await page.goto('/logga-in');
    await page.locator('input[type=email]').fill(`${role}@demo.samrum.example`);
    await page.locator('input[type=password]').fill(await this.demoPassword(page));
    await page.locator('form button[type=submit]').click();
    await page.locator('nav').first().waitFor();
  }

  /** What the newest letter to an address says, once it has come: the demo puts its mails in SAMRUM_TEST_MAIL. */
  async letterTo(address: string): Promise<string> {
    const folder = process.env.SAMRUM_TEST_MAIL;
    if (!folder) throw new Error('SAMRUM_TEST_MAIL does not say where the demo puts its mails');
    const until = performance.now() + PATIENCE_MS;
    while (performance.now() < until) {
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
      for (const name of names.reverse()) {
        const mail = await readFile(`${folder}/${name}`, 'utf8');
        if (!mail.toLowerCase().includes(`to: ${address.toLowerCase()}`)) continue;
        const told = JSON.parse(await readFile(`${folder}/${name.slice(0, -3)}json`, 'utf8'));
        return (told as { text: string }).text;
      }
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`no letter came to ${address}`);
  }

  /** What every open page shows now, kept in SAMRUM_TEST_SHOTS. */
  async picture(name: string): Promise<void> {
    const folder = process.env.SAMRUM_TEST_SHOTS;
    if (!folder) return;
    const pages = this.contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      await page.screenshot({ path: `${folder}/failed-${name}-${index}.png` }).catch(() => undefined);
    }
  }

  /** What stands on every open page, for who reads of a failure and has no picture. */
  async shown(): Promise<string> {
    const told: string[] = [];
    for (const page of this.contexts.flatMap((context) => context.pages())) {
      // a page that is stuck says nothing, and keeps nobody
      const stuck = new Promise<string>((done) => setTimeout(() => done(''), 2_000));
      const text = await Promise.race([page.evaluate<string>(WHAT_STANDS).catch(() => ''), stuck]);
      told.push(`  at ${page.url()}: ${text.replace(/\s+/g, ' ').slice(0, 1_500)}`);
    }
    return told.join('\n');
  }

  /** Closes every page opened so far, and throws away what was left half-written: the next finds empty fields. */
  async clear(): Promise<void> {
    for (const context of this.contexts.splice(0)) {
      for (const page of context.pages()) await page.close();
      const drafts = await context.request.get(`${BASE}/api/v1/drafts`);
      const left = drafts.ok() ? ((await drafts.json()) as { items: { place: string }[] }).items : [];
      for (const { place } of left) {
        const path = `${BASE}/api/v1/drafts/${encodeURIComponent(place)}`;
        const gone = await context.request.delete(path, { headers: { Origin: new URL(BASE).origin } });
        if (!gone.ok()) throw new Error(`DELETE ${path}: ${gone.status()}`);
      }
      await context.close();
    }
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.browser.close();
  }
}

/** A GET of the API with the page's own cookies. */
export async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`);
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export interface Named {
  id: string;
  slug: string;
  name: string;
}
export interface RoomOf extends Named {
  kind: string;
  chat_id: string | null;
  may: { read: boolean; write: boolean; upload: boolean };
}
export const networksOf = async (page: Page) =>
  (await read<{ items: Named[] }>(page, '/networks?limit=100')).items;
export const roomsOf = async (page: Page, network: string) =>
  (await read<{ items: RoomOf[] }>(page, `/networks/${network}/rooms?limit=100`)).items;

/** The network both belong to, and one of its rooms by kind, as the first of them sees it. */
export async function sharedRoom(
  one: Page,
  other: Page,
  kind: string,
): Promise<{ network: Named; room: RoomOf }> {
  const theirs = new Set((await networksOf(other)).map((network) => network.id));
  for (const network of await networksOf(one)) {
    if (!theirs.has(network.id)) continue;
    const room = (await roomsOf(one, network.id)).find((candidate) => candidate.kind === kind);
    if (room) return { network, room };
  }
  throw new Error(`they share no network with a room of kind ${kind}`);
}

/** Between two tries: what is asked for without a pause keeps from being done. */
const PAUSE_MS = 50;

/** Tries again until it holds: for what the server does in its own time. */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  patience = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + patience;
  for (;;) {
    if (await holds()) return;
    if (performance.now() > end) throw new Error(`never came true: ${what}`);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
}

/** What was there goes, all of it: what takes it away may come in more than one part. */
export const gone = (what: string, there: Locator): Promise<void> =>
  until(what, async () => (await there.count()) === 0);

export function same<T>(actual: T, expected: T, what: string): void {
  if (actual !== expected) throw new Error(`${what}: expected ${String(expected)}, was ${String(actual)}`);
}
export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** A word that nothing else in the demo holds. Letters only, so that no analysis splits it. */
export function rareWord(): string {
  // Long enough to be no misspelling of another rare word, which the search would find in its stead.
  const consonants = [...'bdfgklmnprstv'];
  const vowels = [...'aeiouy'];
  const bytes = [...crypto.getRandomValues(new Uint8Array(14))];
  const letters = bytes.map((byte, index) => {
    const alphabet = index % 2 ? vowels : consonants;
    return alphabet[byte % alphabet.length];
  });
  return `x${letters.join('')}`;
}
