import { useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { Link } from 'react-router';
import { answerPage, askQuery } from '../../../api/asks.ts';
import { keys } from '../../../api/keys.ts';
import type { AskAnswer, Conversation } from '../../../api/types.ts';
import { usePaged } from '../../../api/usePaged.ts';
import { date, day, daysUntil } from '../../../locales/dates.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { Later } from '../../../ui/Later.tsx';
import { Failure, Notice } from '../../../ui/Notice.tsx';
import { Part } from '../../../ui/Page.tsx';
import { Paged } from '../../../ui/Paged.tsx';
import { OutgoingItem } from '../../../writing/OutgoingItem.tsx';
import { useCastsWaiting } from '../../../writing/outbox.ts';
import { FirstMessage } from '../FirstMessage.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import css from './Ask.module.css';
import { AskActs } from './AskActs.tsx';
import { Missing } from './Missing.tsx';
import { OwnAnswerPart } from './OwnAnswerPart.tsx';

/** An ask: the question, one's own answer, the others', and who has not answered. */
export function AskPanel({ conversation }: { conversation: Conversation }) {
  const { t, language } = useWords();
  const { id } = conversation;
  const query = useQuery(askQuery(id));
  const answers = usePaged<AskAnswer>(keys.askAnswers(id), (cursor, limit) => answerPage(id, cursor, limit));
  const outgoing = useCastsWaiting(id);
  const ask = query.data;
  if (query.error && !ask) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!ask) return <Later lines={6} />;
  const open = ask.closed_at === null;
  const due = day(ask.due_on, language);
  // what the coordinator has entered for others; one's own stand with one's own
  const entered = outgoing.filter(
    (one) => !ask.mine.some((own) => own.organisation.id === one.cast?.organisation),
  );
  return (
    <div className={css.panel}>
      <p className={css.facts}>
        <strong>{t('asking.answered', { answered: ask.answered, asked: ask.asked })}</strong>
        {open && (
          <span>{t(daysUntil(ask.due_on) < 0 ? 'asking.duePassed' : 'asking.due', { when: due })}</span>
        )}
      </p>
      {!open && (
        <Notice
          action={
            ask.document_id && (
              <Link to={`/dokument/${ask.document_id}`} className={css.document}>
                <FileText size={17} aria-hidden /> {t('asking.summary')}
              </Link>
            )
          }
        >
          {t('asking.closed', { when: date(ask.closed_at ?? '', language) })}
        </Notice>
      )}
      <FirstMessage conversation={conversation} />
      {ask.mine.map((own) => (
        <OwnAnswerPart
          key={own.organisation.id}
          ask={ask}
          own={own}
          several={ask.mine.length > 1}
          conversation={conversation}
        />
      ))}
      {entered.map((one) => (
        <OutgoingItem
          key={one.client_id}
          outgoing={one}
          words={ask.missing.find((each) => each.id === one.cast?.organisation)?.name ?? ''}
        />
      ))}
      <Part title={t('asking.allAnswers')} acts={<AskActs ask={ask} title={conversation.title ?? ''} />}>
        <Paged
          list={answers}
          lines={4}
          empty={<Empty title={t('asking.noAnswers')}>{t('asking.noAnswersHint')}</Empty>}
        >
          <AnswerTable ask={conversation} answers={answers.items} />
        </Paged>
      </Part>
      <Missing ask={ask} />
    </div>
  );
}
