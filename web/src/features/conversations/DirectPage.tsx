import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { conversationPage } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import type { ConversationRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import css from './ConversationList.module.css';
import { NewDirect } from './NewDirect.tsx';
import { Row } from './Row.tsx';

/** One's direct conversations. */
export function DirectPage() {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const list = usePaged<ConversationRow>(keys.conversations({ direct: true }), (cursor, limit) =>
    conversationPage({ direct: true }, cursor, limit),
  );
  return (
    <Page
      title={t('conversation.directTitle')}
      below={t('conversation.directLead')}
      acts={
        <Button
          look="filled"
          onPress={() => setMaking(true)}
          icon={<MessageSquarePlus size={17} aria-hidden />}
        >
          {t('conversation.newDirect')}
        </Button>
      }
    >
      {list.error && !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : !list.data ? (
        <Later lines={4} />
      ) : list.items.length === 0 ? (
        <Empty title={t('conversation.directEmpty')}>{t('conversation.directEmptyHint')}</Empty>
      ) : (
        <ul className={css.rows}>
          {list.items.map((row) => (
            <Row key={row.id} row={row} withRoom={false} />
          ))}
        </ul>
      )}
      {list.hasMore && (
        <Button onPress={() => void list.more()} isDisabled={list.fetchingMore}>
          {t('ui.more')}
        </Button>
      )}
      {making && <NewDirect onClose={() => setMaking(false)} />}
    </Page>
  );
}
