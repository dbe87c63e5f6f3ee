import { useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { giveTag, takeTag } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { PersonCard } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './People.module.css';

/** What coordinators say of somebody in a word or two; for a coordinator with a way to say more and to take it back. */
export function TagsOf({ one }: { one: PersonCard }) {
  const { t } = useWords();
  const client = useQueryClient();
  const networks = useNetworks();
  const again = () => {
    void client.invalidateQueries({ queryKey: keys.person(one.id) });
    void client.invalidateQueries({ queryKey: ['directory'] });
  };
  const take = useMutation({
    mutationFn: (tag: PersonCard['tags'][number]) => takeTag(tag.id),
    onSuccess: (_, tag) => {
      tell(t('people.tagTaken'), () => void giveTag(tag.network, one.id, tag.tag).then(again));
      again();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (one.tags.length === 0 && one.may_tag.length === 0) return null;
  return (
    <Part title={t('people.tags')}>
      {one.tags.length > 0 && (
        <ul className={css.tags}>
          {one.tags.map((tag) => (
            <li key={tag.id} className={css.tag}>
              {tag.tag}
              {one.may_tag.includes(tag.network) && (
                <Button
                  look="icon"
                  aria-label={t('people.takeTag', { tag: tag.tag })}
                  isDisabled={take.isPending}
                  onPress={() => take.mutate(tag)}
                  icon={<X size={16} aria-hidden />}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {one.may_tag.map((id) => {
        const name = networks.find((network) => network.id === id)?.name ?? '';
        return <Give key={id} network={{ id, name }} person={one.id} onDone={again} />;
      })}
    </Part>
  );
}

function Give({
  network,
  person,
  onDone,
}: {
  network: { id: string; name: string };
  person: string;
  onDone: () => void;
}) {
  const { t } = useWords();
  const [tag, setTag] = useState('');
  const give = useMutation({
    mutationFn: () => giveTag(network.id, person, tag.trim()),
    onSuccess: () => {
      setTag('');
      onDone();
    },
  });
  const refused = give.error instanceof ApiError ? give.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tag.trim()) give.mutate();
  };
  return (
    <form onSubmit={submit} className={css.give} noValidate>
      <Field
        label={t('people.newTag', { network: network.name })}
        hint={t('people.tagHint')}
        value={tag}
        onChange={setTag}
        error={refused?.field('/tag') ?? (refused ? sentence(refused, t('ui.broken.body')) : undefined)}
      />
      <Button type="submit" isDisabled={give.isPending || !tag.trim()}>
        {t('people.giveTag')}
      </Button>
    </form>
  );
}
