import { useCallback, useState } from 'react';
import { useMe } from '../../../api/session.ts';
import type { Ask, Conversation, OwnAnswer } from '../../../api/types.ts';
import { moment } from '../../../locales/dates.ts';
import { personName } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Hidden } from '../../../moderating/Hidden.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Html } from '../../../ui/Html.tsx';
import { useGivenBack } from '../../../writing/givenBack.ts';
import { putBack } from '../../../writing/keptDraft.ts';
import { OutgoingItem } from '../../../writing/OutgoingItem.tsx';
import { useOutbox } from '../../../writing/outbox.ts';
import { AnswerEditor } from './AnswerEditor.tsx';
import css from './Ask.module.css';
import { WritingsButton } from './WritingsButton.tsx';

interface Props {
  ask: Ask;
  own: OwnAnswer;
  /** One answers for more than one organisation: then each is named. */
  several: boolean;
  conversation: Conversation;
}

/** What one's own organisation answers, and the way to write or change it. */
export function OwnAnswerPart({ ask, own, several, conversation }: Props) {
  const { t, language } = useWords();
  const me = useMe();
  const [round, setRound] = useState(0);
  const place = `answer:${ask.conversation_id}:${own.organisation.id}`;
  // written off the line it waits, and is shown; taken back it stands in the field
  const outgoing = useOutbox(place);
  // what one is writing stays, also when somebody else of the organisation answers meanwhile
  const [asked, setChanging] = useState(own.answer === null && outgoing.length === 0);
  const changing = asked || (own.answer === null && outgoing.length === 0);
  useGivenBack(
    place,
    useCallback(
      (back) => {
        putBack(place, back);
        setChanging(true);
        setRound((number) => number + 1);
      },
      [place],
    ),
  );
  const open = ask.closed_at === null;
  if (!open && !own.answer && outgoing.length === 0) return null;
  const heading = `answer-${own.organisation.id}`;
  return (
    <section className={css.own} aria-labelledby={heading}>
      <h2 id={heading} className={css.ownTitle}>
        {several
          ? t('asking.yourAnswerFor', { organisation: own.organisation.name })
          : t('asking.yourAnswer')}
      </h2>
      {outgoing.map((one) => (
        <OutgoingItem key={one.client_id} outgoing={one} />
      ))}
      {!changing || !open ? (
        own.answer && (
          <>
            {own.answer.hidden_reason === null ? (
              <Html html={own.answer.html} />
            ) : (
              <Hidden
                target={{ id: conversation.id, kind: 'answer', part: own.organisation.id }}
                reason={own.answer.hidden_reason}
                maySee={own.answer.author.id === me.person.id || conversation.may.manage}
              />
            )}
            <p className={css.note}>
              {own.answer.by_coordinator
                ? t('asking.byCoordinator')
                : `${personName(own.answer.author, t)}, ${own.organisation.name}`}
              {' · '}
              <time dateTime={own.answer.written_at}>{moment(own.answer.written_at, language)}</time>
            </p>
            <div className={css.acts}>
              {open && <Button onPress={() => setChanging(true)}>{t('asking.change')}</Button>}
              <WritingsButton ask={ask.conversation_id} answer={own.answer} />
            </div>
          </>
        )
      ) : (
        <>
          <p className={css.note}>{t('asking.yourAnswerHint')}</p>
          <AnswerEditor
            key={round}
            ask={ask}
            organisation={own.organisation}
            answer={own.answer}
            onDone={() => setChanging(false)}
            {...(own.answer && { onCancel: () => setChanging(false) })}
          />
        </>
      )}
    </section>
  );
}
