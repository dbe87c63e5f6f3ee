import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { RenewDialog } from '../../../adopting/RenewDialog.tsx';
import { agreementQuery } from '../../../api/agreements.ts';
import { useWords } from '../../../locales/useWords.ts';
import type { Finishing } from './finishing.ts';

/** The next period of an agreement that ends: with letters to those who decide, or prepared only. */
export function RenewAgreement({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const agreement = useQuery(agreementQuery(matter.subject_id)).data;
  // if its last day was taken away meanwhile, the server says that nothing is to be renewed
  const to = agreement?.to ?? matter.due;
  if (!agreement || !to) return null;
  return (
    <RenewDialog
      agreement={agreement}
      to={to}
      beside={<Link to={`/overenskommelser/${matter.subject_id}`}>{t('desk.whole.agreement')}</Link>}
      onClose={onClose}
      onDone={() => {
        onDone();
        onClose();
      }}
    />
  );
}
