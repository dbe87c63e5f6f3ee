import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { useRooms } from '../../api/networks.ts';
import { sentence } from '../../api/problem.ts';
import { meQuery } from '../../api/session.ts';
import { giveVerdict, withdrawReview } from '../../api/together.ts';
import type { Document, Review } from '../../api/types.ts';
import { dated, moment } from '../../locales/dates.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { WrittenFor } from '../../ui/WrittenFor.tsx';
import { AskForReview } from './AskForReview.tsx';
import css from './ReviewPanel.module.css';

/** Who reviews which version until when, what they say, and saying it when one is asked. */
export function ReviewPanel({ document }: { document: Document }) {
  const { t } = useWords();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const [asking, setAsking] = useState(false);
  const show = (shown: Document) => client.setQueryData(keys.document(document.id), shown);
  const withdraw = useMutation({ mutationFn: () => withdrawReview(document.id), onSuccess: show });
  const open = document.reviews.find((one) => !one.outcome);
  // who asked may have left: whoever keeps the room ends what nobody else can
  const keeps = useRooms(document.network?.id).some((one) => one.id === document.room.id && one.may.manage);
  const own = open?.requested_by.id === me?.person.id;
  const asked = open?.reviewers.some((one) => one.person.id === me?.person.id);
  if (document.room.kind === 'direct') return null;
  return (
    <div className={css.panel}>
      {document.reviews.length === 0 && <p className={css.quiet}>{t('document.neverReviewed')}</p>}
      {open && asked && <Verdict key={open.id} document={document} review={open} onDone={show} />}
      {document.reviews.map((one) => (
        <Table key={one.id} review={one} />
      ))}
      {withdraw.error && <Notice wrong>{sentence(withdraw.error, t('ui.broken.body'))}</Notice>}
      {document.may.write && !open && (
        <span>
          <Button onPress={() => setAsking(true)}>{t('document.askForReview')}</Button>
        </span>
      )}
      {document.may.write && open && (own || keeps) && (
        <span>
          <Button look="quiet" onPress={() => withdraw.mutate()} isDisabled={withdraw.isPending}>
            {t('document.withdrawReview')}
          </Button>
        </span>
      )}
      {asking && <AskForReview document={document} onClose={() => setAsking(false)} onDone={show} />}
    </div>
  );
}

/** Who, when and which version. */
function Table({ review }: { review: Review }) {
  const { t, language } = useWords();
  return (
    <section className={css.review} aria-label={t('document.reviewOf', { number: review.version })}>
      <p>
        <strong>{t('document.reviewOf', { number: review.version })}</strong>
        {' · '}
        <span className={review.outcome === 'approved' ? css.good : css.state}>
          {review.outcome
            ? t(`document.outcome.${review.outcome}`)
            : t('document.dueBy', { day: dated(review.due_on, 'day', language) })}
        </span>
      </p>
      <p className={css.quiet}>
        {t('document.askedBy', {
          who: nameOf(review.requested_by, t),
          when: moment(review.requested_at, language),
        })}
      </p>
      {review.note && <p>{review.note}</p>}
      <ul className={css.reviewers}>
        {review.reviewers.map((one) => (
          <li key={one.person.id}>
            <span>{nameOf(one.person, t)}</span>
            <span className={one.verdict === 'approved' ? css.good : css.quiet}>
              {one.verdict ? t(`document.verdict.${one.verdict}`) : t('document.notAnswered')}
              {one.at && ` · ${moment(one.at, language)}`}
            </span>
            {one.comment && <span className={css.comment}>{one.comment}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({
  document,
  review,
  onDone,
}: {
  document: Document;
  review: Review;
  onDone: (shown: Document) => void;
}) {
  const { t } = useWords();
  const [comment, setComment] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const give = useMutation({
    mutationFn: (verdict: 'approved' | 'changes_asked') =>
      giveVerdict(document.id, { version: review.version, verdict, comment: comment.trim() || null }),
    onSuccess: onDone,
  });
  return (
    <div className={css.verdict}>
      <p>{t('document.yourTurn', { number: review.version })}</p>
      {give.error && <Notice wrong>{sentence(give.error, t('ui.broken.body'))}</Notice>}
      <Field
        label={t('document.yourComment')}
        hint={<WrittenFor audience={document.audience} />}
        value={comment}
        onChange={setComment}
        rows={2}
        maxLength={2000}
        error={unsaid && !comment.trim() ? t('document.sayWhatToChange') : undefined}
      />
      <span className={css.acts}>
        <Button look="filled" onPress={() => give.mutate('approved')} isDisabled={give.isPending}>
          {t('document.approve')}
        </Button>
        <Button
          onPress={() => {
            setUnsaid(true);
            if (comment.trim()) give.mutate('changes_asked');
          }}
          isDisabled={give.isPending}
        >
          {t('document.askForChanges')}
        </Button>
      </span>
    </div>
  );
}
