import { holds, type Rig, same } from '../harness.ts';

const ROLES = [
  'samordnare',
  'tjansteperson',
  'fortroendevald',
  'suppleant',
  'arbetsgrupp',
  'observator',
  'vilande',
  'gast',
  'tvanat',
  'annatnatverk',
  'administrator',
];

export async function everyRoleSignsIn(rig: Rig): Promise<void> {
  for (const role of ROLES) {
    const page = await rig.page();
    await rig.signIn(page, role);
    await page.locator('main h1').waitFor();
    same(new URL(page.url()).pathname, '/', `${role} lands on the start page`);
    await rig.clear();
  }
}

export async function wrongPasswordSaysSo(rig: Rig): Promise<void> {
  const page = await rig.page();
  await page.goto('/logga-in');
  await page.locator('input[type=email]').fill('ingen@demo.samrum.example');
  await page.locator('input[type=password]').fill('inte rätt lösenord alls');
  await page.locator('form button[type=submit]').click();
  await page.getByRole('alert').waitFor();
  same(new URL(page.url()).pathname, '/logga-in', 'still at the sign-in page');
}

export async function comesBackWhereItWasSentFrom(rig: Rig): Promise<void> {
  const page = await rig.page();
  await page.goto('/installningar');
  await page.waitForURL('**/logga-in');
  await page.locator('input[type=email]').fill('suppleant@demo.samrum.example');
  await page.locator('input[type=password]').fill(await rig.demoPassword(page));
  await page.locator('form button[type=submit]').click();
  await page.waitForURL('**/installningar');
  await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor();
  // A second device shows in the list and can be ended from here; its own page then asks to sign in again.
  const other = await rig.page();
  await rig.signIn(other, 'suppleant');
  await page.reload();
  const end = page.getByRole('button', { name: /^Avsluta inloggningen/ });
  await end.first().waitFor();
  const before = await end.count();
  holds(before >= 1, 'the other device is listed');
  for (let left = before; left > 0; left -= 1) {
    await end.first().click();
    await page.waitForFunction(
      (count) => document.querySelectorAll('button[aria-label^="Avsluta inloggningen"]').length < count,
      left,
    );
  }
  await other.waitForURL('**/logga-in');
}

/** Language and look change at once and on every device; a new password counts from then on. */
export async function whatOneSetsIsKept(rig: Rig): Promise<void> {
  const page = await rig.page();
  await rig.signIn(page, 'vilande');
  const old = await rig.demoPassword(page);
  const choose = (name: string) => page.locator('label', { hasText: name }).click();
  await page.goto('/installningar');
  await choose('English');
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  same(await page.evaluate(() => document.documentElement.lang), 'en', 'the page says what it speaks');
  await choose('Dark');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  // On another device too, from the first page on.
  const other = await rig.page({ width: 390 });
  await rig.signIn(other, 'vilande');
  await other.waitForFunction(
    () => document.documentElement.dataset.theme === 'dark' && document.documentElement.lang === 'en',
  );
  await choose('Svenska');
  await page.getByRole('heading', { level: 1, name: 'Inställningar' }).waitFor();
  await choose('Som datorn eller telefonen');
  const taken = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Hämta mina uppgifter' }).click();
  same((await taken).suggestedFilename(), 'Mina uppgifter.zip', 'what is kept of oneself, taken along');
  const changed = () =>
    page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>('input[type=password]')].every(
        (one) => one.value === '',
      ),
    );
  // What will not do is said at its field, and nothing is changed.
  const change = async (current: string, next: string) => {
    await page.getByLabel('Nuvarande lösenord').fill(current);
    await page.getByLabel('Nytt lösenord').fill(next);
    await page.getByRole('button', { name: 'Byt lösenord' }).click();
  };
  await change('inte rätt lösenord alls', 'granar och tallar susar');
  await page.getByText('Det nuvarande lösenordet stämmer inte.').waitFor();
  await change(old, 'kort');
  await page.getByText('Lösenordet behöver vara minst 15 tecken.').waitFor();
  // With a new one the other device is signed out at once, and this one is not.
  await change(old, 'granar och tallar susar');
  await changed();
  await page.getByText('Lösenordet är bytt.', { exact: false }).waitFor();
  await other.waitForURL('**/logga-in');
  await change('granar och tallar susar', old);
  await changed();
  same(new URL(page.url()).pathname, '/installningar', 'still signed in here');
}
