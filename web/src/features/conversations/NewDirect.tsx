import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import { startDirect } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { peopleQuery } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { PersonLine } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './NewDirect.module.css';

const MOST = 11;

/** Choosing whom to write to, among those one shares a network with. */
export function NewDirect({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [chosen, setChosen] = useState<PersonLine[]>([]);
  const asked = useDeferredValue(q.trim());
  const found = useQuery({ ...peopleQuery(undefined, asked), placeholderData: keepPreviousData });
  const start = useMutation({
    mutationFn: () => startDirect(chosen.map((one) => one.id)),
    onSuccess: (conversation) => {
      client.setQueryData(keys.conversation(conversation.id), conversation);
      void client.invalidateQueries({ queryKey: keys.conversations({ direct: true }) });
      void navigate(`/samtal/${conversation.id}`);
    },
  });
  const free = (found.data ?? []).filter(
    (one) => one.id !== me.person.id && !chosen.some((each) => each.id === one.id),
  );
  const people = [...new Map(free.map((one) => [one.id, one])).values()];
  return (
    <Dialog
      title={t('conversation.newDirect')}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="filled"
          isDisabled={chosen.length === 0 || start.isPending}
          onPress={() => start.mutate()}
        >
          {t('conversation.startDirect')}
        </Button>
      }
    >
      {start.error && <Notice wrong>{sentence(start.error, t('ui.broken.body'))}</Notice>}
      {chosen.length > 0 && (
        <ul className={css.chosen} aria-label={t('conversation.chosen')}>
          {chosen.map((one) => (
            <li key={one.id}>
              {personName(one, t)}
              <Button
                look="icon"
                aria-label={t('conversation.remove', { name: personName(one, t) })}
                onPress={() => setChosen((held) => held.filter((each) => each.id !== one.id))}
                icon={<X size={16} aria-hidden />}
              />
            </li>
          ))}
        </ul>
      )}
      <Field label={t('conversation.findPeople')} value={q} onChange={setQ} type="search" autoFocus />
      <ul className={css.people}>
        {people.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={css.person}
              disabled={chosen.length >= MOST}
              onClick={() => {
                setChosen((held) => [...held, one]);
                setQ('');
              }}
            >
              <span className={css.name}>{personName(one, t)}</span>
              <span className={css.organisation}>{one.organisation?.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.data && people.length === 0 && asked && (
        <p className={css.none}>{t('conversation.nobodyFound')}</p>
      )}
      {chosen.length >= MOST && <p className={css.none}>{t('conversation.mostPeople')}</p>}
    </Dialog>
  );
}
