import { useQuery } from '@tanstack/react-query';
import { ChevronRight, CornerLeftUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { foldersQuery } from '../../api/documents.ts';
import type { Folder } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Later } from '../../ui/Later.tsx';
import css from './FolderChoice.module.css';

/** Where in a room: one goes down into folders, and chooses the one one stands in. */
export function FolderChoice({
  title,
  room,
  without,
  busy,
  onClose,
  onChoose,
  children,
}: {
  title: string;
  room: string;
  /** A folder that can't be chosen, as it is the one to be moved. */
  without?: string;
  busy: boolean;
  onClose: () => void;
  onChoose: (folder: string | null) => void;
  children?: ReactNode;
}) {
  const { t } = useWords();
  const [way, setWay] = useState<Folder[]>([]);
  const here = way.at(-1);
  const inside = useQuery(foldersQuery(room, here?.id ?? null)).data;
  const folders = inside?.filter((one) => one.id !== without) ?? [];
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => onChoose(here?.id ?? null)} isDisabled={busy}>
            {here ? t('document.moveInto', { name: here.name }) : t('document.moveToTop')}
          </Button>
        </>
      }
    >
      {children}
      <ul className={css.folders} aria-label={here?.name ?? t('document.topOfRoom')}>
        {here && (
          <li>
            <Button
              look="quiet"
              onPress={() => setWay(way.slice(0, -1))}
              icon={<CornerLeftUp size={17} aria-hidden />}
            >
              {way.at(-2)?.name ?? t('document.topOfRoom')}
            </Button>
          </li>
        )}
        {folders.map((one) => (
          <li key={one.id}>
            <Button
              look="quiet"
              className={css.folder ?? ''}
              onPress={() => setWay([...way, one])}
              icon={<ChevronRight size={17} aria-hidden />}
            >
              {one.name}
            </Button>
          </li>
        ))}
      </ul>
      {!inside ? (
        <Later lines={2} />
      ) : (
        folders.length === 0 && <p className={css.none}>{t('document.noFolders')}</p>
      )}
    </Dialog>
  );
}
