import { networksOf, type Rig, rareWord } from '../harness.ts';

/** Somebody says what others may ask them about, and a coordinator finds them by it and marks them. */
export async function whatOneMayBeAskedAbout(rig: Rig): Promise<void> {
  const word = rareWord();
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/installningar');
  const asked = page.getByRole('textbox', { name: 'Det andra kan fråga dig om' });
  await asked.waitFor();
  await asked.fill(`Lekplatser i ${word}`);
  await page.locator('#profil').getByRole('button', { name: 'Spara' }).click();
  await page.getByText('Sparat.').waitFor();

  const coordinator = await rig.person('samordnare');
  const [network] = await networksOf(coordinator);
  await coordinator.goto(`/natverk/${network?.slug}/personer`);
  await coordinator.getByRole('searchbox', { name: 'Sök person' }).fill(word);
  const row = coordinator.getByRole('listitem').filter({ hasText: `Lekplatser i ${word}` });
  await row.getByRole('link').click();
  await coordinator.getByText(`Lekplatser i ${word}`).waitFor();
  await coordinator
    .getByLabel(/^Märk i /)
    .first()
    .fill(`omgång ${word}`);
  await coordinator.getByRole('button', { name: 'Märk', exact: true }).first().click();
  await coordinator.getByRole('button', { name: `Ta bort omgång ${word}` }).click();
  await coordinator.getByText('Märkningen är borttagen.').waitFor();
}

const PHOTO = new URL('../../../crates/extract/tests/fixtures/picture.jpg', import.meta.url).pathname;

/** Somebody puts a picture of themself, which others see instead of letters, and takes it away again. */
export async function aPictureOfOneself(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/installningar');
  const profile = page.locator('#profil');
  await profile.getByRole('button', { name: /bild/ }).first().waitFor();
  const choose = (files: Parameters<typeof page.setInputFiles>[1]) =>
    profile.locator('input[type=file]').setInputFiles(files);
  await choose({ name: 'brev.txt', mimeType: 'text/plain', buffer: Buffer.from('Hej') });
  await profile.getByText('Går inte att läsa som bild. Välj en JPEG eller PNG.').waitFor();
  await choose(PHOTO);
  await page.getByText('Bilden är sparad.').waitFor();
  await profile.getByRole('button', { name: 'Byt bilden på dig' }).waitFor();
  const name = ((await page.locator('main strong').first().textContent()) ?? '').trim();

  const coordinator = await rig.person('samordnare');
  const [network] = await networksOf(coordinator);
  await coordinator.goto(`/natverk/${network?.slug}/personer`);
  await coordinator.getByRole('searchbox', { name: 'Sök person' }).fill(name);
  const row = coordinator.getByRole('listitem').filter({ has: coordinator.getByRole('link', { name }) });
  const drawn = row.locator('img');
  await drawn.waitFor();
  await coordinator.waitForFunction(
    (img) => img instanceof HTMLImageElement && img.naturalWidth === 192 && img.naturalHeight === 192,
    await drawn.elementHandle(),
  );

  await profile.getByRole('button', { name: 'Ta bort bilden' }).click();
  await page.getByText('Bilden är borttagen.').waitFor();
  await coordinator.goto(`/natverk/${network?.slug}/personer`);
  await coordinator.getByRole('searchbox', { name: 'Sök person' }).fill(name);
  await row.waitFor();
  if ((await row.locator('img').count()) > 0) throw new Error('a picture that was taken away is shown');
}

/** Somebody puts their own name right, is found by it, and has the old one again. */
export async function ownNamePutRight(rig: Rig): Promise<void> {
  const page = await rig.person('suppleant', { width: 390 });
  await page.goto('/installningar');
  const name = ((await page.locator('main strong').first().textContent()) ?? '').trim();
  const change = async (to: string) => {
    await page.getByRole('button', { name: 'Byt namn' }).click();
    await page.getByRole('textbox', { name: 'Ditt namn' }).fill(to);
    await page.getByRole('button', { name: 'Spara namnet' }).click();
  };
  await change(' ');
  await page.getByText('Fyll i fältet.').waitFor();
  await page.getByRole('button', { name: 'Avbryt' }).click();
  const word = rareWord();
  await change(`${name} ${word}`);
  await page.locator('main strong').filter({ hasText: word }).waitFor();

  const coordinator = await rig.person('samordnare');
  await coordinator.goto('/natverk/partnerskapet/personer');
  await coordinator.getByRole('searchbox', { name: 'Sök person' }).fill(word);
  await coordinator.getByRole('link', { name: `${name} ${word}` }).waitFor();

  await change(name);
  await page.locator('main strong').filter({ hasText: word }).waitFor({ state: 'detached' });
}

/** Who is alone with the question at home finds those with the same task, of an organisation about as large. */
export async function somebodyLikeOneself(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson', { width: 390 });
  await page.goto('/natverk/partnerskapet/personer');
  await page.getByRole('heading', { name: 'Någon som jag' }).waitFor();
  await page.getByRole('heading', { name: 'Ungefär lika stora, i andra län' }).waitFor();
  // Gävle has a hundred thousand inhabitants, and so has Västerås, roughly
  const row = page
    .getByRole('listitem')
    .filter({ hasText: /Västerås stad.*154\s049 invånare/ })
    .first();
  await row.waitFor();
  const name = (await row.getByRole('link').textContent()) ?? '';
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('button', { name: 'Skriv direkt' }).waitFor();
}

/** Beside what is said in a network stands whom one turns to. */
export async function whomOneTurnsTo(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson');
  await page.goto('/natverk/partnerskapet/samtal');
  const beside = page.getByRole('complementary');
  await beside.getByRole('heading', { name: 'Samordnare', exact: true }).waitFor();
  await beside.getByRole('link', { name: 'Helena Strandmark' }).click();
  await page.getByRole('heading', { level: 1, name: 'Helena Strandmark' }).waitFor();
}
