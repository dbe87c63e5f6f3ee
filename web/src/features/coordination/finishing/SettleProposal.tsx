import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { proposalQuery } from '../../../api/proposals.ts';
import { CloseProposal } from '../../../deciding/CloseProposal.tsx';
import { useWords } from '../../../locales/useWords.ts';
import type { Finishing } from './finishing.ts';

/** How a proposal went whose time is out. */
export function SettleProposal({ matter, ...done }: Finishing) {
  const { t } = useWords();
  const proposal = useQuery(proposalQuery(matter.subject_id)).data;
  if (!proposal) return null;
  return (
    <CloseProposal
      proposal={proposal}
      beside={<Link to={`/samtal/${matter.subject_id}?visa=svar`}>{t('desk.whole.votes')}</Link>}
      {...done}
    />
  );
}
