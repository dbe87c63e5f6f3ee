import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { findsQuery } from '../../api/conversations.ts';
import type { FoundMessage } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './FindBar.module.css';
import { markWords } from './foundWords.ts';

interface Props {
  conversation: string;
  /** Goes to the message at a position. */
  onGo: (position: number) => void;
  /** Says anew where the words stand when the messages change. */
  drawn: unknown;
  onClose: () => void;
}

const findsOf = (data: { pages: { items: FoundMessage[] }[] } | undefined): FoundMessage[] =>
  data?.pages.flatMap((page) => page.items) ?? [];

/** Finds in this conversation, however much of it is drawn: Enter goes to the next older, Shift + Enter back. */
export function FindBar({ conversation, onGo, drawn, onClose }: Props) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const q = useDeferredValue(text.trim());
  const found = useInfiniteQuery({
    ...findsQuery(conversation, q),
    enabled: q.length > 1,
    placeholderData: (before) => (q.length > 1 ? before : undefined),
  });
  const items = q.length > 1 ? findsOf(found.data) : [];
  const here = items[at];
  useEffect(() => field.current?.focus(), []);
  // The first find is gone to as soon as there is one; another text begins anew.
  const first = items[0]?.position;
  const act = useRef(onGo);
  act.current = onGo;
  useEffect(() => {
    setAt(0);
    if (q && first !== undefined && !found.isPlaceholderData) act.current(first);
  }, [q, first, found.isPlaceholderData]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn says when to look again
  useEffect(() => {
    markWords(q.length > 1 ? q : '');
    return () => markWords('');
  }, [q, drawn]);
  const stand = (next: number, all: FoundMessage[]) => {
    const one = all[next];
    if (!one) return;
    setAt(next);
    act.current(one.position);
  };
  const go = (step: number) => {
    // Past the oldest at hand come those that are older still; past the oldest of all it begins anew.
    if (step > 0 && at >= items.length - 1 && found.hasNextPage) {
      if (!found.isFetchingNextPage && !found.isPlaceholderData)
        void found.fetchNextPage().then(({ data }) => stand(items.length, findsOf(data)));
      return;
    }
    stand((at + step + items.length) % items.length, items);
  };
  const status =
    q.length < 2
      ? ''
      : found.isLoading
        ? ''
        : items.length === 0
          ? t('conversation.findNone')
          : t('conversation.findCount', {
              at: at + 1,
              all: found.hasNextPage ? `${items.length}+` : items.length,
            });
  return (
    <search className={css.bar} aria-label={t('conversation.find')}>
      <input
        ref={field}
        type="search"
        className={css.field}
        aria-label={t('conversation.find')}
        placeholder={t('conversation.find')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') onClose();
          else return;
          event.preventDefault();
        }}
      />
      <span className={css.status} role="status">
        {status}
      </span>
      <Button
        look="icon"
        aria-label={t('conversation.findOlder')}
        onPress={() => go(1)}
        isDisabled={items.length < 2 && !found.hasNextPage}
        icon={<ChevronUp size={18} aria-hidden />}
      />
      <Button
        look="icon"
        aria-label={t('conversation.findNewer')}
        onPress={() => go(-1)}
        isDisabled={items.length < 2}
        icon={<ChevronDown size={18} aria-hidden />}
      />
      <Button look="icon" aria-label={t('ui.close')} onPress={onClose} icon={<X size={18} aria-hidden />} />
      {here && (
        <p className={css.passage}>
          <span className={css.by}>
            {[here.author, here.organisation].filter(Boolean).join(', ') || t('conversation.protectedName')}:
          </span>{' '}
          {here.passage}
        </p>
      )}
    </search>
  );
}
