/** Hosting in turns: the order that is agreed, and what one host leaves for the next. */
import { holds, type Rig, same, until } from '../harness.ts';
import { ongoing } from './dossier.ts';
import { faults } from './every-page.ts';

const word = () => Math.random().toString(36).slice(2, 10);

/** The coordinator writes down whose turn it is, the first one later; a member reads it on a phone. */
export async function theOrderIsWritten(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const malin = await rig.person('tjansteperson', { width: 390 });
  await helena.goto('/natverk/partnerskapet/traffar');
  await helena.getByRole('button', { name: 'Skriv turordningen' }).click();
  const dialog = helena.getByRole('dialog', { name: 'Turordning' });
  await dialog.getByRole('button', { name: 'Spara' }).waitFor();
  const turns = dialog.locator('ol > li');
  // The last two of those that are left join the turn, so that there is something to change.
  for (const _ of [1, 2]) {
    const left = dialog.locator('h3 + div').getByRole('button').last();
    if (await left.count()) await left.click();
  }
  const count = await turns.count();
  holds(count >= 2, 'there are turns to write down');
  const nameOf = async (place: number) =>
    (
      await turns
        .nth(place)
        .getByRole('button', { name: /^Flytta ner / })
        .getAttribute('aria-label')
    )?.replace('Flytta ner ', '') ?? '';
  const [first, second] = [await nameOf(0), await nameOf(1)];
  same((await faults(helena)).join('; '), '', 'axe on the dialog');
  await dialog.getByRole('button', { name: `Flytta ner ${first}` }).click();
  await until('they have changed places', async () => (await nameOf(0)) === second);
  const note = `våren ${word()}`;
  await dialog.getByRole('textbox', { name: second, exact: true }).fill(note);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await dialog.waitFor({ state: 'detached' });
  const order = helena.getByRole('list', { name: 'Turordning' });
  await order.getByText(note).waitFor();

  await malin.goto('/natverk/partnerskapet/traffar');
  const read = malin.getByRole('list', { name: 'Turordning' }).getByRole('listitem');
  await read.filter({ hasText: note }).waitFor();
  same(await read.first().textContent(), `${second} · ${note}`, 'in the order it was written');
  same(await malin.getByRole('button', { name: 'Skriv turordningen' }).count(), 0, 'who only reads it');
}

/** Whoever plans a meeting ticks off and writes a letter; who plans it beside them sees it too. */
export async function aHostLeavesALetter(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare', { width: 390 });
  const meeting = await ongoing(helena);
  await helena.goto(`/traffar/${meeting}`);
  const part = helena
    .locator('section')
    .filter({ has: helena.getByRole('heading', { name: 'Till nästa värd' }) });
  await part.getByRole('button', { name: 'Skriv till nästa värd' }).click();
  const dialog = helena.getByRole('dialog', { name: 'Till nästa värd' });
  const [line, said] = [`Boka ${word()}`, word()];
  const lines = dialog.getByRole('textbox', { name: 'Checklistan' });
  const usual = await lines.inputValue();
  holds(usual.includes('\n'), 'one begins with the usual list');
  await lines.fill(`${line}\n${usual}`);
  await dialog.getByRole('textbox', { name: 'Brevet' }).fill(`Börja **tidigt** med ${said}.`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await dialog.waitFor({ state: 'detached' });
  await part.getByText(said).waitFor();
  // It is ticked when the server has kept it, not at the press.
  await part.getByRole('checkbox', { name: line }).click({ force: true });
  await part.getByText(/^Checklista: 1 av/).waitFor();
  same((await faults(helena)).join('; '), '', 'axe on the meeting');
  // A line that stays keeps its tick.
  await part.getByRole('button', { name: 'Skriv till nästa värd' }).click();
  await lines.fill(`${line}\nTacka talarna`);
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await part.getByText(/^Checklista: 1 av 2/).waitFor();
}
