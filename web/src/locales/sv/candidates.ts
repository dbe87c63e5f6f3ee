/** Who could be invited. */
export const candidates = {
  title: 'Vilka kan bjudas in?',
  lead: 'Kommuner och regioner som inte är med. Län som ingen medlem kommer från står först. Brevet leder till formuläret för intresseanmälan.',
  everywhere: 'Alla kommuner och regioner är med.',
  county: 'Län',
  of: 'Inte med än, {{county}}',
  invited: 'inbjuden {{date}}',
  invite: 'Bjud in',
  inviteOf: 'Bjud in {{name}}',
  rules:
    'Vi skickar ett brev om nätverket, med dina ord och en länk till intresseanmälan. Samma organisation bjuds in högst en gång på trettio dagar.',
  name: 'Vem ska få brevet?',
  word: 'Några ord från dig',
  send: 'Skicka inbjudan',
  done: 'Inbjudan till {{name}} är på väg.',
} as const;
