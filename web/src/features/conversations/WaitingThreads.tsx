import { useQueryClient } from '@tanstack/react-query';
import type { Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { putBack } from '../../writing/draft.ts';
import { forget, tryAgain, useStarting } from '../../writing/outbox.ts';
import { plainly } from '../../writing/tokens.ts';
import css from './OutgoingItem.module.css';

/** Threads of one's own that are on their way: written offline, they are started when the line is back. */
export function WaitingThreads({ rooms }: { rooms: Room[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const here = useStarting().filter((one) => rooms.some((room) => room.id === one.start.room));
  if (here.length === 0) return null;
  return (
    <ul aria-label={t('thread.waitingThreads')}>
      {here.map((one) => (
        <li key={one.client_id} className={css.outgoing} aria-busy={one.state === 'sending'}>
          <p className={css.by}>
            <strong>{one.start.title}</strong>
            {' · '}
            {one.state === 'failed' ? (
              <span className={css.wrong}>{one.reason || t('conversation.failed')}</span>
            ) : (
              t(`conversation.${one.state}`)
            )}
          </p>
          <p className={css.text}>{plainly(one.text)}</p>
          {one.state !== 'sending' && (
            <p className={css.acts}>
              <Button look="quiet" onPress={() => tryAgain(client, one.client_id)}>
                {t('ui.retry')}
              </Button>
              <Button
                look="quiet"
                onPress={() => {
                  putBack(one.start.place, one);
                  forget(one.client_id);
                  tell(t('thread.backInDraft'));
                }}
              >
                {t('conversation.backToDraft')}
              </Button>
              <Button look="quiet" onPress={() => forget(one.client_id)}>
                {t('conversation.discard')}
              </Button>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
