import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds, networksOf, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';
import { zipOf } from '../zip.ts';

/** Whoever reads a room takes it out as a folder, and is told first what goes along. */
export async function aRoomIsTakenOut(rig: Rig): Promise<void> {
  const page = await rig.person('tjansteperson');
  const other = await rig.person('samordnare');
  const { network, room } = await sharedRoom(page, other, 'whole_network');
  await page.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await page.getByRole('button', { name: 'Ta ut rummet som mapp' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Dokument', { exact: true }).waitFor();
  const fetched = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Hämta mappen' }).click();
  const download = await fetched;
  holds(download.suggestedFilename().endsWith('.zip'), 'it is a zip');
  const bytes = await readFile(await download.path());
  for (const name of ['index.html', 'checksums.sha256', 'metadata.json'])
    holds(bytes.includes(name), `${name} goes along`);
  holds((await page.getByRole('button', { name: 'Ta ut hela nätverket som mapp' }).count()) === 0, 'not all');
  await other.goto(`/natverk/${network.slug}/samtal`);
  await other.getByRole('button', { name: 'Ta ut hela nätverket som mapp' }).waitFor();
}

/** A coordinator brings a zip in, puts what is wrong right by keyboard and confirms; only then is it there for others. */
export async function aZipIsBroughtIn(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare');
  const member = await rig.person('tjansteperson');
  const { network } = await sharedRoom(page, member, 'whole_network');
  const word = rareWord();
  await page.goto(`/natverk/${network.slug}/samtal`);
  await page.getByRole('link', { name: 'Ta in filer i arkivet' }).click();
  await page.waitForURL('**/import');
  await page.locator('input[type=file]').setInputFiles({
    name: `${word}.zip`,
    mimeType: 'application/zip',
    buffer: zipOf({
      [`Blandat/${word} ett.txt`]: 'Ett',
      [`Blandat/${word} två.txt`]: 'Två',
      [`Blandat/${word} tre.txt`]: 'Tre',
    }),
  });
  await page.waitForURL('**/import/*');
  const list = page.getByRole('grid', { name: 'Filer att gå igenom' });
  await until('all three are there', async () => (await list.getByRole('row').count()) === 3);
  // the first by keyboard, and the next with shift
  await list.getByRole('row').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  const put = page.getByRole('region', { name: '2 filer är markerade' });
  await put.getByLabel('År').fill('2011');
  await put.getByLabel('Teman, med komma emellan').fill('Samverkan');
  await put.getByRole('button', { name: 'Sätt på de markerade' }).click();
  await page.getByText('2 filer är rättade.').waitFor();
  await until('two are put right', async () => (await list.getByText('2011 · Samverkan').count()) === 2);
  // a dash takes the year away again
  await list.getByRole('row').first().getByRole('checkbox').click({ force: true });
  const one = page.getByRole('region', { name: '1 fil är markerad' });
  await one.getByLabel('År').fill('–');
  await one.getByRole('button', { name: 'Sätt på de markerade' }).click();
  await page.getByText('1 fil är rättad.').waitFor();
  await list.getByText('Tid okänd · Samverkan').waitFor();
  await page.getByRole('radio', { name: 'Osäkra 3' }).click();
  const third = list.getByRole('row').filter({ hasText: 'två.txt' });
  await third.getByRole('checkbox').click({ force: true });
  await page.getByRole('button', { name: 'Utelämna' }).click();
  const there = async () => {
    const found = await read<{ items: unknown[] }>(member, `/networks/${network.id}/documents?q=${word}`);
    return found.items.length;
  };
  holds((await there()) === 0, 'nobody sees anything before it is confirmed');
  await page.getByRole('button', { name: 'Ta in 2 filer' }).click();
  await page.getByText('Nya dokument').waitFor();
  await until('the others see it', async () => (await there()) === 2);
}

/** The page is closed while a large zip is on its way: chosen again it goes on from there. */
export async function aZipGoesOn(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 390 });
  const network = (await networksOf(page)).find((one) => one.slug === 'partnerskapet');
  if (!network) throw new Error('the demo has no partnership');
  const word = rareWord();
  const folder = await mkdtemp(join(tmpdir(), 'samrum-'));
  const path = join(folder, `${word}.zip`);
  await writeFile(path, zipOf({ [`2014-05 Gävle/${word}.txt`]: 'Barnrätt. '.repeat(2_200_000) }));
  const offsets: string[] = [];
  page.on('request', (request) => {
    const offset = request.headers()['upload-offset'];
    if (offset !== undefined) offsets.push(offset);
  });
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const upload = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  const address = `/natverk/${network.slug}/import`;
  await page.goto(address);
  // a slow line: there is time to leave while the rest is on its way
  await upload(2_000_000);
  const rest = page.waitForRequest((request) => Number(request.headers()['upload-offset'] ?? 0) > 0);
  await page.locator('input[type=file]').setInputFiles(path);
  await rest;
  await page.goto('/');
  await upload(-1);
  await page.goto(address);
  await page.locator('input[type=file]').setInputFiles(path);
  await page.waitForURL('**/import/*');
  same(offsets.filter((offset) => offset === '0').length, 1, 'the first piece is not sent again');
  await page.getByRole('button', { name: 'Ta in 1 fil' }).waitFor();
  // the file is found by where it comes from
  await page.getByRole('button', { name: /Kommer från/ }).click();
  await page.getByRole('option', { name: /Gävle kommun, maj 2014/ }).click();
  const name = page.getByRole('grid').getByText(word).first();
  await name.waitFor();
  const wide = await name.evaluate((one) => one.closest('span')?.getBoundingClientRect().width ?? 0);
  holds(wide > 240, `on a phone a name has the width of the row: ${wide}`);
  await page.getByRole('button', { name: 'Avbryt intaget' }).click();
  await page.waitForURL(`**${address}`);
  await rm(folder, { recursive: true });
}

/** Printed, a period is a table: paper is as narrow as a phone, but it is none. */
export async function aPeriodIsPrintedAsATable(rig: Rig): Promise<void> {
  const page = await rig.person('samordnare', { width: 718, dark: true });
  await page.goto('/arkiv/perioden');
  const table = page.locator('main table');
  await table.waitFor();
  for (const name of ['Närvaro', 'Beslut'])
    holds((await table.getByRole('columnheader', { name }).count()) === 1, `there is a column ${name}`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const row = (at: number) => table.locator('tr').nth(at);
  const display = (at: number) => row(at).evaluate((one) => getComputedStyle(one).display);
  same([await display(0), await display(1)].join(' '), 'table-row table-row', 'rows are rows');
  same(await page.locator('header button:visible').count(), 0, 'nothing that is pressed is printed');
  same(
    await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
    'light',
    'on paper nothing is dark',
  );
}
