import { Link } from 'react-router';
import type { ForwardedFrom as Origin } from '../api/types.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Forwarding.module.css';

/** Where something came from that a linked network passed on; the way back is for those who read it there. */
export function ForwardedFrom({ from }: { from: Origin | null | undefined }) {
  const { t, language } = useWords();
  if (!from) return null;
  const by = [from.written_by ?? t('terms.representative'), from.written_for].filter(Boolean).join(', ');
  const back = from.conversation_id
    ? `/samtal/${from.conversation_id}?inlagg=${from.position ?? 1}`
    : from.document_id
      ? `/dokument/${from.document_id}`
      : null;
  return (
    <section className={css.from} aria-label={t('linked.from.title')}>
      <p className={css.head}>{t('linked.from.network', { network: from.network })}</p>
      <p className={css.quiet}>
        {t('linked.from.written', { by, date: date(from.written_at, language) })}{' '}
        {t('linked.from.forwarded', {
          by: from.forwarded_by ?? t('terms.representative'),
          date: date(from.forwarded_at, language),
        })}
      </p>
      {from.comment && <p className={css.comment}>”{from.comment}”</p>}
      {back && (
        <p>
          <Link to={back}>{t('linked.from.back')}</Link>
        </p>
      )}
    </section>
  );
}
