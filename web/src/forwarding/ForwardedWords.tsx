import type { Forwarding } from '../api/types.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import { Html } from '../ui/Html.tsx';
import css from './Forwarding.module.css';

/** What was passed on says, with what goes along, and who wrote it. */
export function ForwardedWords({ forwarding }: { forwarding: Forwarding }) {
  const { t, language } = useWords();
  const by = [forwarding.written_by ?? t('terms.representative'), forwarding.written_for]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      {forwarding.comment && <p className={css.comment}>”{forwarding.comment}”</p>}
      {forwarding.html && (
        <blockquote className={css.quote}>
          <Html html={forwarding.html} />
        </blockquote>
      )}
      {forwarding.files.length > 0 && (
        <p className={css.quiet}>
          {t('linked.withFiles', { names: forwarding.files.map((file) => file.name).join(', ') })}
        </p>
      )}
      <p className={css.quiet}>
        {t('linked.from.written', { by, date: date(forwarding.written_at, language) })}
      </p>
    </>
  );
}
