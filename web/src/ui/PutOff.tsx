import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AlarmClock } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { putOff } from '../api/inbox.ts';
import { keys } from '../api/keys.ts';
import { sentence } from '../api/problem.ts';
import { moment } from '../locales/dates.ts';
import { usualTimes } from '../locales/later.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import { MenuLater } from './MenuLater.tsx';
import { tell } from './Toasts.tsx';

const PutOffDialog = lazy(async () => ({ default: (await import('./PutOffDialog.tsx')).PutOffDialog }));

/** "Senare": puts a conversation off to a time. */
export function PutOff({ conversation, title }: { conversation: string; title: string }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [choosing, setChoosing] = useState(false);
  const act = useMutation({
    mutationFn: (until: Date) => putOff(conversation, until),
    onSuccess: (_, until) => {
      setChoosing(false);
      tell(t('inbox.untilSaid', { when: moment(until.toISOString(), language) }));
      for (const queryKey of [keys.start, ['inbox']]) void client.invalidateQueries({ queryKey });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <>
      <MenuLater
        label={t('inbox.later')}
        button={
          <Button
            look="quiet"
            icon={<AlarmClock size={16} aria-hidden />}
            aria-label={t('inbox.laterNamed', { title })}
          >
            {t('inbox.later')}
          </Button>
        }
        choices={[
          ...usualTimes().map(({ name, at }) => ({
            id: name,
            text: t(`inbox.${name}`),
            act: () => act.mutate(at),
          })),
          { id: 'other', text: t('inbox.other'), act: () => setChoosing(true) },
        ]}
      />
      {choosing && (
        <Suspense fallback={null}>
          <PutOffDialog onChoose={(until) => act.mutate(until)} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </>
  );
}
