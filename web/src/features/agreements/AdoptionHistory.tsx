import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { adoptionHistoryQuery } from '../../api/agreements.ts';
import { sentence } from '../../api/problem.ts';
import type { BoardRow, NotedAdoption } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './Agreements.module.css';

/** What has been noted of an organisation's decision: noted, corrected, taken back, by whom and when. */
export function AdoptionHistory({
  agreement,
  row,
  onClose,
}: {
  agreement: string;
  row: BoardRow;
  onClose: () => void;
}) {
  const { t } = useWords();
  const found = useQuery(adoptionHistoryQuery(agreement, row.organisation_id));
  return (
    <Dialog title={t('agreement.historyOf', { name: row.organisation })} isOpen onClose={onClose}>
      {found.error && <Notice wrong>{sentence(found.error, t('ui.broken.body'))}</Notice>}
      {!found.data && !found.error && <Later lines={3} />}
      <ol className={css.rows}>
        {(found.data ?? []).map((one) => (
          <Noted key={one.number} one={one} />
        ))}
      </ol>
    </Dialog>
  );
}

function Noted({ one }: { one: NotedAdoption }) {
  const { t, language } = useWords();
  const words = [
    t('agreement.decided', { body: one.body, date: date(one.decided_on, language) }),
    one.reference,
    t('agreement.older', { number: one.version }),
  ];
  return (
    <li className={css.line}>
      <p className={css.words}>
        {one.withdrawn ? t('agreement.wasTakenBack') : words.filter(Boolean).join(' · ')}
        <span className={css.facts}>
          {t('agreement.notedBy', {
            name: personName({ name: one.recorded_by }, t),
            date: date(one.recorded_at, language),
          })}
        </span>
      </p>
      {!one.withdrawn && one.document_id && (
        <Link to={`/dokument/${one.document_id}`}>{t('agreement.scan')}</Link>
      )}
    </li>
  );
}
