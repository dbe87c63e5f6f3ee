import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, Paperclip, SendHorizontal } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { roomQuery } from '../../api/networks.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { audienceWords } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Button } from '../../ui/Button.tsx';
import { usePreference } from '../../ui/preference.ts';
import { useFileDrop } from '../../ui/useFileDrop.ts';
import { DraftNote } from '../../writing/DraftNote.tsx';
import { useDraft } from '../../writing/draft.ts';
import { useGivenBack } from '../../writing/givenBack.ts';
import { joined } from '../../writing/keptDraft.ts';
import { LeftBehind } from '../../writing/LeftBehind.tsx';
import { OtherDraft } from '../../writing/OtherDraft.tsx';
import { sendMessage } from '../../writing/outbox.ts';
import { Answering } from './Answering.tsx';
import { AttachedList } from './AttachedList.tsx';
import { useAnswering } from './answering.ts';
import css from './Composer.module.css';
import { Editor } from './Editor.tsx';
import { useQuotes } from './quoting.ts';
import { useAttaching } from './useAttaching.ts';
import { WriterNotes } from './WriterNotes.tsx';

/** Always at the foot: one line that grows, who will see it above, that the draft is safe below. */
export function Composer({ conversation, quick }: { conversation: Conversation; quick: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const live = useLive();
  const draft = useDraft(`conversation:${conversation.id}`);
  const room = useQuery(roomQuery(conversation.room.id)).data;
  const [enterSends] = usePreference('enterSends', true);
  const [round, setRound] = useState(0);
  const [answered, setAnswered] = useState<Message | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const quickly = quick && enterSends;
  const attaching = useAttaching(conversation.room.id, draft);
  const mayAttach = room?.may.upload ?? false;
  // What is pasted or dropped before the room has told is not lost: it is taken, and the server knows who may.
  const takes = room ? mayAttach : conversation.kind !== 'direct';
  const over = useFileDrop(box, takes && conversation.may.write, attaching.take);

  const add = useCallback(
    (markdown: string) => {
      draft.write(joined(draft.text, markdown));
      setRound((number) => number + 1);
    },
    [draft],
  );
  const quote = useCallback(
    (name: string, reference: string) =>
      add(`[${t('conversation.quoteLabel', { name: name.replaceAll(/[[\]()]/g, ' ') })}](${reference})\n\n`),
    [add, t],
  );
  useQuotes(conversation.id, quote);
  const focus = useCallback(
    () => box.current?.querySelector<HTMLElement>('textarea, [contenteditable]')?.focus(),
    [],
  );
  const { sendAs } = draft;
  useAnswering(
    conversation.id,
    useCallback(
      (message: Message) => {
        setAnswered({ ...message });
        sendAs({ answers: message.id });
      },
      [sendAs],
    ),
  );
  // Chosen once more it is gone to once more.
  useEffect(() => {
    if (answered) focus();
  }, [answered, focus]);
  useGivenBack(
    conversation.id,
    useCallback(
      ({ text, attachments, answers, ask_seen, files = [] }) => {
        add(text);
        draft.attach((held) => [...new Set([...held, ...attachments])]);
        draft.hold(...files);
        if (answers) draft.sendAs({ answers });
        if (ask_seen) draft.sendAs({ askSeen: true });
      },
      [add, draft],
    ),
  );

  if (!conversation.may.write)
    return (
      <>
        <p className={css.readOnly}>
          {conversation.closed
            ? t('thread.closedNotice')
            : t(conversation.kind === 'direct' ? 'conversation.noSharedNetwork' : 'conversation.readOnly')}
        </p>
        <LeftBehind text={draft.text} onDiscard={draft.clear} />
      </>
    );

  const send = (written?: string) => {
    const text = (written ?? draft.text).trim();
    if (!text || attaching.busy) return;
    sendMessage(client, conversation.id, text, draft.attachments, {
      ...(draft.answers && { answers: draft.answers }),
      ...(draft.askSeen && { ask_seen: true }),
      read_to: conversation.read_position,
      ...(draft.files.length > 0 && { files: draft.files, room: conversation.room.id }),
    });
    draft.clear();
    requestAnimationFrame(focus);
  };
  const direct = conversation.kind === 'direct' && { text: t('conversation.directAudience') };
  const audience = audienceWords({ ...conversation.audience, ...direct }, t);
  const key = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return (
    <section
      className={`${css.composer} ${over ? css.over : ''}`}
      aria-label={t('conversation.composer')}
      data-composer
      ref={box}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0 || !takes) return;
        event.preventDefault();
        attaching.take(files);
      }}
    >
      <p className={css.audience}>
        <span>{audience}.</span> <span>{t('conversation.publicRecord')}</span>
        {room && !mayAttach && <span> {t('conversation.noFiles')}</span>}
      </p>
      {draft.answers && (
        <Answering
          message={draft.answers}
          author={answered?.id === draft.answers ? answered.author : undefined}
          onStop={() => sendAs({ answers: null })}
        />
      )}
      <WriterNotes
        text={draft.text}
        room={conversation.room.id}
        onChange={(text) => {
          draft.write(text);
          setRound((number) => number + 1);
        }}
      />
      <OtherDraft draft={draft} />
      <div className={css.line}>
        {mayAttach && (
          <FileTrigger allowsMultiple onSelect={(files) => files && attaching.take(files)}>
            <Button
              look="icon"
              aria-label={t('conversation.attach')}
              icon={<Paperclip size={19} aria-hidden />}
            />
          </FileTrigger>
        )}
        <div className={css.field}>
          <Editor
            key={`${draft.generation}-${round}`}
            label={quick ? t('conversation.messageIn') : t('conversation.answerIn')}
            placeholder={quick ? t('conversation.messageIn') : t('conversation.answerIn')}
            value={draft.text}
            room={conversation.room.id}
            onChange={(text) => {
              draft.write(text);
              if (text) live.sayWriting(conversation.id);
            }}
            onSend={send}
            enterSends={quickly}
            autoFocus={round > 0}
          />
        </div>
        {!quick && (
          <ToggleButton
            className={css.seen ?? ''}
            isSelected={draft.askSeen}
            onChange={(askSeen) => sendAs({ askSeen })}
            aria-label={t('talk.seen.ask')}
          >
            <Eye size={19} aria-hidden />
          </ToggleButton>
        )}
        <Button
          look="filled"
          onPress={() => send()}
          isDisabled={!draft.text.trim() || attaching.busy}
          icon={<SendHorizontal size={17} aria-hidden />}
          className={css.send ?? ''}
        >
          {t('conversation.send')}
        </Button>
      </div>
      <AttachedList
        ids={draft.attachments}
        attaching={attaching}
        onRemove={(id) => draft.attach((held) => held.filter((one) => one !== id))}
      />
      {over && (
        <p className={css.drop} aria-hidden>
          {t('conversation.dropHere')} {audience}
        </p>
      )}
      {draft.askSeen && <p className={css.audience}>{t('talk.seen.asking')}</p>}
      <p className={css.note} aria-live="off">
        <span>
          <DraftNote state={draft.state} />
        </span>
        <span className={css.hint}>
          {draft.attachments.length + draft.files.length > 0 && !draft.text.trim()
            ? t('conversation.attachmentNeedsWords')
            : quickly
              ? t('conversation.enterSends')
              : t('conversation.sendHint', { key })}
        </span>
      </p>
    </section>
  );
}
