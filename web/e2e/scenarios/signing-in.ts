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
