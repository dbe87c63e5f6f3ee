/** What a meeting leaves behind. */
export const dossier = {
  notes: {
    name: 'Anteckningar',
    open: 'Öppna anteckningarna',
    begin: 'Börja anteckna tillsammans',
    together: 'Alla som är med skriver i samma text. Ej fastställd.',
    reading: 'Du läser medan andra skriver. Ej fastställd.',
    soFar: 'Ej fastställda: de skrivs fortfarande.',
    none: 'Ingen har antecknat än.',
    lead: 'Alla som är på träffen kan skriva samtidigt. Inget går förlorat om nätet försvinner.',
    writers: 'Har skrivit',
    nobody: 'Ingen än.',
    tools: 'Utseende',
    tool: {
      heading: 'Rubrik',
      bold: 'Fet',
      italic: 'Kursiv',
      list: 'Punktlista',
      numbered: 'Numrerad lista',
    },
    saving: {
      opening: 'Hämtar …',
      kept: 'Sparat',
      sending: 'Sparar …',
      away: 'Du är inte uppkopplad. Det du skriver sparas här och skickas sedan.',
    },
    refused: {
      notes_full: 'Anteckningarna rymmer inte mer. Publicera det som finns och skriv resten i ett dokument.',
      notes_closed: 'Anteckningarna är publicerade. Det finns i arkivet.',
      not_found: 'Du kan inte längre läsa anteckningarna.',
      other:
        'Det du skrev sist kunde inte tas emot. Det finns kvar här; kopiera det du vill behålla och läs in sidan igen.',
    },
  },
};
