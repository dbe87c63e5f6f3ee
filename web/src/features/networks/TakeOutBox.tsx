import { Link } from 'react-router';
import type { Network, Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { TakeOut } from '../../takingOut/TakeOut.tsx';
import { SideBox } from '../../ui/Page.tsx';
import { useRoomChoice } from '../../ui/roomChoice.ts';

/** The room one looks at, and for whoever governs the network all of it, as a folder to take along. */
export function TakeOutBox({ network, rooms }: { network: Network; rooms: Room[] }) {
  const { t } = useWords();
  const [chosen] = useRoomChoice();
  const room = rooms.find((one) => one.id === chosen);
  const governs = rooms.some((one) => one.kind === 'coordination' && one.may.manage);
  if (!room && !governs) return null;
  return (
    <SideBox title={governs ? t('taking.boxBoth') : t('taking.box')}>
      {room && <TakeOut what={{ room: room.id }} name={room.name} text={t('taking.room')} />}
      {governs && (
        <>
          <TakeOut what={{ network: network.id }} name={network.name} text={t('taking.network')} />
          <p>
            <Link to={`/natverk/${network.slug}/import`}>{t('taking.bringIn')}</Link>
          </p>
        </>
      )}
    </SideBox>
  );
}
