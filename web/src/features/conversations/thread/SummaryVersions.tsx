import { useQuery } from '@tanstack/react-query';
import { summaryVersionsQuery } from '../../../api/threads.ts';
import type { Conversation } from '../../../api/types.ts';
import { moment } from '../../../locales/dates.ts';
import { nameOf } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Html } from '../../../ui/Html.tsx';
import { Later } from '../../../ui/Later.tsx';
import { Failure } from '../../../ui/Notice.tsx';
import css from '../Wordings.module.css';

/** Every wording a summary has had, the newest first. */
export function SummaryVersions({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t, language } = useWords();
  const versions = useQuery(summaryVersionsQuery(conversation.id));
  return (
    <Dialog title={t('thread.summaryVersions')} isOpen onClose={onClose}>
      {versions.error && <Failure error={versions.error} />}
      {!versions.data && !versions.error && <Later />}
      <ol className={css.list}>
        {(versions.data ?? []).map((version) => (
          <li key={version.revision}>
            <h3 className={css.head}>
              {t('thread.summaryVersion', {
                number: version.revision,
                when: version.written_at ? moment(version.written_at, language) : '',
              })}
              {version.author && <> {t('thread.summaryVersionBy', { name: nameOf(version.author, t) })}</>}
            </h3>
            {version.text ? (
              <Html html={version.html} />
            ) : version.hidden_reason === null ? (
              <p>{t('thread.summaryEmptied')}</p>
            ) : (
              <p>
                {t('talk.hidden')}. {t('talk.hiddenBecause', { reason: version.hidden_reason })}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
