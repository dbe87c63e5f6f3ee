/** The accessibility statement. */
export const statement = {
  title: 'Tillgänglighets\u00ADredogörelse',
  lead: 'Den här webbplatsen ska gå att använda för alla. Här beskriver vi hur den uppfyller lagen om tillgänglighet till digital offentlig service, vad som brister och hur du säger till.',
  howTitle: 'Hur tillgänglig är webbplatsen?',
  how: 'Samrum är byggt för att uppfylla WCAG 2.2 på nivå AA. Allt går att göra med tangentbord, text går att förstora till 200 procent, och ljust, mörkt och hög kontrast följer dina inställningar.',
  lacksTitle: 'Det här brister',
  lacks: [
    'Filer som andra lägger upp kan sakna rubriker och beskrivningar. Läs dem då under ”Som text”.',
    'Inskannade dokument som bara är bilder har ingen text att läsa upp.',
    'I PDF-visningen ligger texten som ett osynligt lager; läsordningen kan avvika i dokument med flera spalter.',
  ],
  testedTitle: 'Hur vi har prövat',
  tested:
    'Varje sida prövas automatiskt med axe i båda språken, i ljust och mörkt och i två bredder, vid varje ändring. Skärmläsare prövas för hand.',
  reportTitle: 'Rapportera brister',
  report: 'Hittar du något som inte fungerar för dig? Skriv till oss, så svarar vi så snart vi kan.',
  what: 'Vad fungerade inte?',
  whatHint:
    'Beskriv vad du ville göra och vad som hände. Vilken webbläsare och vilket hjälpmedel du använder är bra att veta.',
  prepare: 'Skapa e-brev',
  prepared: 'Ditt e-postprogram öppnas med texten ifylld.',
  supervisionTitle: 'Tillsyn',
  supervision:
    'Myndigheten för digital förvaltning (Digg) har tillsyn över lagen. Är du inte nöjd med vårt svar kan du anmäla till Digg.',
  subject: 'Brist i tillgänglighet',
} as const;
