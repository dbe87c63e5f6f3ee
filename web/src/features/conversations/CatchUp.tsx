import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { startQuery } from '../../api/conversations.ts';
import { addressOfRow } from '../../api/readMarks.ts';
import type { Conversation } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { useLive } from '../../realtime/live.ts';
import { Button } from '../../ui/Button.tsx';
import css from './CatchUp.module.css';

/** Läs ikapp: only the unread, one after another; space goes to the next, and the end says so. */
export function CatchUp({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const live = useLive();
  const [params] = useSearchParams();
  const on = params.get('ikapp') === '1';
  const start = useQuery({ ...startQuery, enabled: on }).data;
  const rows = start ? [...start.to_me, ...start.following, ...start.other] : [];
  const left = rows.filter((row) => row.id !== conversation.id);
  const next = left[0];
  const go = useCallback(() => {
    live.sayRead(conversation.id, conversation.last_position, conversation.called_in);
    void navigate(next ? addressOfRow(next, true) : '/');
  }, [conversation.id, conversation.last_position, conversation.called_in, live, navigate, next]);
  // Before it is known what else is unread there is nothing to go on to.
  const known = on && start !== undefined;
  useEffect(() => {
    if (!known) return;
    const key = (event: KeyboardEvent) => {
      const busy = (event.target as Element).closest('input, textarea, button, a, [contenteditable], [role]');
      if (event.key !== ' ' || event.shiftKey || busy) return;
      // As in any reader: space first reads on, and only at the end goes to the next.
      const end = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
      if (end > 48 || document.querySelector('[data-more=later]')) return;
      event.preventDefault();
      go();
    };
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  }, [known, go]);
  if (!known) return null;
  return (
    <div className={css.bar}>
      <span className={css.left}>
        {left.length > 0 ? t('start.catchUpLeft', { count: left.length }) : t('start.caughtUp')}
      </span>
      <Button look="outlined" onPress={go} icon={<ArrowRight size={16} aria-hidden />}>
        {next ? t('start.catchUpNext') : t('frame.start')}
        {next && <kbd className={css.key}>{t('start.catchUpKey')}</kbd>}
      </Button>
    </div>
  );
}
