import { sentence } from '../../api/problem.ts';
import type { MailingPreview, MailingRecipient } from '../../api/types.ts';
import { lineOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Html } from '../../ui/Html.tsx';
import { Notice } from '../../ui/Notice.tsx';
import sheet from '../../ui/Sheet.module.css';
import css from './Mailings.module.css';

/** A letter as one of those who get it will read it, and who they all are. */
export function PreviewLetter({
  preview,
  changing,
  onShowAs,
  error,
  sending,
  onSend,
  onBack,
}: {
  preview: MailingPreview;
  changing: boolean;
  onShowAs: (seat: string) => void;
  error: unknown;
  sending: boolean;
  onSend: () => void;
  onBack: () => void;
}) {
  const { t } = useWords();
  const named = (one: MailingRecipient) => lineOf(one.person, t);
  return (
    <div className={sheet.form}>
      {error != null && <Notice wrong>{sentence(error, t('ui.broken.body'))}</Notice>}
      {preview.shown_as ? (
        <Choose
          label={t('mailing.shownAs')}
          value={preview.shown_as.seat_id}
          onChange={onShowAs}
          options={preview.recipients.map((one) => ({ id: one.seat_id, text: named(one) }))}
        />
      ) : (
        <Notice>{t('mailing.nobody')}</Notice>
      )}
      <article className={css.letter} aria-label={t('mailing.preview')} aria-busy={changing}>
        <p className={css.subject}>{preview.subject}</p>
        <Html html={preview.html} />
      </article>
      <details>
        <summary>{t('mailing.recipients', { count: preview.count })}</summary>
        <ul className={sheet.names}>
          {preview.recipients.map((one) => (
            <li key={one.person.id}>{named(one)}</li>
          ))}
        </ul>
      </details>
      <p className={sheet.quiet}>{t('mailing.rules')}</p>
      <p className={sheet.acts}>
        <Button look="filled" isDisabled={sending || changing || preview.count === 0} onPress={onSend}>
          {t('mailing.send', { count: preview.count })}
        </Button>
        <Button look="quiet" onPress={onBack}>
          {t('mailing.back')}
        </Button>
      </p>
    </div>
  );
}
