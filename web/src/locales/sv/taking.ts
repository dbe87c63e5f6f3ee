/** Taking out a room, a meeting or a network as a folder. */
export const taking = {
  act: 'Ta ut som mapp',
  room: 'Ta ut rummet som mapp',
  bringIn: 'Ta in filer i arkivet',
  network: 'Ta ut hela nätverket som mapp',
  box: 'Ta med dig',
  boxBoth: 'Ta ut och ta in',
  title: 'Ta ut {{name}}',
  what: 'Du får en zip-fil med en mapp som går att läsa utan Samrum: samtalen som sidor, filerna i original, uppgifterna som JSON och en kontrollsumma för varje fil.',
  conversations: 'Samtal',
  messages_one: '{{count}} inlägg',
  messages_other: '{{count}} inlägg',
  documents: 'Dokument',
  onlyYours: 'Det du själv får läsa följer med. Tänk på att den som får mappen kan läsa allt i den.',
  onlyYoursNetwork:
    'Alla rum du själv får läsa följer med, aldrig direktsamtal. Uttaget antecknas i nätverkets logg. Tänk på att den som får mappen kan läsa allt i den.',
  fetch: 'Hämta mappen',
  fetching: 'Webbläsaren hämtar mappen nu. Hur långt den har kommit syns bland hämtade filer.',
};
