import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { confirmImport, importQuery, putRight } from '../../../api/imports.ts';
import { keys } from '../../../api/keys.ts';
import { sentence } from '../../../api/problem.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/**
 * An import in figures, and taking in what is sure. Putting hundreds of files right is a work of its own with a page of its
 * own; what can be said here is whether those whose year and host are known are enough.
 */
export function TakeIn({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const client = useQueryClient();
  const one = useQuery(importQuery(matter.subject_id)).data;
  const [which, setWhich] = useState<'all' | 'sure'>('sure');
  const take = useMutation({
    mutationFn: async (leave: boolean) => {
      if (leave)
        await putRight(matter.subject_id, { shown: { unsure: true, state: 'waiting' }, leave_out: true });
      // what was left out has made it another
      const now = await client.fetchQuery({ ...importQuery(matter.subject_id), staleTime: 0 });
      return confirmImport(now);
    },
    onSuccess: (now) => {
      client.setQueryData(keys.import(now.id), now);
      tell(t('desk.import.done', { title: now.name }));
      onDone();
      onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.import(matter.subject_id) }),
  });
  if (!one) return null;
  const { waiting, left_out, skipped } = one.files;
  const sure = waiting - one.unsure;
  const leaves = one.unsure > 0 && which === 'sure' && sure > 0;
  const count = leaves ? sure : waiting;
  return (
    <Dialog
      title={t('desk.import.title', { title: one.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={`/import/${one.id}`}>{t('desk.whole.import')}</Link>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            autoFocus
            isDisabled={take.isPending || count === 0}
            onPress={() => take.mutate(leaves)}
          >
            {t('bringing.confirm', { count })}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {take.error && <Notice wrong>{sentence(take.error, t('ui.broken.body'))}</Notice>}
        <p>
          {[
            t('desk.import.sure', { count: sure }),
            one.unsure > 0 && t('desk.import.unsure', { count: one.unsure }),
            left_out > 0 && t('desk.import.leftOut', { count: left_out }),
            skipped > 0 && t('desk.import.skipped', { count: skipped }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
        {one.unsure > 0 && sure > 0 && (
          <Radios
            label={t('desk.import.which')}
            value={which}
            onChange={setWhich}
            options={[
              { id: 'sure', text: t('desk.import.onlySure'), note: t('desk.import.onlySureNote') },
              { id: 'all', text: t('desk.import.all'), note: t('desk.import.allNote') },
            ]}
          />
        )}
        <p className={css.quiet}>{t('desk.import.means')}</p>
      </div>
    </Dialog>
  );
}
