/** Moving documents to another room. */
export const shifting = {
  toRoom: 'Flytta till annat rum',
  toRoomLead: 'Det som sagts om dokumenten följer med. Länkar fungerar som förut, för dem som får läsa dem.',
  toRoomNowhere: 'Det finns inget annat rum som du får lägga dokument i.',
  toRoomNotAllowed: 'Fler skulle kunna läsa där, och därför får bara en samordnare flytta dit.',
  toRoomMore_zero: 'Ingen fler än nu får läsa.',
  toRoomMore_one: '{{count}} person till får läsa dokumenten och vad som sagts om dem.',
  toRoomMore_other: '{{count}} fler får läsa dokumenten och vad som sagts om dem.',
  toRoomFewer_one: '{{count}} person som läser nu kan inte längre göra det.',
  toRoomFewer_other: '{{count}} som läser nu kan inte längre göra det.',
  toRoomWord: 'Några ord till dem som skrivit om dokumenten',
  toRoomWordHint: 'Valfritt. Står i det inlägg som berättar om flytten.',
  movedBack: 'Flytten är ångrad.',
  notMovedBack: 'Det gick inte att flytta tillbaka. Be en samordnare om hjälp.',
};
