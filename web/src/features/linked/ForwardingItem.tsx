import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { declineForwarding, placeForwarding } from '../../api/linked.ts';
import { useRooms } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import type { Forwarding, Network } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Html } from '../../ui/Html.tsx';
import { inOrder } from '../../ui/rooms.ts';
import { tell } from '../../ui/Toasts.tsx';
import css from './Linked.module.css';

/** Something passed on: what it says, whose it is, and what becomes of it. */
export function ForwardingItem({ forwarding, network }: { forwarding: Forwarding; network: Network }) {
  const { t, language } = useWords();
  const { incoming, state } = forwarding;
  const waits = state === 'waiting';
  const by = [forwarding.written_by ?? t('terms.representative'), forwarding.written_for]
    .filter(Boolean)
    .join(', ');
  return (
    <li className={css.row}>
      <p className={css.name}>{forwarding.title}</p>
      <p className={css.quiet}>
        {t(incoming ? 'linked.cameFrom' : 'linked.wentTo', {
          network: forwarding.network,
          by: forwarding.forwarded_by ?? t('terms.representative'),
          date: date(forwarding.forwarded_at, language),
        })}
        {' · '}
        {t(`linked.state.${state}`)}
      </p>
      {incoming && waits && (
        <>
          {forwarding.comment && <p className={css.comment}>”{forwarding.comment}”</p>}
          {forwarding.html && (
            <blockquote className={css.quote}>
              <Html html={forwarding.html} />
            </blockquote>
          )}
          {forwarding.files.length > 0 && (
            <p className={css.quiet}>
              {t('linked.withFiles', { names: forwarding.files.map((file) => file.name).join(', ') })}
            </p>
          )}
          <p className={css.quiet}>
            {t('linked.from.written', { by, date: date(forwarding.written_at, language) })}
          </p>
          {!network.closed && <Settle forwarding={forwarding} network={network} />}
        </>
      )}
    </li>
  );
}

function Settle({ forwarding, network }: { forwarding: Forwarding; network: Network }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const files = forwarding.files.length > 0;
  const rooms = inOrder(useRooms(network.id)).filter(
    (room) => room.may.write && (!files || room.may.upload) && !room.archived,
  );
  const [chosen, setChosen] = useState('');
  const room = rooms.find((one) => one.id === chosen) ?? rooms[0];
  const stale = () => {
    void client.invalidateQueries({ queryKey: keys.forwardings(network.id) });
    void client.invalidateQueries({ queryKey: keys.desk });
  };
  const failed = (error: unknown) => {
    tell(sentence(error, t('ui.broken.body')));
    stale();
  };
  const place = useMutation({
    mutationFn: (into: string) => placeForwarding(forwarding.id, into),
    onSuccess: (placed) => {
      stale();
      tell(t('linked.placed', { room: room?.name ?? '' }));
      void navigate(
        placed.conversation_id ? `/samtal/${placed.conversation_id}` : `/dokument/${placed.document_id}`,
      );
    },
    onError: failed,
  });
  const decline = useMutation({
    mutationFn: () => declineForwarding(forwarding.id),
    onSuccess: () => {
      stale();
      tell(t('linked.declined'));
    },
    onError: failed,
  });
  if (!room) return null;
  const busy = place.isPending || decline.isPending;
  return (
    <div className={css.settle}>
      <Choose
        label={t('linked.room')}
        value={room.id}
        onChange={setChosen}
        options={rooms.map((one) => ({
          id: one.id,
          text: one.name,
          note: t('ui.audienceLine', {
            audience: one.audience.text,
            people: t('ui.people', { count: one.audience.people }),
          }),
        }))}
      />
      <p className={css.acts}>
        <Button
          isDisabled={busy}
          onPress={() => place.mutate(room.id)}
          aria-label={t('linked.placeOf', { title: forwarding.title })}
        >
          {t('linked.place')}
        </Button>
        <Button
          look="quiet"
          isDisabled={busy}
          onPress={() => decline.mutate()}
          aria-label={t('linked.declineOf', { title: forwarding.title })}
        >
          {t('linked.decline')}
        </Button>
      </p>
    </div>
  );
}
