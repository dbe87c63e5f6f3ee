import { useNavigate, useSearchParams } from 'react-router';
import type { Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { putBack } from '../../writing/keptDraft.ts';
import { OnItsWay } from '../../writing/OutgoingItem.tsx';
import { forget, useStarting } from '../../writing/outbox.ts';
import { plainly } from '../../writing/tokens.ts';
import { wordingOf } from './proposal/wording.ts';

/** Threads of one's own that are on their way: written offline, they are started when the line is back. */
export function WaitingThreads({ rooms }: { rooms: Room[] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [, setParams] = useSearchParams();
  // Where it was written: the dialog of its kind, in the room it was begun in.
  const open = (place: string, kind: string) =>
    setParams({ rum: place.slice(place.indexOf(':') + 1), ny: kind }, { replace: true });
  const here = useStarting().filter((one) => rooms.some((room) => room.id === one.start.room));
  if (here.length === 0) return null;
  return (
    <ul aria-label={t('thread.waitingThreads')}>
      {here.map((one) => (
        <li key={one.client_id}>
          <OnItsWay of={one} name={one.start.title} words={plainly(one.text)}>
            <Button
              look="quiet"
              onPress={() => {
                const { place, as } = one.start;
                putBack(place, one);
                if (as?.what === 'proposal') putBack(wordingOf(place), { text: as.wording });
                forget(one.client_id, true);
                if (as?.what !== 'lift') return open(place, one.start.kind);
                void navigate(as.at);
                tell(t('thread.liftBack'));
              }}
            >
              {t('conversation.backToDraft')}
            </Button>
          </OnItsWay>
        </li>
      ))}
    </ul>
  );
}
