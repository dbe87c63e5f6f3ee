import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { similarQuery } from '../../../api/threads.ts';
import type { SimilarThread } from '../../../api/types.ts';
import { day } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import css from './SimilarThreads.module.css';

/** Between the last keystroke and the question to the server. */
const PAUSE_MS = 350;
/** A shorter title tells nothing yet. */
const SHORTEST = 8;

/** Threads that may have asked the same; empty while the title is too short to tell. */
export function useSimilar(
  network: string | null | undefined,
  title: string,
  without?: string,
): SimilarThread[] {
  const [settled, setSettled] = useState(title.trim());
  useEffect(() => {
    const timer = setTimeout(() => setSettled(title.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [title]);
  const enabled = Boolean(network) && settled.length >= SHORTEST;
  const found = useQuery({
    ...similarQuery(network ?? '', settled),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return enabled ? (found.data ?? []).filter((one) => one.id !== without) : [];
}

/** A few threads, each with what it came to; in a new tab where one would lose what one is writing. */
export function SimilarThreads({ threads, newTab }: { threads: SimilarThread[]; newTab?: boolean }) {
  const { t, language } = useWords();
  return (
    <ul className={css.list}>
      {threads.map((one) => (
        <li key={one.id}>
          <Link to={`/samtal/${one.id}`} {...(newTab && { target: '_blank', rel: 'noopener' })}>
            {one.title}
          </Link>
          <span className={css.facts}>
            {one.answered && <span className={css.answered}>{t('thread.answered')} · </span>}
            {t('network.answers', { count: Math.max(0, one.last_position - 1) })} ·{' '}
            {day(one.created_at, language)}
          </span>
        </li>
      ))}
    </ul>
  );
}
