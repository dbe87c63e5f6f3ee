import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { saveDraft, startDirect } from '../../api/conversations.ts';
import { sentence } from '../../api/problem.ts';
import type { Unheard } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './MatterList.module.css';

/** Who has not been heard from, alphabetically: never a ranking. The button begins a friendly message. */
export function UnheardList({ unheard }: { unheard: Unheard[] }) {
  const { t } = useWords();
  if (unheard.length === 0) return null;
  return (
    <Part title={t('desk.unheard.title')} quiet>
      <p className={css.facts}>{t('desk.unheard.lead')}</p>
      <ul className={css.rows}>
        {unheard.map((one) => (
          <UnheardRow key={`${one.network.id}${one.organisation.id}`} one={one} />
        ))}
      </ul>
    </Part>
  );
}

function UnheardRow({ one }: { one: Unheard }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const write = useMutation({
    mutationFn: async (person: string) => {
      const conversation = await startDirect([person]);
      await saveDraft(`conversation:${conversation.id}`, { text: t('desk.unheard.draft') });
      return conversation;
    },
    onSuccess: (conversation) => void navigate(`/samtal/${conversation.id}`),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const name = personName({ name: one.person }, t);
  const facts = [
    one.network.name,
    one.last_at ? t('desk.unheard.last', { date: date(one.last_at, language) }) : t('desk.unheard.never'),
    one.person_id ? null : t('desk.unheard.noSeat'),
  ];
  return (
    <li className={css.row}>
      <p className={css.words}>
        {one.organisation.name}
        <span className={css.facts}>{facts.filter(Boolean).join(' · ')}</span>
      </p>
      {one.person_id && (
        <Button
          look="quiet"
          isPending={write.isPending}
          onPress={() => one.person_id && write.mutate(one.person_id)}
        >
          {t('desk.unheard.write', { name })}
        </Button>
      )}
    </li>
  );
}
