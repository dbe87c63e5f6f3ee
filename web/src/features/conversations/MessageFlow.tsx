import { ArrowDown } from 'lucide-react';
import { Fragment, useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../../api/session.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { day, dayHeading, dayKey, since as sinceWhen } from '../../locales/dates.ts';
import type { Language } from '../../locales/i18n.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { OutgoingItem } from '../../writing/OutgoingItem.tsx';
import { notIn, useOutbox } from '../../writing/outbox.ts';
import { AwayBar } from './AwayBar.tsx';
import { FindBar } from './FindBar.tsx';
import { FlowWays } from './FlowWays.tsx';
import css from './MessageFlow.module.css';
import { MessageItem } from './MessageItem.tsx';
import { More } from './More.tsx';
import { useReferences } from './references.ts';
import { type Aim, standHere, useAim } from './useAim.ts';
import { toEnd, useArrivals } from './useArrivals.ts';
import { useCalled } from './useCalled.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import { useMessages } from './useMessages.ts';
import { useReadMark } from './useReadMark.ts';
import { Writing } from './Writing.tsx';

/** Messages by one person closer than this stand under one name in a chat. */
const TOGETHER_MS = 10 * 60_000;
/** From so many unread on one is asked where to begin. */
const MANY_NEW = 8;
/** From so many messages on there are ways to find one's way. */
const MANY = 12;
/** Past so many messages it is a long way to the field with the keys. */
const FEW = 3;

const toComposer = () =>
  document.querySelector<HTMLElement>('[data-composer] :is(textarea, [contenteditable])')?.focus();

/** The day where the new begins; today the time says more. */
const exactly = (at: string, language: Language) =>
  dayKey(at) === dayKey(new Date().toISOString()) ? sinceWhen(at, language) : day(at, language);

/** The messages in time order, with the line where the new begins. */
export function MessageFlow({ conversation, grouped }: { conversation: Conversation; grouped: boolean }) {
  const { t, language } = useWords();
  const me = useMe();
  const live = useLive();
  const [params, setParams] = useSearchParams();
  const asked = Number(params.get('inlagg')) || null;
  const keeper = useRef<() => void>(() => undefined);
  const messages = useMessages(
    conversation,
    asked,
    useCallback(() => keeper.current(), []),
  );
  const outgoing = notIn(messages.items, useOutbox(conversation.id));
  const references = useReferences(messages.items);
  const flow = useRef<HTMLDivElement>(null);
  // Where the new began when the page was opened; it stays while one reads.
  const [newFrom] = useState(() => (conversation.unread > 0 ? conversation.read_position : null));
  const [newCount] = useState(conversation.unread);
  const [away, setAway] = useState(newCount >= MANY_NEW);
  const [finding, setFinding] = useState(false);
  const leap = useReadMark(conversation.id, conversation.read_position, flow, messages.items, asked !== null);
  useCalled(conversation, flow, messages.items);

  const { items, holds } = messages;
  const firstHeld = items[0]?.position ?? 0;
  const lastHeld = items.at(-1)?.position ?? 0;
  keeper.current = useKeptPlace(flow, firstHeld, lastHeld).hold;
  const firstNew =
    newFrom === null
      ? undefined
      : items.find((one) => one.position > newFrom && one.author.id !== me.person.id);

  // Opening: at the asked message, at the first new one, at the end of a chat or a long thread, else at the beginning.
  const opening: Aim | null = asked
    ? { at: asked, block: 'center' }
    : newFrom !== null && newFrom > 0
      ? 'new'
      : newFrom === null && (grouped || conversation.last_position > MANY)
        ? 'end'
        : null;
  const aim = useAim(items, opening);
  const go = useCallback(
    async (position: number, to: Aim) => {
      leap();
      if (!holds(position)) await messages.go(position).catch(() => undefined);
      aim(to);
    },
    [holds, messages.go, aim, leap],
  );
  // Another message of the same conversation is asked for: a quote or a find is followed.
  const shown = useRef(asked);
  useEffect(() => {
    if (asked === shown.current) return;
    shown.current = asked;
    if (asked) void go(asked, { at: asked, block: 'center' });
  }, [asked, go]);
  const ask = useCallback(
    (position: number) =>
      setParams(
        (held) => {
          held.set('inlagg', String(position));
          return held;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  const toFirst = () => {
    const first = (newFrom ?? 0) + 1;
    void go(first, holds(first) && firstNew && (newFrom ?? 0) > 0 ? 'new' : { at: first, block: 'start' });
  };
  const closing = (set: (open: boolean) => void) => () => {
    set(false);
    standHere();
  };
  const toLatest = () => {
    void go(conversation.last_position, 'end');
    // Whoever leaps over the rest has chosen not to read it.
    live.sayRead(conversation.id, conversation.last_position);
  };
  // The browser finds only what is drawn: where that is not all, its key opens ours; a second time it is the browser's.
  const partly = messages.hasEarlier || messages.hasLater;
  useEffect(() => {
    if (!partly || finding) return;
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setFinding(true);
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [partly, finding]);

  const { missed, spoken } = useArrivals(items, messages.hasLater, outgoing, leap);

  // What one has written is seen, and how it fares, also where the rest has not come.
  const going = outgoing.map((one) => <OutgoingItem key={one.client_id} outgoing={one} />);
  if (!messages.data)
    return (
      <>
        {messages.error ? (
          <Failure error={messages.error} retry={() => void messages.refetch()} />
        ) : (
          <Later lines={4} />
        )}
        {going}
      </>
    );
  const since = items.find((one) => one.position === newFrom)?.created_at ?? null;
  const unreadLine = firstNew && (
    <p className={css.new} id="nytt">
      <span>
        {since ? t('conversation.newSince', { when: exactly(since, language) }) : t('conversation.new')}
      </span>
    </p>
  );
  return (
    <div
      ref={flow}
      data-flow
      className={`${css.flow} ${grouped ? css.chat : ''} ${away && !finding ? css.away : ''}`}
    >
      {conversation.may.write && items.length > FEW && (
        <Button look="outlined" className={css.skip ?? ''} onPress={toComposer}>
          {grouped ? t('conversation.messageIn') : t('conversation.answerIn')}
        </Button>
      )}
      {finding ? (
        <FindBar conversation={conversation.id} onGo={ask} drawn={items} onClose={closing(setFinding)} />
      ) : (
        conversation.last_position > MANY && (
          <FlowWays
            onFind={() => setFinding(true)}
            {...(!away && { onLatest: toLatest })}
            {...(!away && newFrom !== null && { onFirst: toFirst })}
          />
        )
      )}
      {away && !finding && (
        <AwayBar
          count={newCount}
          since={since}
          onFirst={toFirst}
          onLatest={toLatest}
          onClose={closing(setAway)}
        />
      )}
      {messages.hasEarlier && (
        <More
          label={t('conversation.earlier')}
          busy={messages.busy}
          onWanted={() => void messages.earlier()}
        />
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
        <More
          later
          label={t('conversation.later')}
          busy={messages.busy}
          onWanted={() => void messages.later()}
        />
      )}
      {going}
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
