import type { Room } from '../../api/types.ts';
import { audienceWords } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Choose } from '../../ui/Choose.tsx';
import { inOrder } from '../../ui/rooms.ts';
import css from './NewThread.module.css';

/** In these rooms no organisation speaks: they are for a few of the network's own. */
const SILENT = new Set<Room['kind']>(['working_group', 'coordination', 'planning', 'direct']);

/** The rooms in which organisations can be asked, *Hela nätverket* first. */
export const askable = (rooms: Room[]): Room[] =>
  inOrder(rooms.filter((one) => one.may.write && !SILENT.has(one.kind)));

/** Who will read, in words, chosen last before one sends. */
export function ChooseRoom({
  rooms,
  value,
  onChange,
  held = false,
}: {
  rooms: Room[];
  value: string;
  onChange: (id: string) => void;
  /** What is attached lies in that room: it is the only one. */
  held?: boolean;
}) {
  const { t } = useWords();
  const words = (room: Room) => audienceWords(room.audience, t);
  const target = rooms.find((one) => one.id === value);
  return (
    <>
      <Choose
        label={t('conversation.chooseRoom')}
        value={value}
        onChange={onChange}
        options={(held ? rooms.filter((one) => one.id === value) : rooms).map((one) => ({
          id: one.id,
          text: one.name,
          note: words(one),
        }))}
      />
      {target && <p className={css.audience}>{words(target)}</p>}
      {target && held && <p className={css.caution}>{t('conversation.roomHeld', { room: target.name })}</p>}
    </>
  );
}
