import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { alikeQuery } from '../../../api/asks.ts';
import { date } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import css from './Ask.module.css';

const AFTER_MS = 400;
const FEWEST = 6;

/** What has been asked before that is like the title one writes. */
export function Alike({ network, title }: { network: string; title: string }) {
  const { t, language } = useWords();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(title.trim()), AFTER_MS);
    return () => clearTimeout(timer);
  }, [title]);
  const found = useQuery({ ...alikeQuery(network, asked), enabled: asked.length >= FEWEST }).data ?? [];
  if (asked.length < FEWEST || found.length === 0) return null;
  return (
    <section className={css.alike} aria-label={t('asking.alike')} aria-live="polite">
      <p className={css.alikeTitle}>{t('asking.alike')}</p>
      <ul>
        {found.slice(0, 3).map((one) => (
          <li key={one.conversation_id}>
            <Link to={`/samtal/${one.conversation_id}`} target="_blank" rel="noreferrer">
              {one.title}
            </Link>{' '}
            · {date(one.created_at, language)} ·{' '}
            {t('asking.answered', { answered: one.answered, asked: one.asked })}
          </li>
        ))}
      </ul>
      <p>{t('asking.alikeHint')}</p>
    </section>
  );
}
