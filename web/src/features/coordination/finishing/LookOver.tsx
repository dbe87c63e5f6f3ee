import { RevisitDialog } from '../../../revisiting/RevisitDialog.tsx';
import type { Finishing } from './finishing.ts';

/** That a governing text has been looked over, and when it is to be next. */
export function LookOver({ matter, ...done }: Finishing) {
  const what = matter.kind === 'document_to_revisit' ? 'document' : 'agreement';
  return (
    <RevisitDialog
      of={{ what, id: matter.subject_id, title: matter.title ?? '' }}
      was={matter.due}
      done
      leads
      {...done}
    />
  );
}
