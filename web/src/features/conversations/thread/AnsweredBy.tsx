import { useQuery } from '@tanstack/react-query';
import { keys } from '../../../api/keys.ts';
import { answeredByQuery } from '../../../api/threads.ts';
import type { Conversation, MessageList } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { SideBox } from '../../../ui/Page.tsx';
import css from '../ThreadSide.module.css';

/** Which organisations have answered: told from what is shown while that is all there is, else by the server too. */
export function AnsweredBy({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const shown = useQuery<MessageList>({ queryKey: keys.messages(conversation.id), enabled: false }).data;
  const partly = Boolean(shown && (shown.previous_cursor || shown.next_cursor));
  const told = useQuery({ ...answeredByQuery(conversation.id), enabled: partly }).data ?? [];
  const said = (shown?.items ?? []).flatMap(({ position, deleted, author }) =>
    position > 1 && !deleted && author.organisation !== null ? [author.organisation] : [],
  );
  const names = [...new Set([...(partly ? told.map((one) => one.name) : []), ...said])];
  return (
    <SideBox title={t('conversation.haveAnswered')}>
      {names.length > 0 ? (
        <ul className={css.list}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      ) : (
        <p className={css.none}>{t('conversation.noneAnswered')}</p>
      )}
    </SideBox>
  );
}
