import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { noteAttendance } from '../../api/meetings.ts';
import { sentence } from '../../api/problem.ts';
import type { Meeting, MeetingAnswers } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';

/** Ticking off who is there; whoever said they would come is ticked to begin with. */
export function NoteAttendance({
  meeting,
  answers,
  onClose,
}: {
  meeting: Meeting;
  answers: MeetingAnswers;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const lines = [
    ...answers.places
      .filter((place) => place.person || place.told || place.attended)
      .map((place) => ({
        id: place.subject_id,
        who:
          (place.told?.answer === 'deputy' ? place.told.stand_in : place.person)?.name ??
          t('terms.representative'),
        of: place.organisation?.name,
        attended: place.attended,
        expected: place.told?.answer === 'coming' || place.told?.answer === 'deputy',
      })),
    ...answers.guests.map((guest) => ({
      id: guest.id,
      who: guest.name,
      of: `${guest.organisation.name}, ${t('terms.standing.guest')}`,
      attended: guest.attended,
      expected: true,
    })),
  ];
  const noted = lines.some((line) => line.attended);
  const [there, setThere] = useState(() =>
    lines.filter((line) => (noted ? line.attended : line.expected)).map((line) => line.id),
  );
  const save = useMutation({
    mutationFn: () => noteAttendance(meeting.id, there),
    onSuccess: (next) => {
      client.setQueryData(keys.meetingAnswers(meeting.id), next);
      tell(t('meeting.attendance.noted'));
      onClose();
    },
  });
  return (
    <Dialog
      title={t('meeting.attendance.note')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => save.mutate()} isDisabled={save.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {save.error && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      <Checks
        label={t('meeting.attendance.who')}
        value={there}
        onChange={setThere}
        options={lines.map((line) => ({
          id: line.id,
          text: [line.who, line.of].filter(Boolean).join(', '),
        }))}
      />
    </Dialog>
  );
}
