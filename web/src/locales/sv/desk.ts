/** The coordinator's desk: each matter is one sentence and one act. */
export const desk = {
  title: 'Att göra',
  lead: 'Det som väntar i nätverken du samordnar. Pil upp och ner går mellan raderna, Enter gör det som står på knappen.',
  empty: 'Inget väntar på dig.',
  emptyHint: 'När något behöver dig står det här, med knappen som gör det klart.',
  now: 'I dag',
  week: 'Den här veckan',
  later: 'Inom tre månader',
  due: 'senast {{date}}',
  was: 'skulle ha varit klart {{date}}',
  since: 'sedan {{date}}',
  done: {
    asks_reminded: 'De som inte har svarat är påminda.',
    stand_in: 'Ersättaren är bekräftad.',
  },
  matter: {
    question_waiting: '{{organisation}} undrar: ”{{title}}”. Ingen har svarat på en vecka.',
    ask_overdue: 'Rundfrågan ”{{title}}” har gått ut. {{number}} av {{of}} har svarat.',
    proposal_overdue: 'Tiden att rösta om ”{{title}}” har gått ut.',
    stand_in_to_confirm: '{{person}} vill ersätta för {{organisation}} på {{title}}.',
    meeting_to_document: '{{title}} är över men inte i arkivet.',
    answers_missing: '{{number}} av {{of}} har inte svarat om de kommer till {{title}}.',
  },
  act: {
    question_waiting: 'Öppna frågan',
    ask_overdue: 'Påminn',
    proposal_overdue: 'Avgör',
    stand_in_to_confirm: 'Bekräfta',
    meeting_to_document: 'Öppna träffen',
    answers_missing: 'Påminn',
  },
  unheard: {
    title: 'Inte hört av på länge',
    lead: 'Organisationer som inte har skrivit, svarat, laddat upp eller anmält sig på ett halvår. Det säger inget om hur de arbetar hemma.',
    last: 'senast {{date}}',
    never: 'har inte hörts av än',
    noSeat: 'ingen har uppdraget',
    write: 'Skriv till {{name}}',
    draft:
      'Hej! Vi har inte hörts på ett tag, så jag undrar bara hur ni har det. Är det något vi i nätverket kan hjälpa till med, eller något ni vill ta upp på nästa träff?',
  },
} as const;
