import { Pin } from 'lucide-react';
import { conversationPage } from '../../../api/conversations.ts';
import { type ConversationFilter, keys } from '../../../api/keys.ts';
import type { ConversationRow } from '../../../api/types.ts';
import { usePaged } from '../../../api/usePaged.ts';
import { useWords } from '../../../locales/useWords.ts';
import css from '../ConversationList.module.css';
import { Row } from '../Row.tsx';
import own from './PinnedThreads.module.css';

/** The threads that stand on top of the list, in the rooms it shows. */
export function PinnedThreads({ network, room }: { network: string; room: string | undefined }) {
  const { t } = useWords();
  const filter: ConversationFilter = { network, ...(room && { room }), pinned: true };
  const pinned = usePaged<ConversationRow>(keys.conversations(filter), (cursor, limit) =>
    conversationPage(filter, cursor, limit),
  );
  if (pinned.items.length === 0) return null;
  return (
    <section aria-label={t('thread.pinnedThreads')} className={own.pinned}>
      <Pin size={16} aria-hidden className={own.pin ?? ''} />
      <ul className={css.rows}>
        {pinned.items.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
    </section>
  );
}
