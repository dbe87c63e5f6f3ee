import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, sentence } from '../../api/problem.ts';
import { homeKeys, writeTakeHome } from '../../api/takeHome.ts';
import type { TakeHome } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './Home.module.css';

/** Writing the page. What one has written stays when somebody else was quicker. */
export function WritePage({ page, onDone }: { page: TakeHome; onDone: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [title, setTitle] = useState(page.title);
  const [text, setText] = useState(page.text);
  const save = useMutation({
    mutationFn: () => {
      const now = client.getQueryData<TakeHome>(homeKeys.page(page.id)) ?? page;
      return writeTakeHome(now, title, text);
    },
    onSuccess: (now) => {
      client.setQueryData(homeKeys.page(page.id), now);
      void client.invalidateQueries({ queryKey: ['taken-home'] });
      onDone();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 412)
        void client.invalidateQueries({ queryKey: homeKeys.page(page.id) });
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Notice>{t('home.lead')}</Notice>
      {save.error && !refused?.fields.length && (
        <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('home.title')}
        value={title}
        onChange={setTitle}
        error={refused?.field('/title')}
        maxLength={200}
      />
      <Field
        label={t('home.text')}
        hint={t('home.textHint')}
        value={text}
        onChange={setText}
        rows={20}
        error={refused?.field('/text')}
        maxLength={6000}
      />
      <div className={css.acts}>
        <Button look="filled" type="submit" isDisabled={save.isPending}>
          {t('home.save')}
        </Button>
        <Button onPress={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
