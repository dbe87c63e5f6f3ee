import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { ApiError } from '../api/problem.ts';
import type { SeatView } from '../api/types.ts';

/** Something done to a seat: what came back is shown at once, and the directory is read again. */
export function useSeatChange<T = void>(
  change: (wanted: T) => Promise<SeatView>,
  done: (seat: SeatView) => void,
) {
  const client = useQueryClient();
  const made = useMutation({
    mutationFn: change,
    onSuccess: (seat) => {
      client.setQueryData(keys.seat(seat.id), seat);
      void client.invalidateQueries({ queryKey: keys.participations(seat.network.id) });
      done(seat);
    },
  });
  return { ...made, refused: made.error instanceof ApiError ? made.error : null };
}
