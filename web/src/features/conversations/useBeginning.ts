import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError } from '../../api/problem.ts';
import type { Conversation, Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { tell } from '../../ui/Toasts.tsx';
import { type DraftHandle, useDraft } from '../../writing/draft.ts';
import { type Begun, startLater } from '../../writing/outbox.ts';
import { useFirstFiles } from './useFirstFiles.ts';

/** What an ask or a proposal carries besides its words. */
type Carried = Extract<Begun, { what: 'ask' | 'proposal' }>;

/** What every thread begins with. */
interface Words {
  title: string;
  text: string;
  attachments: string[];
  client_id: string;
}

interface Props<As> {
  what: Carried['what'];
  /** The rooms it may stand in, the usual one first, by what has been chosen. */
  rooms: (chosen: Pick<DraftHandle, 'voting'>) => Room[];
  room?: string | undefined;
  put: (room: string, said: As & Words) => Promise<Conversation>;
  /** It has been put, or waits to be: what was written can be thrown away. */
  onBegun?: () => void;
  onClose: () => void;
}

/** Beginning an ask or a proposal: its draft and files, its room, and the sending that waits where there is no line. */
export function useBeginning<As extends Carried>({ what, room, put, onBegun, onClose, ...props }: Props<As>) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const usualOf = (rooms: Room[]) => rooms.find((one) => one.id === room) ?? rooms[0];
  // One draft for the dialog, whichever room it ends in.
  const [place] = useState(() => `${what}:${usualOf(props.rooms({ voting: null }))?.id ?? ''}`);
  const draft = useDraft(place);
  const rooms = props.rooms(draft);
  const usual = usualOf(rooms);
  const picked = rooms.find((one) => one.id === draft.room) ?? usual;
  const files = useFirstFiles(draft, rooms, picked?.id ?? '');
  const [tried, setTried] = useState(false);
  const [once] = useState(() => crypto.randomUUID());
  const words = (): Words => ({
    title: draft.title.trim(),
    text: draft.text.trim(),
    attachments: draft.attachments,
    client_id: once,
  });
  const begun = () => {
    draft.clear();
    onBegun?.();
  };
  // Off the line it waits on the device, and is put when the line is back.
  const wait = (as: As) => {
    const { title, ...said } = words();
    const start = { place, room: files.room, kind: what, title, themes: [], articles: [], as };
    startLater(client, start, { ...said, files: draft.files });
    begun();
    onClose();
    tell(t('thread.waits'));
  };
  const send = useMutation({
    mutationFn: (as: As) => put(files.room, { ...as, ...words() }),
    onSuccess: (conversation) => {
      begun();
      client.setQueryData(keys.conversation(conversation.id), conversation);
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void navigate(`/samtal/${conversation.id}`, { replace: true });
    },
    onError: (error, as) => {
      if (error instanceof ApiError && error.unreachable) wait(as);
    },
  });
  return {
    place,
    draft,
    files,
    rooms,
    /** Where it will stand. */
    room: files.room,
    pick: (room: string) => draft.choose({ room }),
    /** Somebody wanted to send it: what is missing is told. */
    tried,
    sending: send.isPending,
    error: send.error,
    refused: send.error instanceof ApiError ? send.error : null,
    /** Sends it with what it carries; nothing where that is not whole. */
    submit: (as: As | null) => {
      setTried(true);
      const { title, text } = words();
      if (!as || !title || !text || !files.room || files.busy) return;
      // What waits on the device goes first.
      if (navigator.onLine && draft.files.length === 0) send.mutate(as);
      else wait(as);
    },
  };
}

export type Beginning = ReturnType<typeof useBeginning>;
