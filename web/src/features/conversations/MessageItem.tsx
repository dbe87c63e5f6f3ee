import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CornerUpLeft, Quote } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { deleteMessage, restoreMessage } from '../../api/conversations.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Conversation, Message, Reference } from '../../api/types.ts';
import { clock, moment } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { applyFrame } from '../../realtime/bridge.ts';
import { ownChange } from '../../realtime/frames.ts';
import { Button } from '../../ui/Button.tsx';
import { copyLink } from '../../ui/copy.ts';
import { PersonLine } from '../../ui/Lines.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { AnsweredLine } from './AnsweredLine.tsx';
import { Attachments } from './Attachments.tsx';
import { answer } from './answering.ts';
import { EditMessage } from './EditMessage.tsx';
import { useForwarding } from './forwarding.tsx';
import { Gone } from './Gone.tsx';
import css from './MessageItem.module.css';
import { MessageText } from './MessageText.tsx';
import { sayQuote } from './quoting.ts';
import { Reactions } from './Reactions.tsx';
import { SeenLine } from './SeenLine.tsx';
import { useAccepting } from './thread/accepting.ts';
import { LiftedTo, useLifting } from './thread/lifting.tsx';
import { useActs } from './useActs.ts';
import { useStanding } from './useStanding.ts';

const Wordings = lazy(async () => ({ default: (await import('./Wordings.tsx')).Wordings }));
const FlagDialog = lazy(async () => ({
  default: (await import('../../moderating/FlagDialog.tsx')).FlagDialog,
}));
const HideDialog = lazy(async () => ({
  default: (await import('../../moderating/HideDialog.tsx')).HideDialog,
}));

interface Props {
  message: Message;
  conversation: Conversation;
  references: Map<string, Reference>;
  /** Stands under the name of the message before. */
  joined: boolean;
  chosen: boolean;
  /** In a chat: what one may do waits in the menu instead of standing under every message. */
  quiet: boolean;
}

/** What somebody wrote: who, with organisation, when; the text; and what one may do with it. */
export function MessageItem({ message, conversation, references, joined, chosen, quiet }: Props) {
  const { t, language } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState<'history' | 'flag' | 'hide' | null>(null);
  const standing = useStanding(`${editing} ${message.deleted}`);
  const mine = message.author.id === me.person.id;
  const address = `/samtal/${conversation.id}?inlagg=${message.position}`;
  const put = (changed: Message, kind: 'message_edited' | 'message_restored' | 'message_deleted') =>
    applyFrame(client, ownChange({ kind, data: { message: changed } }));
  const failed = (error: unknown) => {
    standing.leave();
    tell(sentence(error, t('ui.broken.body')));
    if (error instanceof ApiError && error.status === 412)
      void client.invalidateQueries({ queryKey: ['messages', conversation.id] });
  };
  const restore = useMutation({
    mutationFn: () => restoreMessage(message.id),
    onMutate: standing.keep,
    onSuccess: (back) => {
      put(back, 'message_restored');
      tell(t('conversation.restored'));
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => deleteMessage(message),
    onMutate: standing.keep,
    onSuccess: () => {
      const nothing = { text: '', html: '', attachments: [], reactions: [], answers: null, asks_seen: false };
      put({ ...message, ...nothing, deleted: true, revision: message.revision + 1 }, 'message_deleted');
      tell(t('conversation.deletedDone'), () => restore.mutate());
    },
    onError: failed,
  });
  const accepting = useAccepting(conversation, message);
  const lifting = useLifting(conversation, message);
  const quote = () => sayQuote(conversation.id, message, personName(message.author, t));
  const reply = () => answer(conversation.id, message);
  const forwarding = useForwarding(conversation, message);
  const acts = useActs(message, conversation, setOpen);
  const choices = [
    ...(conversation.may.write
      ? [
          { id: 'answer', text: t('conversation.answer'), act: reply },
          { id: 'quote', text: t('conversation.quote'), act: quote },
        ]
      : []),
    ...(quiet ? acts.reactions : []),
    ...accepting.choices,
    ...lifting.choices,
    { id: 'copy', text: t('conversation.copyLink'), act: () => copyLink(location.origin + address, t) },
    ...(message.edited_at
      ? [{ id: 'history', text: t('conversation.history'), act: () => setOpen('history') }]
      : []),
    ...acts.others,
    ...forwarding.choices,
    ...(mine && !message.notice
      ? [
          { id: 'edit', text: t('conversation.edit'), act: () => setEditing(true) },
          { id: 'delete', text: t('conversation.delete'), act: () => remove.mutate() },
        ]
      : []),
  ];
  return (
    <article
      ref={standing.place}
      tabIndex={-1}
      id={`inlagg-${message.position}`}
      className={`${css.message} ${joined ? css.joined : ''} ${chosen ? css.chosen : ''}`}
      aria-label={`${personName(message.author, t)}, ${moment(message.created_at, language)}`}
    >
      {!joined && (
        <p className={css.by}>
          <PersonLine author={message.author} at={message.created_at} href={address} />
        </p>
      )}
      {joined && (
        <time className={css.quietTime} dateTime={message.created_at}>
          {clock(message.created_at, language)}
        </time>
      )}
      {message.deleted ? (
        <>
          <Gone message={message} maySee={mine || conversation.may.manage} />
          {acts.whenHidden.length > 0 && (
            <div className={css.tools}>
              <Menu label={t('ui.actions')} choices={acts.whenHidden} />
            </div>
          )}
        </>
      ) : editing ? (
        <EditMessage
          message={message}
          conversation={conversation}
          onAgain={() => setEditing(true)}
          onDone={(changed) => {
            standing.keep();
            setEditing(false);
            if (changed) put(changed, 'message_edited');
          }}
        />
      ) : (
        <>
          {message.answers && <AnsweredLine answered={message.answers} conversation={conversation.id} />}
          {accepting.accepted && <p className={css.accepted}>{t('thread.accepted')}</p>}
          <MessageText key={`${message.id}-${message.revision}`} message={message} />
          <Attachments ids={message.attachments} references={references} />
          {message.thread_id && <LiftedTo thread={message.thread_id} />}
          {message.edited_at && (
            <button type="button" className={css.edited} onClick={() => setOpen('history')}>
              {t('conversation.edited', { when: moment(message.edited_at, language) })}
            </button>
          )}
          {message.asks_seen && <SeenLine id={message.id} />}
          <Reactions message={message} may={conversation.may.write && !mine} offer={!quiet} />
          <div className={css.tools}>
            {conversation.may.write && (
              <span className={css.quoteTool}>
                <Button look="quiet" onPress={reply} icon={<CornerUpLeft size={15} aria-hidden />}>
                  {t('conversation.answer')}
                </Button>
                <Button look="quiet" onPress={quote} icon={<Quote size={15} aria-hidden />}>
                  {t('conversation.quote')}
                </Button>
              </span>
            )}
            <Menu label={t('ui.actions')} choices={choices} />
          </div>
        </>
      )}
      <span className={css.end} data-position={message.position} aria-hidden />
      {lifting.dialog}
      {forwarding.dialog}
      <Suspense fallback={null}>
        {open === 'history' && <Wordings message={message} onClose={() => setOpen(null)} />}
        {open === 'hide' && (
          <HideDialog
            target={{ message: message.id }}
            conversation={conversation.id}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'flag' && (
          <FlagDialog
            target={{ message: message.id }}
            direct={conversation.kind === 'direct'}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
    </article>
  );
}
