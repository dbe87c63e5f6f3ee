import { useSearchParams } from 'react-router';

/** The room filter lives in the address, so that it survives going back and can be sent to somebody. */
export function useRoomChoice(): [string | undefined, (room: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const choose = (room: string | undefined) =>
    setParams(
      (held) => {
        if (room) held.set('rum', room);
        else held.delete('rum');
        held.delete('mapp');
        return held;
      },
      { replace: true },
    );
  return [params.get('rum') ?? undefined, choose];
}
