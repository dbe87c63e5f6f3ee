/** Where every page of the client is, for who sees it: what the demo holds, and the links that its letters bring. */
import type { Page } from 'playwright-core';
import { BASE, holds, networksOf, type Rig, read, roomsOf, until } from './harness.ts';

/** Addresses by a name for their picture. */
export type Addresses = Record<string, string>;

/** What the coordinator sees. */
async function ofCoordinator(page: Page): Promise<Addresses> {
  const [network] = await networksOf(page);
  if (!network) throw new Error('the coordinator has no network');
  const rooms = await roomsOf(page, network.id);
  const whole = rooms.find((room) => room.kind === 'whole_network') ?? rooms[0];
  const threads = await read<{ items: { id: string; message_count: number }[] }>(
    page,
    `/networks/${network.id}/conversations?limit=20`,
  );
  const longest = threads.items.reduce((one, other) =>
    other.message_count > one.message_count ? other : one,
  );
  const documents = await read<{ items: { id: string; kind: string; reading: string }[] }>(
    page,
    `/networks/${network.id}/documents?limit=100`,
  );
  const pdf =
    documents.items.find((one) => one.kind === 'pdf' && one.reading === 'read') ?? documents.items[0];
  const other =
    documents.items.find((one) => one.kind !== 'pdf' && one.reading === 'read') ?? documents.items[0];
  const meetings = await read<{ items: { id: string; state: string }[] }>(
    page,
    `/networks/${network.id}/meetings?limit=100`,
  );
  const past = meetings.items.find((one) => one.state === 'archived') ?? meetings.items[0];
  const coming =
    meetings.items.find((one) => one.state === 'invited' || one.state === 'planned') ?? meetings.items[0];
  const kinds = await read<{ items: { id: string; thread_kind: string | null }[] }>(
    page,
    `/networks/${network.id}/conversations?limit=100`,
  );
  const ofKind = (kind: string) => kinds.items.find((one) => one.thread_kind === kind)?.id;
  const imports = await read<{ items: { id: string; state: string }[] }>(
    page,
    `/networks/${network.id}/imports`,
  );
  const decisions = await read<{ items: { id: string }[] }>(page, `/networks/${network.id}/decisions`);
  const participations = await read<{
    items: { organisation: { id: string }; seats: { id: string }[] }[];
  }>(page, `/networks/${network.id}/participations?limit=20`);
  const seat = participations.items.flatMap((one) => one.seats)[0];
  const organisation = participations.items[0]?.organisation.id;
  const agreements = await read<{ items: { id: string }[] }>(page, `/networks/${network.id}/agreements`);
  const directory = await read<{ items: { id: string }[] }>(page, `/networks/${network.id}/directory`);
  const cases = async (over: boolean) =>
    (await read<{ items: { id: string }[] }>(page, `/cases?over=${over}`)).items;
  const [waiting] = [...(await cases(false)), ...(await cases(true))];
  const base = `/natverk/${network.slug}`;
  return {
    start: '/',
    samtal: `${base}/samtal`,
    nytrad: `${base}/samtal?ny=question`,
    nyrundfraga: `${base}/samtal?ny=ask`,
    nyttforslag: `${base}/samtal?ny=proposal`,
    rundfragor: `${base}/rundfragor`,
    rundfraga: `/samtal/${ofKind('ask')}`,
    forslag: `/samtal/${ofKind('proposal')}`,
    import: `${base}/import`,
    genomgang: `/import/${imports.items.find((one) => one.state === 'review')?.id}`,
    beslutslista: `${base}/beslut`,
    beslut: `/beslut/${decisions.items[0]?.id}`,
    dokument: `${base}/dokument`,
    rum: `${base}/dokument?rum=${whole?.id}`,
    bilder: `${base}/dokument?vy=bilder&ordning=name`,
    traffar: `${base}/traffar`,
    nytraff: `${base}/traffar?ny=traff`,
    deltagare: `${base}/deltagare`,
    uppdrag: `/uppdrag/${seat?.id}`,
    valskifte: `${base}/valskifte`,
    inbjudan: `/inbjudan/${'x'.repeat(43)}`,
    gast: `/gast/${'x'.repeat(43)}`,
    utskick: `${base}/utskick`,
    lankade: `${base}/lankade`,
    medlemskap: `${base}/medlemskap`,
    om: '/om/partnerskapet',
    alla_rum: `${base}/rum`,
    ettrum: `/rum/${(rooms.find((room) => room.kind === 'custom') ?? whole)?.id}`,
    anmalan: `/anmalan/${network.slug}`,
    arenden: '/samordning/arenden',
    arendet: `/samordning/arenden/${waiting?.id}`,
    forutsattningar: `${base}/forutsattningar`,
    andraforutsattningar: `${base}/forutsattningar/andra`,
    lan: `${base}/lan`,
    trad: `/samtal/${longest.id}`,
    chatt: `/samtal/${whole?.chat_id}`,
    pdf: `/dokument/${pdf?.id}?q=barn&visa=sidor`,
    sidor: `/dokument/${other?.id}?q=barn&visa=sidor`,
    text: `/dokument/${other?.id}?q=barn&visa=text`,
    byggd: `/dokument/${other?.id}?q=barn&visa=byggd`,
    traff: `/traffar/${past?.id}`,
    kommande: `/traffar/${coming?.id}`,
    anteckningar: `/traffar/${coming?.id}/anteckningar`,
    direkt: '/direkt',
    samordning: '/samordning',
    overenskommelser: `${base}/overenskommelser`,
    forteckning: `${base}/forteckning`,
    overenskommelse: `/overenskommelser/${agreements.items[0]?.id}`,
    intyg: `${base}/intyg/${organisation}`,
    forutsattningarna: `${base}/forutsattningar/${organisation}`,
    omnatverket: `${base}/installningar`,
    insyn: `${base}/insyn`,
    personer: `${base}/personer`,
    person: `/personer/${directory.items[0]?.id}`,
    organisation: `/organisationer/${organisation}`,
    lasare: `${base}/insyn?visa=lasare`,
    statistik: `${base}/insyn?visa=statistik`,
    inkorg: '/inkorg',
    undanlagt: '/inkorg?visa=undanlagt',
    ord: '/samordning/ord',
    arkiv: '/arkiv',
    perioden: '/arkiv/perioden',
    artikel: '/sok?article=12',
    sok: '/sok?q=inflytande',
    installningar: '/installningar',
    brev: `/brev/${'x'.repeat(43)}`,
    nyttlosenord: '/nytt-losenord',
    nyadress: `/ny-adress/${'x'.repeat(43)}`,
    tillganglighet: '/tillganglighet',
    arendelank: `/arende/${'x'.repeat(43)}`,
    hemgrupp: `/hemgrupp/${'x'.repeat(43)}`,
    losenordslank: `/nytt-losenord/${'x'.repeat(43)}`,
    saknas: '/samtal/00000000-0000-7000-8000-000000000000',
    ingensida: '/finns-inte',
  };
}

/** What whoever runs the installation sees, and the coordinator does not. */
async function ofAdministrator(page: Page): Promise<Addresses> {
  const { items } = await read<{ items: { id: string }[] }>(page, '/organisations?q=Gävle');
  return {
    start: '/',
    installationen: '/installationen',
    organisationer: '/installationen?visa=organisationer',
    konton: '/installationen?visa=konton',
    lage: '/installationen?visa=lage',
    statistik: '/installationen?visa=statistik',
    logg: '/installationen?visa=logg',
    organisation: `/organisationer/${items[0]?.id}`,
    brevko: '/brevko',
    installningar: '/installningar',
  };
}

/** What somebody of a member organisation sees, and the coordinator, who has no organisation, does not. */
async function ofMember(page: Page): Promise<Addresses> {
  const { standings } = await read<{
    standings: {
      seat_id: string | null;
      organisation: { id: string } | null;
      network: { slug: string } | null;
    }[];
  }>(page, '/me');
  const seat = standings.find((one) => one.seat_id && one.network?.slug === 'partnerskapet');
  return {
    start: '/',
    tahem: `/ta-hem/${await takenHome(page)}`,
    borjahar: `/borja-har/${seat?.seat_id}`,
    uppdraget: `/uppdrag/${seat?.seat_id}`,
    vara: `/natverk/partnerskapet/forutsattningar/${seat?.organisation?.id}`,
  };
}

/** A page that an organisation has taken home. */
async function takenHome(page: Page): Promise<string> {
  const [network] = await networksOf(page);
  const { items } = await read<{ items: { id: string }[] }>(
    page,
    `/networks/${network?.id}/meetings?limit=100`,
  );
  for (const meeting of items) {
    const { pages } = await read<{ pages: { id: string }[] }>(page, `/meetings/${meeting.id}/take-home`);
    if (pages[0]) return pages[0].id;
  }
  throw new Error('the demo has no page that was taken home');
}

const OURS = { Origin: new URL(BASE).origin };

/** What the links of letters lead to: somebody asks to join, is told at home, and has forgotten a password. */
async function ofLetters(rig: Rig): Promise<Addresses> {
  const anybody = await rig.page();
  const open = await read<{ form: string; conditions: { id: string }[] }>(
    anybody,
    '/open-networks/partnerskapet',
  );

  const member = await rig.person('tjansteperson');
  const home = await read<{ id: string; seat_id: string; revision: number }>(
    member,
    `/take-home/${await takenHome(member)}`,
  );
  const athome = `hemma.${crypto.randomUUID().slice(0, 8)}@exempel.se`;
  const added = await member.request.post(`/api/v1/seats/${home.seat_id}/home-group`, {
    headers: OURS,
    data: { name: 'Åsa Hemma', address: athome, consent: 'På mötet i mars' },
  });
  const recipient = (await added.json()) as { id: string };
  const told = await member.request.post(`/api/v1/take-home/${home.id}/tellings`, {
    headers: { ...OURS, 'If-Match': `"${home.revision}"` },
    data: { recipients: [recipient.id] },
  });
  holds(told.ok(), `somebody at home is told: ${told.status()} ${await told.text()}`);

  const forgets = 'vilande@demo.samrum.example';
  const reset = await anybody.request.post('/api/v1/password-resets', {
    headers: OURS,
    data: { email: forgets },
  });
  holds(reset.ok(), `a link for a new password: ${reset.status()} ${await reset.text()}`);

  const asking = async (): Promise<string> => {
    const email = `anna.${crypto.randomUUID().slice(0, 8)}@exempel.se`;
    const expression = {
      form: open.form,
      organisation_name: 'Hittepå kommun',
      name: 'Anna Berg',
      role: 'Strateg',
      email,
      language: 'sv',
      message: 'Vi vill gärna vara med',
      consent: true,
      answers: open.conditions.map(({ id }) => ({ condition_id: id, state: 'unclear', text: '' })),
    };
    // A form that comes back sooner than a person fills it in is refused.
    await until('somebody asks to join', async () => {
      await anybody.goto('/anmalan/partnerskapet');
      await anybody.locator('main h1').first().waitFor();
      const sent = await anybody.request.post('/api/v1/open-networks/partnerskapet/expressions', {
        headers: OURS,
        data: expression,
      });
      if (sent.ok()) return true;
      const why = await sent.text();
      holds(why.includes('form_too_soon'), `somebody asks to join: ${sent.status()} ${why}`);
      return false;
    });
    return linkTo(rig, email, 'arende');
  };
  const [waits, followed] = [await asking(), await asking()];
  const confirmed = await anybody.request.post(
    `/api/v1/case-links/${followed.replace('/arende/', '')}/confirmation`,
    { headers: OURS, data: {} },
  );
  holds(confirmed.ok(), `an expression of interest is confirmed: ${confirmed.status()}`);
  return {
    loggain: '/logga-in',
    bekrafta: waits,
    arendet: followed,
    lamna: await linkTo(rig, athome, 'hemgrupp'),
    valjlosenord: await linkTo(rig, forgets, 'nytt-losenord'),
    glomt: '/nytt-losenord',
    natverken: '/om',
    omnatverket: '/om/partnerskapet',
  };
}

/** The path of the link in a letter to an address, once it has come. */
async function linkTo(rig: Rig, address: string, page: string): Promise<string> {
  let found: string | undefined;
  await until(`a letter to ${address} with a link to /${page}/`, async () => {
    found = new RegExp(`/${page}/[\\w-]+`).exec(await rig.letterTo(address))?.[0];
    return found !== undefined;
  });
  return found ?? '';
}

/** What one role of the demo sees, or, without a role, whoever has not signed in. */
export interface Seen {
  as: string | null;
  all: Addresses;
}

let letters: Promise<Addresses> | undefined;

/** Every page there is, for somebody who sees it. The letters are sent for once, however often it is asked. */
export async function everyAddress(rig: Rig): Promise<Seen[]> {
  letters ??= ofLetters(rig);
  const seen: Seen[] = [
    { as: 'samordnare', all: await ofCoordinator(await rig.person('samordnare')) },
    { as: 'administrator', all: await ofAdministrator(await rig.person('administrator')) },
    { as: 'tjansteperson', all: await ofMember(await rig.person('tjansteperson')) },
    { as: null, all: await letters },
  ];
  const nowhere = seen.flatMap(({ all }) => Object.entries(all).filter(([, to]) => to.includes('undefined')));
  holds(nowhere.length === 0, `the demo has nothing for ${nowhere.map(([name]) => name).join(', ')}`);
  return seen;
}
