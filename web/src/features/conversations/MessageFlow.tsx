import { ArrowDown } from 'lucide-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../../api/session.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { day, dayHeading, dayKey } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { useOutbox } from '../../writing/outbox.ts';
import css from './MessageFlow.module.css';
import { MessageItem } from './MessageItem.tsx';
import { OutgoingItem } from './OutgoingItem.tsx';
import { useReferences } from './references.ts';
import { useMessages } from './useMessages.ts';
import { useReadMark } from './useReadMark.ts';
import { Writing } from './Writing.tsx';

/** Messages by one person closer than this stand under one name in a chat. */
const TOGETHER_MS = 10 * 60_000;
const NEAR_END_PX = 160;

const nearEnd = () =>
  document.documentElement.scrollHeight - window.innerHeight - window.scrollY < NEAR_END_PX;
const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });

/** The messages in time order, with the line where the new begins. */
export function MessageFlow({ conversation, grouped }: { conversation: Conversation; grouped: boolean }) {
  const { t, language } = useWords();
  const me = useMe();
  const [params] = useSearchParams();
  const asked = params.get('inlagg') ? Number(params.get('inlagg')) : null;
  const messages = useMessages(conversation, asked);
  const outgoing = useOutbox(conversation.id);
  const references = useReferences(messages.items);
  const flow = useRef<HTMLDivElement>(null);
  // Where the new began when the page was opened; it stays while one reads.
  const [from] = useState(conversation.read_position);
  const [newFrom] = useState(() => (conversation.unread > 0 ? conversation.read_position : null));
  const [missed, setMissed] = useState(0);
  const [spoken, setSpoken] = useState('');
  useReadMark(conversation.id, from, flow, messages.items);

  const { items } = messages;
  const loaded = items.length > 0;
  const firstNew =
    newFrom === null
      ? undefined
      : items.find((one) => one.position > newFrom && one.author.id !== me.person.id);

  // Opening: at the asked message, at the first new one, at the end of a chat, else at the beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the messages are there
  useLayoutEffect(() => {
    if (!loaded) return;
    const target = asked
      ? document.getElementById(`inlagg-${asked}`)
      : firstNew && newFrom
        ? document.getElementById('nytt')
        : null;
    if (target) target.scrollIntoView({ block: asked ? 'center' : 'start' });
    else if (grouped && !firstNew) toEnd();
  }, [loaded, asked]);

  // Something arrives: follow if one was at the end, else say so without moving anything.
  const last = items.at(-1);
  const seen = useRef<number | null>(null);
  const end = useRef(true);
  useEffect(() => {
    const watch = () => {
      end.current = nearEnd();
      if (end.current) setMissed(0);
    };
    window.addEventListener('scroll', watch, { passive: true });
    return () => window.removeEventListener('scroll', watch);
  }, []);
  useLayoutEffect(() => {
    if (!last || messages.hasLater) return;
    const before = seen.current;
    seen.current = last.position;
    if (before === null || last.position <= before) return;
    const own = last.author.id === me.person.id;
    if (own || end.current) toEnd();
    else setMissed((count) => count + last.position - before);
    if (!own) setSpoken(t('conversation.liveNew', { name: personName(last.author, t) }));
  }, [last, messages.hasLater, me.person.id, t]);
  useLayoutEffect(() => {
    if (outgoing.length > 0) toEnd();
  }, [outgoing.length]);

  if (messages.error && !messages.data)
    return <Failure error={messages.error} retry={() => void messages.refetch()} />;
  if (!messages.data) return <Later lines={4} />;
  const since = newSince(conversation, items, newFrom ?? 0);
  const unreadLine = firstNew && (
    <p className={css.new} id="nytt">
      <span>
        {since ? t('conversation.newSince', { when: day(since, language) }) : t('conversation.new')}
      </span>
    </p>
  );
  const showCatchUp =
    grouped && conversation.unread > 0 && newFrom !== null && newFrom + 1 < (items[0]?.position ?? 0);
  return (
    <div ref={flow} className={`${css.flow} ${grouped ? css.chat : ''}`}>
      {showCatchUp && (
        <div className={css.catchUp}>
          <Button look="quiet" onPress={() => void messages.go(newFrom + 1)}>
            {t('conversation.readFromStart')}
          </Button>
          <Button look="quiet" onPress={toEnd}>
            {t('conversation.toLatest')}
          </Button>
        </div>
      )}
      {messages.hasEarlier && (
        <Button look="quiet" onPress={() => void messages.earlier()} isDisabled={messages.busy}>
          {t('conversation.earlier')}
        </Button>
      )}
      {items.map((message, index) => {
        const before = items[index - 1];
        const newDay = grouped && (!before || dayKey(before.created_at) !== dayKey(message.created_at));
        return (
          <Fragment key={message.id}>
            {newDay && <h2 className={css.day}>{dayHeading(message.created_at, language)}</h2>}
            {firstNew?.id === message.id && (newFrom ?? 0) > 0 && unreadLine}
            <MessageItem
              message={message}
              conversation={conversation}
              references={references}
              joined={
                grouped &&
                !newDay &&
                firstNew?.id !== message.id &&
                !message.answers &&
                together(before, message)
              }
              chosen={asked === message.position}
              quiet={grouped}
            />
          </Fragment>
        );
      })}
      {messages.hasLater && (
        <Button look="quiet" onPress={() => void messages.later()} isDisabled={messages.busy}>
          {t('conversation.later')}
        </Button>
      )}
      {outgoing.map((one) => (
        <OutgoingItem key={one.client_id} outgoing={one} />
      ))}
      {items.length === 0 && outgoing.length === 0 && (
        <Empty title={grouped ? t('conversation.chatEmpty') : t('conversation.noAnswers')}>
          {grouped ? t('conversation.chatEmptyHint') : t('conversation.noAnswersHint')}
        </Empty>
      )}
      {!grouped && items.length === 1 && outgoing.length === 0 && (
        <Empty title={t('conversation.noAnswers')}>
          {conversation.may.write && t('conversation.noAnswersHint')}
        </Empty>
      )}
      <Writing conversation={conversation.id} />
      {missed > 0 && (
        <div className={css.below}>
          <Button look="filled" onPress={toEnd} icon={<ArrowDown size={16} aria-hidden />}>
            {t('conversation.newBelow', { count: missed })}
          </Button>
        </div>
      )}
      <p className="visually-hidden" role="status" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

function together(before: Message | undefined, message: Message): boolean {
  if (!before || before.deleted || message.deleted || before.author.id !== message.author.id) return false;
  if (before.author.organisation_id !== message.author.organisation_id) return false;
  return Date.parse(message.created_at) - Date.parse(before.created_at) < TOGETHER_MS;
}

/** When the last read message was written, to say since when the rest is new. */
function newSince(conversation: Conversation, items: Message[], position: number): string | null {
  return (
    items.find((one) => one.position === position)?.created_at ??
    (position > 0 ? conversation.created_at : null)
  );
}
