import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { startConversation } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { publishInformation } from '../../api/threads.ts';
import type { Room, ThreadKind } from '../../api/types.ts';
import { audienceWords } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { ArticleChoice } from '../../ui/ArticleChoice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { inOrder } from '../../ui/rooms.ts';
import { tell } from '../../ui/Toasts.tsx';
import { listed } from '../../ui/themes.ts';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { type Start, startLater } from '../../writing/outbox.ts';
import { ChooseRoom } from './ChooseRoom.tsx';
import css from './NewThread.module.css';
import { OpeningWords } from './OpeningWords.tsx';
import { KINDS, kindOptions } from './thread/kinds.ts';
import { OtherNetworks } from './thread/OtherNetworks.tsx';
import { SimilarWhileWriting } from './thread/SimilarWhileWriting.tsx';
import { useFirstFiles } from './useFirstFiles.ts';

/** What an ordinary thread may be: an ask and a proposal are begun with what they carry. */
type Plain = (typeof KINDS)[number];

interface Props {
  rooms: Room[];
  room?: string | undefined;
  kind: ThreadKind;
  onClose: () => void;
}

/** Starting a thread. The room comes last, in words: one knows who will read before one sends. */
export function NewThread({ rooms, room, kind: first, onClose }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const writable = inOrder(rooms.filter((one) => one.may.write && one.kind !== 'direct'));
  const usual =
    writable.find((one) => one.id === room) ??
    writable.find((one) => one.kind === 'whole_network') ??
    writable[0];
  const [tried, setTried] = useState(false);
  // One draft for the dialog, whichever room it ends in.
  const [place] = useState(`room:${usual?.id ?? ''}`);
  const draft = useDraft(place);
  const { themes, articles, networks: others } = draft;
  const picked = writable.find((one) => one.id === draft.room) ?? usual;
  const kind: Plain = KINDS.find((one) => one === (draft.kind ?? first)) ?? 'question';
  // With the first words what it was to be is kept as well.
  const { choose } = draft;
  const unsaid = draft.kind === null && Boolean(draft.title || draft.text);
  useEffect(() => {
    if (unsaid) choose({ kind });
  }, [unsaid, kind, choose]);
  const files = useFirstFiles(draft, writable, picked?.id ?? '');
  const chosen = files.room;
  const [once] = useState(() => crypto.randomUUID());
  const network = usual?.network_id ?? null;
  // A file lies in one network, as will one that waits on the device: what goes with it stands in that one.
  const spread = kind === 'information' && !files.held && draft.files.length === 0;
  const several = spread && others.length > 0 && network !== null;
  // Off the line it waits on the device, and is started when the line is back.
  const wait = (text: string) => {
    const { title, attachments } = draft;
    const about = { place, room: chosen, kind, title: title.trim(), themes: listed(themes), articles };
    const start: Start = several
      ? { ...about, as: { what: 'information', networks: [network, ...others] } }
      : about;
    startLater(client, start, { client_id: once, text, attachments, files: draft.files });
    draft.clear();
    onClose();
    tell(t('thread.waits'));
  };
  const send = useMutation({
    mutationFn: async (text: string) => {
      const words = {
        title: draft.title.trim(),
        themes: listed(themes),
        articles,
        text,
        client_id: once,
      };
      if (!several) return startConversation(chosen, { kind, ...words, attachments: draft.attachments });
      const made = await publishInformation([network, ...others], words);
      tell(t('thread.published', { count: made.length }));
      return made[0];
    },
    onSuccess: (made) => {
      draft.clear();
      void client.invalidateQueries({ queryKey: ['conversations'] });
      if (!made) return onClose();
      if ('at' in made) client.setQueryData(keys.conversation(made.id), made);
      void navigate(`/samtal/${made.id}`, { replace: true });
    },
    onError: (error, text) => {
      if (error instanceof ApiError && error.unreachable) wait(text);
    },
  });
  const submit = (written?: string) => {
    const words = (written ?? draft.text).trim();
    setTried(true);
    if (!draft.title.trim() || !words || !chosen || files.busy) return;
    // What waits on the device goes first.
    if (!navigator.onLine || draft.files.length > 0) wait(words);
    else send.mutate(words);
  };
  const refused = send.error instanceof ApiError ? send.error : null;
  // Published in several networks it stands in the room of all of each.
  const target = writable.find((one) => one.kind === 'whole_network');
  return (
    <Dialog
      title={t('conversation.newThreadTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <span className={css.state}>
            <DraftNote state={draft.state} />
          </span>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => submit()} isDisabled={send.isPending || files.busy}>
            {send.isPending ? t('conversation.publishing') : t('conversation.publish')}
          </Button>
        </>
      }
    >
      {send.error && !refused?.fields.length && (
        <Notice wrong>{sentence(send.error, t('ui.broken.body'))}</Notice>
      )}
      <Choose
        label={t('conversation.kind')}
        value={kind}
        onChange={(id) => draft.choose({ kind: id as Plain })}
        options={kindOptions(t)}
      />
      <OpeningWords
        draft={draft}
        files={{ ...files.field, may: files.field.may && !several }}
        room={chosen}
        titleHint={t('conversation.titleHint')}
        titleRefused={refused?.field('/title')}
        tried={tried}
        between={<SimilarWhileWriting network={writable[0]?.network_id ?? null} title={draft.title} />}
        text={{ label: t('conversation.text') }}
        minRows={5}
        onSend={submit}
      />
      <Field
        label={t('conversation.themesLabel')}
        hint={t('conversation.themesHint')}
        value={themes}
        onChange={(themes) => draft.tag({ themes })}
      />
      <ArticleChoice value={articles} onChange={(articles) => draft.tag({ articles })} />
      {spread && (
        <OtherNetworks without={network} value={others} onChange={(networks) => draft.choose({ networks })} />
      )}
      {several ? (
        target && <p className={css.audience}>{audienceWords(target.audience, t)}</p>
      ) : (
        <ChooseRoom
          rooms={writable}
          value={chosen}
          onChange={(room) => draft.choose({ room })}
          held={files.held}
        />
      )}
    </Dialog>
  );
}
