import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, Paperclip, SendHorizontal, X } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { roomQuery } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import type { Conversation } from '../../api/types.ts';
import { intoRoom, upload } from '../../api/upload.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { usePreference } from '../../ui/preference.ts';
import { tell } from '../../ui/Toasts.tsx';
import { useDraft } from '../../writing/draft.ts';
import { sendMessage } from '../../writing/outbox.ts';
import { Answering } from './Answering.tsx';
import { answer, useAnswering } from './answering.ts';
import css from './Composer.module.css';
import { DraftNote } from './DraftNote.tsx';
import { Editor } from './Editor.tsx';
import { useQuotes } from './quoting.ts';

/** Always at the foot: one line that grows, who will see it above, that the draft is safe below. */
export function Composer({ conversation, quick }: { conversation: Conversation; quick: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const live = useLive();
  const draft = useDraft(`conversation:${conversation.id}`);
  const room = useQuery(roomQuery(conversation.room.id)).data;
  const [enterSends] = usePreference('enterSends', true);
  const [attached, setAttached] = useState<{ id: string; name: string }[]>([]);
  const [going, setGoing] = useState<{ name: string; share: number; cancel: () => void } | null>(null);
  const [round, setRound] = useState(0);
  const [askSeen, setAskSeen] = useState(false);
  const answering = useAnswering(conversation.id);
  const box = useRef<HTMLDivElement>(null);
  const quickly = quick && enterSends;

  const quote = useCallback(
    (markdown: string) => {
      draft.write(`${draft.text ? `${draft.text.trimEnd()}\n\n` : ''}${markdown}`);
      setRound((number) => number + 1);
    },
    [draft],
  );
  useQuotes(conversation.id, quote);

  if (!conversation.may.write) return <p className={css.readOnly}>{t('conversation.readOnly')}</p>;

  const send = () => {
    const text = draft.text.trim();
    if ((!text && attached.length === 0) || going) return;
    sendMessage(
      client,
      conversation.id,
      text,
      attached.map((one) => one.id),
      { ...(answering && { answers: answering.id }), ...(askSeen && { ask_seen: true }) },
    );
    draft.clear();
    setAttached([]);
    setAskSeen(false);
    answer(conversation.id, null);
    requestAnimationFrame(focus);
  };
  const focus = () => box.current?.querySelector<HTMLElement>('textarea, [contenteditable]')?.focus();
  const attach = async (files: FileList | null) => {
    for (const file of files ?? []) {
      const one = upload(file, intoRoom(conversation.room.id, { if_exists: 'keep_both' }), (share) =>
        setGoing((held) => (held ? { ...held, share } : held)),
      );
      setGoing({ name: file.name, share: 0, cancel: one.cancel });
      try {
        const document = await one.done;
        setAttached((held) => [...held, { id: document.id, name: document.name }]);
      } catch (error) {
        if ((error as { code?: string }).code !== 'cancelled') tell(sentence(error, t('document.failed')));
      } finally {
        setGoing(null);
      }
    }
  };
  const audience = t('ui.audienceLine', {
    audience: conversation.kind === 'direct' ? t('conversation.directAudience') : conversation.audience.text,
    people: t('ui.people', { count: conversation.audience.people }),
  });
  const key = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl';
  return (
    <section className={css.composer} aria-label={t('conversation.composer')} ref={box}>
      <p className={css.audience}>
        <span>{audience}.</span> <span>{t('conversation.publicRecord')}</span>
      </p>
      {answering && <Answering message={answering} focus={focus} />}
      <div className={css.line}>
        {room?.may.upload && (
          <FileTrigger allowsMultiple onSelect={(files) => void attach(files)}>
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
            isSelected={askSeen}
            onChange={setAskSeen}
            aria-label={t('talk.seen.ask')}
          >
            <Eye size={19} aria-hidden />
          </ToggleButton>
        )}
        <Button
          look="filled"
          onPress={send}
          isDisabled={(!draft.text.trim() && attached.length === 0) || going !== null}
          icon={<SendHorizontal size={17} aria-hidden />}
          className={css.send ?? ''}
        >
          {t('conversation.send')}
        </Button>
      </div>
      {(attached.length > 0 || going) && (
        <ul className={css.attached} aria-label={t('conversation.attachments')}>
          {attached.map((one) => (
            <li key={one.id}>
              {one.name}
              <Button
                look="icon"
                aria-label={t('conversation.removeAttachment', { name: one.name })}
                onPress={() => setAttached((held) => held.filter((each) => each.id !== one.id))}
                icon={<X size={16} aria-hidden />}
              />
            </li>
          ))}
          {going && (
            <li className={css.going}>
              <span>{t('conversation.attaching', { name: going.name })}</span>
              <Progress label={going.name} share={going.share} />
              <Button
                look="icon"
                aria-label={t('ui.cancel')}
                onPress={going.cancel}
                icon={<X size={16} aria-hidden />}
              />
            </li>
          )}
        </ul>
      )}
      {askSeen && <p className={css.audience}>{t('talk.seen.asking')}</p>}
      <p className={css.note} aria-live="off">
        <span>
          <DraftNote state={draft.state} />
        </span>
        <span className={css.hint}>
          {quickly ? t('conversation.enterSends') : t('conversation.sendHint', { key })}
        </span>
      </p>
    </section>
  );
}
