/** What things are called when the server gives a code, so that one view serves readers of both languages. */
import type { TFunction } from 'i18next';
import type { Audience, Author, ConversationRow, PersonLine, RoomKind } from '../api/types.ts';

/** A room's own name, or what its kind is called. */
export function roomName(room: { name: string | null; kind: RoomKind }, t: TFunction): string {
  return room.name ?? t(`terms.room.${room.kind}`);
}

/** A name; *Representant* where the identity is protected. */
export function personName(person: { name: string | null }, t: TFunction): string {
  return person.name ?? t('terms.representative');
}

/** "Anna Berg, Örebro kommun": names always with organisation. */
export function nameOf(author: Author, t: TFunction): string {
  const name = personName(author, t);
  return author.organisation ? `${name}, ${author.organisation}` : name;
}

/** "Alla medlemmar · 29 personer": who reads it, and how many they are. */
export const audienceWords = ({ text, people }: Audience, t: TFunction): string =>
  t('ui.audienceLine', { audience: text, people: t('ui.people', { count: people }) });

export function lineOf(person: PersonLine, t: TFunction): string {
  const name = personName(person, t);
  return person.organisation ? `${name}, ${person.organisation.name}` : name;
}

const STANDINGS = [
  'observer',
  'member',
  'resting',
  'working_group',
  'named_group',
  'host',
  'coordinator',
  'administrator',
  'guest',
] as const;

/** A standing in words; nothing for a code without one. */
export function standingName(kind: string, t: TFunction): string {
  const known = STANDINGS.find((one) => one === kind);
  return known ? t(`terms.standing.${known}`) : '';
}

/** What a conversation is called: its title, "Chatt i Medlemmar", or that it is direct. */
export function titleOf(row: Pick<ConversationRow, 'kind' | 'title' | 'room'>, t: TFunction): string {
  if (row.title) return row.title;
  if (row.kind === 'chat') return t('terms.chatIn', { room: roomName(row.room, t) });
  return t(`terms.conversationKind.${row.kind}`);
}

/** Names in one line, as one says them: "Örebro kommun, Gävle kommun och Mora kommun". */
export function listed(names: string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
