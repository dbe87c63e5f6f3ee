import { MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { conversationPage } from '../../api/conversations.ts';
import { keys } from '../../api/keys.ts';
import type { ConversationRow } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
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
      <Paged
        list={list}
        lines={4}
        empty={<Empty title={t('conversation.directEmpty')}>{t('conversation.directEmptyHint')}</Empty>}
      >
        <ul className={css.rows}>
          {list.items.map((row) => (
            <Row key={row.id} row={row} withRoom={false} />
          ))}
        </ul>
      </Paged>
      {making && <NewDirect onClose={() => setMaking(false)} />}
    </Page>
  );
}
