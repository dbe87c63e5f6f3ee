/** Threads, asks and proposals begun: with a file, off the line, and taken back. */
import type { Locator } from 'playwright-core';
import { gone, holds, opposite, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';

/** A file goes with the first words, and holds the thread to the room it lies in. */
export async function startedWithAFile(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const anna = await rig.person('tjansteperson', { width });
    const { network, room } = await sharedRoom(anna, anna, 'members');
    await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=discussion`);
    const dialog = anna.getByRole('dialog');
    const [title, file] = [`Med bilaga ${rareWord()}`, `Underlag ${rareWord()}.txt`];
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Se bilagan.');
    const choosing = anna.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Bifoga fil' }).click();
    await (await choosing).setFiles({
      name: file,
      mimeType: 'text/plain',
      buffer: Buffer.from('Underlaget'),
    });
    await dialog.getByRole('list', { name: 'Bifogat' }).getByText(file).waitFor();
    await dialog.getByText('Filerna ligger i').waitFor();
    await gone('it has arrived', dialog.getByRole('progressbar'));
    // Kept with the draft: closed and opened again it is there.
    await dialog.getByText(/Utkast sparat/).waitFor();
    await anna.reload();
    await dialog.getByRole('list', { name: 'Bifogat' }).getByText(file).waitFor();
    await dialog.getByRole('button', { name: 'Publicera' }).click();
    await anna.waitForURL('**/samtal/*-*');
    await anna.locator('article', { hasText: 'Se bilagan.' }).getByText(file).waitFor();
    await rig.clear();
  }
}

/** Begun off the line it waits, survives a closed tab, and is started once when the line is back. */
export async function startedOffline(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const { network, room } = await sharedRoom(anna, anna, 'whole_network');
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}&ny=discussion`);
  const dialog = anna.getByRole('dialog');
  const title = `På färjan ${rareWord()}`;
  await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(title);
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Skrivet utan nät.');
  await anna.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Publicera' }).click();
  await anna.getByText('Tråden startas när du är uppkopplad.').waitFor();
  const waits = anna.getByRole('list', { name: 'Trådar på väg' });
  await waits.getByText(title).waitFor();
  await waits.getByText('Skickas när du är uppkopplad').waitFor();
  const context = anna.context();
  await anna.close();
  await context.setOffline(false);
  const [again, beside] = [await context.newPage(), await context.newPage()];
  await Promise.all([again.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`), beside.goto('/')]);
  await again.getByRole('link', { name: title }).first().waitFor();
  await again.getByRole('list', { name: 'Trådar på väg' }).waitFor({ state: 'detached' });
  const rows = await read<{ items: { title: string | null }[] }>(
    again,
    `/rooms/${room.id}/conversations?limit=50`,
  );
  holds(rows.items.filter((row) => row.title === title).length === 1, 'it was started once');
}

/** An ask and a proposal written offline are put when the line is back, once each. */
export async function askedOffline(rig: Rig): Promise<void> {
  const anna = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, anna, 'whole_network');
  const titles = { ask: `Rundfråga på färjan ${rareWord()}`, proposal: `Förslag på färjan ${rareWord()}` };
  const page = `/natverk/${network.slug}/samtal?rum=${room.id}`;
  for (const what of ['ask', 'proposal'] as const) {
    await anna.goto(`${page}&ny=${what}`);
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(titles[what]);
    if (what === 'ask') await dialog.getByRole('textbox', { name: 'Frågan' }).fill('Hur gör ni?');
    else {
      await dialog.getByRole('textbox', { name: 'Förslag' }).fill('Vi ses i maj.');
      await dialog.getByRole('textbox', { name: 'Bakgrund' }).fill('Det passar bäst.');
    }
    await anna.context().setOffline(true);
    await dialog.getByRole('button', { name: what === 'ask' ? 'Skicka frågan' : 'Lägg förslaget' }).click();
    const waits = anna.getByRole('list', { name: 'Trådar på väg' });
    await waits.getByText(titles[what]).waitFor();
    // Taken back it stands in the dialog it was written in, with all that was written.
    await waits.getByRole('button', { name: 'Ta tillbaka till skrivfältet' }).click();
    const text = what === 'ask' ? ['Frågan', 'Hur gör ni?'] : ['Förslag', 'Vi ses i maj.'];
    await until('all of it is back', async () => {
      const held = await dialog.getByRole('textbox', { name: text[0] ?? '' }).inputValue();
      return held === text[1] && (await dialog.getByLabel('Rubrik').inputValue()) === titles[what];
    });
    await dialog.getByRole('button', { name: what === 'ask' ? 'Skicka frågan' : 'Lägg förslaget' }).click();
    await waits.getByText(titles[what]).waitFor();
    await anna.context().setOffline(false);
    await anna.goto(page);
    await anna.getByRole('link', { name: titles[what] }).first().waitFor();
  }
  await anna.getByRole('list', { name: 'Trådar på väg' }).waitFor({ state: 'detached' });
  const rows = await read<{ items: { title: string | null; thread_kind: string | null }[] }>(
    anna,
    `/rooms/${room.id}/conversations?limit=50`,
  );
  for (const what of ['ask', 'proposal'] as const) {
    const found = rows.items.filter((row) => row.title === titles[what]);
    holds(found.length === 1 && found[0]?.thread_kind === what, `the ${what} was put once`);
  }
}

/** The day and the organisations of an ask are kept with its words, and are there on another device. */
export async function whatIsChosenIsKept(rig: Rig): Promise<void> {
  const day = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  for (const width of [1440, 390]) {
    const [anna, phone] = [
      await rig.person('tjansteperson', { width }),
      await rig.person('tjansteperson', { width: opposite(width) }),
    ];
    const { network, room } = await sharedRoom(anna, anna, 'whole_network');
    const address = `/natverk/${network.slug}/samtal?rum=${room.id}&ny=ask`;
    await anna.goto(address);
    const dialog = anna.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Rubrik' }).fill(`Vald dag ${rareWord()}`);
    await dialog.getByLabel('Svara senast').fill(day);
    await dialog.getByText('Några organisationer', { exact: true }).click();
    await dialog.getByText('Haninge kommun', { exact: true }).click();
    await dialog.getByText('1 organisation får frågan.').waitFor();
    const where = (one: Locator) => one.getByRole('button', { name: 'Vem ska kunna läsa?' });
    await where(dialog).click();
    await anna.getByRole('option', { name: 'Medlemmar' }).click();
    type Kept = {
      items: { due_on: string | null; organisations: string[] | null; room_id: string | null }[];
    };
    await until('it is kept', async () =>
      (await read<Kept>(anna, '/drafts')).items.some(
        (one) => one.due_on === day && one.organisations?.length === 1 && one.room_id !== null,
      ),
    );
    await phone.goto(address);
    const there = phone.getByRole('dialog');
    await there.getByText('1 organisation får frågan.').waitFor();
    same(await there.getByLabel('Svara senast').inputValue(), day, 'the day that was chosen');
    holds(
      await there.getByRole('checkbox', { name: 'Haninge kommun' }).isChecked(),
      'the organisation that was chosen',
    );
    await where(there).getByText('Medlemmar').waitFor();
    await rig.clear();
  }
}
