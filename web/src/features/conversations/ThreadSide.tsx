import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import type { Conversation, MessageList } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { TakingHome } from '../../takingHome/TakingHome.tsx';
import { SideBox } from '../../ui/Page.tsx';
import { carriesMore } from './Carried.tsx';
import { FollowChoice } from './FollowChoice.tsx';
import { useReferences } from './references.ts';
import css from './ThreadSide.module.css';
import { AnsweredBy } from './thread/AnsweredBy.tsx';
import { MentionedIn } from './thread/MentionedIn.tsx';
import { SimilarThreads, useSimilar } from './thread/SimilarThreads.tsx';

/** Beside a thread: which organisations have answered, and what was attached. */
export function ThreadSide({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const items =
    useQuery<MessageList>({ queryKey: keys.messages(conversation.id), enabled: false }).data?.items ?? [];
  const references = useReferences(items);
  const documents = [...references].filter(([, one]) => one.found);
  // Those of messages that are not here yet count too.
  const inAll = Math.max(conversation.documents, documents.length);
  return (
    <>
      {/* who has answered an ask or voted stands with it, not by who has talked about it */}
      {!carriesMore(conversation) && <AnsweredBy conversation={conversation} />}
      <MentionedIn conversation={conversation} />
      <Similar conversation={conversation} />
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
          inAll === 0 && <p className={css.none}>{t('conversation.noDocuments')}</p>
        )}
        {inAll > documents.length && (
          <p className={css.none}>{t('conversation.documentsInAll', { count: inAll })}</p>
        )}
      </SideBox>
      {conversation.kind === 'thread' && <TakingHome from={{ conversation: conversation.id }} />}
      <FollowChoice what={{ conversation: conversation.id }} />
    </>
  );
}

function Similar({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const found = useSimilar(
    conversation.kind === 'thread' ? conversation.network?.id : null,
    conversation.title ?? '',
    conversation.id,
  );
  if (found.length === 0) return null;
  return (
    <SideBox title={t('thread.similarSide')}>
      <SimilarThreads threads={found} />
    </SideBox>
  );
}
