import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import type { Conversation, MessageList } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { SideBox } from '../../ui/Page.tsx';
import { useReferences } from './references.ts';
import css from './ThreadSide.module.css';

/** Beside a thread: which organisations have answered, and what was attached. */
export function ThreadSide({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const held = useQuery<MessageList>({ queryKey: keys.messages(conversation.id), enabled: false }).data;
  const references = useReferences(held?.items ?? []);
  const documents = [...references].filter(([, one]) => one.found);
  return (
    <>
      <SideBox title={t('conversation.haveAnswered')}>
        {conversation.answered_by.length > 0 ? (
          <ul className={css.list}>
            {conversation.answered_by.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        ) : (
          <p className={css.none}>{t('conversation.noneAnswered')}</p>
        )}
      </SideBox>
      <SideBox title={t('conversation.documents')}>
        {documents.length > 0 ? (
          <ul className={css.list}>
            {documents.map(([id, one]) => (
              <li key={id}>
                <Link to={`/dokument/${id}`}>{one.title}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className={css.none}>{t('conversation.noDocuments')}</p>
        )}
      </SideBox>
    </>
  );
}
