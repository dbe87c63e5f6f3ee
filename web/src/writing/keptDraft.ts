/**
 * What is written at a place: as the fields hold it, as it is kept on this device, and as the server has it.
 */
import { wellFormed } from '../api/http.ts';
import type { Draft, ThreadKind, Voting } from '../api/types.ts';
import type { HeldFile } from './heldFiles.ts';
import type { Start } from './outbox.ts';
import { ownName } from './whose.ts';

const name = (place: string) => ownName(`draft.${place}`);

/** What is being written. */
export interface Written {
  text: string;
  title: string;
  attachments: string[];
  /** What a new thread is to be about: its themes as they are typed, and its articles. */
  themes: string;
  articles: number[];
  /** The message it is to answer. */
  answers: string | null;
  /** It is to ask which organisations see it. */
  askSeen: boolean;
  /** What is chosen for something new: nothing stands for what is usual. */
  kind: ThreadKind | null;
  dueOn: string | null;
  organisations: string[] | null;
  voting: Voting | null;
  closesAt: string | null;
  /** The room it is to stand in, and for an information the networks besides. */
  room: string | null;
  networks: string[];
}
/** What is chosen for something new. */
export type Chosen = Pick<
  Written,
  'kind' | 'dueOn' | 'organisations' | 'voting' | 'closesAt' | 'room' | 'networks'
>;
/** What this device keeps of it. */
export interface KeptDraft extends Written {
  /** The server's time of the version this was written on; empty before the first. */
  base: string;
  /** Written here and not yet on the server. */
  unsaved: boolean;
  /** What waits on this device for a line, to be attached then. */
  files: HeldFile[];
  /** What another device wrote meanwhile: the newest alone. On the server this has taken its place. */
  other: Draft | null;
}
export const NOTHING_WRITTEN: KeptDraft = {
  text: '',
  title: '',
  attachments: [],
  themes: '',
  articles: [],
  answers: null,
  askSeen: false,
  kind: null,
  dueOn: null,
  organisations: null,
  voting: null,
  closesAt: null,
  room: null,
  networks: [],
  base: '',
  unsaved: false,
  files: [],
  other: null,
};

/** What is chosen for nothing written is not kept. */
export const isEmpty = (one: Written) =>
  !one.text &&
  !one.title &&
  !one.themes &&
  one.attachments.length === 0 &&
  one.articles.length === 0 &&
  one.answers === null &&
  !one.askSeen;

/** What stands on this device of a draft. */
export function keptDraft(place: string): KeptDraft {
  try {
    const found = JSON.parse(localStorage.getItem(name(place)) ?? 'null') as Partial<KeptDraft> | null;
    return found ? { ...NOTHING_WRITTEN, unsaved: true, ...found } : NOTHING_WRITTEN;
  } catch {
    return NOTHING_WRITTEN;
  }
}
/** Keeps it on this device, as long as there is something of it. */
export function keepDraft(place: string, one: KeptDraft): void {
  try {
    if (isEmpty(one) && !one.unsaved && one.files.length === 0 && !one.other)
      localStorage.removeItem(name(place));
    else localStorage.setItem(name(place), JSON.stringify(one));
  } catch {
    // Full or forbidden storage: the server's copy remains. What is written here goes before what another device wrote.
    if (one.other) keepDraft(place, { ...one, other: null });
  }
}

/** Its words alone. */
export const keptText = (place: string): string => keptDraft(place).text;

/** What is put into a field comes after what stands there: nothing typed is written over. */
export const joined = (held: string, more: string) => (held.trim() ? `${held.trimEnd()}\n\n${more}` : more);

/** Puts something that could not be sent back where it was written, after what stands there by now. */
export function putBack(
  place: string,
  what: {
    text: string;
    start?: Partial<Start>;
    attachments?: string[];
    answers?: string;
    ask_seen?: boolean;
    files?: HeldFile[];
  },
): void {
  const now = keptDraft(place);
  const text = joined(now.text, what.text);
  const attachments = [...new Set([...now.attachments, ...(what.attachments ?? [])])];
  const { title = '', themes = [], articles = [] } = what.start ?? {};
  const chosen = isEmpty(now) && what.start ? chosenFor(what.start) : {};
  keepDraft(place, {
    ...now,
    text,
    attachments,
    title: now.title || title,
    themes: now.themes || themes.join(', '),
    articles: now.articles.length > 0 ? now.articles : articles,
    answers: now.answers ?? what.answers ?? null,
    askSeen: now.askSeen || (what.ask_seen ?? false),
    files: [...now.files, ...(what.files ?? [])],
    ...chosen,
    unsaved: true,
  });
}

/** What had been chosen for what could not be sent. */
function chosenFor(start: Partial<Start>): Partial<Chosen> {
  const { kind = null, room = null, as } = start;
  if (as?.what === 'ask') return { dueOn: as.due_on, organisations: as.organisations, room };
  if (as?.what === 'proposal') return { voting: as.voting, closesAt: as.closes_at, room };
  // The first of them is its own.
  if (as?.what === 'information') return { kind, networks: as.networks.slice(1), room };
  return { kind, room };
}

/** What is told the server of it. */
export const toSave = ({ text, title, attachments, themes, articles, answers, ...chosen }: Written) => ({
  text,
  title: title || null,
  attachments,
  themes,
  articles,
  answers,
  ask_seen: chosen.askSeen,
  thread_kind: chosen.kind,
  // Half a date is kept here alone.
  due_on: /^\d{4}-/.test(chosen.dueOn ?? '') ? chosen.dueOn : null,
  organisations: chosen.organisations,
  voting: chosen.voting,
  closes_at: chosen.closesAt && new Date(chosen.closesAt).toISOString(),
  room_id: chosen.room,
  networks: chosen.networks,
});
/** What the server has of it. */
export const writtenIn = (draft: Draft): Written => ({
  text: draft.text,
  title: draft.title ?? '',
  attachments: draft.attachments,
  themes: draft.themes,
  articles: draft.articles,
  answers: draft.answers,
  askSeen: draft.ask_seen,
  kind: draft.thread_kind,
  dueOn: draft.due_on,
  organisations: draft.organisations,
  voting: draft.voting,
  closesAt: draft.closes_at,
  room: draft.room_id,
  networks: draft.networks,
});
/** Whether the server has all that is written here, as it was sent, whichever version that is. */
export const sameWords = (draft: Draft, one: KeptDraft) =>
  wellFormed(toSave(writtenIn(draft))) === wellFormed(toSave(one));
