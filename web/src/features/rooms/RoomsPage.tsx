import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { useRooms } from '../../api/networks.ts';
import { ApiError } from '../../api/problem.ts';
import { makeRoom } from '../../api/rooms.ts';
import type { Room } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { inOrder, ofMeeting } from '../../ui/rooms.ts';
import sheet from '../../ui/Sheet.module.css';
import { tell } from '../../ui/Toasts.tsx';
import { chosenMember, emptyDraft } from './choices.ts';
import { RoomForm } from './RoomForm.tsx';
import css from './Rooms.module.css';

/** The rooms of a network: what each is for and who sees it; coordinators make others. */
export function RoomsPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { network, known } = useNetworkHere();
  const rooms = useRooms(network?.id);
  const [making, setMaking] = useState(false);
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  const shown = inOrder(rooms).filter((one) => !ofMeeting(one));
  const inUse = shown.filter((one) => !one.archived);
  const archived = shown.filter((one) => one.archived);
  const coordinates = network.my_standings.includes('coordinator');
  return (
    <Page
      title={`${t('rooms.title')} · ${network.name}`}
      heading={t('rooms.title')}
      above={<Link to={`/natverk/${network.slug}/samtal`}>{network.name}</Link>}
      below={t('rooms.lead')}
      acts={
        coordinates &&
        !network.closed &&
        !making && (
          <Button look="filled" onPress={() => setMaking(true)}>
            {t('rooms.new')}
          </Button>
        )
      }
    >
      {making && (
        <Part title={t('rooms.new')}>
          <RoomForm
            network={network.id}
            room={null}
            start={emptyDraft}
            save={(draft) =>
              makeRoom(network.id, {
                name: draft.name,
                purpose: draft.purpose,
                audience: draft.audience,
                organisation_ids: draft.audience === 'organisations' ? draft.organisations : [],
                members: draft.audience === 'named_group' ? draft.members.map(chosenMember) : [],
                ends_on: draft.audience === 'named_group' && draft.ends_on ? draft.ends_on : null,
              })
            }
            onDone={(made) => {
              client.setQueryData(keys.roomDetails(made.room.id), made);
              void client.invalidateQueries({ queryKey: keys.rooms(network.id) });
              tell(t('rooms.made', { name: made.room.name }));
              void navigate(`/rum/${made.room.id}`);
            }}
            onCancel={() => setMaking(false)}
          />
        </Part>
      )}
      {!making && (
        <ul className={sheet.rows}>
          {inUse.map((one) => (
            <Row key={one.id} room={one} />
          ))}
        </ul>
      )}
      {!making && archived.length > 0 && (
        <Part title={t('rooms.archived')}>
          <ul className={sheet.rows}>
            {archived.map((one) => (
              <Row key={one.id} room={one} />
            ))}
          </ul>
        </Part>
      )}
    </Page>
  );
}

function Row({ room }: { room: Room }) {
  const { t, language } = useWords();
  return (
    <li className={sheet.row}>
      <Link to={`/rum/${room.id}`} className={css.name ?? ''}>
        {room.name}
      </Link>
      {room.purpose && <p className={css.purpose}>{room.purpose}</p>}
      <div>
        <AudienceLine audience={room.audience} room={room.id} />
      </div>
      {room.ends_on && (
        <p className={sheet.quiet}>{t('rooms.until', { date: date(room.ends_on, language) })}</p>
      )}
    </li>
  );
}
