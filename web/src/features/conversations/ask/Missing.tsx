import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { remind } from '../../../api/asks.ts';
import { keys } from '../../../api/keys.ts';
import { sentence } from '../../../api/problem.ts';
import type { Ask } from '../../../api/types.ts';
import { moment } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Part } from '../../../ui/Page.tsx';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Ask.module.css';

const EnterAnswer = lazy(async () => ({ default: (await import('./EnterAnswer.tsx')).EnterAnswer }));

/** Who has not answered: organisations, not persons; and a friendly reminder for those only. */
export function Missing({ ask }: { ask: Ask }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [entering, setEntering] = useState(false);
  const send = useMutation({
    mutationFn: () => remind(ask.conversation_id),
    onSuccess: (count) => tell(t('asking.reminded', { count })),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.ask(ask.conversation_id) }),
  });
  const open = ask.closed_at === null;
  if (ask.missing.length === 0) return open ? <p className={css.note}>{t('asking.everybody')}</p> : null;
  return (
    <Part title={t('asking.missing')}>
      <ul className={css.names}>
        {ask.missing.map((one) => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ul>
      {open && (ask.may.run || ask.may.enter) && (
        <div className={css.acts}>
          {ask.may.run && (
            <Button onPress={() => send.mutate()} isDisabled={send.isPending}>
              {t('asking.remind')}
            </Button>
          )}
          {ask.may.enter && <Button onPress={() => setEntering(true)}>{t('asking.enter')}</Button>}
          {ask.reminded_at && (
            <span className={css.note}>
              {t('asking.remindedAt', { when: moment(ask.reminded_at, language) })}
            </span>
          )}
        </div>
      )}
      {entering && (
        <Suspense fallback={null}>
          <EnterAnswer ask={ask} onClose={() => setEntering(false)} />
        </Suspense>
      )}
    </Part>
  );
}
