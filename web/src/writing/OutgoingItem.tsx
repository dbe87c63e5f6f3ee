import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { putBack } from './draft.ts';
import { giveBack } from './givenBack.ts';
import type { HeldFile } from './heldFiles.ts';
import css from './OutgoingItem.module.css';
import { forget, type Outgoing, tryAgain } from './outbox.ts';
import { plainly } from './tokens.ts';

/** One's own message, vote or answer on its way: shown at once, with how it fares; `words` come before its own. */
export function OutgoingItem({ outgoing, words }: { outgoing: Outgoing; words?: string }) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  return (
    <article className={css.outgoing} aria-busy={outgoing.state === 'sending'}>
      <p className={css.by}>
        <strong>{me.person.name}</strong>
        {' · '}
        {outgoing.state === 'failed' ? (
          <span className={css.wrong}>
            {outgoing.missing
              ? t('conversation.fileMissing', { name: outgoing.missing })
              : outgoing.reason || t('conversation.failed')}
          </span>
        ) : (
          t(`conversation.${outgoing.state}`)
        )}
      </p>
      <p className={css.text}>{[words, plainly(outgoing.text)].filter(Boolean).join(': ')}</p>
      <WaitingFiles files={outgoing.files} />
      {outgoing.state !== 'sending' && (
        <p className={css.acts}>
          <Button look="quiet" onPress={() => tryAgain(client, outgoing.client_id)}>
            {t('ui.retry')}
          </Button>
          <Button
            look="quiet"
            onPress={() => {
              if (!giveBack(outgoing)) {
                // An answer waits under the name of its draft: there it is found when its field is opened.
                if (outgoing.cast?.what !== 'answer') return;
                putBack(outgoing.conversation, outgoing);
              }
              forget(outgoing.client_id, true);
            }}
          >
            {t('conversation.backToDraft')}
          </Button>
          <Button look="quiet" onPress={() => forget(outgoing.client_id)}>
            {t('conversation.discard')}
          </Button>
        </p>
      )}
    </article>
  );
}

/** The names of what waits on the device to go along. */
export function WaitingFiles({ files = [] }: { files: HeldFile[] | undefined }) {
  const { t } = useWords();
  if (files.length === 0) return null;
  const names = files.map((one) => one.name).join(', ');
  return <p className={css.by}>{t('conversation.filesWait', { names })}</p>;
}
