import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { archiveRoom, changeRoom, roomDetailsQuery } from '../../api/rooms.ts';
import type { RoomDetails } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { lineOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import sheet from '../../ui/Sheet.module.css';
import { tell } from '../../ui/Toasts.tsx';
import { chosenMember, draftOf } from './choices.ts';
import { Guests } from './Guests.tsx';
import { RoomForm } from './RoomForm.tsx';
import css from './Rooms.module.css';

/** A room: what it is for, who it is for, and what whoever manages it may do with it. */
export function RoomPage() {
  const { id = '' } = useParams();
  const found = useQuery(roomDetailsQuery(id));
  if (found.error && !found.data) return <FailedPage error={found.error} />;
  if (!found.data) return <Later lines={8} />;
  return <Shown details={found.data} />;
}

function Shown({ details }: { details: RoomDetails }) {
  const { t, language } = useWords();
  const { room, members, organisations } = details;
  const client = useQueryClient();
  const network = useNetworks().find((one) => one.id === room.network_id);
  const [changing, setChanging] = useState(false);
  const taken = (now: RoomDetails) => {
    client.setQueryData(keys.roomDetails(room.id), now);
    if (room.network_id) void client.invalidateQueries({ queryKey: keys.rooms(room.network_id) });
    void client.invalidateQueries({ queryKey: keys.audience(room.id) });
  };
  const archive = useMutation({
    mutationFn: () => archiveRoom(room.id, !room.archived),
    onSuccess: (now) => {
      taken(now);
      tell(t(now.room.archived ? 'rooms.isArchived' : 'rooms.isBack'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  // in a closed network all stays as it was
  const manages = room.may.manage && details.custom && network?.closed === false;
  const base = network ? `/natverk/${network.slug}` : '';
  return (
    <Page
      title={room.name}
      above={network && <Link to={`${base}/rum`}>{`${network.name} · ${t('rooms.title')}`}</Link>}
      acts={
        manages &&
        !changing && (
          <>
            {!room.archived && <Button onPress={() => setChanging(true)}>{t('rooms.change')}</Button>}
            <Button look="quiet" isDisabled={archive.isPending} onPress={() => archive.mutate()}>
              {t(room.archived ? 'rooms.bringBack' : 'rooms.archive')}
            </Button>
          </>
        )
      }
      below={<AudienceLine audience={room.audience} room={room.id} />}
    >
      {room.archived && <Notice>{t('rooms.archivedLead')}</Notice>}
      {!room.archived && details.over && room.ends_on && (
        <Notice>{t('rooms.over', { date: date(room.ends_on, language) })}</Notice>
      )}
      {changing && network ? (
        <Part title={t('rooms.change')}>
          <RoomForm
            network={network.id}
            room={details}
            start={draftOf(details)}
            save={(draft) =>
              changeRoom(room.id, details.revision, {
                name: draft.name,
                purpose: draft.purpose,
                organisation_ids: details.meant_for === 'organisations' ? draft.organisations : null,
                members: details.meant_for === 'named_group' ? draft.members.map(chosenMember) : null,
                ends_on: details.meant_for === 'named_group' && draft.ends_on ? draft.ends_on : null,
              })
            }
            onDone={(now) => {
              taken(now);
              tell(t('rooms.saved'));
              setChanging(false);
            }}
            onCancel={() => setChanging(false)}
          />
        </Part>
      ) : (
        <>
          {room.purpose && <p className={css.purpose}>{room.purpose}</p>}
          {room.ends_on && !details.over && (
            <p className={sheet.quiet}>{t('rooms.untilLong', { date: date(room.ends_on, language) })}</p>
          )}
          {network && (
            <p className={sheet.acts}>
              <ButtonLink to={`${base}/samtal?rum=${room.id}`}>{t('rooms.toTalk')}</ButtonLink>
              <ButtonLink to={`${base}/dokument?rum=${room.id}`}>{t('rooms.toDocuments')}</ButtonLink>
            </p>
          )}
          {details.meant_for === 'named_group' && (
            <Part title={t('rooms.members')}>
              <ul className={css.people} aria-label={t('rooms.members')}>
                {members.map((one) => (
                  <li key={`${one.person.id}${one.seat_id}`}>
                    <span>{lineOf(one.person, t)}</span>
                    <span className={sheet.quiet}>
                      {t('rooms.memberSince', { date: date(one.from, language) })}
                    </span>
                  </li>
                ))}
              </ul>
              {members.length === 0 && <p className={sheet.quiet}>{t('rooms.noMembers')}</p>}
            </Part>
          )}
          {organisations.length > 0 && (
            <Part title={t('rooms.organisations')}>
              <ul className={sheet.names}>
                {organisations.map((one) => (
                  <li key={one.id}>{one.name}</li>
                ))}
              </ul>
            </Part>
          )}
          <Guests room={room.id} manages={room.may.manage} />
        </>
      )}
    </Page>
  );
}
