import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '../api/session.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { giveBack } from './givenBack.ts';
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
  const back = () => {
    if (!giveBack(outgoing)) {
      // An answer, and what is said of a document, wait under the name of their draft: there they are found when their
      // field is opened.
      if (outgoing.cast?.what !== 'answer' && !outgoing.document) return;
      putBack(outgoing.conversation, outgoing);
    }
    forget(outgoing.client_id, true);
  };
  return (
    <OnItsWay
      of={outgoing}
      name={me.person.name}
      words={[words, plainly(outgoing.text)].filter(Boolean).join(': ')}
    >
      {!fixed && (
        <Button look="quiet" onPress={back}>
          {t('conversation.backToDraft')}
        </Button>
      )}
    </OnItsWay>
  );
}

/** Something that is to be sent: how it fares, its words and files, and what can be done about it. */
export function OnItsWay({
  of: { client_id, state, missing, reason, files = [] },
  name,
  words,
  children,
}: {
  of: Outgoing;
  /** Whose it is, or what it is called. */
  name?: string;
  words: string;
  /** What can be done besides trying again and throwing it away. */
  children?: ReactNode;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const why = missing ? t('conversation.fileMissing', { name: missing }) : reason || t('conversation.failed');
  return (
    <article className={css.outgoing} aria-busy={state === 'sending'}>
      <p className={css.by}>
        {name && (
          <>
            <strong>{name}</strong>
            {' · '}
          </>
        )}
        {state === 'failed' ? <span className={css.wrong}>{why}</span> : t(`conversation.${state}`)}
      </p>
      <p className={css.text}>{words}</p>
      {files.length > 0 && (
        <p className={css.by}>
          {t('conversation.filesWait', { names: files.map((one) => one.name).join(', ') })}
        </p>
      )}
      {state !== 'sending' && (
        <p className={css.acts}>
          <Button look="quiet" onPress={() => tryAgain(client, client_id)}>
            {t('ui.retry')}
          </Button>
          {children}
          <Button look="quiet" onPress={() => forget(client_id)}>
            {t('conversation.discard')}
          </Button>
        </p>
      )}
    </article>
  );
}
