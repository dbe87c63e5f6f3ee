import { lazy, type ReactNode, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { Conversation } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';

const AskPanel = lazy(async () => ({ default: (await import('./ask/AskPanel.tsx')).AskPanel }));
const ProposalPanel = lazy(async () => ({
  default: (await import('./proposal/ProposalPanel.tsx')).ProposalPanel,
}));

/** Whether a thread carries an ask or a proposal. */
export const carriesMore = (conversation: Conversation): boolean =>
  conversation.thread_kind === 'ask' || conversation.thread_kind === 'proposal';

/** A thread that carries an ask or a proposal shows that first, and the talk about it one choice away. */
export function Carried({ conversation, children }: { conversation: Conversation; children: ReactNode }) {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  if (!carriesMore(conversation)) return children;
  const ask = conversation.thread_kind === 'ask';
  // who comes by a link to a message, or to read on, comes for the talk
  const talking =
    params.get('visa') === 'samtal' ||
    (params.get('visa') === null && (params.has('inlagg') || params.has('ikapp')));
  const Panel = ask ? AskPanel : ProposalPanel;
  return (
    <>
      <OneOf
        label={t('asking.parts')}
        value={talking ? 'samtal' : 'svar'}
        onChange={(id) => setParams({ visa: id }, { replace: true })}
        options={[
          { id: 'svar', text: ask ? t('asking.answers') : t('asking.voicesPart') },
          {
            id: 'samtal',
            text: t('asking.talk'),
            note: String(Math.max(0, conversation.last_position - 1)),
          },
        ]}
      />
      {talking ? (
        children
      ) : (
        <Suspense fallback={<Later lines={6} />}>
          <Panel conversation={conversation} />
        </Suspense>
      )}
    </>
  );
}
