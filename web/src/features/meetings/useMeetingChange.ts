import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys.ts';
import type { Meeting } from '../../api/types.ts';

/** Does something to a meeting and shows what it has become. */
export function useMeetingChange<Said>(act: (said: Said) => Promise<Meeting>, done: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (meeting) => {
      client.setQueryData(keys.meeting(meeting.id), meeting);
      void client.invalidateQueries({ queryKey: keys.meetings(meeting.network_id) });
      done();
    },
  });
}
