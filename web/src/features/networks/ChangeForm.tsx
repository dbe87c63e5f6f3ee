import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { changeMembership } from '../../api/membership.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Membership } from '../../api/types.ts';
import { daysFromNow } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Membership.module.css';
import { activeThen, type Wanted } from './rotation.ts';

/** From which day and why: what was chosen above happens together, or not at all. */
export function ChangeForm({
  network,
  membership,
  wanted,
  onDone,
}: {
  network: string;
  membership: Membership;
  wanted: Wanted;
  onDone: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [from, setFrom] = useState(() => daysFromNow(0));
  const [reason, setReason] = useState('');
  const changes = Object.entries(wanted).map(([organisation_id, state]) => ({ organisation_id, state }));
  const save = useMutation({
    mutationFn: () => changeMembership(network, { from, reason, changes }),
    onSuccess: (now) => {
      client.setQueryData(keys.membership(network), now);
      void client.invalidateQueries({ queryKey: keys.participations(network) });
      void client.invalidateQueries({ queryKey: keys.desk });
      tell(t('membership.saved', { count: changes.length }));
      setReason('');
      onDone();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const then = activeThen(membership.lines, wanted);
  const full = membership.most !== null && then > membership.most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changes.length > 0) save.mutate();
  };
  return (
    <Part title={t('membership.change')}>
      <form className={css.form} onSubmit={submit} noValidate>
        <p role="status">
          {changes.length === 0
            ? t('membership.chooseFirst')
            : t('membership.chosen', { count: changes.length })}
          {changes.length > 0 &&
            membership.most !== null &&
            ` ${t('membership.thenActive', { count: then, most: membership.most })}`}
        </p>
        {full && <Notice wrong>{t('membership.full')}</Notice>}
        {refused && !refused.fields.length && <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>}
        <Field
          label={t('membership.day')}
          type="date"
          value={from}
          onChange={setFrom}
          error={refused?.field('/from')}
        />
        <Field
          label={t('membership.reason')}
          hint={t('membership.reasonHint')}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={4000}
          error={refused?.field('/reason')}
        />
        <p>
          <Button look="filled" type="submit" isDisabled={changes.length === 0 || full || save.isPending}>
            {t('membership.save')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
