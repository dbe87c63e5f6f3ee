import { changeMeeting, type MeetingFacts } from '../../api/meetings.ts';
import type { Meeting } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { tell } from '../../ui/Toasts.tsx';
import { MeetingForm } from './MeetingForm.tsx';
import { useMeetingChange } from './useMeetingChange.ts';

/** Saying something else of a meeting. */
export function ChangeMeeting({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useWords();
  const change = useMeetingChange(
    ([facts, reason]: [MeetingFacts, string | null]) => changeMeeting(meeting, facts, reason),
    () => {
      onClose();
      tell(t('meeting.changed'));
    },
  );
  return (
    <MeetingForm
      title={t('meeting.change')}
      network={meeting.network_id}
      meeting={meeting}
      save={t('ui.save')}
      pending={change.isPending}
      error={change.error}
      onSave={(facts, _, reason) => change.mutate([facts, reason])}
      onClose={onClose}
    />
  );
}
