/** Seats: from an invitation by mail to the first message. */
import type { Page } from 'playwright-core';
import { accessible } from '../accessible.ts';
import { networksOf, type Rig, read, same } from '../harness.ts';
import { inDays, post } from './desk.ts';

const word = () => Math.random().toString(36).slice(2, 10);

async function networkOf(page: Page) {
  const found = (await networksOf(page)).find((network) => network.slug === 'partnerskapet');
  if (!found) throw new Error('the demo has no partnership');
  return found;
}

/** A vacant seat is found, somebody is invited by mail, comes on a phone with a new account, and writes. */
export async function fromInvitationToFirstMessage(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const { id, slug, name } = await networkOf(helena);
  await helena.goto(`/natverk/${slug}/deltagare`);
  await helena.getByRole('button', { name: 'Nytt uppdrag' }).click();
  const making = helena.getByRole('dialog', { name: 'Nytt uppdrag' });
  await making.getByRole('button', { name: /Organisation$/ }).click();
  await helena.getByRole('option', { name: 'Gävle kommun' }).click();
  const title = `barnombud ${word()}`;
  await making.getByRole('textbox', { name: 'Vad uppdraget kallas' }).fill(title);
  await making.getByRole('textbox', { name: 'Vad uppdraget går ut på' }).fill('Hela kommunen');
  await making.getByRole('button', { name: 'Lägg till uppdraget' }).click();
  await helena.waitForURL('**/uppdrag/*');
  await helena.getByRole('button', { name: 'Bjud in' }).click();
  const form = helena.getByRole('dialog');
  const host = `g4vle-${word()}.example`;
  const address = `nils@${host}`;
  await form.getByRole('textbox', { name: 'Namn' }).fill('Nils Nyström');
  await form.getByRole('textbox', { name: 'E-postadress' }).fill(address);
  await form.getByText(new RegExp(`Adressen slutar på ${host}`)).waitFor();
  await form.getByRole('textbox', { name: 'Utsedd av' }).fill('kommundirektören');
  await form.getByRole('button', { name: 'Skicka inbjudan' }).click();
  await helena.getByText(/Annan adress än organisationens andra/).waitFor();

  const letter = await rig.letterTo(address);
  const link = /\/inbjudan\/[\w-]+/.exec(letter)?.[0];
  if (!link) throw new Error(`no link in ${letter}`);
  const nils = await rig.page({ width: 390 });
  await nils.goto(link);
  await nils.getByText(new RegExp(`Du blir ${title} för Gävle kommun`)).waitFor();
  await accessible(nils, 'the page of an invitation');
  await nils.getByLabel('Lösenord').fill('kort');
  await nils.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await nils.getByText('Lösenordet ska ha minst 15 tecken.').first().waitFor();
  await nils.getByLabel('Lösenord').fill('granar och tallar susar');
  await nils.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await nils.getByRole('heading', { name: 'Börja här', level: 1 }).waitFor();
  await accessible(nils, 'where somebody new begins');
  // What was said long before he came is his to read, and no pile of the unread.
  const { items } = await read<{ items: { id: string; unread: number; last_at: string }[] }>(
    nils,
    `/networks/${id}/conversations?unread=true&limit=100`,
  );
  const old = items.filter((one) => Date.parse(one.last_at) < Date.now() - 15 * 86_400_000);
  same(old.length, 0, 'what is old and unread');
  await nils.getByRole('main').getByRole('link', { name }).first().click();
  await nils.waitForURL(`**/natverk/${slug}/**`);
  await helena.getByText('Nils Nyström').first().waitFor();
  await helena.getByText('Utsedd av kommundirektören').waitFor();

  await nils.getByRole('button', { name: 'Ny tråd' }).click();
  const thread = nils.getByRole('dialog', { name: 'Ny tråd' });
  await thread.getByRole('textbox', { name: 'Rubrik' }).fill(`Hej från Gävle ${word()}`);
  await thread.getByRole('textbox', { name: 'Text' }).fill('Nu är jag med.');
  await thread.getByRole('button', { name: 'Publicera' }).click();
  await nils.waitForURL('**/samtal/*-*');
  await nils.getByText('Nu är jag med.').waitFor();

  // used is used
  const late = await rig.page();
  await late.goto(link);
  await late.getByText('Inbjudan är redan använd.').waitFor();

  // Written to directly, until the seat is ended: what was written is read, and where one wrote stands why not any more.
  const window = await rig.person('samordnare', { width: 390 });
  await window.goto('/direkt');
  await window.getByRole('button', { name: 'Nytt direktsamtal' }).click();
  const choosing = window.getByRole('dialog');
  await choosing.getByRole('searchbox').fill('Nils Nyström');
  await choosing.getByRole('button', { name: 'Nils Nyström' }).first().click();
  await choosing.getByRole('button', { name: 'Börja skriva' }).click();
  await window.waitForURL('**/samtal/*');
  const composer = window.getByRole('region', { name: 'Skriv' });
  await composer.getByRole('textbox').fill('Välkommen hit');
  await composer.getByRole('button', { name: 'Skicka' }).click();
  await window.locator('article', { hasText: 'Välkommen hit' }).waitFor();
  await helena.getByRole('button', { name: 'Avsluta för Nils Nyström' }).click();
  await helena.getByRole('dialog').getByRole('button', { name: 'Avsluta uppdraget' }).click();
  await window.getByText('Du delar inte längre något nätverk').waitFor();
  await composer.waitFor({ state: 'detached' });
  await window.locator('article', { hasText: 'Välkommen hit' }).waitFor();
}

/** A holder leaves words and proposes who takes over; the desk confirms; the successor begins with what the seat knew. */
export async function theSeatIsHandedOver(rig: Rig): Promise<void> {
  const malin = await rig.person('tjansteperson');
  const me = await read<{ standings: { seat_id: string | null; part: string }[] }>(malin, '/me');
  const seat = me.standings.find((one) => one.seat_id && one.part === 'holder')?.seat_id;
  await malin.goto(`/borja-har/${seat}`);
  const words = `Fråga Lena på skolan, ${word()}.`;
  await malin.getByRole('textbox', { name: 'Bra att veta' }).fill(words);
  await malin.getByRole('button', { name: 'Spara' }).click();
  await malin.getByText('Sparat.').waitFor();
  await malin.goto(`/uppdrag/${seat}`);
  await malin.getByRole('button', { name: 'Föreslå efterträdare' }).click();
  const form = malin.getByRole('dialog', { name: 'Föreslå efterträdare' });
  const name = `Siv ${word()}`;
  const address = `siv.${word()}@demo.samrum.example`;
  await form.getByRole('textbox', { name: 'Namn' }).fill(name);
  await form.getByRole('textbox', { name: 'E-postadress' }).fill(address);
  await form.getByRole('textbox', { name: 'Diarienummer eller paragraf' }).fill('KS 2026/88');
  // the decision is attached where one stands
  const decision = `Beslut ${word()}.txt`;
  await form.locator('input[type=file]').setInputFiles({
    name: decision,
    mimeType: 'text/plain',
    buffer: Buffer.from('Kommundirektören utser Siv.'),
  });
  await form.getByRole('link', { name: decision }).waitFor();
  await accessible(malin, 'proposing a successor');
  await form.getByRole('button', { name: 'Skicka förslaget' }).click();
  await malin.getByText('Väntar på samordnaren').waitFor();

  const helena = await rig.person('samordnare');
  await helena.goto('/samordning');
  await helena.getByRole('button', { name: new RegExp(`Bekräfta och bjud in: .*${name}`) }).click();
  // to which address it goes is seen before it goes
  const taking = helena.getByRole('dialog', { name: `Ska ${name} ta över?` });
  await taking.getByText(address).waitFor();
  await taking.getByText('KS 2026/88').waitFor();
  await taking.getByRole('link', { name: decision }).waitFor();
  await accessible(helena, 'confirming a successor');
  await helena.keyboard.press('Enter');
  await helena.getByText('Efterträdaren är inbjuden.').waitFor();
  await malin.getByText('Bekräftat, inbjudan är skickad').waitFor();

  const link = /\/inbjudan\/[\w-]+/.exec(await rig.letterTo(address))?.[0] ?? '';
  const siv = await rig.page({ width: 390 });
  await siv.goto(link);
  await siv.getByLabel('Lösenord').fill('granar och tallar susar');
  await siv.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await siv.waitForURL('**/borja-har/*');
  await siv.getByRole('heading', { name: 'Börja här', level: 1 }).waitFor();
  await siv.goto('/');
  await siv.getByRole('link', { name: 'Börja här' }).click();
  await siv.getByRole('region', { name: 'Från den som hade uppdraget' }).getByText(words).waitFor();
  await siv.getByRole('heading', { name: 'De senaste träffarna' }).waitFor();
  await accessible(siv, 'where one begins');
}

/** What an invitation gives is over before it was accepted: sent again it would lead nowhere, so one begins a new one. */
export async function anInvitationThatIsOver(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare', { width: 390 });
  const { id } = await networkOf(helena);
  const all = await read<{ items: { seats: { id: string; state: string }[] }[] }>(
    helena,
    `/networks/${id}/participations?limit=100`,
  );
  const seat = all.items.flatMap((one) => one.seats).find((one) => one.state === 'held')?.id;
  const [name, email] = [`Vera ${word()}`, `vera.${word()}@demo.samrum.example`];
  const invited = { name, email, role: 'deputy', language: 'sv', from: inDays(0), to: inDays(0) };
  await post(helena, `/seats/${seat}/invitations`, invited);
  await helena.goto(`/uppdrag/${seat}`);
  const line = helena.getByRole('listitem').filter({ hasText: name });
  await line.getByRole('button', { name: 'Skicka igen' }).waitFor();
  // the day after, by the clock of the one who looks
  await helena.clock.setFixedTime(`${inDays(2)}T12:00:00Z`);
  await helena.reload();
  await line.getByText(/gällde till och med/).waitFor();
  same(await line.getByRole('button', { name: 'Skicka igen' }).count(), 0, 'ways to send it again');
  await line.getByRole('button', { name: 'Ny inbjudan' }).click();
  const form = helena.getByRole('dialog');
  same(await form.getByRole('textbox', { name: 'Namn' }).inputValue(), name, 'the name in a new one');
  same(
    await form.getByRole('textbox', { name: 'E-postadress' }).inputValue(),
    email,
    'the address in a new one',
  );
  await accessible(helena, 'inviting anew');
  await form.getByRole('button', { name: 'Avbryt' }).click();
  await line.getByRole('button', { name: 'Ta tillbaka' }).click();
  await line.waitFor({ state: 'detached' });
}

/** After an election one act asks everybody; who answers is seen at once, and who has not is reminded. */
export async function everybodyIsAskedWhetherTheyGoOn(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const { slug } = await networkOf(helena);
  await helena.goto(`/natverk/${slug}/deltagare`);
  await helena.getByRole('link', { name: 'Valskifte' }).click();
  const elected = helena.getByText(/^Förtroendevalda \(\d+\)$/);
  await elected.click();
  const told = (await elected.innerText()).match(/\d+/)?.[0];
  await helena.getByRole('button', { name: 'Skicka frågan' }).click();
  await helena.getByText(`0 av ${told} har svarat`).waitFor();
  await accessible(helena, 'who has answered');

  const birgitta = await rig.person('fortroendevald', { width: 390 });
  await birgitta.goto('/');
  await birgitta
    .getByRole('status')
    .filter({ hasText: 'Fortsätter du som' })
    .getByRole('link', { name: 'Svara' })
    .click();
  await birgitta.getByRole('button', { name: 'Jag fortsätter' }).click();
  await birgitta.getByText('Tack för svaret.').waitFor();
  await helena.getByText(/^1 av \d+ har svarat/).waitFor();
  await helena.getByRole('button', { name: 'Påminn dem som inte har svarat' }).click();
  await helena.getByText('Påminnelsen är skickad.').waitFor();
  await helena.getByRole('button', { name: 'Stäng förfrågan' }).click();
  await helena
    .getByText(/Förfrågan är stängd/)
    .first()
    .waitFor();
}

/** Whoever says yes before the first day is told when it is, and is not led to what is not there for them yet. */
export async function whoAcceptsBeforeTheFirstDay(rig: Rig): Promise<void> {
  const helena = await rig.person('samordnare');
  const network = await networkOf(helena);
  const taking = await read<{ items: { organisation: { id: string }; state: string }[] }>(
    helena,
    `/networks/${network.id}/participations?limit=100`,
  );
  const member = taking.items.find((one) => one.state === 'member')?.organisation.id;
  const seat = await post<{ id: string }>(helena, `/networks/${network.id}/seats`, {
    organisation_id: member,
    kind: 'official',
    title: `barnombud ${word()}`,
    mandate: '',
  });
  const address = `karin@${word()}.example`;
  await post(helena, `/seats/${seat.id}/invitations`, {
    name: 'Karin Kommande',
    email: address,
    role: 'holder',
    from: inDays(10),
  });
  const letter = await rig.letterTo(address);
  const link = /\/inbjudan\/[\w-]+/.exec(letter)?.[0];
  if (!link) throw new Error(`no link in ${letter}`);
  const karin = await rig.page({ width: 390 });
  await karin.goto(link);
  await karin.getByLabel('Lösenord').fill('granar och tallar susar');
  await karin.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await karin.getByText(/Uppdraget börjar .* och från den dagen leder länken till nätverket/).waitFor();
  await karin.reload();
  await karin.getByText(/Uppdraget börjar/).waitFor();
}
