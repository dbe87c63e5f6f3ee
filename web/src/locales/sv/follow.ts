/** How one follows, and what waits for one. */
export const follow = {
  label: 'Följer',
  now: {
    everything: 'Följer: allt',
    mentions: 'Följer: det som rör dig',
    nothing: 'Följer: inget',
  },
  everything: 'Allt',
  mentions: 'Det som rör dig',
  nothing: 'Inget',
  everythingHint: 'Allt nytt står under Du följer och i inkorgen.',
  mentionsHint: 'Du får veta när du nämns eller får svar. Resten finns under I övrigt.',
  nothingHint: 'Du får inte veta något, inte ens när du nämns. Du kan läsa som vanligt.',
  usual: 'Som vanligt',
  usualHint: {
    everything: 'Det som gäller om du inte väljer: allt.',
    mentions: 'Det som gäller om du inte väljer: det som rör dig.',
    nothing: 'Det som gäller om du inte väljer: inget.',
  },
  saved: {
    everything: 'Du följer allt här.',
    mentions: 'Du får veta det som rör dig.',
    nothing: 'Du följer inte det här längre.',
  },
} as const;

export const inbox = {
  title: 'Inkorg',
  lead: 'Ett samtal är en rad, hur mycket som än händer i det. Raden försvinner när du har läst.',
  waiting: 'Väntar på dig',
  putOff: 'Undanlagt',
  empty: 'Inkorgen är tom',
  emptyBody:
    'När någon skriver till dig, nämner dig, svarar dig eller skriver i något du följer, står det här.',
  emptyPutOff: 'Inget är undanlagt',
  emptyPutOffBody: 'Välj Senare på en rad, så kommer den tillbaka när du vill ha den.',
  later: 'Senare',
  laterNamed: 'Senare: {{title}}',
  until: 'kommer tillbaka {{when}}',
  takeUp: 'Ta fram nu',
  takeUpNamed: 'Ta fram nu: {{title}}',
  untilSaid: 'Undanlagt. Det kommer tillbaka {{when}}.',
  afternoon: 'I eftermiddag, kl. 15',
  tomorrow: 'I morgon, kl. 8',
  monday: 'På måndag, kl. 8',
  week: 'Om en vecka',
  other: 'Välj tid …',
  otherTitle: 'När ska det komma tillbaka?',
  when: 'Dag och tid',
  choose: 'Lägg undan',
  past: 'Välj en tid som inte har varit, högst ett år bort.',
} as const;
