import type { Room } from '../api/types.ts';
import { useWords } from '../locales/useWords.ts';
import { OneOf } from './Filters.tsx';
import { useRoomChoice } from './roomChoice.ts';

/** Alla rum | Hela nätverket 41 | Medlemmar 29: the rooms as audiences, with how many they are. */
export function RoomFilter({ rooms }: { rooms: Room[] }) {
  const { t } = useWords();
  const [room, choose] = useRoomChoice();
  if (rooms.length < 2) return null;
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
