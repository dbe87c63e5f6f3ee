import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { declineForwarding, placeForwarding } from '../api/linked.ts';
import { useRooms } from '../api/networks.ts';
import { sentence } from '../api/problem.ts';
import type { Forwarding } from '../api/types.ts';
import { audienceWords } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Choose } from '../ui/Choose.tsx';
import { inOrder } from '../ui/rooms.ts';
import { tell } from '../ui/Toasts.tsx';
import css from './Forwarding.module.css';

interface Props {
  forwarding: Forwarding;
  network: string;
  onPlaced: (placed: Awaited<ReturnType<typeof placeForwarding>>) => void;
  onDeclined?: () => void;
}

/** What becomes of something passed on: laid out in a room, or turned down. */
export function SettleForwarding({ forwarding, network, onPlaced, onDeclined }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const files = forwarding.files.length > 0;
  const rooms = inOrder(useRooms(network)).filter(
    (room) => room.may.write && (!files || room.may.upload) && !room.archived,
  );
  const [chosen, setChosen] = useState('');
  const room = rooms.find((one) => one.id === chosen) ?? rooms[0];
  const stale = () => {
    void client.invalidateQueries({ queryKey: keys.forwardings(network) });
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
      onPlaced(placed);
    },
    onError: failed,
  });
  const decline = useMutation({
    mutationFn: () => declineForwarding(forwarding.id),
    onSuccess: () => {
      stale();
      tell(t('linked.declined'));
      onDeclined?.();
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
          note: audienceWords(one.audience, t),
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
