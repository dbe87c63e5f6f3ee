import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useGoingOn } from '../ui/useGoingOn.ts';
import { CopyWords } from '../writing/CopyWords.tsx';
import { OnItsWay } from '../writing/OutgoingItem.tsx';
import { type Outgoing, useQueue } from '../writing/outbox.ts';
import { plainly } from '../writing/tokens.ts';
import frame from './Frame.module.css';

/** That something could not be sent is said wherever one is: where it was written one may no longer be let in. */
export function Refused() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const refused = useQueue().filter((one) => one.state === 'failed');
  useGoingOn();
  return (
    <p className={frame.line} role="status">
      {t('conversation.refused', { count: refused.length })}{' '}
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('conversation.refusedShow')}
      </Button>
      {open && refused.length > 0 && (
        <Dialog title={t('conversation.failed')} isOpen onClose={() => setOpen(false)}>
          {refused.map((one) => (
            <Item key={one.client_id} one={one} onLeave={() => setOpen(false)} />
          ))}
        </Dialog>
      )}
    </p>
  );
}

/** Where one can go to see what came of it; a thread that was to be started is nowhere yet. */
function addressOf({ start, document, cast, conversation }: Outgoing): string | null {
  if (start) return null;
  return document ? `/dokument/${document}` : `/samtal/${cast?.conversation ?? conversation}`;
}

function Item({ one, onLeave }: { one: Outgoing; onLeave: () => void }) {
  const { t } = useWords();
  const words = plainly([one.start?.title, one.text].filter(Boolean).join('\n\n'));
  const address = addressOf(one);
  return (
    <OnItsWay of={one} words={words}>
      <CopyWords words={words} />
      {address && (
        <Link to={address} onClick={onLeave}>
          {t('conversation.refusedWhere')}
        </Link>
      )}
    </OnItsWay>
  );
}
