import type { Page } from 'playwright-core';
import { holds, opposite, type Rig, rareWord, read, same, sharedRoom, until } from '../harness.ts';
import { post, say } from './told.ts';

interface Row {
  id: string;
  why: string;
}
const start = (page: Page) => read<Record<'to_me' | 'following' | 'other', Row[]>>(page, '/start');
const inbox = async (page: Page) => (await read<{ items: Row[] }>(page, '/inbox?limit=100')).items;

const begin = (page: Page, room: string, title: string, text: string, kind = 'discussion') =>
  post<{ id: string }>(page, `/rooms/${room}/conversations`, {
    kind,
    title,
    themes: [],
    message: { client_id: crypto.randomUUID(), text },
  });

/** Opens the choice and takes an option, with the keyboard alone. */
async function choose(page: Page, name: string, option: string): Promise<void> {
  const button = page.getByRole('button', { name });
  await button.first().press('Enter');
  const chosen = page.getByRole('option', { name: option });
  await chosen.waitFor();
  for (let step = 0; step < 5; step += 1) {
    if (await chosen.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
    if (step === 4) await page.keyboard.press('Home');
  }
  await chosen.focus();
  await page.keyboard.press('Enter');
}

/** "Följer: allt ▾" at the thread's side and in the room; what is muted is in no group. */
export async function followingByKeyboard(rig: Rig): Promise<void> {
  const anna = await rig.person('tjansteperson');
  const bo = await rig.person('samordnare');
  const { network, room } = await sharedRoom(anna, bo, 'whole_network');
  const title = `Om ${rareWord()}`;
  const thread = await begin(bo, room.id, title, 'Ett ord till alla');
  const group = async (name: 'to_me' | 'following' | 'other') =>
    (await start(anna))[name].some((row) => row.id === thread.id);
  holds(await group('other'), 'a member is told what concerns them; the rest is in the last group');
  await anna.goto(`/samtal/${thread.id}`);
  await choose(anna, 'Följer: det som rör dig', 'Allt');
  await anna.getByRole('button', { name: 'Följer: allt' }).waitFor();
  await say(bo, thread.id, 'Ett till');
  await until('it stands under what one follows', () => group('following'));
  await anna.goto('/');
  await anna
    .getByRole('region', { name: 'Du följer' })
    .or(anna.locator('section', { hasText: 'Du följer' }))
    .first()
    .getByRole('link', { name: title })
    .waitFor();
  await anna.goto(`/samtal/${thread.id}`);
  await choose(anna, 'Följer: allt', 'Inget');
  await anna.getByRole('button', { name: 'Följer: inget' }).waitFor();
  await say(bo, thread.id, 'Och ett till');
  for (const name of ['to_me', 'following', 'other'] as const)
    await until(`muted, so not in ${name}`, async () => !(await group(name)));
  // On a phone the thread's side is a drawer, and says the same; the room is followed from its list.
  const phone = await rig.person('tjansteperson', { width: 390 });
  await phone.goto(`/samtal/${thread.id}`);
  await phone.getByRole('button', { name: 'Mer om sidan' }).press('Enter');
  await choose(phone, 'Följer: inget', 'Som vanligt');
  await phone.getByRole('button', { name: 'Följer: det som rör dig' }).waitFor();
  await anna.getByRole('button', { name: 'Följer: det som rör dig' }).waitFor();
  await phone.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await choose(phone, 'Följer: det som rör dig', 'Allt');
  await phone.getByRole('button', { name: 'Följer: allt' }).waitFor();
  // Changed there, it shows at the desk, where the room is followed the same way.
  await anna.goto(`/natverk/${network.slug}/samtal?rum=${room.id}`);
  await anna.getByRole('button', { name: 'Följer: allt' }).waitFor();
  await choose(anna, 'Följer: allt', 'Inget');
  await phone.getByRole('button', { name: 'Följer: inget' }).waitFor();
  await choose(anna, 'Följer: inget', 'Som vanligt');
  await anna.getByRole('button', { name: 'Följer: det som rör dig' }).waitFor();
  await phone.getByRole('button', { name: 'Följer: det som rör dig' }).waitFor();
}

/** One line for a conversation; put off and back; done by reading. */
export async function theInbox(rig: Rig, width = 390): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare');
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  const title = `Hur gör ni med ${rareWord()}?`;
  const thread = await begin(anna, room.id, title, 'Vi undrar.', 'question');
  for (const text of ['Så här', 'Eller så', 'Eller inte alls']) await say(bo, thread.id, text);
  // By the way people go.
  await anna.goto('/');
  if (width < 800) {
    await anna.getByRole('button', { name: /Byt nätverk/ }).click();
    await anna.getByRole('menuitem', { name: 'Inkorg' }).click();
  } else await anna.getByRole('link', { name: 'Inkorg' }).first().click();
  // The start page holds a line of the same name until the inbox stands there.
  await anna.getByRole('heading', { name: 'Inkorg', level: 1 }).waitFor();
  const line = anna.locator('main li', { hasText: title });
  await line.waitFor();
  holds((await line.count()) === 1, 'one line, however much happened');
  // The same on the other device, which is told live what is done here.
  const desk = await rig.person('tjansteperson', { width: opposite(width) });
  await desk.goto('/inkorg');
  const there = desk.locator('main li', { hasText: title });
  await there.waitFor();
  await line.getByText('Svar på ditt inlägg').first().waitFor();
  await line.getByRole('button', { name: `Senare: ${title}` }).click();
  await anna.getByRole('menuitem', { name: 'I morgon, kl. 8' }).click();
  await line.waitFor({ state: 'detached' });
  await until('it is put off', async () => !(await inbox(anna)).some((row) => row.id === thread.id));
  await anna
    .getByRole('radio', { name: 'Undanlagt' })
    .or(anna.getByText('Undanlagt', { exact: true }))
    .first()
    .click();
  await line.waitFor();
  await line.getByRole('button', { name: `Ta fram nu: ${title}` }).click();
  await line.waitFor({ state: 'detached' });
  await anna
    .getByRole('radio', { name: 'Väntar på dig' })
    .or(anna.getByText('Väntar på dig', { exact: true }))
    .first()
    .click();
  await line.waitFor();
  // A time of one's own; one gone by is told.
  await line.getByRole('button', { name: `Senare: ${title}` }).click();
  await anna.getByRole('menuitem', { name: 'Välj tid' }).click();
  await anna.getByLabel('Dag och tid').fill('2020-01-01T08:00');
  await anna.getByRole('button', { name: 'Lägg undan' }).click();
  await anna.getByText('Välj en tid som inte har varit').waitFor();
  await anna.keyboard.press('Escape');
  // Reading it is what takes it away.
  await line.getByRole('link', { name: title }).click();
  await anna.locator('article', { hasText: 'Eller inte alls' }).waitFor();
  await until('it has been read', async () => !(await inbox(anna)).some((row) => row.id === thread.id));
  await there.waitFor({ state: 'detached' });
  await anna.goto('/inkorg');
  await anna.locator('main h1').waitFor();
  await line.waitFor({ state: 'detached' });
}

/** An edit mentions one in what one had read: a line in the inbox, with the keys to the message, and looking is enough. */
export async function anEditCallsOnOne(rig: Rig): Promise<void> {
  for (const width of [1440, 390]) {
    const anna = await rig.person('tjansteperson', { width });
    const bo = await rig.person('samordnare');
    const { room } = await sharedRoom(anna, bo, 'whole_network');
    const me = (await read<{ person: { id: string } }>(anna, '/me')).person.id;
    const title = `Vem tar ${rareWord()}`;
    const thread = await begin(bo, room.id, title, 'Någon behöver göra det.');
    await say(bo, thread.id, 'Senast på fredag.');
    await anna.goto(`/samtal/${thread.id}`);
    const stands = () =>
      read<{ unread: number; called_in: number | null }>(anna, `/conversations/${thread.id}`);
    await until('all is read', async () => (await stands()).unread === 0);
    await anna.goto('/inkorg');
    await anna.getByRole('heading', { name: 'Inkorg', level: 1 }).waitFor();
    // On the other's page the first message is changed, the usual way.
    const word = rareWord();
    await bo.goto(`/samtal/${thread.id}`);
    const first = bo.locator('#inlagg-1');
    await first.hover();
    await first.getByRole('button', { name: 'Fler val' }).click();
    await bo.getByRole('menuitem', { name: 'Ändra', exact: true }).click();
    const field = bo.locator('article').getByRole('textbox', { name: 'Ändra' });
    await field.fill(`[Malin](samrum:person/${me}), kan du? ${word}`);
    await bo.locator('article').getByRole('button', { name: 'Spara' }).click();
    // It comes live, says why, and nothing is unread by it.
    const line = anna.locator('main li', { hasText: title });
    await line.getByText('Du är omnämnd').waitFor();
    const { unread, called_in } = await stands();
    holds(unread === 0 && called_in === 1, `nothing is unread: ${unread}, ${called_in}`);
    await line.getByRole('link', { name: title }).focus();
    await anna.keyboard.press('Enter');
    await anna.waitForURL(`**/samtal/${thread.id}?inlagg=1`);
    await anna.locator('article', { hasText: word }).waitFor();
    await until('it has been looked at', async () => (await stands()).called_in === null);
    await anna.goto('/inkorg');
    await anna.getByRole('heading', { name: 'Inkorg', level: 1 }).waitFor();
    await line.waitFor({ state: 'detached' });
    await rig.clear();
  }
}

/** Settings of mail, the mail in the demo's own view, and the link in it. */
export async function mailsAreChosenAndStopped(rig: Rig, width = 1440): Promise<void> {
  const anna = await rig.person('tjansteperson', { width });
  const bo = await rig.person('samordnare', { width: opposite(width) });
  const { room } = await sharedRoom(anna, bo, 'whole_network');
  await anna.goto('/installningar');
  const quiet = anna.getByRole('switch', { name: 'Tysta timmar' });
  await quiet.waitFor();
  const before = await read<{ quiet: object | null; digest: string }>(anna, '/me/mail');
  holds(before.quiet === null && before.digest === 'weekly', 'the usual settings');
  const rhythms = anna.getByRole('radiogroup', { name: 'Det du inte har läst, samlat i ett brev' });
  const digest = async () => (await read<{ digest: string }>(anna, '/me/mail')).digest;
  await rhythms.getByRole('radio', { name: /^En gång i veckan/ }).focus();
  await anna.keyboard.press('ArrowDown');
  await until('the digest comes monthly', async () => (await digest()) === 'monthly');
  await anna.keyboard.press('ArrowDown');
  await until('the digest comes no more', async () => (await digest()) === 'none');
  await rhythms.getByText('Varje dag').click();
  await until('the digest comes daily', async () => (await digest()) === 'daily');
  await anna.reload();
  await rhythms.getByRole('radio', { name: /^Varje dag/, checked: true }).waitFor();
  await rhythms.getByText('En gång i veckan').click();
  await until('the digest comes weekly again', async () => (await digest()) === 'weekly');
  await quiet.focus();
  await anna.keyboard.press('Space');
  await anna.getByLabel('Från').waitFor();
  await until(
    'it is kept',
    async () => (await read<{ quiet: object | null }>(anna, '/me/mail')).quiet !== null,
  );
  await anna.getByRole('switch', { name: 'Tysta timmar' }).focus();
  await anna.keyboard.press('Space');
  await until(
    'it is undone',
    async () => (await read<{ quiet: object | null }>(anna, '/me/mail')).quiet === null,
  );
  // Who runs a network says whether its words stand in the mails, and takes it back.
  await bo.goto('/installningar');
  const words = bo.getByRole('switch', { name: /Innehållet står med i breven från/ }).first();
  await words.waitFor();
  const usual = await words.isChecked();
  for (const on of [!usual, usual]) {
    await words.focus();
    await bo.keyboard.press('Space');
    await until('the switch has turned', async () => (await words.isChecked()) === on);
    await bo.reload();
    await words.waitFor();
    same(await words.isChecked(), on, 'it is kept');
  }

  // A mention becomes a mail that the demo's administrator can look at.
  const me = (await read<{ person: { id: string } }>(anna, '/me')).person.id;
  const word = rareWord();
  await begin(bo, room.id, `Om ${word}`, `Hej [Malin](samrum:person/${me}), ${word}`);
  const viktor = await rig.person('administrator', { width });
  await viktor.goto('/brevko');
  await viktor.locator('main h1').waitFor();
  interface Queued {
    id: string;
    state: string;
    address: string | null;
  }
  let mail: Queued | undefined;
  await until('the mail is sent', async () => {
    const { items } = await read<{ items: Queued[] }>(viktor, '/mails');
    for (const one of items.filter((queued) => queued.state === 'sent')) {
      const shown = await read<{ text: string }>(viktor, `/mails/${one.id}`);
      if (shown.text.includes(word)) mail = one;
    }
    return mail !== undefined;
  });
  const { text } = await read<{ text: string }>(viktor, `/mails/${mail?.id}`);
  await viktor.reload();
  // others get letters too, of other kinds
  await viktor
    .getByRole('listitem')
    .filter({ hasText: mail?.address ?? '' })
    .getByRole('button', { name: 'Visa brevet' })
    .first()
    .click();
  await viktor.getByRole('dialog').getByText('Du får brevet för att').waitFor();

  // The link needs no session; looking changes nothing.
  const address = /\/brev\/[\w-]+/.exec(text)?.[0];
  holds(address !== undefined, 'the mail holds a link that stops it');
  const anybody = await rig.page({ width: opposite(width) });
  await anybody.goto(address);
  await anybody.getByText('Brev när något rör dig').waitFor();
  holds((await read<{ at_once: boolean }>(anna, '/me/mail')).at_once, 'looking changes nothing');
  await anybody.getByRole('button', { name: 'Sluta skicka' }).click();
  await anybody.getByText('kommer inte längre').waitFor();
  holds(!(await read<{ at_once: boolean }>(anna, '/me/mail')).at_once, 'stopped');
  await anybody.getByRole('button', { name: 'Skicka igen' }).click();
  await anybody.getByRole('button', { name: 'Sluta skicka' }).waitFor();
  holds((await read<{ at_once: boolean }>(anna, '/me/mail')).at_once, 'and on again');
}
