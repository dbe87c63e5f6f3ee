import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useNetworks } from '../../api/networks.ts';
import { useMe } from '../../api/session.ts';
import type { Conversation, Message } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import type { Choice } from '../../ui/Menu.tsx';

const ForwardDialog = lazy(async () => ({
  default: (await import('../../forwarding/ForwardDialog.tsx')).ForwardDialog,
}));

/** Passing a message on to a linked network: one's own, or anybody's where one manages the room. */
export function useForwarding(
  conversation: Conversation,
  message: Message,
): { choices: Choice[]; dialog: ReactNode } {
  const { t } = useWords();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const network = useNetworks().find((one) => one.id === conversation.network?.id && one.linked);
  const own = message.author.id === me.person.id;
  const may = network && !message.deleted && (conversation.may.manage || (own && conversation.may.write));
  return {
    choices: may ? [{ id: 'forward', text: t('linked.forward.act'), act: () => setOpen(true) }] : [],
    dialog: open && network && (
      <Suspense fallback={null}>
        <ForwardDialog
          network={network.id}
          what={{
            message: message.id,
            title: conversation.title ?? '',
            own,
            files: message.attachments.length,
          }}
          onClose={() => setOpen(false)}
        />
      </Suspense>
    ),
  };
}
