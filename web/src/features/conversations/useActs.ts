/** What one may do with a message beside answering it: react, report, hide, ask who has seen it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askSeen, stopAskingSeen } from '../../api/messages.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { useShowing } from '../../moderating/useShowing.ts';
import { applyFrame } from '../../realtime/bridge.ts';
import { ownChange } from '../../realtime/frames.ts';
import type { Choice } from '../../ui/Menu.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useReacting } from './Reactions.tsx';

export function useActs(
  message: Message,
  conversation: Conversation,
  open: (what: 'flag' | 'hide') => void,
): { reactions: Choice[]; others: Choice[]; whenHidden: Choice[] } {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const { toggle } = useReacting(message);
  const show = useShowing({ message: message.id });
  const mine = message.author.id === me.person.id;
  const { may } = conversation;
  const seen = useMutation({
    mutationFn: () => (message.asks_seen ? stopAskingSeen : askSeen)(message.id),
    onSuccess: (now) => {
      applyFrame(client, ownChange({ kind: 'message_touched', data: { message: now } }));
      if (now.asks_seen) tell(t('talk.seen.asking'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const reactions: Choice[] =
    may.write && !mine
      ? [
          { id: 'thanks', text: t('talk.react.thanks'), act: () => toggle('thanks') },
          { id: 'same', text: t('talk.react.same_here'), act: () => toggle('same_here') },
        ]
      : [];
  const others: Choice[] = [];
  // what tells what was done to the conversation stays as it is
  if (mine && may.write && !message.notice) {
    const text = message.asks_seen ? t('talk.seen.stop') : t('talk.seen.ask');
    others.push({ id: 'seen', text, act: () => seen.mutate() });
  }
  if (!mine) others.push({ id: 'flag', text: t('talk.flag.act'), act: () => open('flag') });
  if (!mine && may.manage && !message.notice)
    others.push({ id: 'hide', text: t('talk.hide.act'), act: () => open('hide') });
  const whenHidden: Choice[] =
    message.hidden_reason !== null && may.manage
      ? [{ id: 'show', text: t('talk.hide.show'), act: () => show.mutate() }]
      : [];
  return { reactions, others, whenHidden };
}
