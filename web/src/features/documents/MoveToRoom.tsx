import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { documentMoveQuery, moveDocument } from '../../api/shifting.ts';
import type { Document, DocumentRow, Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Losing } from '../../ui/Losing.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { inOrder } from '../../ui/rooms.ts';
import { tell } from '../../ui/Toasts.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import css from './SelectionBar.module.css';

/** Moving documents to another room: one sees who will read them, and how many more, before one does. */
export function MoveToRoom({
  documents,
  rooms,
  onClose,
  onMoved,
}: {
  documents: DocumentRow[];
  rooms: Room[];
  onClose: () => void;
  onMoved: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [from] = documents;
  const [chosen, setChosen] = useState('');
  const [word, setWord] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ name: string; why: string }[]>([]);
  const targets = inOrder(rooms).filter(
    (room) => room.may.upload && room.kind !== 'direct' && room.id !== from?.room.id,
  );
  // All lie in one room, so what holds for one holds for all.
  const [outlook] = useQueries({
    queries: [{ ...documentMoveQuery(from?.id ?? '', chosen), enabled: chosen !== '' && Boolean(from) }],
  });
  const seen = outlook?.data;
  const count = documents.length;
  const refresh = () => {
    for (const key of ['documents', 'document', 'tags', 'conversations', 'rooms'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  /** Each by itself: one that can't go stays, and it is said which and why. */
  const each = async (rows: Pick<DocumentRow, 'id' | 'revision' | 'name'>[], room: string, more: number) => {
    const [done, wrong]: [Document[], typeof failed] = [[], []];
    for (const row of rows) {
      try {
        done.push(await moveDocument(row, { room_id: room, more_readers: more, word: word.trim() || null }));
      } catch (error) {
        wrong.push({ name: row.name, why: sentence(error, t('ui.broken.body')) });
      }
    }
    refresh();
    return { done, wrong };
  };
  const move = async () => {
    setBusy(true);
    const { done, wrong } = await each(documents, chosen, seen?.more_readers ?? 0);
    setBusy(false);
    setFailed(wrong);
    const home = from?.room.id;
    const back = async () => {
      const more = home && done[0] ? await client.fetchQuery(documentMoveQuery(done[0].id, home)) : null;
      const undone = home && more?.allowed ? await each(done, home, more.more_readers) : null;
      tell(t(undone && undone.wrong.length === 0 ? 'shifting.movedBack' : 'shifting.notMovedBack'));
    };
    if (done.length > 0)
      tell(t('document.moved', { count: done.length }), () => void back().catch(() => refresh()));
    if (wrong.length === 0) onMoved();
  };
  return (
    <Dialog
      title={t('document.moveTitle', { count })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => void move()} isDisabled={!seen?.allowed || busy}>
            {seen?.allowed && seen.more_readers > 0
              ? t('thread.moveNow', { count: seen.more_readers })
              : t('document.move')}
          </Button>
        </>
      }
    >
      {failed.length > 0 && (
        <Notice wrong>
          {failed.map((one) => (
            <span key={one.name} className={css.refused}>
              {one.name}: {one.why}
            </span>
          ))}
        </Notice>
      )}
      <p>{t('shifting.toRoomLead')}</p>
      {targets.length === 0 ? (
        <p>{t('shifting.toRoomNowhere')}</p>
      ) : (
        <Choose
          label={t('thread.moveTo')}
          value={chosen}
          onChange={setChosen}
          options={targets.map((room) => ({ id: room.id, text: room.name, note: room.audience.text }))}
        />
      )}
      {outlook?.error && <Failure error={outlook.error} retry={() => void outlook.refetch()} />}
      {seen && (
        <div aria-live="polite">
          <AudienceLine audience={seen.audience} room={chosen} />
          {!seen.allowed && <Notice wrong>{t('shifting.toRoomNotAllowed')}</Notice>}
          <p>{t('shifting.toRoomMore', { count: seen.more_readers })}</p>
          <Losing outlook={seen} words={t('shifting.toRoomFewer', { count: seen.fewer_readers })} />
        </div>
      )}
      {seen?.allowed && (
        <Field
          label={t('shifting.toRoomWord')}
          hint={
            <>
              <span>{t('shifting.toRoomWordHint')}</span> <WrittenFor audience={seen.audience} />
            </>
          }
          value={word}
          onChange={setWord}
          rows={2}
          maxLength={1000}
        />
      )}
    </Dialog>
  );
}
