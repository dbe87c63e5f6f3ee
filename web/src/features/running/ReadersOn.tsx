import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { useRooms } from '../../api/networks.ts';
import { readersPage } from '../../api/running.ts';
import type { ReadersOnADay, ReadingGround, RoomReader } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { date, daysFromNow } from '../../locales/dates.ts';
import { personName, roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { More } from '../../ui/Paged.tsx';
import css from './Running.module.css';

/** Who could read a room on a day, each with what let them. */
export function ReadersOn({ network }: { network: string }) {
  const { t } = useWords();
  const rooms = useRooms(network);
  const [chosen, setChosen] = useState('');
  const [on, setOn] = useState(() => daysFromNow(0));
  const room = chosen || rooms[0]?.id;
  return (
    <>
      <p className={css.lead}>{t('running.readers.lead')}</p>
      <div className={css.filters}>
        <Choose
          label={t('running.readers.room')}
          value={room ?? ''}
          onChange={setChosen}
          options={rooms.map((one) => ({ id: one.id, text: roomName(one, t) }))}
        />
        <Field label={t('running.readers.day')} type="date" value={on} onChange={setOn} />
      </div>
      {room ? <Readers room={room} on={on} /> : <Later lines={6} />}
    </>
  );
}

function Readers({ room, on }: { room: string; on: string }) {
  const { t, language } = useWords();
  const list = usePaged<RoomReader>(keys.readersOn(room, on), readersPage(room, on));
  if (list.error && !list.data) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Later lines={6} />;
  const found = list.data as unknown as ReadersOnADay;
  if (found.audiences.length === 0) return <Empty title={t('running.readers.noRoom')} />;
  return (
    <>
      <p role="status" className={css.reads}>
        <strong>{found.audiences.join(' / ')}</strong>
        {` · ${on ? date(on, language) : ''} · ${t('running.readers.count', { count: found.people })}`}
      </p>
      {list.items.length === 0 ? (
        <Empty title={t('running.readers.nobody')} />
      ) : (
        <ul className={css.rows}>
          {list.items.map((one) => (
            <li key={one.id} className={css.row}>
              <p>
                <strong>{personName(one, t)}</strong>
              </p>
              <ul className={css.grounds}>
                {one.grounds.map((ground, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: grounds have no ids and never move
                  <li key={at} className={css.facts}>
                    <Ground ground={ground} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}

function Ground({ ground }: { ground: ReadingGround }) {
  const { t, language } = useWords();
  const seat = ground.title || (ground.seat_kind ? t(`terms.seat.${ground.seat_kind}`) : '');
  const part = ground.part === 'holder' ? null : t(`terms.part.${ground.part}`);
  const words = ground.seat_id
    ? [[seat, part].filter(Boolean).join(', '), ground.organisation?.name, t(`terms.standing.${ground.kind}`)]
    : [t(`terms.standing.${ground.kind}`)];
  const from = date(ground.from, language);
  const period = ground.to
    ? t('running.readers.period', { from, to: date(ground.to, language) })
    : t('running.since', { date: from });
  return <>{[...words, period].filter(Boolean).join(' · ')}</>;
}
