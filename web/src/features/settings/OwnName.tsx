import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { changeMe } from '../../api/session.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SettingsPage.module.css';

/** What one is called, to put right, and where one's mails go. */
export function OwnName({ name, email }: { name: string; email: string }) {
  const { t } = useWords();
  const [changing, setChanging] = useState(false);
  const [back, setBack] = useState(false);
  const done = () => {
    setChanging(false);
    setBack(true);
  };
  return (
    <>
      <p>
        <strong>{name}</strong>
        <br />
        {email}
      </p>
      {changing ? (
        <NameForm name={name} onDone={done} />
      ) : (
        <p>
          <Button look="quiet" autoFocus={back} onPress={() => setChanging(true)}>
            {t('settings.name.change')}
          </Button>
        </p>
      )}
    </>
  );
}

function NameForm({ name, onDone }: { name: string; onDone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [written, setWritten] = useState(name);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => changeMe({ name: written }),
    onSuccess: (next) => {
      client.setQueryData(keys.me, next);
      // one is named in lists of every kind
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
      tell(t('settings.name.changed'));
      onDone();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (written.trim()) save.mutate();
  };
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {save.error && !refused?.fields.length && (
        <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('settings.name.label')}
        hint={t('settings.name.hint')}
        autoComplete="name"
        autoFocus
        value={written}
        onChange={setWritten}
        error={tried && !written.trim() ? t('session.required') : refused?.field('/name')}
      />
      <p>
        <Button type="submit" isDisabled={save.isPending}>
          {t('settings.name.save')}
        </Button>{' '}
        <Button look="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </p>
    </form>
  );
}
