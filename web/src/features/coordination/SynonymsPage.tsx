import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import { synonymsQuery, writeSynonyms } from '../../api/synonyms.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SynonymsPage.module.css';

const WordGroup = lazy(async () => ({ default: (await import('./WordGroup.tsx')).WordGroup }));

/** The words that mean the same in a network, kept by its coordinators, and those that hold everywhere. */
export function SynonymsPage() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const coordinated = [
    ...new Map(
      me.standings
        .filter((one) => one.kind === 'coordinator')
        .flatMap((one) => (one.network ? [[one.network.id, one.network] as const] : [])),
    ).values(),
  ];
  const network = params.get('natverk') ?? coordinated[0]?.id ?? '';
  const list = useQuery({ ...synonymsQuery(network), enabled: Boolean(network) });
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const write = useMutation({
    mutationFn: (groups: string[][]) => writeSynonyms(network, list.data?.revision ?? 0, groups),
    onSuccess: (next) => client.setQueryData(keys.synonyms(network), next),
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: keys.synonyms(network) });
    },
  });
  const groups = list.data?.groups ?? [];
  const save = (words: string[]) => {
    const next =
      editing === 'new' ? [...groups, words] : groups.map((one, at) => (at === editing ? words : one));
    write.mutate(next, {
      onSuccess: () => {
        setEditing(null);
        tell(t('finding.words.saved'));
      },
    });
  };
  const remove = (at: number) => {
    const before = groups;
    write.mutate(
      groups.filter((_, index) => index !== at),
      { onSuccess: () => tell(t('finding.words.removed'), () => write.mutate(before)) },
    );
  };
  return (
    <Page
      title={t('finding.words.title')}
      above={<Link to="/samordning">{t('talk.queue.title')}</Link>}
      below={t('finding.words.lead')}
      acts={
        list.data && (
          <Button look="filled" onPress={() => setEditing('new')} icon={<Plus size={17} aria-hidden />}>
            {t('finding.words.add')}
          </Button>
        )
      }
    >
      {coordinated.length > 1 && (
        <Choose
          label={t('finding.words.network')}
          value={network}
          onChange={(id) => setParams({ natverk: id }, { replace: true })}
          options={coordinated.map((one) => ({ id: one.id, text: one.name }))}
        />
      )}
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={4} />
      ) : (
        <>
          <Part title={t('finding.words.own')}>
            {groups.length === 0 ? (
              <Empty title={t('finding.words.none')}>{t('finding.words.noneHint')}</Empty>
            ) : (
              <ul className={css.groups}>
                {groups.map((words, at) => (
                  <li key={words.join()} className={css.group}>
                    <span className={css.words}>{words.join(' = ')}</span>
                    <Button
                      look="icon"
                      aria-label={t('finding.words.change', { words: words.join(', ') })}
                      onPress={() => setEditing(at)}
                      icon={<Pencil size={17} aria-hidden />}
                    />
                    <Button
                      look="icon"
                      aria-label={t('finding.words.remove', { words: words.join(', ') })}
                      isPending={write.isPending}
                      onPress={() => remove(at)}
                      icon={<Trash2 size={17} aria-hidden />}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Part>
          <Part title={t('finding.words.everywhere')} quiet>
            <p className={css.hint}>{t('finding.words.everywhereHint')}</p>
            <ul className={css.everywhere}>
              {list.data.everywhere.map((words) => (
                <li key={words.join()}>{words.join(' = ')}</li>
              ))}
            </ul>
          </Part>
        </>
      )}
      {editing !== null && (
        <Suspense fallback={null}>
          <WordGroup
            words={editing === 'new' ? [] : (groups[editing] ?? [])}
            isSaving={write.isPending}
            onSave={save}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      )}
    </Page>
  );
}
