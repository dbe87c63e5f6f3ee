import { useQueryClient } from '@tanstack/react-query';
import { DoorOpen, FolderInput, Tag, X } from 'lucide-react';
import { useState } from 'react';
import { changeDocument } from '../../api/documents.ts';
import { sentence } from '../../api/problem.ts';
import type { DocumentRow, Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { FolderChoice } from './FolderChoice.tsx';
import { MoveToRoom } from './MoveToRoom.tsx';
import css from './SelectionBar.module.css';
import { TagDocuments } from './TagDocuments.tsx';
import { ZipLinks } from './ZipLinks.tsx';

/** What can be done with the documents chosen: moved, tagged, taken along as one zip. */
export function SelectionBar({
  chosen,
  rooms,
  onClear,
}: {
  chosen: DocumentRow[];
  rooms: Room[];
  onClear: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [open, setOpen] = useState<'move' | 'room' | 'tag' | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ name: string; why: string }[]>([]);
  const [first] = chosen;
  const oneRoom = first && chosen.every((one) => one.room.id === first.room.id) ? first.room.id : null;
  const mayChange = chosen.every((one) => rooms.find((room) => room.id === one.room.id)?.may.upload);

  /** Each by itself: one whose name is taken there stays, and it is said which. */
  const change = async (with_: (row: DocumentRow) => Parameters<typeof changeDocument>[1], done: string) => {
    setBusy(true);
    const wrong: typeof failed = [];
    for (const row of chosen) {
      try {
        await changeDocument(row, with_(row));
      } catch (error) {
        wrong.push({ name: row.name, why: sentence(error, t('ui.broken.body')) });
      }
    }
    setBusy(false);
    setFailed(wrong);
    for (const key of ['documents', 'document', 'tags']) void client.invalidateQueries({ queryKey: [key] });
    if (wrong.length > 0) return;
    setOpen(null);
    onClear();
    tell(done);
  };
  const refused = failed.length > 0 && (
    <Notice wrong>
      {failed.map((one) => (
        <span key={one.name} className={css.refused}>
          {one.name}: {one.why}
        </span>
      ))}
    </Notice>
  );
  const count = chosen.length;
  return (
    <section className={css.bar} aria-label={t('document.selected', { count })}>
      <strong role="status">{t('document.selected', { count })}</strong>
      <ZipLinks documents={chosen} />
      {mayChange && (
        <>
          <Button look="quiet" onPress={() => setOpen('tag')} icon={<Tag size={17} aria-hidden />}>
            {t('document.tag')}
          </Button>
          {oneRoom && (
            <Button look="quiet" onPress={() => setOpen('move')} icon={<FolderInput size={17} aria-hidden />}>
              {t('document.move')}
            </Button>
          )}
          {oneRoom && (
            <Button look="quiet" onPress={() => setOpen('room')} icon={<DoorOpen size={17} aria-hidden />}>
              {t('shifting.toRoom')}
            </Button>
          )}
        </>
      )}
      <Button
        look="icon"
        aria-label={t('document.clearSelection')}
        onPress={onClear}
        icon={<X size={18} aria-hidden />}
      />
      {open === 'move' && oneRoom && (
        <FolderChoice
          title={t('document.moveTitle', { count })}
          room={oneRoom}
          busy={busy}
          onClose={() => setOpen(null)}
          onChoose={(folder) => void change(() => ({ folder_id: folder }), t('document.moved', { count }))}
        >
          {refused}
        </FolderChoice>
      )}
      {open === 'room' && oneRoom && (
        <MoveToRoom
          documents={chosen}
          rooms={rooms}
          onClose={() => setOpen(null)}
          onMoved={() => {
            setOpen(null);
            onClear();
          }}
        />
      )}
      {open === 'tag' && (
        <TagDocuments
          documents={chosen}
          busy={busy}
          onClose={() => setOpen(null)}
          onSave={(tags) => void change(tags, t('document.tagged', { count }))}
        >
          {refused}
        </TagDocuments>
      )}
    </section>
  );
}
