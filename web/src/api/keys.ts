import type { DocumentKind, DocumentState } from './types.ts';

/** The query keys. Realtime finds the cached lists by them, so they are made here and nowhere else. */
export interface ConversationFilter {
  network?: string | undefined;
  room?: string | undefined;
  kind?: 'thread' | 'chat' | undefined;
  direct?: boolean | undefined;
  unread?: boolean | undefined;
  /** Open questions of which no answer has been accepted. */
  unanswered?: boolean | undefined;
  /** The coordinator's: those that have waited for more than a week. */
  waiting?: boolean | undefined;
  theme?: string | undefined;
  article?: number | undefined;
  pinned?: boolean | undefined;
}
export interface DocumentFilter {
  network?: string | undefined;
  room?: string | undefined;
  /** A folder's id; null is the top of the room; undefined is wherever it lies. */
  folder?: string | null | undefined;
  q?: string | undefined;
  year?: number | undefined;
  published?: boolean | undefined;
  /** Beside the conversations of its room. */
  pinned?: boolean | undefined;
  kind?: DocumentKind | undefined;
  state?: DocumentState | undefined;
  /** The host of its meeting. */
  host?: string | undefined;
  theme?: string | undefined;
  article?: number | undefined;
  organisation?: string | undefined;
  sort?: 'name' | 'dated' | 'size' | undefined;
}

export const keys = {
  installation: ['installation'] as const,
  me: ['me'] as const,
  sessions: ['sessions'] as const,
  addresses: ['addresses'] as const,
  passwordReset: (token: string) => ['password-reset', token] as const,
  addressClaim: (token: string) => ['address-claim', token] as const,
  networks: ['networks'] as const,
  rooms: (network: string) => ['rooms', network] as const,
  room: (room: string) => ['room', room] as const,
  /** Told anew with who reads the room. */
  roomDetails: (room: string) => ['audience', room, 'details'] as const,
  roomGuests: (room: string) => ['audience', room, 'guests'] as const,
  readers: (network: string, asked: object) => ['audience', 'wanted', network, asked] as const,
  audience: (room: string) => ['audience', room] as const,
  start: ['start'] as const,
  movedAway: ['movedAway'] as const,
  inbox: (putOff: boolean) => ['inbox', putOff] as const,
  following: (what: { conversation: string } | { room: string }) => ['following', what] as const,
  mailSettings: ['mailSettings'] as const,
  networkMail: (network: string) => ['networkMail', network] as const,
  mailLink: (token: string) => ['mailLink', token] as const,
  mailings: (network: string) => ['mailings', network] as const,
  alikePeople: (network: string) => ['alike-people', network] as const,
  candidates: (network: string) => ['candidates', network] as const,
  membership: (network: string) => ['membership', network] as const,
  links: (network: string) => ['links', network] as const,
  forwardings: (network: string) => ['forwardings', network] as const,
  publicNetworks: ['public-networks'] as const,
  publicPage: (slug: string) => ['public-page', slug] as const,
  publicPageSettings: (network: string) => ['network-settings', network, 'page'] as const,
  mails: ['mails'] as const,
  mail: (id: string) => ['mail', id] as const,
  drafts: ['drafts'] as const,
  desk: ['desk'] as const,
  // of the meeting: whatever makes that stale makes these so too
  dossier: (meeting: string) => ['meeting', meeting, 'dossier'] as const,
  notes: (meeting: string) => ['meeting', meeting, 'notes'] as const,
  networkSettings: (network: string) => ['network-settings', network] as const,
  appointments: (network: string) => ['appointments', network] as const,
  installed: ['installed'] as const,
  agreements: (network: string) => ['agreements', network] as const,
  agreement: (id: string) => ['agreement', id] as const,
  // of the document or the agreement: whatever makes that stale makes this so too
  revisit: (what: 'document' | 'agreement', id: string) => [what, id, 'revisit'] as const,
  roll: (network: string, on: string) => ['roll', network, on] as const,
  accounts: (q: string) => ['accounts', q] as const,
  log: (network: string | undefined, filter: object) => ['log', network ?? '', filter] as const,
  logChain: (network: string | undefined) => ['log', network ?? '', 'chain'] as const,
  profile: ['profile'] as const,
  person: (id: string) => ['person', id] as const,
  directory: (network: string, q: string) => ['directory', network, q] as const,
  homeGroup: (seat: string) => ['home-group', seat] as const,
  organisations: (q: string) => ['organisations', q] as const,
  organisation: (id: string) => ['organisation', id] as const,
  readersOn: (room: string, on: string) => ['readers-on', room, on] as const,
  statistics: (network: string | undefined, year: number) => ['statistics', network ?? '', year] as const,
  health: ['health'] as const,
  conversations: (filter: ConversationFilter) => ['conversations', filter] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (id: string) => ['messages', id] as const,
  finds: (id: string, q: string) => ['finds', id, q] as const,
  history: (message: string) => ['message-history', message] as const,
  hiddenWords: (message: string) => ['hidden-words', message] as const,
  message: (message: string) => ['message', message] as const,
  seen: (message: string) => ['seen', message] as const,
  imports: (network: string) => ['imports', network] as const,
  import: (id: string) => ['import', id] as const,
  importFiles: (id: string, filter: object) => ['import', id, 'files', filter] as const,
  importOccasions: (id: string) => ['import', id, 'occasions'] as const,
  flags: ['flags'] as const,
  flagPage: (settled: boolean) => ['flags', settled] as const,
  /** The thing comes before which part of it, so that what happens to the thing reaches every part. */
  reference: (id: string) => ['reference', id.split(/[@#]/)[0] ?? id, id] as const,
  mentions: (room: string, q: string) => ['mentions', room, q] as const,
  reach: (room: string, ids: string[]) => ['reach', room, ...ids] as const,
  summaryVersions: (conversation: string) => ['summary-versions', conversation] as const,
  moves: (conversation: string) => ['moves', conversation] as const,
  outlook: (conversation: string, room: string) => ['move-outlook', conversation, room] as const,
  answeredBy: (conversation: string) => ['answered-by', conversation] as const,
  mentionedIn: (conversation: string) => ['mentioned-in', conversation] as const,
  tags: (network: string) => ['tags', network] as const,
  similar: (network: string, title: string) => ['similar', network, title] as const,
  documents: (filter: DocumentFilter) => ['documents', filter] as const,
  document: (id: string) => ['document', id] as const,
  seat: (id: string) => ['seat', id] as const,
  handover: (seat: string) => ['seat', seat, 'handover'] as const,
  seatRounds: (network: string) => ['seatRounds', network] as const,
  seatRound: (id: string) => ['seatRounds', 'one', id] as const,
  guestLink: (token: string) => ['guestLink', token] as const,
  invitationLink: (token: string) => ['invitationLink', token] as const,
  page: (id: string, version: number, number: number) => ['page', id, version, number] as const,
  pages: (id: string, version: number, asShown: boolean) => ['pages', id, version, asShown] as const,
  difference: (id: string, from: number, to: number) => ['difference', id, from, to] as const,
  uses: (id: string) => ['document', id, 'uses'] as const,
  folders: (room: string, parent: string | null) => ['folders', room, parent] as const,
  conditions: (network: string, organisation: string) => ['conditions', network, organisation] as const,
  // of the conditions: whatever makes those stale makes this so too
  certificate: (network: string, organisation: string, on: string) =>
    ['conditions', network, organisation, 'certificate', on] as const,
  coverage: (network: string, day: string) => ['coverage', network, day] as const,
  openNetwork: (slug: string) => ['open-network', slug] as const,
  caseLink: (token: string) => ['case-link', token] as const,
  cases: ['cases'] as const,
  casePage: (over: boolean) => ['cases', over] as const,
  case: (id: string) => ['cases', id] as const,
  meetings: (network: string) => ['meetings', network] as const,
  meeting: (id: string) => ['meeting', id] as const,
  meetingAnswers: (id: string) => ['meeting', id, 'answers'] as const,
  questionBox: (id: string) => ['meeting', id, 'questions'] as const,
  proposedThemes: (id: string) => ['meeting', id, 'themes'] as const,
  attendance: (network: string) => ['attendance', network] as const,
  calendar: ['calendar'] as const,
  participations: (network: string) => ['participations', network] as const,
  people: (network: string | undefined, q: string) => ['people', network ?? '', q] as const,
  ask: (id: string) => ['ask', id] as const,
  askAnswers: (id: string) => ['ask', id, 'answers'] as const,
  answerHistory: (id: string, organisation: string) => ['ask', id, 'history', organisation] as const,
  asks: (network: string) => ['asks', network] as const,
  question: (id: string) => ['ask', id, 'question'] as const,
  alike: (network: string, words: string) => ['alike', network, words] as const,
  proposal: (id: string) => ['proposal', id] as const,
  voices: (id: string) => ['proposal', id, 'voices'] as const,
  decisions: (network: string) => ['decisions', network] as const,
  decision: (id: string) => ['decision', id] as const,
  archive: ['archive'] as const,
  period: (from: number, to: number, network: string | undefined) =>
    ['archive', 'period', from, to, network] as const,
  savedSearches: ['savedSearches'] as const,
  synonyms: (network: string) => ['synonyms', network] as const,
  search: (asked: object) => ['search', asked] as const,
};
