import type { Page } from 'playwright-core';
import { networksOf, type Rig, read, roomsOf, same, until } from '../harness.ts';

/** The path of the link in the newest letter to an address, as the demo's administrator sees it. */
async function linkTo(
  administrator: Page,
  address: string,
  besides: string[] = [],
  page = 'arende',
): Promise<string> {
  let found = '';
  await until(`a letter with a new link to ${address}`, async () => {
    const mails = await read<{ items: { id: string; address: string | null }[] }>(
      administrator,
      '/mails?limit=20',
    );
    for (const mail of mails.items.filter((one) => one.address === address)) {
      const answer = await administrator.request.get(`/api/v1/mails/${mail.id}`);
      const path = new RegExp(`/${page}/[\\w-]{43}`).exec(await answer.text())?.[0];
      if (path && !besides.includes(path)) found = path;
    }
    return found !== '';
  });
  return found;
}

/** Who asks, one answer for each condition, consent; sent once the form is content that it was filled in by somebody. */
async function fillsInTheRest(applicant: Page, email: string): Promise<void> {
  await applicant.getByLabel('Ditt namn').fill('Anna Berg');
  await applicant.getByLabel('Din roll i organisationen').fill('Barnrättsstrateg');
  await applicant.getByLabel('Din e-postadress i tjänsten').fill(email);
  const answers = await applicant.getByRole('radiogroup').all();
  for (const [index, answer] of answers.entries())
    await answer.getByText(index < 4 ? 'Uppfylls' : 'Oklart', { exact: true }).click();
  await applicant.getByText('Jag har läst hur uppgifterna används').click();
  // nobody fills a form in as fast as this: one is asked to wait, and sends again
  const sent = applicant.getByRole('heading', { name: 'Ett steg kvar: bekräfta din adress' });
  while (!(await sent.isVisible())) {
    const send = applicant.getByRole('button', { name: /Skicka/ });
    if ((await send.count()) > 0 && (await send.isEnabled())) await send.click().catch(() => undefined);
    await sent.waitFor({ timeout: 1000 }).catch(() => undefined);
  }
}

/** From the public form on a phone to the first message: in letters and links, for whoever asks has no account until then. */
export async function fromAnExpressionToTheFirstMessage(rig: Rig): Promise<void> {
  const applicant = await rig.page({ width: 390 });
  const email = `anna.${crypto.randomUUID().slice(0, 8)}@mora.example`;
  await applicant.goto('/anmalan/partnerskapet');
  await applicant.getByRole('button', { name: 'Skicka intresseanmälan' }).click();
  await applicant.getByText('Något behöver fyllas i').waitFor();
  await applicant.getByLabel('Organisation', { exact: true }).fill('Härn');
  await applicant.getByRole('option', { name: /Härnösands kommun/ }).click();
  // what is chosen is what the field says, and a page that the phone throws away loses nothing
  const chosen = applicant.getByRole('combobox', { name: 'Organisation' });
  same(await chosen.inputValue(), 'Härnösands kommun', 'the organisation chosen');
  await applicant.getByLabel('Ditt namn').fill('Anna Berg');
  await applicant.reload();
  await until('what was written is there', async () => (await chosen.inputValue()) === 'Härnösands kommun');
  same(await applicant.getByLabel('Ditt namn').inputValue(), 'Anna Berg', 'the name written');
  await fillsInTheRest(applicant, email);
  const administrator = await rig.person('administrator');
  const first = await linkTo(administrator, email);
  await applicant.goto(first);
  await applicant.getByRole('button', { name: 'Bekräfta och skicka till samordnaren' }).click();
  await applicant.getByText('Samordnaren har fått den').waitFor();

  const coordinator = await rig.person('samordnare');
  await coordinator.goto('/samordning');
  const waiting = coordinator.getByRole('button', { name: /^Avgör: Härnösands kommun/ }).first();
  await waiting.click();
  const asking = coordinator.getByRole('dialog');
  const place = (await asking.getByRole('link', { name: 'Öppna ärendet' }).getAttribute('href')) ?? '';
  await asking.getByText('Fråga mer först', { exact: true }).click();
  await asking.getByLabel('Skriv till Anna Berg').fill('Vem har utsett dig?');
  await asking.getByRole('button', { name: 'Skicka', exact: true }).click();
  await coordinator.getByText('Skickat till Anna Berg.').waitFor();
  await coordinator.goto(place);
  await coordinator.getByText('Vem har utsett dig?').waitFor();
  const second = await linkTo(administrator, email, [first]);
  await applicant.goto(second);
  await applicant.getByText('Vem har utsett dig?').waitFor();
  await applicant.getByLabel('Skriv till samordnaren').fill('Kommundirektören.');
  await applicant.getByRole('button', { name: 'Skicka', exact: true }).click();
  // it comes live
  await coordinator.getByText('Kommundirektören.').waitFor();
  // what came by mail all the same is put in, and says so to both
  await coordinator.getByRole('button', { name: /Lägg in ett svar som kom per mejl/ }).click();
  await coordinator.getByLabel('Det Anna Berg skrev').fill('Beslutet kommer i maj.');
  await coordinator.getByRole('button', { name: 'Lägg in svaret' }).click();
  await coordinator.getByText(/kom per mejl, inlagt av/).waitFor();
  await applicant.reload();
  await applicant.getByText('Beslutet kommer i maj.').waitFor();
  await applicant.getByText(/kom per mejl, inlagt av/).waitFor();
  await coordinator.goto('/samordning');
  await waiting.click();
  const deciding = coordinator.getByRole('dialog');
  await deciding.getByText('Kommundirektören.').waitFor();
  await deciding.getByText('Observatör', { exact: true }).click();
  await deciding.getByText(`Inbjudan till uppdraget går till Anna Berg, ${email}.`).waitFor();
  await deciding.getByLabel('Skäl').fill('Välkomna, två saker återstår.');
  await deciding.getByRole('button', { name: 'Besluta och meddela' }).click();
  await coordinator.getByText('Beslutet är fattat och meddelat.').waitFor();
  await applicant.reload();
  await applicant.getByText('Välkomna, två saker återstår.').first().waitFor();
  // what is written after the decision is read and answered on the desk
  await applicant.getByLabel('Skriv till samordnaren').fill('Tack! När ses vi?');
  await applicant.getByRole('button', { name: 'Skicka', exact: true }).click();
  await applicant.getByText('Tack! När ses vi?').waitFor();
  await coordinator.goto('/samordning');
  const written = coordinator.getByRole('button', { name: /^Svara: Härnösands kommun/ });
  await written.click();
  const answering = coordinator.getByRole('dialog', { name: 'Svara Härnösands kommun' });
  await answering.getByText('Tack! När ses vi?').waitFor();
  await answering.getByLabel('Skriv till Anna Berg').fill('På träffen i november.');
  await answering.getByRole('button', { name: 'Skicka', exact: true }).click();
  await written.waitFor({ state: 'detached' });
  await coordinator.goto('/natverk/partnerskapet/deltagare');
  await coordinator.getByRole('heading', { name: 'Härnösands kommun' }).waitFor();

  await applicant.goto(await linkTo(administrator, email, [], 'inbjudan'));
  await applicant.getByLabel('Lösenord').fill('granar och tallar susar');
  await applicant.getByRole('button', { name: 'Tacka ja och gå in' }).click();
  await applicant.waitForURL('**/borja-har/*');
  await applicant
    .getByRole('main')
    .getByRole('link', { name: /^Partnerskapet för/ })
    .first()
    .click();
  await applicant.waitForURL('**/natverk/partnerskapet/**');
  await applicant.getByRole('button', { name: 'Ny tråd' }).click();
  const thread = applicant.getByRole('dialog', { name: 'Ny tråd' });
  await thread.getByRole('textbox', { name: 'Rubrik' }).fill('Hej från Härnösand');
  await thread.getByRole('textbox', { name: 'Text' }).fill('Nu är vi med.');
  await thread.getByRole('button', { name: 'Publicera' }).click();
  await applicant.waitForURL('**/samtal/*-*');
}

/** An observer sees what remains, asks for membership with one press, and reads the members' room when it is decided. */
export async function fromObserverToMember(rig: Rig): Promise<void> {
  const observer = await rig.person('observator', { width: 390 });
  await observer.goto('/natverk/kommunala-barnrattsnatverket/deltagare');
  await observer.getByRole('link', { name: 'Era förutsättningar' }).click();
  await observer.getByRole('heading', { name: 'På väg mot medlemskap: 4 av 6' }).waitFor();
  // what is missing has a text to begin with
  await observer.getByText('Mall', { exact: true }).first().click();
  await observer.getByText('Uppdraget gäller hela Sala kommun.').waitFor();
  await observer.getByRole('button', { name: /^Ändra: Uppdraget gäller hela/ }).click();
  await observer.getByRole('dialog').getByText('Uppfylls', { exact: true }).click();
  await observer.getByLabel('Vad visar det?').fill('Kommunchefens nya beslut.');
  await observer.getByRole('button', { name: 'Spara' }).click();
  await observer.getByRole('heading', { name: 'På väg mot medlemskap: 5 av 6' }).waitFor();
  // asked, taken back where one stands, and asked again
  const ask = observer.getByRole('button', { name: 'Be om fullt medlemskap' });
  await ask.click();
  await observer.getByRole('button', { name: 'Dra tillbaka ansökan' }).click();
  await observer.getByText('Ansökan är tillbakadragen.').waitFor();
  await ask.click();
  await observer.getByText('Samordnaren hör av sig.').first().waitFor();

  const coordinator = await rig.person('rebecka.fornell');
  await coordinator.goto('/samordning');
  const decide = coordinator.getByRole('button', { name: /^Avgör: Sala kommun/ });
  await decide.click();
  // told no they stay what they are, read why where they asked, and ask again
  await coordinator.getByText('Avböjd', { exact: true }).click();
  await coordinator.getByText('Organisationen är observatör som förut.').waitFor();
  await coordinator.getByLabel('Skäl').fill('Skicka beslutet först.');
  await coordinator.getByRole('button', { name: 'Besluta och meddela' }).click();
  await decide.waitFor({ state: 'detached' });
  await observer.reload();
  await observer.getByText('Ni bad om fullt medlemskap och fick nej').waitFor();
  await observer.getByText('Skicka beslutet först.').waitFor();
  await ask.click();
  await observer.getByText('Samordnaren hör av sig.').first().waitFor();
  await coordinator.reload();
  await decide.click();
  await coordinator.getByLabel('Skäl').fill('Ni är redo.');
  await coordinator.getByRole('button', { name: 'Besluta och meddela' }).click();
  await coordinator.getByText('Beslutet är fattat och meddelat.').waitFor();
  // the members' room is theirs from now on
  const network = (await networksOf(observer)).find((one) => one.slug === 'kommunala-barnrattsnatverket');
  await until('a new member sees Medlemmar', async () => {
    const rooms = network ? await roomsOf(observer, network.id) : [];
    return rooms.some((room) => room.kind === 'members');
  });
}

/** Whoever asks for an organisation that nobody knows can be told no without being given a name. */
export async function somebodyUnknownIsToldNo(rig: Rig): Promise<void> {
  const applicant = await rig.page({ width: 390 });
  const word = crypto.randomUUID().slice(0, 8);
  const email = `nils@${word}.example`;
  await applicant.goto('/anmalan/partnerskapet');
  await applicant.getByRole('button', { name: 'Vår organisation finns inte i listan' }).click();
  await applicant.getByLabel('Organisationens namn').fill(`Firma ${word}`);
  await fillsInTheRest(applicant, email);
  const administrator = await rig.person('administrator');
  await applicant.goto(await linkTo(administrator, email));
  await applicant.getByRole('button', { name: 'Bekräfta och skicka till samordnaren' }).click();
  await applicant.getByText('Samordnaren har fått den').waitFor();

  const coordinator = await rig.person('samordnare');
  await coordinator.goto('/samordning');
  await coordinator.getByRole('button', { name: new RegExp(`^Avgör: Firma ${word}`) }).click();
  const deciding = coordinator.getByRole('dialog');
  await deciding.getByText('Avböjd', { exact: true }).click();
  await deciding.getByLabel('Skäl').fill('Nätverket är för kommuner och regioner.');
  await deciding.getByRole('button', { name: 'Besluta och meddela' }).click();
  await coordinator.getByText('Beslutet är fattat och meddelat.').waitFor();
  await applicant.reload();
  await applicant.getByText('Nätverket är för kommuner och regioner.').first().waitFor();
}
