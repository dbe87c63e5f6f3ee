import type { Room, RoomKind } from '../api/types.ts';

const ORDER: readonly RoomKind[] = [
  'whole_network',
  'members',
  'working_group',
  'coordination',
  'public',
  'custom',
  'meeting',
  'planning',
];

/**
 * The rooms in the order people think of them: the widest first, those of meetings last and the latest of them first;
 * what has been archived behind them all.
 */
export function inOrder(rooms: readonly Room[]): Room[] {
  const place = (room: Room) => ORDER.indexOf(room.kind) + (room.archived ? ORDER.length : 0);
  return [...rooms].reverse().sort((a, b) => place(a) - place(b));
}

/** Rooms that come with a meeting: many, and mostly reached from it. */
export const ofMeeting = (room: Room): boolean => room.kind === 'meeting' || room.kind === 'planning';
