import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { seenQuery } from '../../api/messages.ts';
import { listed } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './SeenLine.module.css';

/** Which organisations have opened a message whose author asks; never who has not. */
export function SeenLine({ id }: { id: string }) {
  const { t, language } = useWords();
  const seen = useQuery(seenQuery(id));
  if (!seen.data) return null;
  const names = listed(
    seen.data.map((one) => one.name),
    language,
  );
  return (
    <p className={css.seen} title={t('talk.seen.asking')}>
      <Eye size={15} aria-hidden className={css.icon} />
      <span>{names ? t('talk.seen.by', { names }) : t('talk.seen.none')}</span>
    </p>
  );
}
