import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { agreementTextQuery } from '../../api/agreements.ts';
import type { Agreement } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { TextAndCopy } from './TextAndCopy.tsx';

/** A text that the agreement had before: some have decided on that one. */
export function EarlierText({ agreement, number }: { agreement: Agreement; number: number }) {
  const { t, language } = useWords();
  const found = useQuery(agreementTextQuery(agreement.id, number));
  return (
    <>
      <Notice action={<Link to={`/overenskommelser/${agreement.id}`}>{t('agreement.toNewest')}</Link>}>
        {t('agreement.earlier', {
          number,
          newest: agreement.version,
          date: date(agreement.written_at, language),
        })}
      </Notice>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {!found.data && !found.error && <Later lines={8} />}
      {found.data && <TextAndCopy of={found.data} />}
    </>
  );
}
