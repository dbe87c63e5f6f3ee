import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import { hostingKeys, writeHostOrder } from '../../api/hosting.ts';
import { sentence } from '../../api/problem.ts';
import type { HostOrder } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Handover.module.css';

interface Turn {
  id: string;
  name: string;
  note: string;
}

/** Writing the order: each organisation once, up and down by buttons, with a word on when. */
export function WriteHostOrder({
  network,
  order,
  members,
  onClose,
}: {
  network: string;
  order: HostOrder;
  members: { id: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [turns, setTurns] = useState<Turn[]>(
    order.turns.map((turn) => ({ ...turn.organisation, note: turn.note })),
  );
  const save = useMutation({
    mutationFn: () =>
      writeHostOrder(
        network,
        order.revision,
        turns.map((turn) => ({ organisation_id: turn.id, note: turn.note })),
      ),
    onSuccess: (now) => {
      client.setQueryData(hostingKeys.order(network), now);
      tell(t('hosting.orderSaved'));
      onClose();
    },
    onError: () => void client.invalidateQueries({ queryKey: hostingKeys.order(network) }),
  });
  const left = members.filter((one) => !turns.some((turn) => turn.id === one.id));
  const swap = (place: number, other: number) =>
    setTurns((now) =>
      now.map((turn, at) => (at === place ? now[other] : at === other ? now[place] : turn) ?? turn),
    );
  return (
    <Dialog
      title={t('hosting.order')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isDisabled={save.isPending} onPress={() => save.mutate()}>
            {t('hosting.save')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {save.error && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
        <ol>
          {turns.map((turn, place) => (
            <li key={turn.id} className={css.turn}>
              <Field
                label={turn.name}
                placeholder={t('hosting.noteHint')}
                value={turn.note}
                maxLength={200}
                onChange={(note) =>
                  setTurns((now) => now.map((one) => (one.id === turn.id ? { ...one, note } : one)))
                }
              />
              <div className={css.acts}>
                <Button
                  look="icon"
                  aria-label={t('hosting.up', { name: turn.name })}
                  isDisabled={place === 0}
                  onPress={() => swap(place, place - 1)}
                  icon={<ArrowUp size={18} aria-hidden />}
                />
                <Button
                  look="icon"
                  aria-label={t('hosting.down', { name: turn.name })}
                  isDisabled={place === turns.length - 1}
                  onPress={() => swap(place, place + 1)}
                  icon={<ArrowDown size={18} aria-hidden />}
                />
                <Button
                  look="icon"
                  aria-label={t('hosting.remove', { name: turn.name })}
                  onPress={() => setTurns((now) => now.filter((one) => one.id !== turn.id))}
                  icon={<X size={18} aria-hidden />}
                />
              </div>
            </li>
          ))}
        </ol>
        {left.length > 0 && (
          <div>
            <h3 className={css.head}>{t('hosting.add')}</h3>
            <div className={css.acts}>
              {left.map((one) => (
                <Button
                  key={one.id}
                  look="quiet"
                  onPress={() => setTurns((now) => [...now, { ...one, note: '' }])}
                >
                  {one.name}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}
