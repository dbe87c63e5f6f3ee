import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { homeGroupQuery } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { homeKeys, tellHome } from '../../api/takeHome.ts';
import type { TakeHome } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Home.module.css';

const COUNTS = ['reported', 'spread'] as const;
const ALL = 'all';

/** Sends the page to the home group, or notes that somebody was told otherwise. */
export function TellDialog({ page, onClose }: { page: TakeHome; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const group = useQuery(homeGroupQuery(page.seat_id)).data;
  const mails = page.may_mail && (group?.length ?? 0) > 0;
  const [chosen, setChosen] = useState<'mail' | 'otherwise' | null>(null);
  const way = chosen ?? (mails ? 'mail' : 'otherwise');
  const [only, setOnly] = useState<string[] | typeof ALL>(ALL);
  const [told, setTold] = useState('');
  const [on, setOn] = useState('');
  const [counts, setCounts] = useState<string[]>([]);
  const recipients = way === 'mail' ? (only === ALL ? (group ?? []).map((one) => one.id) : only) : [];
  const act = useMutation({
    mutationFn: () =>
      tellHome(page, {
        recipients,
        told: way === 'mail' ? '' : told,
        told_on: way === 'mail' ? null : on || null,
        reported: counts.includes('reported'),
        spread: counts.includes('spread'),
      }),
    onSuccess: (now) => {
      client.setQueryData(homeKeys.page(page.id), now);
      void client.invalidateQueries({ queryKey: ['taken-home'] });
      tell(way === 'mail' ? t('home.tell.sent', { count: recipients.length }) : t('home.tell.noted'));
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 412)
        void client.invalidateQueries({ queryKey: homeKeys.page(page.id) });
    },
  });
  const refused = act.error instanceof ApiError ? act.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <Dialog
      title={t('home.tell.title')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            isDisabled={act.isPending || !group || (way === 'mail' && recipients.length === 0)}
            onPress={() => act.mutate()}
          >
            {way === 'mail' ? t('home.tell.send', { count: recipients.length }) : t('home.tell.note')}
          </Button>
        </>
      }
    >
      <form className={css.form} onSubmit={submit} noValidate>
        {act.error && !refused?.fields.length && (
          <Notice wrong>{sentence(act.error, t('ui.broken.body'))}</Notice>
        )}
        <Radios
          label={t('home.tell.how')}
          value={way}
          onChange={setChosen}
          options={[
            {
              id: 'mail',
              text: t('home.tell.mail'),
              note: page.may_mail ? t('home.tell.mailNote') : t('home.tell.mailOff'),
              disabled: !mails,
            },
            { id: 'otherwise', text: t('home.tell.otherwise'), note: t('home.tell.otherwiseNote') },
          ]}
        />
        {group?.length === 0 && (
          <p className={css.quiet}>
            {t('home.tell.noGroup')}{' '}
            <Link to={`/uppdrag/${page.seat_id}`} onClick={onClose}>
              {t('home.tell.toGroup')}
            </Link>
          </p>
        )}
        {way === 'mail' && group && (
          <Checks
            label={t('home.tell.to')}
            options={group.map((one) => ({ id: one.id, text: `${one.name}, ${one.address}` }))}
            value={recipients}
            onChange={setOnly}
            error={refused?.field('/recipients')}
          />
        )}
        {way === 'otherwise' && (
          <>
            <Field
              label={t('home.tell.told')}
              hint={t('home.tell.toldHint')}
              value={told}
              onChange={setTold}
              error={refused?.field('/told')}
              maxLength={300}
            />
            <Field
              label={t('home.tell.on')}
              type="date"
              value={on}
              onChange={setOn}
              error={refused?.field('/told_on')}
            />
          </>
        )}
        <Checks
          label={t('home.tell.counts')}
          options={COUNTS.map((id) => ({ id, text: t(`home.tell.${id}`) }))}
          value={counts}
          onChange={setCounts}
        />
        <p className={css.quiet}>{t('home.tell.seen')}</p>
      </form>
    </Dialog>
  );
}
