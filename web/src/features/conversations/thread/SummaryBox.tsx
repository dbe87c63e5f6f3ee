import { CircleCheck } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import type { Conversation } from '../../../api/types.ts';
import { day } from '../../../locales/dates.ts';
import { nameOf } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Writing } from '../../../moderating/Writing.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Html } from '../../../ui/Html.tsx';
import css from './SummaryBox.module.css';

const SummaryEditor = lazy(async () => ({ default: (await import('./SummaryEditor.tsx')).SummaryEditor }));
const SummaryVersions = lazy(async () => ({
  default: (await import('./SummaryVersions.tsx')).SummaryVersions,
}));

/** A thread shorter than this needs no summary; nobody is asked to write one. */
const WORTH_SUMMING_UP = 4;

/** What a thread came to: a summary that whoever may write can improve, and the answers that helped. */
export function SummaryBox({ conversation }: { conversation: Conversation }) {
  const [open, setOpen] = useState<'edit' | 'versions' | null>(null);
  // The dialogs stay what they are when a summary arrives meanwhile: who is writing has begun from the one before.
  return (
    <>
      <Shown conversation={conversation} onOpen={setOpen} />
      <Suspense fallback={null}>
        {open === 'edit' && <SummaryEditor conversation={conversation} onClose={() => setOpen(null)} />}
        {open === 'versions' && <SummaryVersions conversation={conversation} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

function Shown({
  conversation,
  onOpen,
}: {
  conversation: Conversation;
  onOpen: (what: 'edit' | 'versions') => void;
}) {
  const { t, language } = useWords();
  const { summary, answers, may } = conversation;
  const written = Boolean(summary?.text) || Boolean(summary?.hidden_reason);
  if (!written && answers.length === 0) {
    if (!may.summarise || conversation.last_position < WORTH_SUMMING_UP) return null;
    return (
      <div className={css.offer}>
        <Button look="quiet" onPress={() => onOpen('edit')}>
          {t('thread.writeSummary')}
        </Button>
      </div>
    );
  }
  return (
    <section className={css.box} aria-labelledby="sammanfattning">
      <div className={css.head}>
        <h2 id="sammanfattning" className={css.title}>
          {written ? t('thread.summary') : t('thread.acceptedAnswers')}
        </h2>
        {may.summarise && (
          <Button look="quiet" onPress={() => onOpen('edit')}>
            {written ? t('thread.improveSummary') : t('thread.writeSummary')}
          </Button>
        )}
      </div>
      {written && summary && (
        <Writing
          writing={{ id: conversation.id, kind: 'summary', part: conversation.id }}
          named={t('thread.summary')}
          author={summary.author?.id ?? null}
          hidden={summary.hidden_reason}
          manages={may.manage}
        >
          <Html html={summary.html} />
        </Writing>
      )}
      {written && summary?.author && summary.written_at && (
        <p className={css.by}>
          {t('thread.summaryBy', {
            name: nameOf(summary.author, t),
            when: day(summary.written_at, language),
          })}
          {summary.revision > 1 && (
            <>
              {' · '}
              <button type="button" className={css.versions} onClick={() => onOpen('versions')}>
                {t('thread.summaryVersions')}
              </button>
            </>
          )}
        </p>
      )}
      {written && answers.length > 0 && <h3 className={css.sub}>{t('thread.acceptedAnswers')}</h3>}
      {answers.length > 0 && (
        <ul className={css.answers}>
          {answers.map((answer) => (
            <li key={answer.message_id}>
              <CircleCheck size={17} aria-hidden />
              <span>
                <Link to={`/samtal/${conversation.id}?inlagg=${answer.position}`}>
                  {nameOf(answer.author, t)}
                </Link>
                <span className={css.excerpt}>{answer.excerpt}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
