import type { Room } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { Choose } from './Choose.tsx';
import { OneOf } from './Filters.tsx';
import { useRoomChoice } from './roomChoice.ts';
import { useMedia } from './useMedia.ts';

/** Alla rum | Hela nätverket 41 | Medlemmar 29: the rooms as audiences, with how many they are. */
export function RoomFilter({ rooms }: { rooms: Room[] }) {
  const { t } = useWords();
  const [room, choose] = useRoomChoice();
  const phone = useMedia('(width < 50rem)');
  if (rooms.length < 2) return null;
  if (phone) {
    return (
      <Choose
        compact
        label={t('network.roomFilter')}
        value={room ?? 'all'}
        onChange={(id) => choose(id === 'all' ? undefined : id)}
        options={[
          { id: 'all', text: t('network.allRooms') },
          ...rooms.map((one) => ({
            id: one.id,
            text: one.name,
            note: t('ui.audienceLine', {
              audience: one.audience.text,
              people: t('ui.people', { count: one.audience.people }),
            }),
          })),
        ]}
      />
    );
  }
  return (
    <OneOf
      label={t('network.roomFilter')}
      value={room ?? 'all'}
      onChange={(id) => choose(id === 'all' ? undefined : id)}
      options={[
        { id: 'all', text: t('network.allRooms') },
        ...rooms.map((one) => ({ id: one.id, text: one.name, note: String(one.audience.people) })),
      ]}
    />
  );
}
