import { useQuery } from '@tanstack/react-query';
import { conversationQuery } from '../api/conversations.ts';
import { useWords } from '../locales/useWords.ts';
import { AudienceLine } from './Lines.tsx';
import css from './WrittenFor.module.css';

/** Who will read what is being written for a conversation, and that it may become a public record. */
export function WrittenFor({ conversation }: { conversation: string }) {
  const { t } = useWords();
  const audience = useQuery(conversationQuery(conversation)).data?.audience;
  return (
    <p className={css.line}>
      {audience && (
        <>
          <AudienceLine audience={audience} />{' '}
        </>
      )}
      {t('conversation.publicRecord')}
    </p>
  );
}
