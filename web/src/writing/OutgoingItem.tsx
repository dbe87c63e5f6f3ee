import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { giveBack } from './givenBack.ts';
import type { HeldFile } from './heldFiles.ts';
import { putBack } from './keptDraft.ts';
import css from './OutgoingItem.module.css';
import { forget, type Outgoing, tryAgain } from './outbox.ts';
import { plainly } from './tokens.ts';

interface Props {
  outgoing: Outgoing;
  /** What comes before its own words. */
  words?: string;
  /** There is no field it could go back to. */
  fixed?: boolean;
}

/** One's own message, vote or answer on its way: shown at once, with how it fares. */
export function OutgoingItem({ outgoing, words, fixed = false }: Props) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  return (
    <article className={css.outgoing} aria-busy={outgoing.state === 'sending'}>
      <p className={css.by}>
        <strong>{me.person.name}</strong>
        {' · '}
        <Fate of={outgoing} />
      </p>
      <p className={css.text}>{[words, plainly(outgoing.text)].filter(Boolean).join(': ')}</p>
      <WaitingFiles files={outgoing.files} />
      {outgoing.state !== 'sending' && (
        <p className={css.acts}>
          <Button look="quiet" onPress={() => tryAgain(client, outgoing.client_id)}>
            {t('ui.retry')}
          </Button>
          {!fixed && (
            <Button
              look="quiet"
              onPress={() => {
                if (!giveBack(outgoing)) {
                  // An answer, and what is said of a document, wait under the name of their draft: there they are found when
                  // their field is opened.
                  if (outgoing.cast?.what !== 'answer' && !outgoing.document) return;
                  putBack(outgoing.conversation, outgoing);
                }
                forget(outgoing.client_id, true);
              }}
            >
              {t('conversation.backToDraft')}
            </Button>
          )}
          <Button look="quiet" onPress={() => forget(outgoing.client_id)}>
            {t('conversation.discard')}
          </Button>
        </p>
      )}
    </article>
  );
}

/** How it fares: on its way, waiting, or why it was refused. */
export function Fate({ of: { state, missing, reason } }: { of: Outgoing }) {
  const { t } = useWords();
  if (state !== 'failed') return t(`conversation.${state}`);
  const why = missing ? t('conversation.fileMissing', { name: missing }) : reason || t('conversation.failed');
  return <span className={css.wrong}>{why}</span>;
}

/** The names of what waits on the device to go along. */
export function WaitingFiles({ files = [] }: { files: HeldFile[] | undefined }) {
  const { t } = useWords();
  if (files.length === 0) return null;
  const names = files.map((one) => one.name).join(', ');
  return <p className={css.by}>{t('conversation.filesWait', { names })}</p>;
}
