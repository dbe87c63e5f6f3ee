/** What an organisation takes home from a meeting; and a meeting that is cancelled. */
import { holds, type Rig, same } from '../harness.ts';
import { ongoing } from './dossier.ts';
import { faults, settled } from './every-page.ts';

const word = () => Math.random().toString(36).slice(2, 10);

/** A page is begun on a phone, written, taken along, and somebody is told: it stands in the log and with the conditions. */
export async function aPageIsTakenHome(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const meeting = await ongoing(helena);
  const malin = await rig.person('tjansteperson', { width: 390 });
  await malin.goto(`/traffar/${meeting}`);
  await malin.getByRole('button', { name: 'Mer om sidan' }).click();
  await malin.getByRole('button', { name: 'Ta hem', exact: true }).click();
  const text = malin.getByRole('textbox', { name: 'Texten' });
  await text.waitFor();
  holds((await text.inputValue()).includes('Nätverket träffades'), 'it begins with what the meeting was');
  const [said, board] = [word(), `Nämnden ${word()}`];
  await text.fill(`## Det här betyder det för oss\n\n- Vi provar mallen ${said}`);
  await malin.getByRole('button', { name: 'Spara sidan' }).click();
  await malin.getByRole('article').getByText(said).waitFor();
  same((await faults(malin)).join('; '), '', 'axe on the page');

  const [file] = await Promise.all([
    malin.waitForEvent('download'),
    malin.getByRole('link', { name: 'Hämta som Word-fil' }).click(),
  ]);
  holds(file.suggestedFilename().endsWith('.docx'), 'it is a Word file');

  await malin.getByRole('button', { name: 'Berätta', exact: true }).click();
  const telling = malin.getByRole('dialog');
  await telling.getByText('På annat sätt').click();
  await telling.getByRole('textbox', { name: 'Vem fick veta?' }).fill(board);
  await telling.getByText('Rapporterat till den politiska nivån').click();
  same((await faults(malin)).join('; '), '', 'axe on the dialog');
  await telling.getByRole('button', { name: 'Anteckna' }).click();
  await telling.waitFor({ state: 'detached' });
  const line = malin
    .getByRole('list', { name: 'Vem har fått veta?' })
    .getByRole('listitem')
    .filter({ hasText: board });
  await line.getByText(/rapporterat till den politiska nivån/).waitFor();

  const me = await malin.evaluate(async () => (await fetch('/api/v1/me')).json());
  const own = me.standings.find(
    (one: { network: { slug: string } | null }) => one.network?.slug === 'partnerskapet',
  );
  await malin.goto(`/natverk/partnerskapet/forutsattningar/${own.organisation.id}`);
  await malin.getByText(board).waitFor();
  await settled(malin);
}

/** Cancelled with a reason, seen by all, and held after all. */
export async function aMeetingIsCancelled(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const meeting = await ongoing(helena);
  const malin = await rig.person('tjansteperson', { width: 390 });
  await malin.goto(`/traffar/${meeting}`);
  await malin.getByRole('list', { name: 'Träffens skeden' }).waitFor();
  await helena.goto(`/traffar/${meeting}`);
  const reason = `Storm ${word()}`;
  await helena.getByRole('button', { name: 'Planera' }).click();
  await helena.getByRole('menuitem', { name: /Ställ in träffen/ }).click();
  const dialog = helena.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Varför ställs den in?' }).fill(reason);
  await dialog.getByRole('button', { name: 'Ställ in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await malin.getByText(reason).waitFor();
  same((await faults(malin)).join('; '), '', 'axe on the meeting');
  await helena.getByRole('button', { name: 'Håll den ändå' }).click();
  await malin.getByText(reason).waitFor({ state: 'detached' });
}
