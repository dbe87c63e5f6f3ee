/** The scan of a decision. */
export const scan = {
  link: 'Länken till ett dokument i nätverket',
  notADocument: 'Klistra in länken till ett dokument i Samrum.',
  choose: 'Ladda upp filen',
  sending: 'Laddar upp …',
  remove: 'Ta bort',
  kept: 'En fil finns',
  who: 'Filen läggs i {{room}}: {{audience}}.',
} as const;
