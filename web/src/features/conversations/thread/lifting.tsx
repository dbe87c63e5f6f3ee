import { useQuery } from '@tanstack/react-query';
import { MessagesSquare } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { referenceQuery } from '../../../api/references.ts';
import type { Conversation, Message } from '../../../api/types.ts';
import { day } from '../../../locales/dates.ts';
import { nameOf } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import type { Choice } from '../../../ui/Menu.tsx';
import css from './lifting.module.css';

const LiftMessage = lazy(async () => ({ default: (await import('./LiftMessage.tsx')).LiftMessage }));

/** Making a thread of a chat message: the choice to do it, and what it opens. */
export function useLifting(
  conversation: Conversation,
  message: Message,
): { choices: Choice[]; dialog: ReactNode } {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const may =
    conversation.kind === 'chat' && conversation.may.write && !message.deleted && !message.thread_id;
  return {
    choices: may ? [{ id: 'lift', text: t('thread.lift'), act: () => setOpen(true) }] : [],
    dialog: open && (
      <Suspense fallback={null}>
        <LiftMessage message={message} conversation={conversation} onClose={() => setOpen(false)} />
      </Suspense>
    ),
  };
}

/** From a chat message to the thread it became, where one may read that. */
export function LiftedTo({ thread }: { thread: string }) {
  const { t } = useWords();
  const found = useQuery(referenceQuery(`conversation:${thread}`)).data;
  if (!found?.found) return null;
  return (
    <p className={css.to}>
      <MessagesSquare size={16} aria-hidden />
      <Link to={`/samtal/${thread}`}>{t('thread.liftedTo', { title: found.title ?? '' })}</Link>
    </p>
  );
}

/** From a thread to the chat message it came from, as that one stands now. */
export function LiftedFrom({ conversation }: { conversation: Conversation }) {
  const { t, language } = useWords();
  const from = conversation.lifted_from;
  if (!from) return null;
  return (
    <section className={css.from} aria-label={t('thread.liftedFrom')}>
      <p className={css.head}>
        <Link to={`/samtal/${from.conversation_id}?inlagg=${from.position}`}>{t('thread.liftedFrom')}</Link>
        <span>
          {' · '}
          {nameOf(from.author, t)}, {day(conversation.created_at, language)}
        </span>
      </p>
      <p>{from.excerpt || t('thread.liftedGone')}</p>
    </section>
  );
}
