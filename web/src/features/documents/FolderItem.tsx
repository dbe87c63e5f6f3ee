import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeFolder, removeFolder, zipAddress } from '../../api/documents.ts';
import { sentence } from '../../api/problem.ts';
import type { Folder } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { KindIcon } from '../../ui/KindIcon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './DocumentList.module.css';
import { FolderChoice } from './FolderChoice.tsx';

/** A folder, opened in place; renamed, moved, downloaded and taken away from its menu. */
export function FolderItem({
  folder,
  mayChange,
  onOpen,
}: {
  folder: Folder;
  mayChange: boolean;
  onOpen: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<'rename' | 'move' | null>(null);
  const [name, setName] = useState(folder.name);
  const done = () => {
    setOpen(null);
    void client.invalidateQueries({ queryKey: ['folders', folder.room_id] });
  };
  const change = useMutation({
    mutationFn: (body: Parameters<typeof changeFolder>[1]) => changeFolder(folder, body),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => removeFolder(folder),
    onSuccess: () => {
      done();
      tell(t('document.folderRemoved', { name: folder.name }));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const choices = [
    {
      id: 'zip',
      text: t('document.downloadFolder'),
      act: () => window.location.assign(zipAddress({ folder: folder.id })),
    },
    ...(mayChange
      ? [
          { id: 'rename', text: t('document.rename'), act: () => setOpen('rename') },
          { id: 'move', text: t('document.move'), act: () => setOpen('move') },
          { id: 'remove', text: t('document.removeFolder'), act: () => remove.mutate() },
        ]
      : []),
  ];
  const wrong = change.error && <Notice wrong>{sentence(change.error, t('ui.broken.body'))}</Notice>;
  return (
    <li className={css.row}>
      <span className={css.leaf}>
        <KindIcon kind="folder" />
      </span>
      <div className={css.words}>
        <button type="button" className={css.folder} onClick={onOpen}>
          <span className="visually-hidden">{t('document.folder')} </span>
          {folder.name}
        </button>
      </div>
      <span className={css.menu}>
        <Menu label={t('document.folderActs', { name: folder.name })} choices={choices} />
      </span>
      {open === 'rename' && (
        <Dialog
          title={t('document.rename')}
          isOpen
          onClose={() => setOpen(null)}
          footer={
            <>
              <Button onPress={() => setOpen(null)}>{t('ui.cancel')}</Button>
              <Button
                look="filled"
                onPress={() => change.mutate({ name: name.trim() })}
                isDisabled={!name.trim() || change.isPending}
              >
                {t('ui.save')}
              </Button>
            </>
          }
        >
          {wrong}
          <Field label={t('document.folderName')} value={name} onChange={setName} autoFocus maxLength={200} />
        </Dialog>
      )}
      {open === 'move' && (
        <FolderChoice
          title={t('document.moveFolder', { name: folder.name })}
          room={folder.room_id}
          without={folder.id}
          busy={change.isPending}
          onClose={() => setOpen(null)}
          onChoose={(parent) => change.mutate({ parent_id: parent })}
        >
          {wrong}
        </FolderChoice>
      )}
    </li>
  );
}
