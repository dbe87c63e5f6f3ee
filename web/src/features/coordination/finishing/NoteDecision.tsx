import { Link } from 'react-router';
import { NoteDialog } from '../../../adopting/NoteDialog.tsx';
import { useWords } from '../../../locales/useWords.ts';
import type { Finishing } from './finishing.ts';

/** Which board decided, and when. */
export function NoteDecision({ matter, ...done }: Finishing) {
  const { t } = useWords();
  return (
    <NoteDialog
      agreement={{ id: matter.subject_id, network_id: matter.network.id }}
      organisation={{ id: matter.part_id ?? '', name: matter.organisation ?? '' }}
      adoption={null}
      beside={<Link to={`/overenskommelser/${matter.subject_id}`}>{t('desk.whole.agreement')}</Link>}
      {...done}
    />
  );
}
