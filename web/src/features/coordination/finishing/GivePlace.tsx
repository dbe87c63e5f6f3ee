import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../../api/keys.ts';
import { changeMembership, membershipQuery } from '../../../api/membership.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { daysFromNow } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';
import { SettleCase } from './SettleCase.tsx';

/** The first in the queue becomes a member: by its case where it has one, with a letter; else from a day, with a reason. */
export function GivePlace(finishing: Finishing) {
  return finishing.matter.part_id ? <SettleCase {...finishing} /> : <Give {...finishing} />;
}

function Give({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const client = useQueryClient();
  const membership = useQuery(membershipQuery(matter.network.id)).data;
  const [from, setFrom] = useState(() => daysFromNow(0));
  const [reason, setReason] = useState<string>(t('desk.place.usual'));
  const organisation = matter.organisation ?? '';
  const give = useMutation({
    mutationFn: () =>
      changeMembership(matter.network.id, {
        from,
        reason: reason.trim(),
        changes: [{ organisation_id: matter.subject_id, state: 'member' }],
      }),
    onSuccess: (now) => {
      client.setQueryData(keys.membership(matter.network.id), now);
      void client.invalidateQueries({ queryKey: keys.participations(matter.network.id) });
      tell(t('desk.place.done', { organisation }));
      onDone();
      onClose();
    },
  });
  const refused = give.error instanceof ApiError ? give.error : null;
  return (
    <Dialog
      title={t('desk.place.title', { organisation })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Link to={`/natverk/${matter.network.slug}/medlemskap`}>{t('desk.whole.queue')}</Link>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" isPending={give.isPending} onPress={() => give.mutate()}>
            {t('desk.act.place_free')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        {give.error && !refused?.fields.length && (
          <Notice wrong>{sentence(give.error, t('ui.broken.body'))}</Notice>
        )}
        {membership?.most != null && (
          <p className={css.quiet}>
            {t('membership.ofMost', { count: membership.active, most: membership.most })}
          </p>
        )}
        <Field
          label={t('membership.day')}
          type="date"
          value={from}
          onChange={setFrom}
          autoFocus
          error={refused?.field('/from')}
        />
        <Field
          label={t('membership.reason')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={4000}
          error={refused?.field('/reason')}
        />
      </div>
    </Dialog>
  );
}
