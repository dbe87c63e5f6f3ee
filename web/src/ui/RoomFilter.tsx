import type { Room } from '../api/types.ts';
import { audienceWords } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import { Choose, type Option } from './Choose.tsx';
import { OneOf } from './Filters.tsx';
import { useRoomChoice } from './roomChoice.ts';
import { inOrder, ofMeeting } from './rooms.ts';
import { useMedia } from './useMedia.ts';

/** Alla rum | Hela nätverket 41 | Medlemmar 29, and the meetings' rooms folded together: rooms as audiences. */
export function RoomFilter({ rooms }: { rooms: Room[] }) {
  const { t } = useWords();
  const [room, choose] = useRoomChoice();
  const phone = useMedia('(width < 50rem)');
  if (rooms.length < 2) return null;
  const ordered = inOrder(rooms);
  const option = (one: Room): Option => ({
    id: one.id,
    text: one.name,
    note: audienceWords(one.audience, t),
  });
  const pick = (id: string) => choose(id === 'all' ? undefined : id);
  if (phone) {
    const options = [{ id: 'all', text: t('network.allRooms') }, ...ordered.map(option)];
    return (
      <Choose
        compact
        label={t('network.roomFilter')}
        value={room ?? 'all'}
        onChange={pick}
        options={options}
      />
    );
  }
  const usual = ordered.filter((one) => !ofMeeting(one) && (!one.archived || one.id === room));
  const meetings = ordered.filter(ofMeeting);
  const inMeeting = meetings.some((one) => one.id === room);
  return (
    <>
      <OneOf
        label={t('network.roomFilter')}
        value={inMeeting ? '' : (room ?? 'all')}
        onChange={pick}
        options={[
          { id: 'all', text: t('network.allRooms') },
          ...usual.map((one) => ({ id: one.id, text: one.name, people: one.audience.people })),
        ]}
      />
      {meetings.length > 0 && (
        <Choose
          compact
          label={t('network.meetingRooms')}
          value={inMeeting ? (room ?? '') : 'none'}
          onChange={(id) => choose(id === 'none' ? undefined : id)}
          options={[{ id: 'none', text: t('network.meetingRooms') }, ...meetings.map(option)]}
        />
      )}
    </>
  );
}
