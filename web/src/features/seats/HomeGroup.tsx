import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { homeGroupQuery, removeFromHomeGroup } from '../../api/people.ts';
import { sentence } from '../../api/problem.ts';
import { AddToHome } from '../../inviting/AddToHome.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Those at home whom the organisation passes things on to: kept by whoever holds the seat. */
export function HomeGroup({ seat }: { seat: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const group = useQuery(homeGroupQuery(seat));
  const [adding, setAdding] = useState(false);
  const remove = useMutation({
    mutationFn: (one: { id: string; name: string }) => removeFromHomeGroup(seat, one.id),
    onSuccess: (_, one) => tell(t('people.home.removed', { name: one.name })),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => client.invalidateQueries({ queryKey: keys.homeGroup(seat) }),
  });
  return (
    <Part
      title={t('people.home.title')}
      acts={<Button onPress={() => setAdding(true)}>{t('people.home.add')}</Button>}
    >
      <p className={css.quiet}>{t('people.home.lead')}</p>
      {group.data && group.data.length > 0 && (
        <ul className={css.lines} aria-label={t('people.home.title')}>
          {group.data.map((one) => (
            <li key={one.id} className={css.line}>
              <div>
                <p className={css.name}>{one.name}</p>
                <p className={css.quiet}>{one.address}</p>
                <p className={css.quiet}>{one.consent}</p>
              </div>
              <Button
                look="quiet"
                aria-label={t('people.home.removeNamed', { name: one.name })}
                isPending={remove.isPending}
                onPress={() => remove.mutate(one)}
              >
                {t('people.home.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddToHome seat={seat} onClose={() => setAdding(false)} />}
    </Part>
  );
}
