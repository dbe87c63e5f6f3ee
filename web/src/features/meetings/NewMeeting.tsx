import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { type MeetingFacts, planMeeting } from '../../api/meetings.ts';
import { useWords } from '../../locales/useWords.ts';
import { type Begin, MeetingForm } from './MeetingForm.tsx';

/** Beginning to plan a meeting; one goes on at the meeting itself. */
export function NewMeeting({ network, onClose }: { network: string; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [once] = useState(() => crypto.randomUUID());
  const begin = useMutation({
    mutationFn: ([facts, how]: [MeetingFacts, Begin]) => planMeeting(network, facts, { ...how, once }),
    onSuccess: (meeting) => {
      client.setQueryData(keys.meeting(meeting.id), meeting);
      void client.invalidateQueries({ queryKey: keys.meetings(network) });
      void client.invalidateQueries({ queryKey: keys.rooms(network) });
      void navigate(`/traffar/${meeting.id}`);
    },
  });
  return (
    <MeetingForm
      title={t('meeting.new')}
      network={network}
      save={t('meeting.form.begin')}
      pending={begin.isPending}
      error={begin.error}
      onSave={(facts, how) => begin.mutate([facts, how])}
      onClose={onClose}
    />
  );
}
