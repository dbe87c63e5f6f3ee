import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../../api/keys.ts';
import { useRooms } from '../../../api/networks.ts';
import { ApiError, sentence } from '../../../api/problem.ts';
import { moveOutlookQuery, movesQuery, moveThread, undoMove } from '../../../api/threads.ts';
import type { Conversation, MoveOutlook, ThreadMove } from '../../../api/types.ts';
import { day } from '../../../locales/dates.ts';
import { personName, roomName } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choose } from '../../../ui/Choose.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Later } from '../../../ui/Later.tsx';
import { AudienceLine } from '../../../ui/Lines.tsx';
import { Losing } from '../../../ui/Losing.tsx';
import { Failure, Notice } from '../../../ui/Notice.tsx';
import { inOrder } from '../../../ui/rooms.ts';
import { tell } from '../../../ui/Toasts.tsx';
import { WrittenFor } from '../../../ui/WrittenFor.tsx';
import { DraftNote } from '../../../writing/DraftNote.tsx';
import { useDraft } from '../../../writing/draft.ts';
import { OtherDraft } from '../../../writing/OtherDraft.tsx';
import css from './MoveThread.module.css';

/** Puts a moved thread back into what is shown: it stands elsewhere, and every list with it. */
function useMoved() {
  const client = useQueryClient();
  return (now: Conversation) => {
    client.setQueryData(keys.conversation(now.id), now);
    for (const key of [['conversations'], keys.messages(now.id), keys.moves(now.id), ['rooms'], keys.start])
      void client.invalidateQueries({ queryKey: key });
  };
}

/** Takes a move back. */
export function useUndoMove(conversation: string) {
  const { t } = useWords();
  const moved = useMoved();
  return useMutation({
    mutationFn: (move: string) => undoMove(conversation, move),
    onSuccess: (now) => {
      moved(now);
      tell(t('thread.moveUndone'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
}

/** Moving a thread: one sees who will read it, and how many more, before one does. */
export function MoveThread({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const rooms = useRooms(conversation.network?.id);
  const targets = inOrder(rooms).filter(
    (room) => room.may.write && room.kind !== 'direct' && room.id !== conversation.room.id,
  );
  const [chosen, setChosen] = useState('');
  const draft = useDraft(`moving:${conversation.id}`);
  const word = draft.text;
  const outlook = useQuery({
    ...moveOutlookQuery(conversation.id, chosen),
    enabled: chosen !== '',
  });
  const last = useQuery(movesQuery(conversation.id)).data?.[0];
  const moved = useMoved();
  const undo = useUndoMove(conversation.id);
  const target = targets.find((room) => room.id === chosen);
  const seen = outlook.data;
  const move = useMutation({
    mutationFn: () =>
      moveThread(conversation, {
        room_id: chosen,
        more_readers: seen?.more_readers ?? 0,
        word: word.trim() || null,
      }),
    onSuccess: async (now) => {
      draft.clear();
      moved(now);
      onClose();
      const moves = await client.fetchQuery(movesQuery(now.id)).catch(() => []);
      const done = moves[0];
      tell(
        t('thread.moved', { room: roomName(now.room, t) }),
        done?.undoable ? () => undo.mutate(done.id) : undefined,
      );
    },
    onError: (error) => {
      if (error instanceof ApiError && (error.status === 409 || error.status === 412)) {
        void outlook.refetch();
        void client.invalidateQueries({ queryKey: keys.conversation(conversation.id) });
      }
    },
  });
  return (
    <Dialog
      title={t('thread.moveTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <DraftNote state={draft.state} />
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="filled"
            onPress={() => move.mutate()}
            isDisabled={!seen?.allowed || move.isPending || outlook.isFetching}
          >
            {t('thread.moveNow', { count: seen?.allowed ? seen.more_readers : 0 })}
          </Button>
        </>
      }
    >
      {move.error && <Notice wrong>{sentence(move.error, t('ui.broken.body'))}</Notice>}
      {last?.undoable && !last.undone && (
        <LastMove last={last} onUndo={() => undo.mutate(last.id, { onSuccess: onClose })} />
      )}
      <p>{t('thread.moveLead')}</p>
      {targets.length === 0 ? (
        <p>{t('thread.moveNowhere')}</p>
      ) : (
        <Choose
          label={t('thread.moveTo')}
          value={chosen}
          onChange={setChosen}
          options={targets.map((room) => ({ id: room.id, text: room.name, note: room.audience.text }))}
        />
      )}
      {outlook.error && <Failure error={outlook.error} retry={() => void outlook.refetch()} />}
      {chosen && !seen && !outlook.error && <Later lines={2} />}
      {seen && target && <Outlook outlook={seen} room={target.id} />}
      <OtherDraft draft={draft} />
      {seen?.allowed && (
        <Field
          label={t('thread.moveWord')}
          hint={
            <>
              <span>{t('thread.moveWordHint')}</span> <WrittenFor audience={seen.audience} />
            </>
          }
          value={word}
          onChange={(written) => draft.write(written)}
          rows={2}
          maxLength={1000}
        />
      )}
    </Dialog>
  );
}

/** What the move would mean, in sentences. */
function Outlook({ outlook, room }: { outlook: MoveOutlook; room: string }) {
  const { t } = useWords();
  const names = (list: string[]) => list.join(', ');
  const people = (list: { name: string | null; organisation: string | null }[]) =>
    list.map((one) => [personName(one, t), one.organisation].filter(Boolean).join(', ')).join('; ');
  const left = outlook.writers.filter((one) => !one.keeps);
  return (
    <div className={css.outlook} aria-live="polite">
      <AudienceLine audience={outlook.audience} room={room} />
      {!outlook.allowed && <Notice wrong>{t('thread.moveNotAllowed')}</Notice>}
      <p className={outlook.more_readers > 0 ? css.more : undefined}>
        {t('thread.moveMore', { count: outlook.more_readers })}
      </p>
      <Losing outlook={outlook} words={t('thread.moveFewer', { count: outlook.fewer_readers })} />
      {outlook.documents.length > 0 && (
        <p>{t('thread.moveDocuments', { names: names(outlook.documents.map((one) => one.name)) })}</p>
      )}
      <p>
        {t('thread.moveWriters', {
          names: people(outlook.writers),
        })}
      </p>
      {left.length > 0 && <p>{t('thread.moveLeft', { names: people(left) })}</p>}
    </div>
  );
}

function LastMove({ last, onUndo }: { last: ThreadMove; onUndo: () => void }) {
  const { t, language } = useWords();
  return (
    <Notice action={<Button onPress={onUndo}>{t('thread.moveUndo')}</Button>}>
      {t('thread.moveLast', {
        when: day(last.moved_at, language),
        name: personName({ name: last.by }, t),
      })}
    </Notice>
  );
}
