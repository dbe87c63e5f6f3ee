import { useQuery } from '@tanstack/react-query';
import { messageVersionsQuery } from '../../api/conversations.ts';
import type { Message } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Html } from '../../ui/Html.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import css from './Wordings.module.css';

/** Every wording a message has had. */
export function Wordings({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t, language } = useWords();
  const versions = useQuery(messageVersionsQuery(message.id));
  return (
    <Dialog title={t('conversation.historyTitle')} isOpen onClose={onClose}>
      {versions.error && <Failure error={versions.error} />}
      {!versions.data && !versions.error && <Later />}
      <ol className={css.list}>
        {(versions.data ?? []).map((version) => (
          <li key={version.revision}>
            <h3 className={css.head}>
              {t('conversation.version', { number: version.revision })} · {moment(version.at, language)}
            </h3>
            <Html html={version.html} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
