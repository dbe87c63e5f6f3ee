import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sayPromiseStatus } from '../../api/dossier.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { MeetingPromise } from '../../api/types.ts';
import { day, daysUntil } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './WaitingForYou.module.css';

/** What one's organisation has promised at meetings and not yet done; done is one press. */
export function PromisesDue({ promises }: { promises: MeetingPromise[] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const finish = useMutation({
    mutationFn: (one: MeetingPromise) => sayPromiseStatus(one.id, 'done'),
    onSuccess: (_, one) => {
      void client.invalidateQueries({ queryKey: keys.start });
      void client.invalidateQueries({ queryKey: keys.meeting(one.meeting_id) });
      tell(t('dossier.promise.wellDone'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <Part title={t('dossier.promise.yours')}>
      <ul className={css.list}>
        {promises.map((one) => (
          <li key={one.id} className={css.one}>
            <p className={css.words}>
              <span className={css.title}>{one.wording}</span>
              <span className={css.facts}>
                {one.organisation?.name} · <Link to={`/traffar/${one.meeting_id}`}>{one.meeting}</Link>
                {one.due_on && (
                  <span className={daysUntil(one.due_on) < 0 ? css.late : ''}>
                    {' · '}
                    {t('dossier.promise.due', { when: day(one.due_on, language) })}
                  </span>
                )}
              </span>
            </p>
            <Button
              isDisabled={finish.isPending}
              aria-label={`${t('dossier.promise.finish')}: ${one.wording}`}
              onPress={() => finish.mutate(one)}
            >
              {t('dossier.promise.finish')}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
