import type { TFunction } from 'i18next';
import type { ConversationRow } from '../api/types.ts';

/** What a conversation is called: its title, "Chatt i Medlemmar", or that it is direct. */
export function titleOf(row: Pick<ConversationRow, 'kind' | 'title' | 'room'>, t: TFunction): string {
  if (row.title) return row.title;
  if (row.kind === 'chat') return t('conversation.chatIn', { room: row.room.name });
  return t(`terms.conversationKind.${row.kind}`);
}
