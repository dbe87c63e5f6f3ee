import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';

/** So far before one gets there the next messages are fetched. */
const AHEAD = '1500px';

interface Props {
  label: string;
  busy: boolean;
  /** What comes after, not before. */
  later?: boolean;
  onWanted: () => void;
}

/** The end of what is held: fetches more when one comes near it. The button is for when that failed. */
export function More({ label, busy, later = false, onWanted }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const act = useRef(onWanted);
  act.current = onWanted;
  useEffect(() => {
    const element = place.current;
    if (!element || busy) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((one) => one.isIntersecting)) act.current();
      },
      { rootMargin: `${AHEAD} 0px` },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [busy]);
  return (
    <div ref={place} data-more={later ? 'later' : 'earlier'}>
      <Button look="quiet" onPress={onWanted} isDisabled={busy}>
        {label}
      </Button>
    </div>
  );
}
