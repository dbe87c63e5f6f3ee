import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { foldersQuery, makeFolder } from '../../api/documents.ts';
import { sentence } from '../../api/problem.ts';
import type { Folder, Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './Path.module.css';

/** Where in the room one is, who sees it, and a new folder. */
export function Path({ room, folder, mayMake }: { room: Room; folder: string | null; mayMake: boolean }) {
  const { t } = useWords();
  const [, setParams] = useSearchParams();
  const steps = useSteps(room.id, folder);
  const go = (to: string | null) =>
    setParams((held) => {
      if (to) held.set('mapp', to);
      else held.delete('mapp');
      return held;
    });
  const [making, setMaking] = useState(false);
  return (
    <div className={css.path}>
      <nav aria-label={t('document.path')}>
        <ol className={css.steps}>
          <li>
            {folder ? (
              <button type="button" className={css.step} onClick={() => go(null)}>
                {room.name}
              </button>
            ) : (
              <span aria-current="page">{room.name}</span>
            )}
          </li>
          {steps.map((step, index) => (
            <li key={step.id}>
              {index < steps.length - 1 ? (
                <button type="button" className={css.step} onClick={() => go(step.id)}>
                  {step.name}
                </button>
              ) : (
                <span aria-current="page">{step.name}</span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <AudienceLine audience={room.audience} room={room.id} />
      {mayMake && (
        <Button look="quiet" onPress={() => setMaking(true)} icon={<FolderPlus size={17} aria-hidden />}>
          {t('document.newFolder')}
        </Button>
      )}
      {making && <NewFolder room={room.id} parent={folder} onClose={() => setMaking(false)} />}
    </div>
  );
}

/** The way down to a folder, as far as the folders on it have been fetched. */
function useSteps(room: string, folder: string | null): Folder[] {
  const client = useQueryClient();
  useQuery(foldersQuery(room, null));
  const known = client
    .getQueriesData<Folder[]>({ queryKey: ['folders', room] })
    .flatMap(([, data]) => data ?? []);
  const steps: Folder[] = [];
  for (let id = folder; id && steps.length < 20; ) {
    const here: Folder | undefined = known.find((one) => one.id === id);
    if (!here) break;
    steps.unshift(here);
    id = here.parent_id ?? null;
  }
  return steps;
}

function NewFolder({ room, parent, onClose }: { room: string; parent: string | null; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => makeFolder(room, name.trim(), parent),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['folders', room] });
      onClose();
    },
  });
  const submit = () => name.trim() && make.mutate();
  return (
    <Dialog
      title={t('document.newFolder')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={submit} isDisabled={!name.trim() || make.isPending}>
            {t('document.makeFolder')}
          </Button>
        </>
      }
    >
      {make.error && <Notice wrong>{sentence(make.error, t('ui.broken.body'))}</Notice>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('document.folderName')} value={name} onChange={setName} autoFocus maxLength={200} />
      </form>
    </Dialog>
  );
}
